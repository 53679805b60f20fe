package com.telemedicalservices.contracts;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * The AsyncAPI 3.0 document of everything the services tell each other, generated from topics and
 * event records. It stands beside the schemas and points to them.
 */
final class AsyncApi {

  private static final String KAFKA_BINDING = "0.5.0";

  private AsyncApi() {}

  static ObjectNode document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("asyncapi", "3.0.0");
    document.put("info", info());
    document.put("defaultContentType", "application/json");
    document.put("channels", channels());
    document.put("operations", operations());
    document.put("components", components());
    return Json.object(document);
  }

  private static Map<String, Object> info() {
    return fields(
        "title",
        "Telemedical Services: events",
        "version",
        "1",
        "description",
        """
        The facts the services tell each other over Kafka: CloudEvents 1.0 in binary mode. Bodies \
        hold ids, codes, tiers and times, never a name, a contact, an answer, a score or free \
        text. Within a version a body only gains optional fields; a reader passes over fields it \
        does not know. Facts of one topic about one patient arrive in order, each at least once.\
        """);
  }

  private static Map<String, Object> channels() {
    Map<String, Object> channels = new LinkedHashMap<>();
    for (Topic topic : Topic.values()) {
      channels.put(
          topic.topicName(),
          channel(
              topic.topicName(),
              "What the %s says.".formatted(topic.producer()),
              Topic.RETENTION,
              topic));
      channels.put(
          topic.deadLetterName(),
          channel(
              topic.deadLetterName(),
              "Records of %s that a consumer could not handle, until a human redrives or parks them."
                  .formatted(topic.topicName()),
              Topic.DEAD_LETTER_RETENTION,
              topic));
    }
    return channels;
  }

  private static Map<String, Object> channel(
      String name, String description, Duration retention, Topic topic) {
    Map<String, Object> messages = new LinkedHashMap<>();
    topic
        .events()
        .forEach(
            type ->
                messages.put(
                    EventCatalog.wireName(type),
                    ref("#/components/messages/" + EventCatalog.wireName(type))));
    return fields(
        "address",
        name,
        "description",
        description,
        "messages",
        messages,
        "bindings",
        Map.of(
            "kafka",
            fields(
                "topic",
                name,
                "partitions",
                Topic.PARTITIONS,
                "topicConfiguration",
                fields("cleanup.policy", List.of("delete"), "retention.ms", retention.toMillis()),
                "bindingVersion",
                KAFKA_BINDING)));
  }

  private static Map<String, Object> operations() {
    Map<String, Object> operations = new LinkedHashMap<>();
    for (Topic topic : Topic.values()) {
      operations.put(
          topic.producer(),
          fields(
              "action",
              "send",
              "summary",
              "The %s is the only one that writes to %s."
                  .formatted(topic.producer(), topic.topicName()),
              "channel",
              ref("#/channels/" + topic.topicName())));
    }
    return operations;
  }

  private static Map<String, Object> components() {
    Map<String, Object> messages = new LinkedHashMap<>();
    EventCatalog.all().forEach(type -> messages.put(EventCatalog.wireName(type), message(type)));
    return fields("messages", messages, "messageTraits", fields("cloudevent", cloudEvent()));
  }

  private static Map<String, Object> message(Class<? extends Event> type) {
    String wireName = EventCatalog.wireName(type);
    return fields(
        "name",
        wireName,
        "summary",
        EventSchemas.of(type).path("description").asString(),
        "payload",
        fields(
            "schemaFormat",
            "application/schema+json;version=draft-2020-12",
            "schema",
            ref("./schemas/" + wireName + ".json")),
        "traits",
        List.of(ref("#/components/messageTraits/cloudevent")));
  }

  private static Map<String, Object> cloudEvent() {
    return fields(
        "contentType",
        "application/json",
        "headers",
        fields("type", "object", "properties", headers(), "required", requiredHeaders()),
        "bindings",
        Map.of(
            "kafka",
            fields(
                "key",
                text("The patient's id, as in the body."),
                "bindingVersion",
                KAFKA_BINDING)));
  }

  private static Map<String, Object> headers() {
    return fields(
        "ce_specversion",
        fields("type", "string", "const", "1.0", "description", "Version of CloudEvents."),
        "ce_id",
        text("Identity of the fact, a UUID version 7; a second delivery carries the same one."),
        "ce_type",
        fields(
            "type",
            "string",
            "enum",
            EventCatalog.all().stream().map(EventCatalog::wireName).toList(),
            "description",
            "Name and version of the event."),
        "ce_source",
        text("The service that says so, for example /intake-service."),
        "ce_subject",
        text("The aggregate it happened to, mostly an episode id."),
        "ce_time",
        fields(
            "type",
            "string",
            "format",
            "date-time",
            "description",
            "When it happened, by the clinic's clock, in UTC."),
        "ce_sequence",
        fields(
            "type",
            "string",
            "pattern",
            "^[1-9][0-9]*$",
            "description",
            "Its place among all events of that aggregate, from 1, without gaps."),
        "content-type",
        fields("type", "string", "const", "application/json"),
        "traceparent",
        text("The W3C trace it belongs to; absent when it was not traced."));
  }

  private static List<String> requiredHeaders() {
    return headers().keySet().stream().filter(name -> !name.equals("traceparent")).toList();
  }

  private static Map<String, Object> text(String description) {
    return fields("type", "string", "description", description);
  }

  private static Map<String, Object> ref(String target) {
    return Map.of("$ref", target);
  }

  /** A map that keeps its order: name, value, name, value. */
  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
