package com.telemedicalservices.kit.telemetry;

import com.telemedicalservices.kit.outbox.OutboxRelay;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stores;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How much waits in each store and how long: asked of the database when somebody looks. Alert on
 * the ages; a count may be high because the day is busy, an age only because something stands
 * still.
 */
public final class StoreMetrics implements MeterBinder {

  private static final int PARKED_SHOWN = 1_000;

  private final Stores stores;
  private final OutboxRelay relay;
  private final Clock clock;

  /**
   * @param stores what is measured
   * @param relay what is on its way to Kafka
   * @param clock ages are by the clinic's clock
   */
  public StoreMetrics(Stores stores, OutboxRelay relay, Clock clock) {
    this.stores = stores;
    this.relay = relay;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("outbox.on-their-way", relay, OutboxRelay::onTheirWay)
        .description("Events handed to Kafka and not yet acknowledged")
        .register(registry);
    for (AggregateStore<?, ?, ?> store : stores.all()) {
      gauge(registry, store, "outbox.pending", AggregateStore::countUnpublished);
      gauge(
          registry,
          store,
          "outbox.oldest.age",
          measured -> age(measured.oldestUnpublished().orElse(null)));
      gauge(registry, store, "outbox.parked", measured -> measured.parked(PARKED_SHOWN).size());
      gauge(registry, store, "due.oldest.age", measured -> age(measured.nextDue()));
    }
  }

  private static void gauge(
      MeterRegistry registry,
      AggregateStore<?, ?, ?> store,
      String name,
      ToDoubleFunction<AggregateStore<?, ?, ?>> value) {
    Gauge.builder(name, store, value).tag("store", store.name()).register(registry);
  }

  private double age(@Nullable Instant since) {
    if (since == null) {
      return 0;
    }
    return Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
  }
}
