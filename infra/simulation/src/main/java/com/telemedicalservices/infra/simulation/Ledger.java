package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventEnvelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What really happened, written down beside the system and never read by it. */
final class Ledger {

  private final World world;
  private final List<EventEnvelope<?>> told = new ArrayList<>();
  private final Set<String> written = new HashSet<>();
  private final Map<String, Long> published = new HashMap<>();
  private final Set<String> carriedOut = new HashSet<>();
  private final Set<String> acknowledged = new LinkedHashSet<>();
  private final Map<String, Integer> applied = new HashMap<>();
  private final Map<String, Integer> mailed = new HashMap<>();

  Ledger(World world) {
    this.world = world;
  }

  void told(EventEnvelope<?> envelope) {
    told.add(envelope);
  }

  List<EventEnvelope<?>> told() {
    return told;
  }

  /** Which kinds of events were told. */
  Set<Class<? extends Event>> kinds() {
    return told.stream()
        .<Class<? extends Event>>map(envelope -> envelope.data().getClass())
        .collect(Collectors.toUnmodifiableSet());
  }

  void written(String store, String id, long version) {
    if (!written.add(store + "/" + id + "/" + version)) {
      world.violated(21, id, "version " + version + " was acknowledged to two writers");
    }
  }

  /** A repetition may come late; what is told for the first time never overtakes. */
  void published(String store, EventEnvelope<?> envelope) {
    var aggregate = store + "/" + envelope.subject();
    var latest = published.getOrDefault(aggregate, 0L);
    if (envelope.sequence() > latest + 1) {
      world.violated(
          21,
          envelope.subject(),
          "event %s was told before the one before it".formatted(envelope.id()));
    }
    published.put(aggregate, Math.max(latest, envelope.sequence()));
  }

  void carriedOut(String store, String id, String requestKey) {
    if (!carriedOut.add(store + "/" + id + "/" + requestKey)) {
      world.violated(21, id, "request " + requestKey + " was carried out twice");
    }
  }

  /** Whoever asked is told that it is done. */
  void acknowledged(String store, String id, String requestKey) {
    acknowledged.add(store + "/" + id + "/" + requestKey);
  }

  /** A request that was acknowledged but is not carried out; empty when there is none. */
  Optional<String> acknowledgedInVain() {
    return acknowledged.stream().filter(request -> !carriedOut.contains(request)).findFirst();
  }

  void applied(String store, String id, String eventId) {
    if (applied.merge(store + "/" + id + "/" + eventId, 1, Integer::sum) > 1) {
      world.violated(21, id, "event " + eventId + " was applied twice");
    }
  }

  boolean isApplied(String store, String id, String eventId) {
    return applied.containsKey(store + "/" + id + "/" + eventId);
  }

  /** What is the same to whoever reads it is the same mail, whatever message it came by. */
  void mailed(String mail) {
    if (mailed.merge(mail, 1, Integer::sum) > 1) {
      world.violated(17, mail, "was sent twice");
    }
  }
}
