package com.telemedicalservices.infra.traffic;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.infra.local.Service;
import com.telemedicalservices.infra.traffic.audit.Library;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Knows when the system has nothing left to do: every event is published, every consumer has caught
 * up, nothing is due, and no attempt is under way. Only then may the clock be moved, or what was
 * done in time would look late.
 */
final class Stillness implements AutoCloseable {

  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  /** What is under way for so long was left behind by a process that died. */
  private static final Duration LEFT_BEHIND = Duration.ofSeconds(12);

  private static final Duration WORTH_TELLING = Duration.ofSeconds(10);

  /**
   * What an aggregate says of an attempt outside that is under way. One that is to be repeated
   * later is no reason to wait: its time comes with the clock.
   */
  private static final Map<String, Bson> ATTEMPTS =
      Map.of(
          "messages",
          Filters.eq("state.kind", "Sending"),
          "recipients",
          Filters.eq("state.copying.kind", "Asking"),
          "reviews",
          Filters.eq("state.question.underWay", true));

  private final Library library;
  private final Admin admin;
  private final EventTail tail;
  private final VirtualClock clock;
  private final Duration patience;
  private final Consumer<String> teller;
  private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Set<Topic>> subscriptions = new HashMap<>();
  private List<Library.Collection> collections = List.of();

  /**
   * @param library the databases
   * @param brokers where Kafka is
   * @param tail must have read everything, too
   * @param clock the clinic's clock
   * @param patience how long the system may take to come to rest
   * @param teller is told when it takes long, and why
   */
  Stillness(
      Library library,
      String brokers,
      EventTail tail,
      VirtualClock clock,
      Duration patience,
      Consumer<String> teller) {
    this.library = library;
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
    this.tail = tail;
    this.clock = clock;
    this.patience = patience;
    this.teller = teller;
  }

  /**
   * A look at the whole system.
   *
   * @param busyWith what it still has to do; empty when it is still
   * @param attempts how many attempts are under way
   * @param nextDue when something is due next
   */
  record Look(String busyWith, boolean attempts, Optional<Instant> nextDue) {

    boolean still() {
      return busyWith.isEmpty();
    }
  }

  /** The system has not come to rest within all patience. */
  static final class RestlessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RestlessException(String message) {
      super(message);
    }
  }

  /** Waits until the consumers of all services share the topics among them. */
  void awaitSubscribed() throws InterruptedException {
    long began = System.nanoTime();
    while (!subscribed()) {
      requirePatience(began, "the consumers have not joined");
      Thread.sleep(200);
    }
    collections = library.collections();
  }

  private boolean subscribed() throws InterruptedException {
    Set<String> groups =
        Arrays.stream(Service.values()).map(Service::serviceName).collect(Collectors.toSet());
    subscriptions.clear();
    try {
      Map<String, ConsumerGroupDescription> described =
          get(admin.describeConsumerGroups(groups).all());
      for (Map.Entry<String, ConsumerGroupDescription> group : described.entrySet()) {
        Set<TopicPartition> assigned = new HashSet<>();
        group
            .getValue()
            .members()
            .forEach(member -> assigned.addAll(member.assignment().topicPartitions()));
        Set<Topic> topics =
            Arrays.stream(Topic.values())
                .filter(
                    topic ->
                        assigned.stream()
                            .anyMatch(partition -> partition.topic().equals(topic.topicName())))
                .collect(Collectors.toSet());
        subscriptions.put(group.getKey(), topics);
        if (topics.isEmpty() || assigned.size() != topics.size() * Topic.PARTITIONS) {
          return false;
        }
      }
      return true;
    } catch (AwayException e) {
      return false;
    }
  }

  /** Waits until the system is still; says when something is due next. */
  Optional<Instant> await() throws InterruptedException {
    long began = System.nanoTime();
    long told = began;
    long attemptsSince = 0;
    for (long pause = FIRST_PAUSE.toMillis();
        ;
        pause = Math.min(pause * 2, LONGEST_PAUSE.toMillis())) {
      Look look = look();
      long now = System.nanoTime();
      if (look.still()) {
        if (!look.attempts()) {
          return look.nextDue();
        }
        attemptsSince = attemptsSince == 0 ? now : attemptsSince;
        if (Duration.ofNanos(now - attemptsSince).compareTo(LEFT_BEHIND) > 0) {
          return look.nextDue();
        }
      }
      String why = look.still() ? "an attempt is under way" : look.busyWith();
      requirePatience(began, why);
      if (Duration.ofNanos(now - told).compareTo(WORTH_TELLING) > 0) {
        told = now;
        teller.accept(
            "waiting for the system to come to rest for %d s: %s"
                .formatted(Duration.ofNanos(now - began).toSeconds(), why));
      }
      Thread.sleep(pause);
    }
  }

  private void requirePatience(long began, String why) {
    if (Duration.ofNanos(System.nanoTime() - began).compareTo(patience) > 0) {
      throw new RestlessException(
          "The system has not come to rest within %d s: %s".formatted(patience.toSeconds(), why));
    }
  }

  /** Looks once. */
  Look look() throws InterruptedException {
    try {
      Map<TopicPartition, Long> ends = ends();
      String lag = lag(ends);
      if (!lag.isEmpty()) {
        return new Look(lag, false, Optional.empty());
      }
      Look stores = stores();
      // What was published while the stores were read may not have been seen by their readers.
      return stores.still() && !ends().equals(ends)
          ? new Look("events are being published", false, Optional.empty())
          : stores;
    } catch (AwayException e) {
      return new Look(String.valueOf(e.getMessage()), false, Optional.empty());
    }
  }

  private Map<TopicPartition, Long> ends() throws InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (Topic topic : Topic.values()) {
      for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
        wanted.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    get(admin.listOffsets(wanted).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private String lag(Map<TopicPartition, Long> ends) throws InterruptedException {
    if (!tail.hasRead(ends)) {
      return "the demo itself is still reading events";
    }
    Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
    subscriptions.keySet().forEach(group -> groups.put(group, new ListConsumerGroupOffsetsSpec()));
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
        get(admin.listConsumerGroupOffsets(groups).all());
    for (Map.Entry<String, Set<Topic>> group : subscriptions.entrySet()) {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          committed.getOrDefault(group.getKey(), Map.of());
      long behind = 0;
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        if (group.getValue().stream()
            .anyMatch(topic -> topic.topicName().equals(end.getKey().topic()))) {
          OffsetAndMetadata offset = offsets.get(end.getKey());
          behind += end.getValue() - (offset == null ? 0 : offset.offset());
        }
      }
      if (behind > 0) {
        return "%s is %d events behind".formatted(group.getKey(), behind);
      }
    }
    return "";
  }

  private Look stores() throws InterruptedException {
    List<Future<Look>> asked = new ArrayList<>();
    Instant now = clock.now();
    for (Library.Collection collection : collections) {
      asked.add(hands.submit(() -> look(collection, now)));
    }
    Optional<Instant> nextDue = Optional.empty();
    boolean attempts = false;
    String busyWith = "";
    for (Future<Look> each : asked) {
      Look look = get(each);
      busyWith = busyWith.isEmpty() ? look.busyWith() : busyWith;
      attempts |= look.attempts();
      if (look.nextDue().isPresent()
          && (nextDue.isEmpty() || look.nextDue().get().isBefore(nextDue.get()))) {
        nextDue = look.nextDue();
      }
    }
    return new Look(busyWith, attempts, nextDue);
  }

  private static Look look(Library.Collection collection, Instant now) {
    Bson waits = Filters.exists("outbox.0");
    Bson taken = Filters.exists("dueToken");
    Bson attempt = ATTEMPTS.get(collection.name());
    // What is due is asked first: a worker that takes it in between has left its token by then.
    Document first =
        collection
            .documents()
            .find(Filters.exists("dueAt"))
            .projection(Projections.include("dueAt"))
            .sort(Sorts.ascending("dueAt"))
            .first();
    Document busy =
        collection
            .documents()
            .find(attempt == null ? Filters.or(waits, taken) : Filters.or(waits, taken, attempt))
            .projection(Projections.include("outbox.id", "dueToken"))
            .sort(Sorts.descending("outbox.0.id"))
            .first();
    boolean unpublished = busy != null && busy.get("outbox") instanceof List<?> l && !l.isEmpty();
    Optional<Instant> nextDue =
        Optional.ofNullable(first).map(document -> document.getDate("dueAt").toInstant());
    String busyWith = "";
    if (unpublished) {
      busyWith = "events of %s wait for Kafka".formatted(collection.name());
    } else if (nextDue.filter(due -> !due.isAfter(now)).isPresent()) {
      busyWith = "work of %s is due".formatted(collection.name());
    }
    return new Look(busyWith, busy != null, nextDue);
  }

  private static <T> T get(Future<T> future) throws InterruptedException {
    try {
      return future.get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AwayException("Kafka or MongoDB does not answer");
    } catch (ExecutionException e) {
      throw new AwayException(
          e.getCause() instanceof MongoException ? "MongoDB is away" : "Kafka is away");
    }
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
    return get(future.toCompletionStage().toCompletableFuture());
  }

  /** A server is away for now. */
  private static final class AwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AwayException(String message) {
      super(message);
    }
  }

  @Override
  public void close() {
    hands.shutdownNow();
    admin.close(Duration.ofSeconds(5));
  }
}
