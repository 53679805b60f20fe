package com.telemedicalservices.scheduling.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When a clinic is open, in the times its wall clock shows.
 *
 * @param week the usual hours; a day may have several, for example around a lunch break, or none
 * @param specialDays days that differ from the usual week
 */
public record OpeningHours(List<WeekdayHours> week, List<SpecialDay> specialDays) {

  public OpeningHours {
    week = List.copyOf(week);
    specialDays = List.copyOf(specialDays);
  }

  /**
   * Hours of a day of the week.
   *
   * @param day which day
   * @param opens first minute open
   * @param closes first minute closed
   */
  public record WeekdayHours(DayOfWeek day, LocalTime opens, LocalTime closes) {}

  /**
   * A date with hours of its own.
   *
   * @param date which day
   * @param hours its hours; none when closed
   */
  public record SpecialDay(LocalDate date, List<Hours> hours) {
    public SpecialDay {
      hours = List.copyOf(hours);
    }
  }

  /**
   * A time of day between two wall-clock times.
   *
   * @param opens first minute open
   * @param closes first minute closed
   */
  public record Hours(LocalTime opens, LocalTime closes) {}

  /**
   * A period on the time line.
   *
   * @param from its start
   * @param to its end, not included
   */
  public record Period(Instant from, Instant to) {}

  /** The hours of a date, in order. */
  List<Hours> on(LocalDate date) {
    for (SpecialDay special : specialDays) {
      if (special.date().equals(date)) {
        return inOrder(special.hours());
      }
    }
    return inOrder(
        week.stream()
            .filter(hours -> hours.day() == date.getDayOfWeek())
            .map(hours -> new Hours(hours.opens(), hours.closes()))
            .toList());
  }

  /**
   * When the clinic is open on a date. On the days the clocks change, every moment of these periods
   * still shows a wall-clock time within the hours: an hour that does not exist is left out, and of
   * an hour that comes twice, one that would lie outside the hours the first or second time is not
   * offered.
   */
  List<Period> open(LocalDate date, ZoneId zone) {
    List<Period> periods = new ArrayList<>();
    for (Hours hours : on(date)) {
      Instant from = atLatest(date.atTime(hours.opens()), zone);
      Instant to = atEarliest(date.atTime(hours.closes()), zone);
      if (from.isBefore(to)) {
        periods.add(new Period(from, to));
      }
    }
    return periods;
  }

  /** Whether the clinic is open from one time to another without a break. */
  boolean covers(Instant from, Instant to, ZoneId zone) {
    return open(LocalDate.ofInstant(from, zone), zone).stream()
        .anyMatch(period -> !from.isBefore(period.from()) && !to.isAfter(period.to()));
  }

  private static Instant atLatest(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty() ? gap(local, zone) : local.toInstant(offsets.getLast());
  }

  private static Instant atEarliest(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty() ? gap(local, zone) : local.toInstant(offsets.getFirst());
  }

  // A wall-clock time the clocks jump over: the moment they jump.
  private static Instant gap(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition transition = zone.getRules().getTransition(local);
    return transition.getInstant();
  }

  private static List<Hours> inOrder(List<Hours> hours) {
    return hours.stream().sorted(Comparator.comparing(Hours::opens)).toList();
  }
}
