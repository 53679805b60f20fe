package com.telemedicalservices.infra.redrive;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets so many through in a second and no more, however long nobody came. */
final class Pace {

  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final Pauser pauser;
  private boolean begun;
  private long next;

  /** How to wait. */
  @FunctionalInterface
  interface Pauser {

    /** Returns when that time is over. */
    void pause(Duration duration) throws InterruptedException;
  }

  /**
   * @param perSecond how many
   * @param nanoTime a clock that never goes back
   * @param pauser how to wait
   */
  Pace(double perSecond, LongSupplier nanoTime, Pauser pauser) {
    this.intervalNanos = Math.round(Duration.ofSeconds(1).toNanos() / perSecond);
    this.nanoTime = nanoTime;
    this.pauser = pauser;
  }

  /** Returns when it is the turn of the next. */
  void awaitTurn() throws InterruptedException {
    long now = nanoTime.getAsLong();
    if (begun && next > now) {
      pauser.pause(Duration.ofNanos(next - now));
      now = next;
    }
    begun = true;
    next = now + intervalNanos;
  }
}
