package com.telemedicalservices.scheduling.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Comparisons of moments of which some may never have come. */
final class Times {

  private Times() {}

  /** The later of the two. */
  static Instant later(@Nullable Instant one, Instant other) {
    return one == null || one.isBefore(other) ? other : one;
  }

  /** The earlier of the two; null when neither ever comes. */
  static @Nullable Instant sooner(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /** Whether something has come and has not been answered since. */
  static boolean isLatest(@Nullable Instant event, @Nullable Instant answer) {
    return event != null && (answer == null || event.isAfter(answer));
  }
}
