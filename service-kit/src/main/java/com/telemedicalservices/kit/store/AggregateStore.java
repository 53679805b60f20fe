package com.telemedicalservices.kit.store;

import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.trace.Traces;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the aggregates of one kind, each in one document. A command is carried out by one atomic
 * update that holds the new state, the events to publish, the mark that an incoming event has been
 * applied, the request that asked for it, when it is next due, and what it claims. Either all of it
 * happened or nothing; see ADR 0001.
 *
 * @param <S> the aggregate's state
 * @param <C> the aggregate's commands
 * @param <E> the aggregate's events
 */
public final class AggregateStore<S, C, E extends Event> implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AggregateStore.class);
  private static final int LANES = 2;
  private static final int MAX_BATCH = 200;
  private static final int MAX_TRIES = 20;
  private static final int MAX_ASIDE_MILLIS = 256;
  private static final int MAX_WAITING_EVENTS = 64;

  private final String name;
  private final Aggregate<S, C, E> aggregate;
  private final Documents documents;
  private final StateCodec<S> codec;
  private final StoreEnvironment environment;
  private final @Nullable Attempts<S, C> attempts;
  private final Batcher<String, Loaded> reads;
  private final Batcher<Write, Write.Result> writes;

  AggregateStore(
      String name,
      Aggregate<S, C, E> aggregate,
      Documents documents,
      StateCodec<S> codec,
      StoreEnvironment environment,
      @Nullable Attempts<S, C> attempts) {
    this.name = name;
    this.aggregate = aggregate;
    this.documents = documents;
    this.codec = codec;
    this.environment = environment;
    this.attempts = attempts;
    Duration patience = environment.patience();
    this.reads = new Batcher<>(name + "-read", LANES, MAX_BATCH, patience, documents::load);
    this.writes = new Batcher<>(name + "-write", LANES, MAX_BATCH, patience, documents::write);
  }

  /** The name of its collection. */
  public String name() {
    return name;
  }

  /** The rules its aggregates follow. */
  public Aggregate<S, C, E> aggregate() {
    return aggregate;
  }

  /** One aggregate as it stands; empty when there is none. */
  public Optional<Stored<S>> find(String id) {
    Loaded loaded = reads.ask(id);
    S state = stateOf(loaded);
    return state == null
        ? Optional.empty()
        : Optional.of(new Stored<>(id, loaded.version(), state));
  }

  /**
   * Aggregates whose documents match a filter. Fields of the state are named {@code state.x}; which
   * member of a sealed family a state is, {@code state.kind}.
   */
  public List<Stored<S>> query(Bson filter, Bson order, int limit) {
    List<Stored<S>> found = new ArrayList<>();
    try {
      FindIterable<Document> documentsFound =
          documents.collection().find(filter).sort(order).limit(limit);
      for (Document document :
          documentsFound.projection(new Document("state", 1).append("version", 1))) {
        found.add(
            new Stored<>(
                document.getString("_id"),
                document.getLong("version"),
                codec.read(document.get("state", Document.class))));
      }
    } catch (MongoException e) {
      throw new StoreUnavailableException("The database has not answered a query", e);
    }
    return found;
  }

  /**
   * One part of the state of every aggregate that matches a filter, without the rest: for what must
   * look at many, and needs little of each.
   */
  public <P> List<P> parts(Bson filter, String part, StateCodec<P> partCodec) {
    List<P> found = new ArrayList<>();
    try {
      for (Document document :
          documents.collection().find(filter).projection(new Document("state." + part, 1))) {
        found.add(partCodec.read(document.getEmbedded(List.of("state", part), Document.class)));
      }
    } catch (MongoException e) {
      throw new StoreUnavailableException("The database has not answered a query", e);
    }
    return found;
  }

  /** How many aggregates match a filter. */
  public long count(Bson filter) {
    try {
      return documents.collection().countDocuments(filter);
    } catch (MongoException e) {
      throw new StoreUnavailableException("The database has not answered a count", e);
    }
  }

  /** The claims, among all aggregates, that lie between two texts; the second is not included. */
  public Set<String> claimsBetween(String from, String to) {
    Set<String> found = new LinkedHashSet<>();
    try {
      Document range = new Document("$elemMatch", new Document("$gte", from).append("$lt", to));
      for (Document document :
          documents
              .collection()
              .find(new Document("claims", range))
              .projection(new Document("claims", 1))) {
        for (String claim : document.getList("claims", String.class)) {
          if (claim.compareTo(from) >= 0 && claim.compareTo(to) < 0) {
            found.add(claim);
          }
        }
      }
    } catch (MongoException e) {
      throw new StoreUnavailableException("The database has not answered a query", e);
    }
    return found;
  }

  /** Carries out a command nobody waits for an answer to. */
  public Outcome<S> handle(String id, C command) {
    return handle(Change.of(id, command));
  }

  /** Carries out a command once, however often and by however many it is asked for. */
  public Outcome<S> handle(Change<S, C> change) {
    for (int tries = 1; tries <= MAX_TRIES; tries++) {
      Loaded loaded = reads.ask(change.id());
      Outcome<S> early = withoutDeciding(loaded, change);
      if (early != null) {
        return early;
      }
      S before = stateOf(loaded);
      Instant now = now();
      switch (aggregate.decide(before, change.command(), now)) {
        case Decision.Rejected<S, E>(Rejection rejection) -> {
          return new Outcome.Refused<>(rejection);
        }
        case Decision.Accepted<S, E>(S after, List<E> events) -> {
          Stored<S> stored = new Stored<>(change.id(), loaded.version() + 1, after);
          Object view = change.view().apply(stored);
          Answer answer =
              new Answer(stored.version(), view == null ? "" : environment.json().write(view));
          Write write =
              prepare(
                  loaded,
                  before,
                  after,
                  caused(events, Traces.current()),
                  List.of(),
                  requestEntry(change, answer),
                  now);
          switch (writes.ask(write)) {
            case WRITTEN -> {
              written(write, before, after);
              return new Outcome.Done<>(stored, answer);
            }
            case CLAIMED -> {
              return new Outcome.Claimed<>();
            }
            case LOST_RACE -> {
              lostRace();
              standAside(tries);
            }
            case REFUSED ->
                throw new IllegalStateException("The database refuses to keep this aggregate");
          }
        }
      }
    }
    throw new StoreUnavailableException("Too many writers have met at one aggregate", null);
  }

  /**
   * Gives others a moment, longer after each lost race and never the same, so that many writers of
   * one aggregate do not meet again and again.
   */
  static void standAside(int lostRaces) {
    int most = Math.min(1 << lostRaces, MAX_ASIDE_MILLIS);
    LockSupport.parkNanos(
        TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(1_000 * most)));
  }

  private @Nullable Outcome<S> withoutDeciding(Loaded loaded, Change<S, C> change) {
    RequestKey requestKey = change.requestKey();
    Outcome<S> earlier = requestKey == null ? null : earlierIn(loaded, requestKey);
    if (earlier != null) {
      return earlier;
    }
    Long expected = change.expectedVersion();
    if (expected != null && expected != loaded.version()) {
      return new Outcome.Stale<>(loaded.version());
    }
    if (loaded.pending().size() > MAX_WAITING_EVENTS) {
      throw new StoreUnavailableException("Too many events of this aggregate wait for Kafka", null);
    }
    return null;
  }

  /**
   * What came of a request under its key, without carrying it out: it is repeated, or the key was
   * used for another; empty when the key is new. For whoever must look or write elsewhere first.
   */
  public Optional<Outcome<S>> earlier(String id, RequestKey requestKey) {
    return Optional.ofNullable(earlierIn(reads.ask(id), requestKey));
  }

  private static <S> @Nullable Outcome<S> earlierIn(Loaded loaded, RequestKey requestKey) {
    for (Document request : loaded.requests()) {
      if (requestKey.key().equals(request.getString("key"))) {
        return requestKey.fingerprint().equals(request.getString("fingerprint"))
            ? new Outcome.Repeated<>(
                new Answer(request.getLong("version"), request.getString("body")))
            : new Outcome.KeyReused<>();
      }
    }
    return null;
  }

  private static <S, C> @Nullable Document requestEntry(Change<S, C> change, Answer answer) {
    RequestKey requestKey = change.requestKey();
    return requestKey == null
        ? null
        : new Document("key", requestKey.key())
            .append("fingerprint", requestKey.fingerprint())
            .append("version", answer.version())
            .append("body", answer.body());
  }

  /**
   * Applies facts from other services, many aggregates at once. For each aggregate its facts are
   * decided in order and written together with their marks; a fact that was applied before is
   * passed over.
   *
   * @return what became of each fact, in the order given
   */
  public List<FactResult> apply(List<Fact<C>> facts) {
    return new FactsBatch<>(this, facts).apply();
  }

  /** Does the due work of up to so many aggregates; returns what became of each. */
  public DueWork doDueWork(int limit, Duration lease, String token) {
    Instant now = now();
    List<DueResult> results = new ArrayList<>();
    List<Prepared<S>> prepared = new ArrayList<>();
    Map<String, Duration> lateness = new HashMap<>();
    Documents.Claimed claimed = documents.claimDue(now, limit, lease, token);
    for (Documents.Due due : claimed.taken()) {
      String id = due.loaded().id();
      Duration late = Duration.between(due.since(), now);
      lateness.put(id, late);
      Prepared<S> preparedWrite = decideDue(due.loaded(), now);
      if (preparedWrite == null) {
        results.add(new DueResult(id, late, false));
      } else {
        prepared.add(preparedWrite);
      }
    }
    writeAll(
        prepared,
        (done, result) -> {
          String id = done.write().id();
          switch (result) {
            case WRITTEN -> written(done);
            // It needs no second try: whoever won has set the time the aggregate is due next.
            case LOST_RACE -> lostRace();
            case CLAIMED -> log.error("Due work of {} {} claims what another holds", name, id);
            case REFUSED -> log.error("The database refuses the due work of {} {}", name, id);
          }
          boolean isDone = result == Write.Result.WRITTEN || result == Write.Result.LOST_RACE;
          results.add(new DueResult(id, lateness.getOrDefault(id, Duration.ZERO), isDone));
        });
    return new DueWork(claimed.found(), results);
  }

  /**
   * What came of a look for due work.
   *
   * @param found how many were due when it began; others may have been faster with some of them
   * @param results what became of those it took
   */
  public record DueWork(int found, List<DueResult> results) {}

  /**
   * What became of an aggregate's due work.
   *
   * @param id the aggregate
   * @param lateness how long after its time it was taken up
   * @param done whether its work was done; if not, it is due again when the lease ends
   */
  public record DueResult(String id, Duration lateness, boolean done) {}

  private @Nullable Prepared<S> decideDue(Loaded loaded, Instant now) {
    S before = stateOf(loaded);
    if (before == null) {
      return null;
    }
    try {
      return switch (aggregate.decide(before, aggregate.timePassed(), now)) {
        case Decision.Accepted<S, E>(S after, List<E> events) ->
            new Prepared<>(
                prepare(loaded, before, after, caused(events, null), List.of(), null, now),
                before,
                after,
                null);
        case Decision.Rejected<S, E>(Rejection rejection) -> {
          log.error("{} {} refuses that time has passed: {}", name, loaded.id(), rejection.code());
          yield null;
        }
      };
    } catch (RuntimeException e) {
      log.error("{} {} fails when time passes: {}", name, loaded.id(), e.getClass().getName());
      return null;
    }
  }

  /** A write together with the states around it, and the trace that its attempt belongs to. */
  record Prepared<S>(Write write, @Nullable S before, S after, @Nullable String traceparent) {}

  /**
   * When the aggregate waiting longest becomes or became due; null when none ever will. One whose
   * due work fails has been due since it was for the first time.
   */
  public @Nullable Instant nextDue() {
    return documents.oldestDue();
  }

  /** Events nobody is publishing, taken for this process; by aggregate, in order. */
  public List<List<OutboxEntry>> claimUnpublished(int limit) {
    return documents.claimUnpublished(limit);
  }

  /** The broker has these events. */
  public void acknowledge(Map<String, List<String>> eventIdsById) {
    documents.acknowledge(eventIdsById);
  }

  /** The broker will never take this event. */
  public void park(String id, String eventId, String reasonCode) {
    documents.park(id, eventId, reasonCode);
  }

  /** Aggregates whose events stand behind one that was parked. */
  public List<String> parked(int limit) {
    return documents.parked(limit);
  }

  /** Tries parked events again; returns for how many aggregates. */
  public long redriveParked() {
    long redriven = documents.redriveParked();
    environment.publisher().wake();
    return redriven;
  }

  /** How many aggregates have events that Kafka has not acknowledged. */
  public long countUnpublished() {
    return documents.countUnpublished();
  }

  /** When the event that has waited longest for Kafka happened. */
  public Optional<Instant> oldestUnpublished() {
    return documents.oldestUnpublished();
  }

  List<Loaded> loadAll(List<String> ids) {
    List<CompletableFuture<Loaded>> answers = ids.stream().map(reads::submit).toList();
    return answers.stream().map(answer -> Batcher.await(answer, environment.patience())).toList();
  }

  /**
   * Writes them all and tells of each what became of it, also when it is unknown of others: what is
   * durable must be published and attempted now, not when a lease has ended.
   *
   * @throws StoreUnavailableException when it is not known of one, after all others have been told
   */
  void writeAll(List<Prepared<S>> all, BiConsumer<Prepared<S>, Write.Result> told) {
    List<CompletableFuture<Write.Result>> answers =
        all.stream().map(prepared -> writes.submit(prepared.write())).toList();
    StoreUnavailableException unknown = null;
    for (int i = 0; i < answers.size(); i++) {
      Write.Result result;
      try {
        result = Batcher.await(answers.get(i), environment.patience());
      } catch (StoreUnavailableException e) {
        unknown = e;
        continue;
      }
      told.accept(all.get(i), result);
    }
    if (unknown != null) {
      throw unknown;
    }
  }

  /** Events that all belong to one trace. */
  static <E extends Event> List<Caused<E>> caused(List<E> events, @Nullable String traceparent) {
    return events.stream().map(event -> new Caused<>(event, traceparent)).toList();
  }

  /** An event and the trace of what caused it. */
  record Caused<E extends Event>(E event, @Nullable String traceparent) {}

  Write prepare(
      Loaded loaded,
      @Nullable S before,
      S after,
      List<Caused<E>> events,
      List<String> inbox,
      @Nullable Document request,
      Instant now) {
    List<OutboxEntry> entries = new ArrayList<>(events.size());
    long sequence = loaded.sequence();
    for (Caused<E> caused : events) {
      E event = caused.event();
      sequence++;
      entries.add(
          new OutboxEntry(
              environment.ids().next(),
              EventCatalog.wireName(event.getClass()),
              Topic.of(event.getClass()).topicName(),
              event.patientId(),
              loaded.id(),
              sequence,
              now,
              caused.traceparent(),
              environment.codec().write(event)));
    }
    Set<String> claimsBefore = before == null ? Set.of() : aggregate.claims(before);
    Set<String> claimsAfter = aggregate.claims(after);
    return new Write(
        loaded.id(),
        loaded.version(),
        codec.write(after),
        sequence,
        entries,
        environment.publisher().isPublishing(this, loaded.id(), loaded.pending()),
        inbox,
        request,
        aggregate.dueAt(after),
        claimsBefore.equals(claimsAfter) ? null : claimsAfter);
  }

  /** What follows a write that facts or time have caused. */
  void written(Prepared<S> done) {
    if (done.traceparent() == null) {
      written(done.write(), done.before(), done.after());
    } else {
      try (Traces.Scope _ = Traces.join(done.traceparent())) {
        written(done.write(), done.before(), done.after());
      }
    }
  }

  /** What follows a write: its events are published and its attempt is made. */
  private void written(Write write, @Nullable S before, S after) {
    if (!write.events().isEmpty()) {
      if (write.publishDirectly()) {
        environment.publisher().publish(this, write.id(), write.events());
      } else {
        environment.publisher().wake();
      }
    }
    Instant dueAt = write.dueAt();
    if (dueAt != null) {
      environment.dueSoon(dueAt);
    }
    if (attempts != null) {
      Optional<Callable<C>> attempt = attempts.begunBy(before, after);
      attempt.ifPresent(begun -> environment.attempt(this, write.id(), begun, dueAt));
    }
  }

  @Nullable S stateOf(Loaded loaded) {
    Document state = loaded.state();
    return state == null ? null : codec.read(state);
  }

  void lostRace() {
    environment.lostRace(name);
  }

  /** The clinic's time, as exact as the database keeps it. */
  Instant now() {
    return environment.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void close() {
    writes.close();
    reads.close();
  }
}
