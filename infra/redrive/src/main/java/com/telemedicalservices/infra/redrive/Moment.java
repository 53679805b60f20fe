package com.telemedicalservices.infra.redrive;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A point in time as an operator writes it: an instant, or how long ago it was. */
final class Moment {

  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  private Moment() {}

  /** Reads one; nothing when it is none. */
  static Optional<Instant> parse(String text, Clock clock) {
    var ago = AGO.matcher(text);
    if (ago.matches()) {
      return Optional.of(clock.instant().minus(span(Long.parseLong(ago.group(1)), ago.group(2))));
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration span(long number, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
