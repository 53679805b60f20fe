package com.telemedicalservices.infra.quality.planted.kit.clock;

import java.time.Clock;
import java.time.Instant;

class MayReadTheMachineTime {
  Clock clock = Clock.systemUTC();

  Instant now() {
    return Instant.now();
  }
}
