package com.telemedicalservices.infra.traffic.audit;

import com.telemedicalservices.infra.local.Service;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Something a client was told has happened. From then on it must be on the topic, and in what the
 * service shows.
 *
 * @param what what was acknowledged, for people
 * @param eventType the name on the wire of the event that tells of it
 * @param inEvent what the event's body says of it, by field
 * @param view where the service shows it
 * @param shows whether the view shows it
 */
public record Fact(
    String what,
    String eventType,
    Map<String, String> inEvent,
    View view,
    Predicate<JsonNode> shows) {

  public Fact {
    inEvent = Map.copyOf(inEvent);
  }

  /** A resource of a service. */
  public record View(Service service, String path) {}
}
