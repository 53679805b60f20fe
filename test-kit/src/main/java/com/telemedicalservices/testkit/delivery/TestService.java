package com.telemedicalservices.testkit.delivery;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.kit.store.Attempts;
import com.telemedicalservices.kit.store.Stores;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What a service is made of, without Spring: its stores, and what events mean for them. */
public final class TestService {

  private final String name;
  private final List<Consumer<Stores>> stores = new ArrayList<>();
  private final Map<Topic, Reactions<?>> reactions = new EnumMap<>(Topic.class);

  private TestService(String name) {
    this.name = name;
  }

  /** A service of this name. */
  public static TestService named(String name) {
    return new TestService(name);
  }

  /** Keeps these aggregates, in a collection of this name. */
  public <S, C, E extends Event> TestService keeps(
      String collection, Aggregate<S, C, E> aggregate, Class<S> stateType) {
    stores.add(opening -> opening.of(collection, aggregate, stateType).open());
    return this;
  }

  /** Keeps these aggregates, which make attempts. */
  public <S, C, E extends Event> TestService keeps(
      String collection,
      Aggregate<S, C, E> aggregate,
      Class<S> stateType,
      Attempts<S, C> attempts) {
    stores.add(opening -> opening.of(collection, aggregate, stateType).attempts(attempts).open());
    return this;
  }

  /** Takes the events of this topic. */
  public <E extends Event> TestService consumes(Topic topic, Reactions<E> meaning) {
    reactions.put(topic, meaning);
    return this;
  }

  String name() {
    return name;
  }

  void openAll(Stores opening) {
    stores.forEach(open -> open.accept(opening));
  }

  @SuppressWarnings("unchecked")
  Reactions<Event> reactionsTo(Topic topic) {
    return (Reactions<Event>)
        Objects.requireNonNull(reactions.get(topic), () -> "Nobody consumes " + topic);
  }

  List<Reaction<?>> reactionsTo(EventEnvelope<Event> event) {
    return reactionsTo(Topic.of(event.data().getClass())).to(event);
  }
}
