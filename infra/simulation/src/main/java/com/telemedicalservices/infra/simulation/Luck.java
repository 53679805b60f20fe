package com.telemedicalservices.infra.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Everything a run leaves to chance, all of it from the seed. */
final class Luck {

  private final SplittableRandom random;

  Luck(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A number from 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  Duration between(Duration least, Duration most) {
    return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
  }

  /** How long a step of a process or a message between two takes: mostly little. */
  Duration latency() {
    return chance(0.02)
        ? between(Duration.ofMillis(100), Duration.ofSeconds(4))
        : between(Duration.ofMillis(1), Duration.ofMillis(30));
  }
}
