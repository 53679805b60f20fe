package com.telemedicalservices.kit.domain;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventEnvelope;
import java.util.List;

/**
 * What the events of one topic mean for this service. Pure, so that the whole journey can be run
 * without a broker.
 *
 * @param <E> the events of the topic
 */
@FunctionalInterface
public interface Reactions<E extends Event> {

  /** The reactions to this event; none when it does not concern this service. */
  List<Reaction<?>> to(EventEnvelope<? extends E> event);
}
