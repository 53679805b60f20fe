package com.telemedicalservices.infra.benchmark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** When each review became visible, and how often. */
final class Arrivals {

  private final Map<String, Long> nanosById = new ConcurrentHashMap<>();
  private final AtomicInteger repeated = new AtomicInteger();

  /** A review has become visible. */
  void arrived(String id) {
    if (nanosById.putIfAbsent(id, System.nanoTime()) != null) {
      repeated.incrementAndGet();
    }
  }

  /** Whether it has. */
  boolean has(String id) {
    return nanosById.containsKey(id);
  }

  /** When, by the machine's nanosecond counter. */
  long nanos(String id) {
    Long nanos = nanosById.get(id);
    if (nanos == null) {
      throw new IllegalArgumentException("This review is not visible yet");
    }
    return nanos;
  }

  /** How many reviews were announced more than once. */
  int repeated() {
    return repeated.get();
  }
}
