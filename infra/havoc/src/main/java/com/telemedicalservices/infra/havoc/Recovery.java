package com.telemedicalservices.infra.havoc;

import java.time.Duration;

/**
 * The wait for somebody who was hit to be well again.
 *
 * @param limit how long that may take
 * @param looksEvery how often one looks
 */
record Recovery(Duration limit, Duration looksEvery) {

  /** A service starts within seconds, but this machine has others to start at the same time. */
  static final Duration LONGEST = Duration.ofMinutes(3);

  /** Whether somebody is well. */
  interface Look {
    boolean isWell() throws InterruptedException;
  }

  /**
   * Returns when somebody is well.
   *
   * @throws IllegalStateException when that has taken too long
   */
  void await(Look look) throws InterruptedException {
    var until = System.nanoTime() + limit.toNanos();
    while (!look.isWell()) {
      if (System.nanoTime() - until > 0) {
        throw new IllegalStateException("not well again after %d s".formatted(limit.toSeconds()));
      }
      Thread.sleep(looksEvery);
    }
  }
}
