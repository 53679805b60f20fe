package com.telemedicalservices.kit.store;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.trace.Traces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts on their way into their aggregates: one read for all, one write for each aggregate, and
 * again for those that lost a race.
 *
 * @param <S> the aggregate's state
 * @param <C> the aggregate's commands
 * @param <E> the aggregate's events
 */
final class FactsBatch<S, C, E extends Event> {

  private static final Logger log = LoggerFactory.getLogger(FactsBatch.class);
  private static final int MAX_TRIES = 20;

  private final AggregateStore<S, C, E> store;
  private final List<Fact<C>> facts;
  private final FactResult[] results;

  /** The facts not yet written, by aggregate, in order. */
  private final Map<String, List<Integer>> open = new LinkedHashMap<>();

  /** Aggregates whose facts are written one by one, since all together they cannot be. */
  private final Set<String> oneByOne = new HashSet<>();

  FactsBatch(AggregateStore<S, C, E> store, List<Fact<C>> facts) {
    this.store = store;
    this.facts = facts;
    this.results = new FactResult[facts.size()];
    Arrays.fill(results, new FactResult.Applied());
  }

  List<FactResult> apply() {
    for (int i = 0; i < facts.size(); i++) {
      open.computeIfAbsent(facts.get(i).id(), id -> new ArrayList<>()).add(i);
    }
    int lostRaces = 0;
    while (!open.isEmpty()) {
      if (applyOnce()) {
        lostRaces++;
        AggregateStore.standAside(lostRaces);
      }
      if (lostRaces > MAX_TRIES) {
        throw new StoreUnavailableException("Too many writers have met at one aggregate", null);
      }
    }
    return List.of(results);
  }

  /** One read and one write for each aggregate; returns whether one has lost a race. */
  private boolean applyOnce() {
    Map<String, List<Integer>> now = new HashMap<>();
    List<AggregateStore.Prepared<S>> prepared = new ArrayList<>();
    for (Loaded loaded : store.loadAll(List.copyOf(open.keySet()))) {
      List<Integer> all = open.getOrDefault(loaded.id(), List.of());
      List<Integer> indexes = oneByOne.contains(loaded.id()) ? List.of(all.getFirst()) : all;
      now.put(loaded.id(), indexes);
      AggregateStore.Prepared<S> decided = decide(loaded, indexes);
      if (decided == null) {
        close(loaded.id(), indexes);
      } else {
        prepared.add(decided);
      }
    }
    boolean[] lostRace = new boolean[1];
    store.writeAll(
        prepared,
        (done, result) -> {
          String id = done.write().id();
          List<Integer> indexes = now.getOrDefault(id, List.of());
          switch (result) {
            case WRITTEN -> {
              store.written(done);
              close(id, indexes);
            }
            case CLAIMED -> cannotBeWritten(id, indexes, "claims-taken");
            case REFUSED -> cannotBeWritten(id, indexes, "write-refused");
            case LOST_RACE -> {
              store.lostRace();
              lostRace[0] = true;
            }
          }
        });
    return lostRace[0];
  }

  private void cannotBeWritten(String id, List<Integer> indexes, String reasonCode) {
    if (indexes.size() == 1) {
      poison(indexes, reasonCode);
      close(id, indexes);
    } else {
      oneByOne.add(id);
    }
  }

  private void close(String id, List<Integer> indexes) {
    open.computeIfPresent(
        id,
        (same, all) -> {
          List<Integer> left = new ArrayList<>(all);
          left.removeAll(indexes);
          return left.isEmpty() ? null : left;
        });
  }

  /** Decides the facts of one aggregate in order; null when there is nothing to write. */
  private AggregateStore.@Nullable Prepared<S> decide(Loaded loaded, List<Integer> indexes) {
    S before = store.stateOf(loaded);
    S state = before;
    Instant now = store.now();
    List<AggregateStore.Caused<E>> events = new ArrayList<>();
    Set<String> applied = new LinkedHashSet<>();
    String traceparent = null;
    for (int index : indexes) {
      Fact<C> fact = facts.get(index);
      // It may have been refused on a state that has lost a race since.
      results[index] = new FactResult.Applied();
      if (loaded.inbox().contains(fact.eventId()) || applied.contains(fact.eventId())) {
        continue;
      }
      try (Traces.Scope _ = Traces.join(fact.traceparent())) {
        switch (store.aggregate().decide(state, fact.command(), now)) {
          case Decision.Accepted<S, E> accepted -> {
            state = accepted.state();
            traceparent = Traces.current();
            events.addAll(AggregateStore.caused(accepted.events(), traceparent));
            applied.add(fact.eventId());
          }
          case Decision.Rejected<S, E>(Rejection rejection) ->
              poison(List.of(index), rejection.code());
        }
      } catch (RuntimeException e) {
        log.error(
            "{} {} fails on event {}: {}",
            store.name(),
            loaded.id(),
            fact.eventId(),
            e.getClass().getName());
        poison(List.of(index), "handler-failed");
      }
    }
    if (applied.isEmpty() || state == null) {
      return null;
    }
    return new AggregateStore.Prepared<>(
        store.prepare(loaded, before, state, events, List.copyOf(applied), null, now),
        before,
        state,
        traceparent);
  }

  private void poison(List<Integer> indexes, String reasonCode) {
    indexes.forEach(index -> results[index] = new FactResult.Poisonous(reasonCode));
  }
}
