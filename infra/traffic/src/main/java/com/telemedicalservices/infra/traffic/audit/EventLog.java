package com.telemedicalservices.infra.traffic.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every event seen on the topics, in the order it was seen. Safe for many threads. */
public final class EventLog {

  private final List<SeenEvent> events = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /** One more event was seen. */
  public synchronized void add(SeenEvent event) {
    events.add(event);
    counts.merge(event.type(), 1, Integer::sum);
  }

  /** How many have been seen. */
  public synchronized int size() {
    return events.size();
  }

  /** How many of a type have been seen. */
  public synchronized int count(String type) {
    return counts.getOrDefault(type, 0);
  }

  /** Those seen after the first so many. */
  public synchronized List<SeenEvent> after(int seen) {
    return List.copyOf(events.subList(Math.min(seen, events.size()), events.size()));
  }

  /** All of them. */
  public List<SeenEvent> all() {
    return after(0);
  }
}
