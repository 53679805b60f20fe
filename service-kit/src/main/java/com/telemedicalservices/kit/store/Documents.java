package com.telemedicalservices.kit.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.telemedicalservices.kit.clock.MachineTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BSONException;
import org.bson.Document;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MongoDB side of the store: one collection of aggregates. Uses only what a single node, a
 * replica set, a sharded cluster and the embedded server all do; see ADR 0001 and 0003.
 */
final class Documents {

  /** How long another process leaves events to the one that wrote them. */
  static final Duration PUBLISH_LEASE = Duration.ofSeconds(30);

  /** Sorts after everything: parked entries are published by nobody. */
  static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private static final Logger log = LoggerFactory.getLogger(Documents.class);
  private static final int KEPT_REQUESTS = 32;
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private static final String FIRST_NOT_BEFORE = "outbox.0." + OutboxEntry.NOT_BEFORE;

  /** Says "has an outbox with something in it" in a way that is answered from the index. */
  private static final Bson HAS_UNPUBLISHED = Filters.gte(FIRST_NOT_BEFORE, Instant.EPOCH);

  private static final Bson WITHOUT_BODIES = Projections.exclude("claims", "outbox.body");

  private final MongoCollection<Document> collection;
  private final MachineTime machineTime;

  Documents(MongoCollection<Document> collection, MachineTime machineTime) {
    this.collection = collection;
    this.machineTime = machineTime;
  }

  MongoCollection<Document> collection() {
    return collection;
  }

  /** Declares the indexes every aggregate needs. */
  void createIndexes() {
    collection.createIndex(
        Indexes.ascending("claims"), new IndexOptions().name("claims").unique(true).sparse(true));
    collection.createIndex(
        Indexes.ascending("dueAt"), new IndexOptions().name("dueAt").sparse(true));
    collection.createIndex(
        Indexes.ascending("dueSince"), new IndexOptions().name("dueSince").sparse(true));
    collection.createIndex(
        Indexes.ascending(FIRST_NOT_BEFORE), new IndexOptions().name("unpublished").sparse(true));
  }

  /** Reads aggregates, in the order asked; one that does not exist is absent with version 0. */
  List<Loaded> load(List<String> ids) {
    Map<String, Loaded> found = new HashMap<>();
    Bson filter = ids.size() == 1 ? Filters.eq("_id", ids.getFirst()) : Filters.in("_id", ids);
    for (Document document : collection.find(filter).projection(WITHOUT_BODIES)) {
      Loaded loaded = Loaded.from(document);
      found.put(loaded.id(), loaded);
    }
    return ids.stream()
        .map(id -> Optional.ofNullable(found.get(id)).orElseGet(() -> Loaded.absent(id)))
        .toList();
  }

  /** Writes many aggregates in one call; each succeeds or fails alone. */
  List<Write.Result> write(List<Write> writes) {
    Write.Result[] results = new Write.Result[writes.size()];
    Arrays.fill(results, Write.Result.WRITTEN);
    Instant now = machineTime.instant();
    List<WriteModel<Document>> models = new ArrayList<>(writes.size());
    writes.forEach(write -> models.add(guardedUpdate(write, now)));
    try {
      collection.bulkWrite(models, UNORDERED);
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() != null) {
        throw e;
      }
      for (BulkWriteError error : e.getWriteErrors()) {
        results[error.getIndex()] = resultOf(error);
      }
    } catch (BSONException | CodecConfigurationException e) {
      log.error("Of {} writes one cannot be sent: {}", writes.size(), e.getClass().getSimpleName());
      return oneByOne(writes);
    }
    return List.of(results);
  }

  /**
   * One write that is too large, or that cannot be written as BSON, must not fail the others that
   * happened to travel with it. It is found before anything is sent.
   */
  private List<Write.Result> oneByOne(List<Write> writes) {
    if (writes.size() == 1) {
      return List.of(Write.Result.REFUSED);
    }
    return writes.stream().flatMap(write -> write(List.of(write)).stream()).toList();
  }

  /**
   * Update and insert are the same operation: an upsert guarded by the version. When the guard does
   * not match, the upsert tries to insert and fails on {@code _id}, which tells for each write of a
   * bulk whether it lost its race; the counts of a bulk would not.
   */
  private static UpdateOneModel<Document> guardedUpdate(Write write, Instant now) {
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.inc("version", 1L));
    updates.add(Updates.set("state", write.state()));
    updates.add(Updates.set("sequence", write.sequence()));
    if (!write.events().isEmpty()) {
      Instant notBefore = write.publishDirectly() ? now.plus(PUBLISH_LEASE) : now;
      updates.add(
          Updates.pushEach(
              "outbox", write.events().stream().map(e -> e.toDocument(notBefore)).toList()));
    }
    if (!write.inbox().isEmpty()) {
      updates.add(Updates.pushEach("inbox", write.inbox()));
    }
    if (write.request() != null) {
      updates.add(
          Updates.pushEach(
              "requests", List.of(write.request()), new PushOptions().slice(-KEPT_REQUESTS)));
    }
    updates.add(
        write.dueAt() == null ? Updates.unset("dueAt") : Updates.set("dueAt", write.dueAt()));
    updates.add(Updates.unset("dueSince"));
    updates.add(Updates.unset("dueToken"));
    Set<String> claims = write.claims();
    if (claims != null) {
      updates.add(
          claims.isEmpty() ? Updates.unset("claims") : Updates.set("claims", List.copyOf(claims)));
    }
    return new UpdateOneModel<>(
        Filters.and(Filters.eq("_id", write.id()), Filters.eq("version", write.expectedVersion())),
        Updates.combine(updates),
        new UpdateOptions().upsert(true));
  }

  private static Write.Result resultOf(BulkWriteError error) {
    if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
      log.error("The database refuses a write with code {}", error.getCode());
      return Write.Result.REFUSED;
    }
    return error.getMessage().contains(" index: claims ")
        ? Write.Result.CLAIMED
        : Write.Result.LOST_RACE;
  }

  /**
   * Takes published events out of their outboxes. A lost acknowledgement only means that an event
   * is published twice, so it does not wait for the journal.
   */
  void acknowledge(Map<String, List<String>> eventIdsById) {
    List<WriteModel<Document>> pulls = new ArrayList<>();
    eventIdsById.forEach(
        (id, eventIds) ->
            pulls.add(
                new UpdateOneModel<>(
                    Filters.eq("_id", id), Updates.pull("outbox", Filters.in("id", eventIds)))));
    collection.withWriteConcern(WriteConcern.W1).bulkWrite(pulls, UNORDERED);
  }

  /** Takes aggregates whose first waiting event nobody is publishing, with all their events. */
  List<List<OutboxEntry>> claimUnpublished(int limit) {
    Instant now = machineTime.instant();
    List<List<OutboxEntry>> claimed = new ArrayList<>();
    for (String id : ids(Filters.lte(FIRST_NOT_BEFORE, now), FIRST_NOT_BEFORE, limit)) {
      Document document =
          collection.findOneAndUpdate(
              Filters.and(Filters.eq("_id", id), Filters.lte(FIRST_NOT_BEFORE, now)),
              Updates.set(FIRST_NOT_BEFORE, now.plus(PUBLISH_LEASE)),
              new FindOneAndUpdateOptions().projection(Projections.include("outbox")));
      if (document != null) {
        claimed.add(
            document.getList("outbox", Document.class).stream()
                .map(entry -> OutboxEntry.from(id, entry))
                .toList());
      }
    }
    return claimed;
  }

  /**
   * Puts an event that the broker will never take aside, and with it all behind it. It need not be
   * the first yet: those before it may be published and not yet taken out.
   */
  void park(String id, String eventId, String reasonCode) {
    collection.updateOne(
        Filters.and(Filters.eq("_id", id), Filters.eq("outbox.id", eventId)),
        Updates.combine(
            Updates.set("outbox.$[event]." + OutboxEntry.NOT_BEFORE, NEVER),
            Updates.set("outbox.$[event].parked", reasonCode)),
        new UpdateOptions().arrayFilters(List.of(Filters.eq("event.id", eventId))));
  }

  /** Lets parked events be tried again; returns for how many aggregates. */
  long redriveParked() {
    return collection
        .updateMany(
            Filters.gte(FIRST_NOT_BEFORE, NEVER),
            Updates.combine(
                Updates.set(FIRST_NOT_BEFORE, machineTime.instant()),
                Updates.unset("outbox.0.parked")))
        .getModifiedCount();
  }

  /** Ids of the aggregates whose stream of events stands behind a parked one. */
  List<String> parked(int limit) {
    return ids(Filters.gte(FIRST_NOT_BEFORE, NEVER), FIRST_NOT_BEFORE, limit);
  }

  /** How many aggregates have events waiting. */
  long countUnpublished() {
    return collection.countDocuments(HAS_UNPUBLISHED);
  }

  /** When the event waiting longest happened; empty when none waits. */
  Optional<Instant> oldestUnpublished() {
    return Optional.ofNullable(
            collection
                .find(HAS_UNPUBLISHED)
                .projection(Projections.include("outbox.time"))
                .sort(Sorts.ascending("outbox.0.time"))
                .first())
        .map(document -> document.getList("outbox", Document.class).getFirst())
        .map(entry -> entry.getDate("time").toInstant());
  }

  /**
   * Takes due aggregates for this worker: for the length of the lease no other worker sees them as
   * due. If this process dies, they are due again when the lease ends. Since when they are due is
   * kept beside the lease, so that one whose work is never done gets older all the same.
   */
  Claimed claimDue(Instant now, int limit, Duration lease, String token) {
    Map<String, Instant> due = new HashMap<>();
    List<WriteModel<Document>> claims = new ArrayList<>();
    Bson taking =
        Updates.combine(Updates.set("dueAt", now.plus(lease)), Updates.set("dueToken", token));
    for (Document document :
        collection
            .find(Filters.lte("dueAt", now))
            .projection(Projections.include("dueAt", "dueSince", "dueToken"))
            .sort(Sorts.ascending("dueAt"))
            .limit(limit)) {
      String id = document.getString("_id");
      Instant dueAt = document.getDate("dueAt").toInstant();
      Instant since = dueSince(document, dueAt);
      due.put(id, since);
      claims.add(
          new UpdateOneModel<>(
              Filters.and(Filters.eq("_id", id), Filters.eq("dueAt", dueAt)),
              Updates.combine(taking, Updates.set("dueSince", since))));
    }
    if (due.isEmpty()) {
      return new Claimed(0, List.of());
    }
    collection.bulkWrite(claims, UNORDERED);
    List<Due> taken =
        load(List.copyOf(due.keySet())).stream()
            .filter(loaded -> token.equals(loaded.dueToken()))
            .map(loaded -> new Due(loaded, due.getOrDefault(loaded.id(), now)))
            .toList();
    return new Claimed(due.size(), taken);
  }

  /**
   * Since when one has been due that is due at this time: the same, unless that is only the end of
   * a lease. Without a lease {@code dueSince} says nothing: an older build leaves it behind.
   */
  private static Instant dueSince(Document document, Instant dueAt) {
    return document.containsKey("dueToken") && document.containsKey("dueSince")
        ? document.getDate("dueSince").toInstant()
        : dueAt;
  }

  /**
   * Due aggregates.
   *
   * @param found how many there were when the worker looked
   * @param taken those no other worker was faster with
   */
  record Claimed(int found, List<Due> taken) {}

  /**
   * An aggregate taken for its due work.
   *
   * @param loaded the aggregate
   * @param since when it became due
   */
  record Due(Loaded loaded, Instant since) {}

  /**
   * When the aggregate waiting longest became due, or the next becomes due; null when none will.
   * One that is taken waits until its work is done.
   */
  @Nullable Instant oldestDue() {
    return Stream.of(first("dueAt", Filters.empty()), first("dueSince", Filters.exists("dueToken")))
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** The earliest of such times among these documents. */
  private Optional<Instant> first(String time, Bson among) {
    return Optional.ofNullable(
            collection
                .find(Filters.and(Filters.gte(time, Instant.EPOCH), among))
                .projection(Projections.include(time))
                .sort(Sorts.ascending(time))
                .first())
        .map(document -> document.getDate(time).toInstant());
  }

  private List<String> ids(Bson filter, String order, int limit) {
    List<String> ids = new ArrayList<>();
    for (Document document :
        collection
            .find(filter)
            .projection(Projections.include("_id"))
            .sort(Sorts.ascending(order))
            .limit(limit)) {
      ids.add(document.getString("_id"));
    }
    return ids;
  }
}
