package com.telemedicalservices.kit.clock;

import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The clinic's clock: the machine's, but where a demo may move it. */
public final class ClinicClock {

  private ClinicClock() {}

  /**
   * The clock of this process.
   *
   * @param file moves the clock; null or empty for the machine's own
   * @param mayBeMoved whether this process runs where a moved clock can do no harm
   */
  public static Clock of(@Nullable Path file, boolean mayBeMoved) {
    if (file == null || file.toString().isEmpty()) {
      return Clock.systemUTC();
    }
    if (!mayBeMoved) {
      throw new IllegalStateException(
          "telemedical.clock-file moves the clinic's clock and is for the profile 'local' only");
    }
    return OffsetClock.mappedFrom(file, Clock.systemUTC());
  }
}
