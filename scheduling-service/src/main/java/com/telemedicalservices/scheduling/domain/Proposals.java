package com.telemedicalservices.scheduling.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds whole series that can be booked. All starts at which something is free are put in order;
 * walking back from the last session it is worked out from which start how early the rest of a
 * series can be over, so that walking forward never ends in a dead end: if a series exists, it is
 * found, and among its sessions those are taken that keep the usual rhythm and the time of day.
 */
public final class Proposals {

  // One hour's difference in the time of day weighs as much as four hours' in the rhythm.
  private static final long WEIGHT_OF_TIME_OF_DAY = 4;
  private static final long NEVER = Long.MAX_VALUE;

  private final Terms terms;
  private final SchedulingPolicy policy;
  private final ZoneId zone;
  private final int count;
  private final List<Instant> starts;
  // By how many sessions still follow, and by index of start: the least last start, in seconds.
  private final long[][] soonestLast;
  private final int[] firstNext;
  private final int[] endNext;

  private Proposals(
      Terms terms, SchedulingPolicy policy, ZoneId zone, int count, List<Instant> starts) {
    this.terms = terms;
    this.policy = policy;
    this.zone = zone;
    this.count = count;
    this.starts = starts;
    this.firstNext = new int[starts.size()];
    this.endNext = new int[starts.size()];
    this.soonestLast = new long[count][starts.size()];
  }

  /**
   * Up to so many different series, the earliest first.
   *
   * @param availability what is free
   * @param terms what is approved
   * @param policy the clinic's own limits
   * @param count how many sessions
   * @param notBefore the first session starts at this time or later
   * @param limit how many series
   * @return the starts of each series' sessions, in order
   */
  public static List<List<Instant>> find(
      Availability availability,
      Terms terms,
      SchedulingPolicy policy,
      int count,
      Instant notBefore,
      int limit) {
    if (count < 1 || count > terms.sessionCount()) {
      return List.of();
    }
    ZoneId zone = availability.zone();
    Duration reach = longestGap(terms, policy).multipliedBy(count - 1L);
    Instant lastFirst = earlier(terms.startBy(), notBefore.plus(policy.proposalHorizon()));
    Instant last = earlier(terms.finishBy(), lastFirst.plus(reach));
    if (last.isBefore(notBefore)) {
      return List.of();
    }
    List<Instant> starts =
        availability
            .starts(
                LocalDate.ofInstant(notBefore, zone),
                LocalDate.ofInstant(last, zone),
                policy.proposalStep())
            .stream()
            .filter(start -> !start.isBefore(notBefore))
            .filter(start -> !start.plus(availability.length()).isAfter(terms.finishBy()))
            .toList();
    Proposals proposals = new Proposals(terms, policy, zone, count, starts);
    proposals.lookBack();
    return proposals.choose(lastFirst, availability.length(), limit);
  }

  private static Duration longestGap(Terms terms, SchedulingPolicy policy) {
    Duration least = terms.minimumInterval(policy).plusDays(policy.fullDaysBetween() + 2L);
    return least.compareTo(policy.longestGap()) > 0 ? least : policy.longestGap();
  }

  private void lookBack() {
    Duration longestGap = longestGap(terms, policy);
    int first = 0;
    int end = 0;
    for (int i = 0; i < starts.size(); i++) {
      Instant from = terms.earliestAfter(starts.get(i), zone, policy);
      Instant to = starts.get(i).plus(longestGap);
      while (first < starts.size() && starts.get(first).isBefore(from)) {
        first++;
      }
      while (end < starts.size() && !starts.get(end).isAfter(to)) {
        end++;
      }
      firstNext[i] = first;
      endNext[i] = end;
      soonestLast[0][i] = starts.get(i).getEpochSecond();
    }
    for (int following = 1; following < count; following++) {
      Arrays.fill(soonestLast[following], NEVER);
      for (int i = 0; i < starts.size(); i++) {
        for (int next = firstNext[i]; next < endNext[i]; next++) {
          soonestLast[following][i] =
              Math.min(soonestLast[following][i], soonestLast[following - 1][next]);
        }
      }
    }
  }

  private List<List<Instant>> choose(Instant lastFirst, Duration length, int limit) {
    List<Integer> firsts = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      if (starts.get(i).isBefore(lastFirst)
          && starts.get(i).isBefore(terms.startBy())
          && soonestLast[count - 1][i] <= lastStart(i, length)) {
        firsts.add(i);
      }
    }
    List<List<Instant>> chosen = new ArrayList<>();
    if (firsts.isEmpty()) {
      return chosen;
    }
    // The earliest; then the earliest at the other half of the day; then one of each later day.
    add(chosen, firsts, length, first -> true);
    boolean morning = isMorning(chosen.getFirst().getFirst());
    if (chosen.size() < limit) {
      add(chosen, firsts, length, first -> isMorning(starts.get(first)) != morning);
    }
    LocalDate day = dateOf(chosen.getFirst().getFirst());
    while (chosen.size() < limit) {
      LocalDate previous = day;
      int before = chosen.size();
      if (!add(chosen, firsts, length, first -> dateOf(starts.get(first)).isAfter(previous))) {
        break;
      }
      day = chosen.size() > before ? dateOf(chosen.getLast().getFirst()) : day.plusDays(1);
    }
    return chosen;
  }

  private boolean add(
      List<List<Instant>> chosen, List<Integer> firsts, Duration length, IntPredicate wanted) {
    for (int first : firsts) {
      if (wanted.test(first)) {
        List<Instant> series = series(first, length);
        if (!chosen.contains(series)) {
          chosen.add(series);
        }
        return true;
      }
    }
    return false;
  }

  private List<Instant> series(int first, Duration length) {
    long lastStart = lastStart(first, length);
    long begin = starts.get(first).getEpochSecond();
    long rhythm =
        Math.min(policy.usualGap().toSeconds(), count == 1 ? 0 : (lastStart - begin) / (count - 1));
    List<Instant> series = new ArrayList<>();
    series.add(starts.get(first));
    int current = first;
    for (int number = 1; number < count; number++) {
      int best = -1;
      long least = NEVER;
      for (int next = firstNext[current]; next < endNext[current]; next++) {
        if (soonestLast[count - 1 - number][next] <= lastStart) {
          long cost =
              Math.abs(starts.get(next).getEpochSecond() - begin - number * rhythm)
                  + WEIGHT_OF_TIME_OF_DAY * timeOfDayApart(starts.get(first), starts.get(next));
          if (cost < least) {
            least = cost;
            best = next;
          }
        }
      }
      current = best;
      series.add(starts.get(current));
    }
    return series;
  }

  // The last session of a series that begins there must start by this second.
  private long lastStart(int first, Duration length) {
    return terms.endOfWindow(starts.get(first), zone).minus(length).getEpochSecond();
  }

  private long timeOfDayApart(Instant one, Instant other) {
    return Math.abs(
        one.atZone(zone).toLocalTime().toSecondOfDay()
            - other.atZone(zone).toLocalTime().toSecondOfDay());
  }

  private boolean isMorning(Instant start) {
    return start.atZone(zone).getHour() < 12;
  }

  private LocalDate dateOf(Instant start) {
    return LocalDate.ofInstant(start, zone);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
