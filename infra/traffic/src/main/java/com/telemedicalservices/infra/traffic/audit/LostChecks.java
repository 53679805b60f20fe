package com.telemedicalservices.infra.traffic.audit;

import com.telemedicalservices.contracts.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Whether anything that was acknowledged, or decided, has been lost (DOMAIN §9, invariant 21). */
final class LostChecks {

  private LostChecks() {}

  /** What a client was told has happened must be shown, and be on its topic. */
  static Finding factsLost(Books books) {
    Map<String, List<JsonNode>> bodies = new HashMap<>();
    for (SeenEvent event : books.events()) {
      bodies.computeIfAbsent(event.type(), type -> new ArrayList<>()).add(event.body());
    }
    Map<String, Set<String>> known = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (Fact fact : books.facts()) {
      if (!fact.shows().test(books.views().getOrDefault(fact.view(), missing()))) {
        faults.add("%s, but %s does not show it".formatted(fact.what(), fact.view().path()));
      }
      Map<String, String> wanted = new TreeMap<>(fact.inEvent());
      Set<String> told =
          known.computeIfAbsent(
              fact.eventType() + wanted.keySet(),
              _ ->
                  bodies.getOrDefault(fact.eventType(), List.of()).stream()
                      .map(body -> valuesOf(body, wanted.keySet()))
                      .collect(Collectors.toCollection(HashSet::new)));
      if (!told.contains(wanted.values().toString())) {
        faults.add("%s, but no %s tells of it".formatted(fact.what(), fact.eventType()));
      }
    }
    return new Finding("acknowledged facts lost", books.facts().size(), faults);
  }

  private static String valuesOf(JsonNode body, Set<String> fields) {
    return fields.stream().map(field -> body.path(field).asString("")).toList().toString();
  }

  private static JsonNode missing() {
    return MissingNode.getInstance();
  }

  /** Every event an aggregate has counted must be on its topic; there is no gap in the count. */
  static Finding eventsLost(Books books) {
    Map<String, Set<Long>> seen = new HashMap<>();
    for (SeenEvent event : books.events()) {
      seen.computeIfAbsent(stream(event.topic(), event.subject()), _ -> new TreeSet<>())
          .add(event.sequence());
    }
    List<String> faults = new ArrayList<>();
    long counted = 0;
    for (Book book : books.books()) {
      counted += book.sequence();
      String stream = stream(book.topic().topicName(), book.id());
      Set<Long> there = seen.getOrDefault(stream, Set.of());
      for (long number = 1; number <= book.sequence(); number++) {
        if (!there.contains(number)) {
          faults.add(
              "event %d of %s is not on %s"
                  .formatted(number, book.name(), book.topic().topicName()));
        }
      }
    }
    return new Finding("events lost on the way to Kafka", counted, faults);
  }

  private static String stream(String topic, String subject) {
    return topic + ' ' + subject;
  }

  /** Nothing was put aside as impossible to apply. */
  static Finding deadLetters(Books books) {
    return new Finding(
        "events put aside unapplied",
        Topic.values().length,
        books.deadLetters().stream().map(SeenEvent::place).toList());
  }
}
