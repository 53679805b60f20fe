package com.telemedicalservices.kit.inbox;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.kit.events.UnreadableEventException;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Fact;
import com.telemedicalservices.kit.store.FactResult;
import com.telemedicalservices.kit.store.Stores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * Takes events from Kafka into aggregates. A poll is taken as a batch: all its events are read,
 * turned into facts, and applied with one read and one write per aggregate.
 *
 * <p>A record that can never be applied goes to the dead-letter topic and the others go on. When
 * the database or the broker is away the poll fails as a whole and is taken again ({@link
 * FailedPolls}): what was applied before is known by its id.
 */
public final class EventConsumers {

  private static final Logger log = LoggerFactory.getLogger(EventConsumers.class);

  private final EventCodec codec;
  private final Stores stores;
  private final DeadLetters deadLetters;
  private final Clock clock;
  private final MeterRegistry meters;

  /**
   * @param codec reads events
   * @param stores where facts are applied
   * @param deadLetters where records go that can never be applied
   * @param clock the clinic's clock, for the age of events
   * @param meters where the age of events is shown
   */
  public EventConsumers(
      EventCodec codec, Stores stores, DeadLetters deadLetters, Clock clock, MeterRegistry meters) {
    this.codec = codec;
    this.stores = stores;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.meters = meters;
  }

  /** The consumer of one topic, to be declared as a bean named after the topic. */
  public <E extends Event> Consumer<Message<List<byte[]>>> consumer(
      Topic topic, Reactions<E> reactions) {
    Timer age =
        Timer.builder("consumer.age")
            .description("From an event's time to its effect being durable")
            .tag("topic", topic.topicName())
            .register(meters);
    return message -> accept(topic, reactions, age, records(message));
  }

  @SuppressWarnings("unchecked")
  private static List<ConsumerRecord<?, byte[]>> records(Message<List<byte[]>> message) {
    return (List<ConsumerRecord<?, byte[]>>)
        Objects.requireNonNull(
            message.getHeaders().get(KafkaHeaders.RAW_DATA),
            "The binding does not hand over the records as they came");
  }

  private <E extends Event> void accept(
      Topic topic, Reactions<E> reactions, Timer age, List<ConsumerRecord<?, byte[]>> records) {
    Poll poll = new Poll();
    for (ConsumerRecord<?, byte[]> consumed : records) {
      read(topic, reactions, consumed, poll);
    }
    apply(poll);
    poll.poison.forEach((consumed, reasonCode) -> deadLetters.send(topic, consumed, reasonCode));
    for (EventEnvelope<?> event : poll.events) {
      Duration since = Duration.between(event.time(), clock.instant());
      age.record(since.isNegative() ? Duration.ZERO : since);
    }
  }

  @SuppressWarnings("unchecked")
  private <E extends Event> void read(
      Topic topic, Reactions<E> reactions, ConsumerRecord<?, byte[]> consumed, Poll poll) {
    try {
      EventEnvelope<Event> event = codec.read(topic, consumed.value(), consumed.headers());
      // The codec has checked that the event is of the topic's family.
      List<Reaction<?>> found = reactions.to((EventEnvelope<? extends E>) (EventEnvelope<?>) event);
      requireOnePerAggregate(found);
      poll.events.add(event);
      found.forEach(reaction -> poll.add(consumed, event, reaction));
    } catch (UnreadableEventException e) {
      poll.poison.put(consumed, e.code());
    } catch (RuntimeException e) {
      log.error(
          "A reaction to {} {}-{} fails: {}",
          consumed.topic(),
          consumed.partition(),
          consumed.offset(),
          e.getClass().getName());
      poll.poison.put(consumed, "reaction-failed");
    }
  }

  /** An aggregate marks an event as applied once, so it can have but one meaning for it. */
  private static void requireOnePerAggregate(List<Reaction<?>> reactions) {
    long aggregates =
        reactions.stream()
            .map(reaction -> Map.entry(reaction.aggregate(), reaction.id()))
            .distinct()
            .count();
    if (aggregates < reactions.size()) {
      throw new IllegalStateException("An event has two reactions for one aggregate");
    }
  }

  private void apply(Poll poll) {
    poll.factsByAggregate.forEach(
        (aggregate, pending) -> {
          applyTo(stores.of(aggregate), pending, poll);
        });
  }

  @SuppressWarnings("unchecked")
  private static <C> void applyTo(
      AggregateStore<?, C, ?> store, List<PendingFact> pending, Poll poll) {
    List<Fact<C>> facts =
        pending.stream()
            .map(
                fact ->
                    new Fact<>(
                        fact.event().id(),
                        fact.reaction().id(),
                        (C) fact.reaction().command(),
                        fact.event().traceparent()))
            .toList();
    List<FactResult> results = store.apply(facts);
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof FactResult.Poisonous(String reasonCode)) {
        poll.poison.put(pending.get(i).consumed(), reasonCode);
      }
    }
  }

  private record PendingFact(
      ConsumerRecord<?, byte[]> consumed, EventEnvelope<?> event, Reaction<?> reaction) {}

  /** What one poll brought. */
  private static final class Poll {
    private final List<EventEnvelope<?>> events = new ArrayList<>();
    private final IdentityHashMap<Aggregate<?, ?, ?>, List<PendingFact>> factsByAggregate =
        new IdentityHashMap<>();
    private final Map<ConsumerRecord<?, byte[]>, String> poison = new LinkedHashMap<>();

    private void add(
        ConsumerRecord<?, byte[]> consumed, EventEnvelope<?> event, Reaction<?> reaction) {
      List<PendingFact> facts =
          factsByAggregate.computeIfAbsent(reaction.aggregate(), aggregate -> new ArrayList<>());
      facts.add(new PendingFact(consumed, event, reaction));
    }
  }
}
