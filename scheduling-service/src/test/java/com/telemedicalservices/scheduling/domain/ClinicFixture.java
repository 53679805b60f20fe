package com.telemedicalservices.scheduling.domain;

import com.telemedicalservices.scheduling.domain.OpeningHours.WeekdayHours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Clinics as tests need them. */
final class ClinicFixture {

  private ClinicFixture() {}

  /** One chair, one nurse, one prescriber, open from eight to five from Monday to Friday. */
  static ClinicState small(String zone) {
    return clinic(zone, weekdays("08:00", "17:00"), 1, 1, 1);
  }

  /** Twelve chairs, six nurses who watch two patients each, two prescribers for six each. */
  static ClinicState large(String zone) {
    return new ClinicState(
        "phoenix",
        "Phoenix",
        zone,
        weekdays("08:00", "17:00"),
        resources("chair", 12, 1),
        resources("nurse", 6, 2),
        resources("prescriber", 2, 6));
  }

  static ClinicState clinic(
      String zone, OpeningHours hours, int chairs, int nurses, int prescribers) {
    return new ClinicState(
        "phoenix",
        "Phoenix",
        zone,
        hours,
        resources("chair", chairs, 1),
        resources("nurse", nurses, 1),
        resources("prescriber", prescribers, 1));
  }

  static List<Resource> resources(String name, int count, int capacity) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new Resource(name + "-" + number, capacity))
        .toList();
  }

  static OpeningHours weekdays(String opens, String closes) {
    return week(
        opens,
        closes,
        DayOfWeek.MONDAY,
        DayOfWeek.TUESDAY,
        DayOfWeek.WEDNESDAY,
        DayOfWeek.THURSDAY,
        DayOfWeek.FRIDAY);
  }

  static OpeningHours everyDay(String opens, String closes) {
    return week(opens, closes, DayOfWeek.values());
  }

  private static OpeningHours week(String opens, String closes, DayOfWeek... days) {
    return new OpeningHours(
        Arrays.stream(days)
            .map(day -> new WeekdayHours(day, LocalTime.parse(opens), LocalTime.parse(closes)))
            .toList(),
        List.of());
  }
}
