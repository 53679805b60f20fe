package com.telemedicalservices.kit.store;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

  FactsBatch(AggregateStore<S, C, E> store, List<Fact<C>> facts) {
    this.store = store;
    this.facts = facts;
    this.results = new FactResult[facts.size()];
    Arrays.fill(results, new FactResult.Applied());
  }

  List<FactResult> apply() {
    Map<String, List<Integer>> open = new LinkedHashMap<>();
    for (int i = 0; i < facts.size(); i++) {
      open.computeIfAbsent(facts.get(i).id(), id -> new ArrayList<>()).add(i);
    }
    for (int tries = 1; !open.isEmpty(); tries++) {
      if (tries > MAX_TRIES) {
        throw new StoreUnavailableException("Too many writers have met at one aggregate", null);
      }
      applyOnce(open);
    }
    return List.of(results);
  }

  private void applyOnce(Map<String, List<Integer>> open) {
    List<AggregateStore.Prepared<S>> prepared = new ArrayList<>();
    for (Loaded loaded : store.loadAll(List.copyOf(open.keySet()))) {
      AggregateStore.Prepared<S> decided =
          decide(loaded, open.getOrDefault(loaded.id(), List.of()));
      if (decided == null) {
        open.remove(loaded.id());
      } else {
        prepared.add(decided);
      }
    }
    List<Write.Result> written =
        store.writeAll(prepared.stream().map(AggregateStore.Prepared::write).toList());
    for (int i = 0; i < written.size(); i++) {
      AggregateStore.Prepared<S> done = prepared.get(i);
      String id = done.write().id();
      switch (written.get(i)) {
        case WRITTEN -> {
          store.written(done.write(), done.before(), done.after());
          open.remove(id);
        }
        case CLAIMED -> {
          poison(open.getOrDefault(id, List.of()), "claims-taken");
          open.remove(id);
        }
        case REFUSED -> {
          poison(open.getOrDefault(id, List.of()), "write-refused");
          open.remove(id);
        }
        case LOST_RACE -> store.lostRace();
      }
    }
  }

  /** Decides the facts of one aggregate in order; null when there is nothing to write. */
  private AggregateStore.@Nullable Prepared<S> decide(Loaded loaded, List<Integer> indexes) {
    S before = store.stateOf(loaded);
    S state = before;
    Instant now = store.now();
    List<E> events = new ArrayList<>();
    Set<String> applied = new LinkedHashSet<>();
    String traceparent = null;
    for (int index : indexes) {
      Fact<C> fact = facts.get(index);
      if (loaded.inbox().contains(fact.eventId()) || applied.contains(fact.eventId())) {
        continue;
      }
      try {
        switch (store.aggregate().decide(state, fact.command(), now)) {
          case Decision.Accepted<S, E> accepted -> {
            state = accepted.state();
            events.addAll(accepted.events());
            applied.add(fact.eventId());
            traceparent = fact.traceparent();
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
        store.prepare(loaded, before, state, events, List.copyOf(applied), null, now, traceparent),
        before,
        state);
  }

  private void poison(List<Integer> indexes, String reasonCode) {
    indexes.forEach(index -> results[index] = new FactResult.Poisonous(reasonCode));
  }
}
