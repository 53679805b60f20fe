package com.telemedicalservices.contracts;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every event there is, by its name on the wire. */
public final class EventCatalog {

  private static final Map<String, Class<? extends Event>> BY_WIRE_NAME = byWireName();

  private EventCatalog() {}

  /** The name on the wire with its version, for example {@code intake.submitted.v1}. */
  public static String wireName(Class<? extends Event> type) {
    EventType eventType = type.getAnnotation(EventType.class);
    if (eventType == null) {
      throw new IllegalArgumentException(type.getName() + " has no @EventType");
    }
    return eventType.value() + ".v" + eventType.version();
  }

  /** The record behind a wire name; empty when this build does not know it. */
  public static Optional<Class<? extends Event>> find(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }

  /** All event records, topic by topic. */
  public static Collection<Class<? extends Event>> all() {
    return BY_WIRE_NAME.values();
  }

  private static Map<String, Class<? extends Event>> byWireName() {
    Map<String, Class<? extends Event>> types = new LinkedHashMap<>();
    Arrays.stream(Topic.values())
        .flatMap(topic -> topic.events().stream())
        .forEach(type -> types.put(wireName(type), type));
    return Collections.unmodifiableMap(types);
  }
}
