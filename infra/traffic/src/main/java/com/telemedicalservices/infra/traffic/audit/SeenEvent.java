package com.telemedicalservices.infra.traffic.audit;

import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * An event as it stands on its topic.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset its place there
 * @param id identity of the event
 * @param type its name on the wire
 * @param subject the aggregate it happened to
 * @param sequence its place among that aggregate's events
 * @param time when it happened, by the clinic's clock
 * @param json its body
 */
public record SeenEvent(
    String topic,
    int partition,
    long offset,
    String id,
    String type,
    String subject,
    long sequence,
    Instant time,
    String json) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Its body, read anew each time: bodies are kept as text to keep them small. */
  public JsonNode body() {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  /** A text of its body by its name; empty when there is none. */
  public String text(String field) {
    return body().path(field).asString("");
  }

  /** Where to look it up. */
  String place() {
    return "%s %s at %s-%d@%d".formatted(type, id, topic, partition, offset);
  }
}
