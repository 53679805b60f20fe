package com.telemedicalservices.followup.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When an alert that nobody acknowledges is called out again. Every call is a rung; after the last
 * one the alert stays on the list, visibly overdue.
 *
 * @param acknowledgeWithin how soon somebody must take it
 * @param callEvery how often those responsible are called again until the last hand-over; null for
 *     only at the hand-overs
 * @param handOvers when the next in line are called as well, each counted from the start
 * @param businessDays whether the times are whole days of which Saturday and Sunday do not count
 */
public record AlertLadder(
    Duration acknowledgeWithin,
    @Nullable Duration callEvery,
    List<Duration> handOvers,
    boolean businessDays) {

  public AlertLadder {
    handOvers = List.copyOf(handOvers);
    if (handOvers.isEmpty()
        || !handOvers.stream().allMatch(Duration::isPositive)
        || (callEvery != null && !callEvery.isPositive())) {
      throw new IllegalArgumentException("A ladder needs hand-overs, and times greater than zero");
    }
  }

  Instant acknowledgeBy(Instant raisedAt, ZoneId zone) {
    return after(raisedAt, acknowledgeWithin, zone);
  }

  /** How many calls have come due. */
  int rungsUntil(Instant now, Instant raisedAt, ZoneId zone) {
    return (int) calls().stream().filter(call -> !after(raisedAt, call, zone).isAfter(now)).count();
  }

  /** When the call after this rung comes due; null when it was the last. */
  @Nullable Instant nextCall(int rung, Instant raisedAt, ZoneId zone) {
    List<Duration> calls = calls();
    return rung < calls.size() ? after(raisedAt, calls.get(rung), zone) : null;
  }

  private List<Duration> calls() {
    TreeSet<Duration> calls = new TreeSet<>(handOvers);
    if (callEvery != null) {
      Duration last = calls.last();
      for (Duration call = callEvery; call.compareTo(last) < 0; call = call.plus(callEvery)) {
        calls.add(call);
      }
    }
    return List.copyOf(calls);
  }

  private Instant after(Instant start, Duration time, ZoneId zone) {
    if (!businessDays) {
      return start.plus(time);
    }
    ZonedDateTime day = start.atZone(zone);
    for (long left = time.toDays(); left > 0; left--) {
      do {
        day = day.plusDays(1);
      } while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY);
    }
    return day.toInstant();
  }
}
