package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/** Kafka, as far as it promises anything: in order within a partition, at least once, durable. */
final class Bus {

  static final int PARTITIONS = 3;

  private final Map<Topic, List<List<EventEnvelope<?>>>> topics = new EnumMap<>(Topic.class);
  private final Map<Topic, List<IntConsumer>> listeners = new EnumMap<>(Topic.class);
  private final Set<String> published = new HashSet<>();
  private boolean away;

  Bus() {
    for (var topic : Topic.values()) {
      var partitions = new ArrayList<List<EventEnvelope<?>>>();
      for (var i = 0; i < PARTITIONS; i++) {
        partitions.add(new ArrayList<>());
      }
      topics.put(topic, partitions);
      listeners.put(topic, new ArrayList<>());
    }
  }

  boolean isAway() {
    return away;
  }

  void setAway(boolean away) {
    this.away = away;
  }

  /** Tells a subscriber in which partition there is something new. */
  void subscribe(Topic topic, IntConsumer listener) {
    listeners.getOrDefault(topic, List.of()).add(listener);
  }

  void append(EventEnvelope<?> envelope) {
    Event event = envelope.data();
    var topic = Topic.of(event.getClass());
    var partition = Math.floorMod(event.patientId().hashCode(), PARTITIONS);
    log(topic, partition).add(envelope);
    published.add(envelope.id());
    listeners.getOrDefault(topic, List.of()).forEach(listener -> listener.accept(partition));
  }

  List<EventEnvelope<?>> log(Topic topic, int partition) {
    return topics.getOrDefault(topic, List.of()).get(partition);
  }

  boolean has(String eventId) {
    return published.contains(eventId);
  }
}
