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
import java.util.function.Function;
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

/**
 * Knows when the system has nothing left to do: every event is published, every consumer has caught
 * up, nothing is due, and no attempt is under way. Only then may the clock be moved, or what was
 * done in time would look late.
 */
final class Stillness implements AutoCloseable {

  private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(60);

  /**
   * What is under way for so long was left behind by a process that died: longer than all time-outs
   * of an attempt together, because moving the clock takes the time from one that still lives.
   */
  private static final Duration LEFT_BEHIND = Duration.ofSeconds(40);

  private static final Duration WORTH_TELLING = Duration.ofSeconds(10);

  /**
   * How soon an aggregate is due again that somebody has taken or that waits for the outcome of an
   * attempt; longer than any lease and any time-out of the services. So one question, answered from
   * an index, finds them all.
   */
  private static final Duration IN_HAND = Duration.ofMinutes(10);

  /**
   * How far to look for the time something is due next: first nearby, where mostly something is,
   * then as far as the clock would be moved anyway.
   */
  private static final List<Duration> AHEAD = List.of(Duration.ofMinutes(30), Run.LONGEST_STEP);

  /**
   * Where an aggregate says that an attempt outside is under way, and how. One that is to be
   * repeated later is no reason to wait: its time comes with the clock.
   */
  private static final Map<List<String>, Object> ATTEMPTS =
      Map.of(
          List.of("state", "kind"), "Sending",
          List.of("state", "copying", "kind"), "Asking",
          List.of("state", "question", "underWay"), true);

  private final Library library;
  private final Admin admin;
  private final EventTail tail;
  private final VirtualClock clock;
  private final Duration patience;
  private final Consumer<String> teller;
  private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Set<Topic>> subscriptions = new HashMap<>();
  private List<Library.Collection> collections = List.of();
  private Map<TopicPartition, Long> caughtUp = Map.of();

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
   * @param attempts whether attempts are under way
   * @param nextDue when something is due next; empty when nothing is for hours
   */
  record Look(String busyWith, boolean attempts, Optional<Instant> nextDue) {

    boolean still() {
      return busyWith.isEmpty();
    }

    private static Look busy(String with) {
      return new Look(with, false, Optional.empty());
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
      } else {
        attemptsSince = 0;
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

  /**
   * Looks once, in an order in which nothing can slip by: what is due becomes what is being done,
   * and what is being done becomes events; so each is looked at before what it turns into.
   */
  Look look() throws InterruptedException {
    try {
      Instant now = clock.now();
      // The quickest to tell; most looks end here.
      InHand early = inHand(now, collections);
      if (!early.due().isEmpty()) {
        return Look.busy(early.due());
      }
      Map<TopicPartition, Long> ends = ends();
      String lag = ends.equals(caughtUp) ? "" : lag(ends);
      if (!lag.isEmpty()) {
        return Look.busy(lag);
      }
      caughtUp = ends;
      InHand inHand = inHand(now, collections);
      // A message that is being sent may make the service ask for the recipient's address.
      InHand asking = inHand(now, collectionsNamed("recipients"));
      for (String busyWith : List.of(inHand.due(), asking.due(), unpublished(collections))) {
        if (!busyWith.isEmpty()) {
          return Look.busy(busyWith);
        }
      }
      return ends().equals(ends)
          ? new Look("", inHand.attempts() || asking.attempts(), nextDue(now))
          : Look.busy("events are being published");
    } catch (AwayException e) {
      return Look.busy(String.valueOf(e.getMessage()));
    }
  }

  private List<Library.Collection> collectionsNamed(String name) {
    return collections.stream().filter(collection -> collection.name().equals(name)).toList();
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

  /**
   * What somebody has to do now, or does.
   *
   * @param due in words; empty when nothing is
   * @param attempts whether an aggregate was taken, or waits for the outcome of an attempt
   */
  private record InHand(String due, boolean attempts) {}

  private InHand inHand(Instant now, List<Library.Collection> asked) throws InterruptedException {
    String due = "";
    boolean attempts = false;
    List<List<Document>> found =
        ofAll(asked, collection -> dueUntil(collection, now.plus(IN_HAND), 0));
    for (int i = 0; i < found.size(); i++) {
      for (Document each : found.get(i)) {
        if (!each.getDate("dueAt").toInstant().isAfter(now)) {
          due = "work of %s is due".formatted(asked.get(i).name());
        }
        attempts |= each.containsKey("dueToken") || attempts(each);
      }
    }
    return new InHand(due, attempts);
  }

  private static boolean attempts(Document aggregate) {
    return ATTEMPTS.entrySet().stream()
        .anyMatch(
            attempt ->
                attempt.getValue().equals(aggregate.getEmbedded(attempt.getKey(), Object.class)));
  }

  /** Those due until then, the earliest first, with what they say of attempts. */
  private static List<Document> dueUntil(Library.Collection collection, Instant until, int limit) {
    return collection
        .documents()
        .find(Filters.lte("dueAt", until))
        .projection(
            Projections.include(
                "dueAt", "dueToken", "state.kind", "state.copying.kind", "state.question.underWay"))
        .sort(Sorts.ascending("dueAt"))
        .limit(limit)
        .into(new ArrayList<>());
  }

  /** When something is due next; empty when nothing is for hours. */
  private Optional<Instant> nextDue(Instant now) throws InterruptedException {
    for (Duration ahead : AHEAD) {
      Optional<Instant> next =
          ofAll(collections, collection -> dueUntil(collection, now.plus(ahead), 1)).stream()
              .flatMap(List::stream)
              .map(document -> document.getDate("dueAt").toInstant())
              .min(Instant::compareTo);
      if (next.isPresent()) {
        return next;
      }
    }
    return Optional.empty();
  }

  /** What waits for Kafka, in words; empty when nothing does. */
  private String unpublished(List<Library.Collection> asked) throws InterruptedException {
    List<Boolean> found = ofAll(asked, Stillness::hasUnpublished);
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i)) {
        return "events of %s wait for Kafka".formatted(asked.get(i).name());
      }
    }
    return "";
  }

  private static boolean hasUnpublished(Library.Collection collection) {
    return collection
            .documents()
            .find(Filters.gte("outbox.0.notBefore", Instant.EPOCH))
            .projection(Projections.include("_id"))
            .first()
        != null;
  }

  private <T, R> List<R> ofAll(List<T> all, Function<T, R> question) throws InterruptedException {
    List<Future<R>> asked = new ArrayList<>();
    all.forEach(each -> asked.add(hands.submit(() -> question.apply(each))));
    List<R> answers = new ArrayList<>();
    for (Future<R> each : asked) {
      answers.add(get(each));
    }
    return answers;
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
