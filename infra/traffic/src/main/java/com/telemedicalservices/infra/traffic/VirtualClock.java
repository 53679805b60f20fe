package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.infra.local.ClockFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clinic's clock, which the demo moves on. */
final class VirtualClock {

  private final ClockFile file;
  private final InstantSource real;

  VirtualClock(ClockFile file, InstantSource real) {
    this.file = file;
    this.real = real;
  }

  /** The clinic's time, as exact as the services keep it. */
  Instant now() {
    return Instant.ofEpochMilli(file.now(real).toEpochMilli());
  }

  /** Moves on to this time; does nothing when it is past already. */
  void advanceTo(Instant time) {
    Duration by = Duration.between(file.now(real), time);
    if (by.isPositive()) {
      file.advance(by.plusMillis(1));
    }
  }
}
