package com.telemedicalservices.kit.clock;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of the machine, for leases and time-outs. Never moved: a lease must not run out because
 * a demo skipped a week.
 */
@FunctionalInterface
public interface MachineTime extends InstantSource {

  /** The time of this machine. */
  static MachineTime system() {
    InstantSource system = InstantSource.system();
    return system::instant;
  }

  @Override
  Instant instant();
}
