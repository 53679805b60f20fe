package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service: two processes, its stores, and what the events of others mean to it. */
final class SimulatedService {

  private final World world;
  private final Bus bus;
  private final Ledger ledger;
  private final String name;
  private final List<Instance> instances;
  private final IdentityHashMap<Aggregate<?, ?, ?>, SimulatedStore<?, ?, ?>> stores =
      new IdentityHashMap<>();
  private final List<Subscription<?>> subscriptions = new ArrayList<>();
  private boolean storeAway;
  private long events;

  SimulatedService(World world, Bus bus, Ledger ledger, String name) {
    this.world = world;
    this.bus = bus;
    this.ledger = ledger;
    this.name = name;
    this.instances = List.of(new Instance(world, name + "-1"), new Instance(world, name + "-2"));
  }

  String name() {
    return name;
  }

  World world() {
    return world;
  }

  Bus bus() {
    return bus;
  }

  Ledger ledger() {
    return ledger;
  }

  List<Instance> instances() {
    return instances;
  }

  Collection<SimulatedStore<?, ?, ?>> stores() {
    return stores.values();
  }

  List<Subscription<?>> subscriptions() {
    return subscriptions;
  }

  boolean isStoreAway() {
    return storeAway;
  }

  void setStoreAway(boolean away) {
    storeAway = away;
  }

  String nextEventId() {
    return name + "#" + events++;
  }

  /** A process that runs; null when none does. */
  @Nullable Instance anyUp() {
    // Asked at every step of everybody, so without a stream.
    var up = new ArrayList<Instance>();
    for (var instance : instances) {
      if (instance.isUp()) {
        up.add(instance);
      }
    }
    return up.isEmpty() ? null : world.luck().oneOf(up);
  }

  /**
   * Keeps the aggregates of one kind.
   *
   * @param aggregate whom the reactions name
   * @param rules what decides: the same, but where a protection is taken away
   */
  <S, C, E extends Event> SimulatedStore<S, C, E> keep(
      String storeName,
      Aggregate<S, C, E> aggregate,
      Aggregate<S, C, E> rules,
      SimulatedStore.Attempt<S, C> attempt,
      SimulatedStore.Watcher<S> watcher) {
    var store = new SimulatedStore<>(this, storeName, rules, attempt, watcher);
    stores.put(aggregate, store);
    return store;
  }

  <E extends Event> void subscribe(Topic topic, Class<E> family, Reactions<E> reactions) {
    subscriptions.add(new Subscription<>(this, topic, family, reactions));
  }

  /** Applies one reaction; the aggregate it names is one of those kept here. */
  <C> void apply(Instance by, Reaction<C> reaction, EventEnvelope<?> event, Runnable done) {
    storeOf(reaction).apply(by, reaction.id(), reaction.command(), event.id(), done);
  }

  // The store was kept under this very aggregate, whose commands these are.
  @SuppressWarnings("unchecked")
  <C> SimulatedStore<?, C, ?> storeOf(Reaction<C> reaction) {
    var store = stores.get(reaction.aggregate());
    if (store == null) {
      throw new IllegalStateException(name + " keeps no such aggregate");
    }
    return (SimulatedStore<?, C, ?>) store;
  }
}
