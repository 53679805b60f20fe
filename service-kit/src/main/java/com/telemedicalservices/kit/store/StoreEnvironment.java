package com.telemedicalservices.kit.store;

import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.kit.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What all stores of a service share. */
public interface StoreEnvironment {

  /** The clinic's clock. */
  Clock clock();

  /** Draws event ids. */
  Ids ids();

  /** Writes events. */
  EventCodec codec();

  /** Writes answers. */
  Json json();

  /** Publishes what was written. */
  Publisher publisher();

  /** How long a caller waits for the database. */
  Duration patience();

  /** An aggregate is due at this time; the worker may want to look earlier than it had planned. */
  void dueSoon(Instant dueAt);

  /**
   * Makes an attempt that a write has begun, and gives its result to the aggregate.
   *
   * @param notAfter when the aggregate is due: an attempt not begun by then is not made, since the
   *     aggregate has decided by then what became of it; null when it has all the time there is
   */
  <S, C> void attempt(
      AggregateStore<S, C, ?> store, String id, Callable<C> attempt, @Nullable Instant notAfter);

  /** Two writers met. */
  void lostRace(String store);

  /** Writes what callers are told. */
  @FunctionalInterface
  interface Json {
    String write(Object value);
  }
}
