package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The store of one kind of aggregate as the kit's is: one document, one guarded write of everything
 * that must happen together; then its events are published and its attempt is made by whoever wrote
 * it, and by others if it dies. Every step is one in which the process may die.
 *
 * @param <S> the aggregate's state
 * @param <C> the aggregate's commands
 * @param <E> the aggregate's events
 */
final class SimulatedStore<S, C, E extends Event> {

  private static final int MAX_TRIES = 20;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration PUBLISHING_LEASE = Duration.ofSeconds(10);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final double UNKNOWN_WRITES = 0.01;
  private static final double LOST_ACKNOWLEDGEMENTS = 0.02;

  /** What a caller is told. */
  enum Reply {
    DONE,
    REFUSED,
    CLAIMED,
    /** Not known: the store or the process was away; the same request may be made again. */
    UNAVAILABLE
  }

  /**
   * The work outside that a write announces; its result is a command.
   *
   * @param <S> the aggregate's state
   * @param <C> the aggregate's commands
   */
  interface Attempt<S, C> {
    /**
     * The attempt this write has begun.
     *
     * @param by the process that makes it
     */
    Optional<Supplier<C>> begunBy(@Nullable S before, S after, Instance by);
  }

  /**
   * Looks at every write.
   *
   * @param <S> the aggregate's state
   */
  interface Watcher<S> {
    void written(String id, @Nullable S before, S after);
  }

  private enum Written {
    YES,
    LOST_RACE,
    CLAIMED,
    UNKNOWN
  }

  private static final class Stored<S> {
    private @Nullable S state;
    private long version;
    private long sequence;
    private final Deque<EventEnvelope<?>> outbox = new ArrayDeque<>();
    private final Set<String> inbox = new HashSet<>();
    private final Set<String> requests = new HashSet<>();
    private Set<String> claims = Set.of();
    private @Nullable Instant dueAt;
    private @Nullable Instant leasedUntil;
    private @Nullable Instance publisher;
    private int publishersLife;
  }

  private record Loaded<S>(long version, @Nullable S state) {}

  private final String name;
  private final Aggregate<S, C, E> rules;
  private final SimulatedService owner;
  private final World world;
  private final Bus bus;
  private final Ledger ledger;
  private final Attempt<S, C> attempt;
  private final Watcher<S> watcher;
  private final Map<String, Stored<S>> documents = new LinkedHashMap<>();
  private final Map<String, String> holders = new HashMap<>();

  SimulatedStore(
      SimulatedService owner,
      String name,
      Aggregate<S, C, E> rules,
      Attempt<S, C> attempt,
      Watcher<S> watcher) {
    this.owner = owner;
    this.name = name;
    this.rules = rules;
    this.world = owner.world();
    this.bus = owner.bus();
    this.ledger = owner.ledger();
    this.attempt = attempt;
    this.watcher = watcher;
  }

  String name() {
    return name;
  }

  /** What anybody may read at any time. */
  @Nullable S find(String id) {
    var stored = documents.get(id);
    return stored == null ? null : stored.state;
  }

  Map<String, S> all() {
    var all = new LinkedHashMap<String, S>();
    documents.forEach(
        (id, stored) -> {
          if (stored.state != null) {
            all.put(id, stored.state);
          }
        });
    return all;
  }

  /** Carries out a command somebody asked for; whoever asked is told, unless the process dies. */
  void handle(Instance by, String id, C command, @Nullable String key, Consumer<Reply> asker) {
    handle(by, id, command, key, asker, 1);
  }

  private void handle(
      Instance by, String id, C command, @Nullable String key, Consumer<Reply> asker, int tries) {
    by.soon(
        () -> {
          if (owner.isStoreAway()) {
            asker.accept(Reply.UNAVAILABLE);
            return;
          }
          var stored = documents.get(id);
          if (key != null
              && world.has(Protection.REQUEST_KEYS)
              && stored != null
              && stored.requests.contains(key)) {
            acknowledge(id, key, asker);
            return;
          }
          var loaded = load(id);
          switch (decide(id, loaded.state(), command)) {
            case Decision.Rejected<S, E>(var rejection) -> {
              world.tell(
                  id,
                  "%s: %s is refused: %s"
                      .formatted(by.name(), command.getClass().getSimpleName(), rejection.code()));
              by.soon(() -> asker.accept(Reply.REFUSED));
            }
            case Decision.Accepted<S, E> accepted -> {
              if (!world.has(Protection.ANSWERED_AFTER_WRITING)) {
                acknowledge(id, key, asker);
              }
              by.soon(
                  () -> {
                    switch (write(by, id, loaded, accepted, command, null, key)) {
                      case YES -> by.soon(() -> acknowledge(id, key, asker));
                      case CLAIMED -> by.soon(() -> asker.accept(Reply.CLAIMED));
                      case UNKNOWN -> asker.accept(Reply.UNAVAILABLE);
                      case LOST_RACE -> {
                        if (tries < MAX_TRIES) {
                          handle(by, id, command, key, asker, tries + 1);
                        } else {
                          asker.accept(Reply.UNAVAILABLE);
                        }
                      }
                    }
                  });
            }
          }
        });
  }

  private void acknowledge(String id, @Nullable String key, Consumer<Reply> asker) {
    if (key != null) {
      ledger.acknowledged(name, id, key);
    }
    asker.accept(Reply.DONE);
  }

  /** Applies what an event means; goes on until it is applied or the process has died. */
  void apply(Instance by, String id, C command, String eventId, Runnable done) {
    by.soon(
        () -> {
          if (owner.isStoreAway()) {
            by.later(AGAIN, () -> apply(by, id, command, eventId, done));
            return;
          }
          var stored = documents.get(id);
          if (world.has(Protection.INBOX) && stored != null && stored.inbox.contains(eventId)) {
            done.run();
            return;
          }
          var loaded = load(id);
          switch (decide(id, loaded.state(), command)) {
            case Decision.Rejected<S, E>(var rejection) ->
                world.violated(
                    21,
                    id,
                    "refuses the fact %s: %s"
                        .formatted(command.getClass().getSimpleName(), rejection.code()));
            case Decision.Accepted<S, E> accepted ->
                by.soon(
                    () -> {
                      switch (write(by, id, loaded, accepted, command, eventId, null)) {
                        case YES -> done.run();
                        case LOST_RACE, UNKNOWN -> apply(by, id, command, eventId, done);
                        case CLAIMED -> world.violated(13, id, "a fact claims what another holds");
                      }
                    });
          }
        });
  }

  private Loaded<S> load(String id) {
    var stored = documents.get(id);
    return stored == null ? new Loaded<>(0, null) : new Loaded<>(stored.version, stored.state);
  }

  /** Total, as the aggregate promises: an exception is a broken promise. */
  private Decision<S, E> decide(String id, @Nullable S state, C command) {
    try {
      return rules.decide(state, command, world.now());
    } catch (RuntimeException e) {
      world.violated(21, id, "%s ends in %s".formatted(command.getClass().getSimpleName(), e));
      return Decision.conflict("failed", "It failed.");
    }
  }

  private Written write(
      Instance by,
      String id,
      Loaded<S> loaded,
      Decision.Accepted<S, E> accepted,
      C command,
      @Nullable String eventId,
      @Nullable String key) {
    if (owner.isStoreAway()) {
      return Written.UNKNOWN;
    }
    var stored = documents.computeIfAbsent(id, _ -> new Stored<>());
    if (world.has(Protection.VERSION_GUARD) && stored.version != loaded.version()) {
      return Written.LOST_RACE;
    }
    var before = stored.state;
    var after = accepted.state();
    if (!claim(id, stored, rules.claims(after))) {
      return Written.CLAIMED;
    }
    stored.state = after;
    stored.version = loaded.version() + 1;
    stored.leasedUntil = null;
    ledger.written(name, id, stored.version);
    if (key != null) {
      stored.requests.add(key);
      ledger.carriedOut(name, id, key);
    }
    if (eventId != null) {
      stored.inbox.add(eventId);
      ledger.applied(name, id, eventId);
    }
    var waited = !stored.outbox.isEmpty();
    for (var event : accepted.events()) {
      stored.sequence++;
      var envelope =
          new EventEnvelope<>(
              owner.nextEventId(),
              "/" + owner.name(),
              id,
              stored.sequence,
              world.now(),
              null,
              event);
      stored.outbox.add(envelope);
      ledger.told(envelope);
    }
    stored.dueAt = rules.dueAt(after);
    if (!after.equals(before)) {
      world.tell(id, told(by, command, accepted));
    }
    watcher.written(id, before, after);
    watchDue(id, stored);
    if (!stored.outbox.isEmpty()) {
      world.after(PUBLISHING_LEASE, () -> sweep(id, stored));
    }
    if (world.strikes(Fault.UNKNOWN_WRITES, UNKNOWN_WRITES)) {
      // Whoever is not told that it is written neither publishes nor attempts: others will.
      return Written.UNKNOWN;
    }
    if (!waited && !stored.outbox.isEmpty()) {
      publish(by, id, stored);
    }
    var notAfter = stored.dueAt;
    attempt
        .begunBy(before, after, by)
        .ifPresent(work -> by.soon(() -> attempt(by, id, work, notAfter)));
    return Written.YES;
  }

  /** One that finds its turn only when its time is up is not made. */
  private void attempt(Instance by, String id, Supplier<C> work, @Nullable Instant notAfter) {
    if (notAfter == null || world.now().isBefore(notAfter)) {
      handle(by, id, work.get(), null, _ -> {});
    }
  }

  private String told(Instance by, C command, Decision.Accepted<S, E> accepted) {
    var events = accepted.events().stream().map(event -> event.getClass().getSimpleName()).toList();
    return "%s: %s%s"
        .formatted(
            by.name(),
            command.getClass().getSimpleName(),
            events.isEmpty() ? "" : ", tells " + String.join(", ", events));
  }

  private boolean claim(String id, Stored<S> stored, Set<String> claims) {
    if (world.has(Protection.CLAIMS_EXCLUSIVE)) {
      for (var claim : claims) {
        if (!id.equals(holders.getOrDefault(claim, id))) {
          return false;
        }
      }
    }
    if (world.has(Protection.CLAIMS_FREED)) {
      stored.claims.forEach(claim -> holders.remove(claim, id));
    }
    claims.forEach(claim -> holders.put(claim, id));
    stored.claims = claims;
    return true;
  }

  /** What is held but claimed by nobody's state. */
  Optional<String> heldInVain() {
    return holders.entrySet().stream()
        .filter(
            held -> {
              var stored = documents.get(held.getValue());
              return stored == null
                  || stored.state == null
                  || !rules.claims(stored.state).contains(held.getKey());
            })
        .map(held -> held.getValue() + " holds " + held.getKey())
        .findFirst();
  }

  private void watchDue(String id, Stored<S> stored) {
    var due = stored.dueAt;
    if (due != null) {
      var lateness = world.luck().between(Duration.ofMillis(50), Duration.ofSeconds(2));
      world.at(due.plus(lateness), () -> workOff(id, stored));
    }
  }

  private void workOff(String id, Stored<S> stored) {
    var due = stored.dueAt;
    if (due == null || due.isAfter(world.now())) {
      return;
    }
    var leased = stored.leasedUntil;
    if (leased != null && leased.isAfter(world.now())) {
      return;
    }
    var worker = owner.isStoreAway() ? null : owner.anyUp();
    if (worker == null) {
      world.after(AGAIN, () -> workOff(id, stored));
      return;
    }
    stored.leasedUntil = world.now().plus(LEASE);
    if (world.has(Protection.LEASES_END)) {
      world.after(LEASE, () -> workOff(id, stored));
    }
    worker.soon(
        () -> {
          var loaded = load(id);
          if (owner.isStoreAway() || loaded.state() == null) {
            return;
          }
          switch (decide(id, loaded.state(), rules.timePassed())) {
            case Decision.Rejected<S, E>(var rejection) ->
                world.violated(25, id, "refuses that time has passed: " + rejection.code());
            case Decision.Accepted<S, E> accepted ->
                worker.soon(
                    () -> {
                      var written =
                          write(worker, id, loaded, accepted, rules.timePassed(), null, null);
                      if (written == Written.YES && due.equals(stored.dueAt)) {
                        world.violated(25, id, "is due again at once, and for ever");
                      }
                    });
          }
        });
  }

  /** Publishes what waits, one after the other, until nothing does. */
  private void publish(Instance by, String id, Stored<S> stored) {
    stored.publisher = by;
    stored.publishersLife = by.life();
    publishNext(by, id, stored);
  }

  private boolean isPublished(Stored<S> stored) {
    var publisher = stored.publisher;
    return publisher != null
        && !publisher.isMissedAfter(PUBLISHING_LEASE)
        && publisher.life() == stored.publishersLife;
  }

  private void publishNext(Instance by, String id, Stored<S> stored) {
    by.soon(
        () -> {
          var next =
              world.has(Protection.TOLD_IN_ORDER) ? stored.outbox.peek() : stored.outbox.peekLast();
          if (next == null) {
            stored.publisher = null;
          } else if (bus.isAway() || owner.isStoreAway()) {
            by.later(AGAIN, () -> publishNext(by, id, stored));
          } else if (world.has(Protection.ACKNOWLEDGED_AFTER_PUBLISHING)) {
            by.soon(() -> handOver(by, id, stored, next));
          } else {
            stored.outbox.remove(next);
            by.soon(() -> handOver(by, id, stored, next));
          }
        });
  }

  /** It has the event at hand by now, and hands it over whoever may have done so meanwhile. */
  private void handOver(Instance by, String id, Stored<S> stored, EventEnvelope<?> event) {
    if (bus.isAway()) {
      by.later(AGAIN, () -> handOver(by, id, stored, event));
      return;
    }
    bus.append(event);
    ledger.published(name, event);
    var heard = !world.strikes(Fault.LOST_ACKNOWLEDGEMENTS, LOST_ACKNOWLEDGEMENTS);
    by.soon(
        () -> {
          if (heard) {
            stored.outbox.remove(event);
          }
          publishNext(by, id, stored);
        });
  }

  private void sweep(String id, Stored<S> stored) {
    if (stored.outbox.isEmpty() || !world.has(Protection.SWEEPER)) {
      return;
    }
    var sweeper = isPublished(stored) || owner.isStoreAway() ? null : owner.anyUp();
    if (sweeper != null) {
      publish(sweeper, id, stored);
    }
    world.after(PUBLISHING_LEASE, () -> sweep(id, stored));
  }

  /** Something that should have happened long ago; empty when there is nothing. */
  Optional<String> overdue(Duration patience) {
    var latest = world.now().minus(patience);
    return documents.entrySet().stream()
        .filter(
            entry -> {
              var stored = entry.getValue();
              var untold = stored.outbox.peek();
              return (untold != null && untold.time().isBefore(latest))
                  || (stored.dueAt != null && stored.dueAt.isBefore(latest));
            })
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
