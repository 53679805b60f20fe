package com.telemedicalservices.kit.due;

import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells aggregates that their time has come. Looks for due ones about once a second by the clinic's
 * clock, and earlier when this process has just written one that is due sooner. Any number of
 * processes may do so: each takes what it works on for the length of a lease.
 */
public final class DueWorker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DueWorker.class);
  private static final int BATCH = 200;
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Stores stores;
  private final Clock clock;
  private final String token;
  private final MeterRegistry meters;
  private final AtomicReference<Instant> nextLook = new AtomicReference<>(Instant.MIN);
  private final CountDownLatch stop = new CountDownLatch(1);
  private @Nullable Thread thread;

  /**
   * @param stores whose aggregates may become due
   * @param clock the clinic's clock
   * @param token tells this process from others
   * @param meters where lateness is shown
   */
  public DueWorker(Stores stores, Clock clock, String token, MeterRegistry meters) {
    this.stores = stores;
    this.clock = clock;
    this.token = token;
    this.meters = meters;
  }

  /** Begins to look. */
  public void start() {
    thread = Thread.ofPlatform().name("due-work").start(this::run);
  }

  /** Something is due at this time. */
  public void dueSoon(Instant dueAt) {
    nextLook.accumulateAndGet(dueAt, (next, due) -> due.isBefore(next) ? due : next);
  }

  private void run() {
    try {
      while (!stop.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        Instant now = clock.instant();
        if (!now.isBefore(nextLook.get())) {
          nextLook.set(now.plus(INTERVAL));
          stores.all().forEach(this::work);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(AggregateStore<?, ?, ?> store) {
    try {
      AggregateStore.DueWork done;
      do {
        done = store.doDueWork(BATCH, LEASE, token);
        done.results().forEach(result -> record(store, result));
      } while (done.found() == BATCH && stop.getCount() > 0);
    } catch (RuntimeException | Error e) {
      // Also an error: a worker that ended would leave everything undone.
      log.warn("Cannot do due work of {}: {}", store.name(), e.getClass().getSimpleName());
    }
  }

  private void record(AggregateStore<?, ?, ?> store, AggregateStore.DueResult result) {
    Timer.builder("due.lateness")
        .description("From the time an aggregate was due to its being taken up")
        .tag("store", store.name())
        .register(meters)
        .record(result.lateness());
    if (!result.done()) {
      meters.counter("due.failed", "store", store.name()).increment();
    }
  }

  @Override
  public void close() {
    stop.countDown();
    Thread running = thread;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
