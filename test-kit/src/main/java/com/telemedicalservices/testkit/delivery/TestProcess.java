package com.telemedicalservices.testkit.delivery;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.clock.MachineTime;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.due.AttemptRunner;
import com.telemedicalservices.kit.due.DueWorker;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.kit.ids.Ids;
import com.telemedicalservices.kit.inbox.DeadLetters;
import com.telemedicalservices.kit.inbox.EventConsumers;
import com.telemedicalservices.kit.outbox.EventSender;
import com.telemedicalservices.kit.outbox.OutboxRelay;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Publisher;
import com.telemedicalservices.kit.store.StoreEnvironment;
import com.telemedicalservices.kit.store.Stores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.support.MessageBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process of a service, started in a few milliseconds: the kit's real stores, relay and consumers
 * on a real database and broker, as the auto-configuration puts them together, with every step
 * counted so that it can die at any. Polls happen when a test says so, and so does due work, unless
 * the process is told to look for it by itself.
 */
public final class TestProcess implements AutoCloseable {

  /** Few, so that tests see what happens when there is no more place. */
  private static final int MOST_ON_THEIR_WAY = 40;

  private static final AtomicLong OFFSETS = new AtomicLong();

  private final TestService service;
  private final Stores stores;
  private final OutboxRelay relay;
  private final AttemptRunner attempts;
  private final EventConsumers consumers;
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final String token = Ids.timeOrdered().next();
  private final Clock clock;
  private final Steps steps;
  private volatile boolean makesAttempts = true;
  private @Nullable DueWorker dueWorker;

  /**
   * @param service what it is made of
   * @param client to the database server
   * @param databaseName the service's database
   * @param sender the way to Kafka, shared with other processes and not closed
   * @param clock the clinic's clock
   * @param machineTime for leases; one that runs ahead sees the leases of others end
   * @param steps counts what it does
   */
  public TestProcess(
      TestService service,
      MongoClient client,
      String databaseName,
      EventSender sender,
      Clock clock,
      MachineTime machineTime,
      Steps steps) {
    this.service = service;
    this.clock = clock;
    this.steps = steps;
    EventSender counted = new CrashingSender(sender, steps);
    MongoDatabase database = CrashingDatabase.of(client.getDatabase(databaseName), steps);
    this.attempts = new AttemptRunner(clock);
    this.relay = new OutboxRelay(counted, '/' + service.name(), MOST_ON_THEIR_WAY);
    this.stores = new Stores(database, machineTime, new Environment());
    service.openAll(stores);
    this.consumers =
        new EventConsumers(
            new EventCodec(),
            stores,
            new DeadLetters(counted, service.name(), meters),
            clock,
            meters);
  }

  /** Sees to indexes and begins to publish. */
  public TestProcess start() {
    stores.createIndexes();
    stores.all().forEach(relay::add);
    relay.start();
    return this;
  }

  /** Leaves attempts that are begun unmade, as a process does that dies too early. */
  public TestProcess withoutAttempts() {
    makesAttempts = false;
    return this;
  }

  /** Looks for due work by itself from now on, as a service does. */
  public TestProcess lookingForDueWork() {
    dueWorker = new DueWorker(stores, clock, token, meters);
    dueWorker.start();
    return this;
  }

  /** The store that keeps these aggregates. */
  @SuppressWarnings("unchecked")
  public <S, C, E extends Event> AggregateStore<S, C, E> store(Aggregate<S, C, E> aggregate) {
    return (AggregateStore<S, C, E>) stores.of(aggregate);
  }

  /** The store that keeps these aggregates, when only its commands are known. */
  public <C> AggregateStore<?, C, ?> storeOf(Aggregate<?, C, ?> aggregate) {
    return stores.of(aggregate);
  }

  /** Its relay. */
  public OutboxRelay relay() {
    return relay;
  }

  /** Its steps. */
  public Steps steps() {
    return steps;
  }

  /** Takes these events as one poll, grouped by topic, in order. */
  public void poll(List<EventEnvelope<Event>> events) {
    for (Topic topic : Topic.values()) {
      List<ConsumerRecord<?, byte[]>> records = new ArrayList<>();
      for (EventEnvelope<Event> event : events) {
        if (Topic.of(event.data().getClass()) == topic) {
          records.add(arriving(topic, event));
        }
      }
      if (!records.isEmpty()) {
        consumers
            .consumer(topic, service.reactionsTo(topic))
            .accept(
                MessageBuilder.withPayload(List.<byte[]>of())
                    .setHeader(KafkaHeaders.RAW_DATA, records)
                    .build());
      }
    }
  }

  private static ConsumerRecord<?, byte[]> arriving(Topic topic, EventEnvelope<Event> event) {
    byte[] body = new EventCodec().write(event.data()).getBytes(StandardCharsets.UTF_8);
    return new ConsumerRecord<>(
        topic.topicName(),
        0,
        OFFSETS.incrementAndGet(),
        event.time().toEpochMilli(),
        TimestampType.CREATE_TIME,
        -1,
        body.length,
        event.data().patientId(),
        body,
        new RecordHeaders(
            EventCodec.headers(
                event.id(),
                EventCatalog.wireName(event.data().getClass()),
                event.source(),
                event.subject(),
                event.sequence(),
                event.time(),
                event.traceparent())),
        java.util.Optional.empty());
  }

  /** Does the due work of all its stores once; returns how many aggregates it took up. */
  public int doDueWork(Duration lease) {
    int done = 0;
    for (AggregateStore<?, ?, ?> store : stores.all()) {
      done += store.doDueWork(200, lease, token).results().size();
    }
    return done;
  }

  /** How many records it has put aside. */
  public long deadLetters() {
    return meters.find("consumer.dead-letters").counters().stream()
        .mapToLong(counter -> Math.round(counter.count()))
        .sum();
  }

  /** Finishes what it has begun and stops; one that has died has nothing to finish. */
  @Override
  public void close() {
    if (steps.dead()) {
      Thread.ofVirtual().start(this::stop);
    } else {
      stop();
    }
  }

  private void stop() {
    if (dueWorker != null) {
      dueWorker.close();
    }
    attempts.close();
    relay.close();
    stores.close();
  }

  /** What the auto-configuration gives to stores. */
  private final class Environment implements StoreEnvironment {

    private final EventCodec codec = new EventCodec();
    private final Ids ids = Ids.timeOrdered();

    @Override
    public Clock clock() {
      return clock;
    }

    @Override
    public Ids ids() {
      return ids;
    }

    @Override
    public EventCodec codec() {
      return codec;
    }

    @Override
    public Json json() {
      return JsonMapper.shared()::writeValueAsString;
    }

    @Override
    public Publisher publisher() {
      return relay;
    }

    @Override
    public Duration patience() {
      return Duration.ofSeconds(5);
    }

    @Override
    public void dueSoon(Instant dueAt) {
      // A worker looks often enough.
    }

    @Override
    public <S, C> void attempt(
        AggregateStore<S, C, ?> store, String id, Callable<C> attempt, @Nullable Instant notAfter) {
      if (makesAttempts) {
        attempts.run(store, id, attempt, notAfter);
      }
    }

    @Override
    public void lostRace(String store) {
      meters.counter("store.lost-races", "store", store).increment();
    }
  }
}
