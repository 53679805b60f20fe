package com.telemedicalservices.kit.store;

import java.util.List;

/** Who publishes the events a store has just made durable. */
public interface Publisher {

  /**
   * Whether this very process has a place for another event and all these waiting ones are already
   * on their way from it, so that the other may follow them directly without overtaking.
   */
  boolean isPublishing(AggregateStore<?, ?, ?> store, String aggregateId, List<String> eventIds);

  /** Takes events that have just been written, in order. Returns at once. */
  void publish(AggregateStore<?, ?, ?> store, String aggregateId, List<OutboxEntry> events);

  /** There are events in an outbox that nobody is publishing. */
  void wake();
}
