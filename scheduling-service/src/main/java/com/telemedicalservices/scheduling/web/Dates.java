package com.telemedicalservices.scheduling.web;

import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.web.RejectedException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** Keeps dates out with which no calculation is safe; which of the others make sense, rules say. */
final class Dates {

  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

  private Dates() {}

  static LocalDate sane(LocalDate date) {
    if (date.isBefore(FIRST) || date.isAfter(LAST)) {
      throw outOfRange();
    }
    return date;
  }

  static Instant sane(Instant time) {
    if (time.isBefore(FIRST.atStartOfDay(ZoneOffset.UTC).toInstant())
        || time.isAfter(LAST.atStartOfDay(ZoneOffset.UTC).toInstant())) {
      throw outOfRange();
    }
    return time;
  }

  private static RejectedException outOfRange() {
    return new RejectedException(
        new Rejection(
            Rejection.Kind.INVALID,
            "date-out-of-range",
            "Give a date of this or the next century.",
            Map.of()));
  }
}
