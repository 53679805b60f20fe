package com.telemedicalservices.infra.benchmark;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.infra.local.Service;
import com.telemedicalservices.infra.local.StackState;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.Document;

/**
 * Our intake and review services with their Kafka and MongoDB. A review counts as visible when the
 * event that announces it can be read: that is after its document is durable, so it is never too
 * early and mostly some milliseconds late.
 */
final class OurSubject implements Subject {

  private static final String INTAKE_DATABASE = "intake";
  private static final String REVIEW_DATABASE = "review";
  private static final int BULK = 500;

  private final StackState stack;
  private final MongoClient mongo;
  private final Patient patient;
  private final Arrivals reviews = new Arrivals();
  private final Arrivals lapses = new Arrivals();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread watcher;
  private final List<Long> foreignStore;
  private volatile boolean closed;

  /**
   * @param stack what runs
   * @param mongodbUri where its documents are
   * @param foreignStore process ids of a MongoDB that the stack has not started itself
   */
  OurSubject(StackState stack, String mongodbUri, List<Long> foreignStore) {
    this.stack = stack;
    this.mongo = MongoClients.create(mongodbUri);
    this.patient = new Patient(url(Service.INTAKE));
    this.foreignStore = foreignStore;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.kafkaBrokers(), "fetch.max.wait.ms", "20"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : List.of(Topic.REVIEW, Topic.INTAKE)) {
      for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
        partitions.add(new TopicPartition(topic.topicName(), partition));
      }
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    this.watcher = Thread.ofPlatform().daemon().name("our-arrivals").start(this::watch);
  }

  URI url(Service service) {
    return stack.urls(service).getFirst();
  }

  /** Who acts for the patients and the people they meet. */
  Patient patient() {
    return patient;
  }

  @Override
  public String name() {
    return "this system";
  }

  private void watch() {
    String opened = EventCatalog.wireName(ReviewEvent.ReviewOpened.class);
    String lapsed = EventCatalog.wireName(IntakeEvent.IntakeLapsed.class);
    Set<String> eventIds = new HashSet<>();
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(50))) {
        String type = header(message, "ce_type");
        // A repeated delivery of the same event is allowed; a second event would not be.
        if (eventIds.add(header(message, "ce_id"))) {
          if (type.equals(opened)) {
            reviews.arrived(header(message, "ce_subject"));
          } else if (type.equals(lapsed)) {
            lapses.arrived(header(message, "ce_subject"));
          }
        }
      }
    }
    consumer.close();
  }

  private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Fills one intake in over HTTP as a patient does, and puts copies of it beside it. */
  @Override
  public List<String> prepare(int count) {
    return copies(intakes(), draft(), count, Duration.ZERO);
  }

  /**
   * A filled-in intake, as the service has stored it, with all its events published: copies of one
   * that waits would be one event in many documents.
   */
  Document draft() {
    String episodeId = patient.fillIn();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      Document draft = Objects.requireNonNull(intakes().find(Filters.eq("_id", episodeId)).first());
      if (draft.getList("outbox", Document.class).isEmpty()) {
        return draft;
      }
      if (System.nanoTime() > deadline) {
        throw new Load.GateException("The events of a new intake were not published");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Copies of it whose time to lapse has come. */
  List<String> prepareDue(Document draft, int count) {
    return copies(intakes(), draft, count, Duration.ofDays(20));
  }

  /** The intakes that have lapsed. */
  Arrivals lapses() {
    return lapses;
  }

  private static List<String> copies(
      MongoCollection<Document> collection, Document original, int count, Duration older) {
    List<String> ids = new ArrayList<>(count);
    List<Document> bulk = new ArrayList<>(BULK);
    String episodeId = original.getString("_id");
    String patientId = original.get("state", Document.class).getString("patientId");
    for (int i = 0; i < count; i++) {
      String id = UUID.randomUUID().toString();
      Map<String, String> names = new HashMap<>();
      names.put(episodeId, id);
      if (patientId != null) {
        names.put(patientId, UUID.randomUUID().toString());
      }
      bulk.add((Document) copy(original, names, older));
      ids.add(id);
      if (bulk.size() == BULK || i == count - 1) {
        collection.insertMany(bulk);
        bulk.clear();
      }
    }
    return ids;
  }

  /** The same document under other names, and all its times so much earlier. */
  private static Object copy(Object value, Map<String, String> names, Duration older) {
    return switch (value) {
      case Document document -> {
        Document copy = new Document();
        document.forEach(
            (key, inner) -> copy.append(key, inner == null ? null : copy(inner, names, older)));
        yield copy;
      }
      case List<?> list -> list.stream().map(inner -> copy(inner, names, older)).toList();
      case Date date -> date.toInstant().minus(older);
      case String text -> names.getOrDefault(text, text);
      default -> value;
    };
  }

  @Override
  public HttpRequest submission(String id) {
    return patient.submission(id);
  }

  @Override
  public void store(int patients) {
    long missing = patients - reviewsCollection().countDocuments();
    if (missing <= 0) {
      return;
    }
    String episodeId = patient.fillIn();
    patient.send(patient.submission(episodeId));
    Load.awaitVisible(this, List.of(episodeId));
    Document intake = Objects.requireNonNull(intakes().find(Filters.eq("_id", episodeId)).first());
    Document review =
        Objects.requireNonNull(reviewsCollection().find(Filters.eq("_id", episodeId)).first());
    for (Document settled : List.of(intake, review)) {
      settled.put("outbox", List.of());
      settled.remove("dueAt");
    }
    copies(intakes(), intake, (int) missing, Duration.ZERO);
    copies(reviewsCollection(), review, (int) missing, Duration.ZERO);
  }

  private MongoCollection<Document> intakes() {
    return mongo.getDatabase(INTAKE_DATABASE).getCollection("intakes");
  }

  private MongoCollection<Document> reviewsCollection() {
    return mongo.getDatabase(REVIEW_DATABASE).getCollection("reviews");
  }

  @Override
  public Arrivals arrivals() {
    return reviews;
  }

  @Override
  public boolean hasExactlyOneReviewEach(List<String> ids) {
    Set<String> found = new HashSet<>();
    for (int from = 0; from < ids.size(); from += BULK) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + BULK));
      for (Document review : reviewsCollection().find(Filters.in("_id", some))) {
        List<String> inbox = review.getList("inbox", String.class, List.of());
        if (inbox.size() != Set.copyOf(inbox).size()) {
          return false;
        }
        found.add(review.getString("_id"));
      }
    }
    return found.size() == ids.size() && reviews.repeated() == 0;
  }

  @Override
  public Duration cpu() {
    List<Long> pids = new ArrayList<>(foreignStore);
    for (StackState.Running process : stack.processes()) {
      Long pid = process.pid();
      boolean counts =
          process.name().equals("kafka")
              || process.name().equals("mongodb")
              || Service.INTAKE.serviceName().equals(process.service())
              || Service.PROVIDER_REVIEW.serviceName().equals(process.service());
      if (pid != null && counts) {
        pids.add(pid);
      }
    }
    return Cpu.of(pids);
  }

  /** Process ids of a service. */
  List<Long> processes(Service service) {
    return stack.processes().stream()
        .filter(process -> service.serviceName().equals(process.service()))
        .map(StackState.Running::pid)
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public void close() {
    closed = true;
    try {
      watcher.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    mongo.close();
  }
}
