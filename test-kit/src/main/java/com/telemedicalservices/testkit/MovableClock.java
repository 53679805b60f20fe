package com.telemedicalservices.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until a test moves it. */
public final class MovableClock extends Clock {

  private final AtomicReference<Instant> now;

  /** Stands at this time. */
  public MovableClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  /** Moves the clock on. */
  public void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new IllegalArgumentException("Instants have no zone; ask for one where it is needed");
  }
}
