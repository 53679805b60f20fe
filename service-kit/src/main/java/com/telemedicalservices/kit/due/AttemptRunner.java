package com.telemedicalservices.kit.due;

import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.StoreUnavailableException;
import com.telemedicalservices.kit.trace.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the attempts that written states announce, so many at a time, and gives each result to its
 * aggregate. What does not finish is due again when the attempt's time is up.
 */
public final class AttemptRunner implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);
  private static final int AT_ONCE = 32;
  private static final int RESULT_TRIES = 3;

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("attempt-", 0).factory());
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Clock clock;

  /** Tells by the clinic's clock whether an attempt may still be made. */
  public AttemptRunner(Clock clock) {
    this.clock = clock;
  }

  /**
   * Makes an attempt in the background.
   *
   * @param notAfter when its aggregate decides what an unknown outcome means; an attempt that finds
   *     its place only then is not made at all. Null when it never does
   */
  public <S, C> void run(
      AggregateStore<S, C, ?> store, String id, Callable<C> attempt, @Nullable Instant notAfter) {
    String traceparent = Traces.current();
    try {
      threads.execute(() -> make(store, id, attempt, notAfter, traceparent));
    } catch (RejectedExecutionException e) {
      log.info("An attempt of {} {} is left for later", store.name(), id);
    }
  }

  private <S, C> void make(
      AggregateStore<S, C, ?> store,
      String id,
      Callable<C> attempt,
      @Nullable Instant notAfter,
      @Nullable String traceparent) {
    try (Traces.Scope _ = Traces.join(traceparent)) {
      places.acquire();
      try {
        if (notAfter == null || clock.instant().isBefore(notAfter)) {
          tell(store, id, attempt.call());
        } else {
          log.warn("An attempt of {} {} has waited beyond its time", store.name(), id);
        }
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.error("An attempt of {} {} has failed: {}", store.name(), id, e.getClass().getName());
    }
  }

  private static <S, C> void tell(AggregateStore<S, C, ?> store, String id, C result) {
    for (int tries = 1; ; tries++) {
      try {
        store.handle(id, result);
        return;
      } catch (StoreUnavailableException e) {
        if (tries == RESULT_TRIES) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
