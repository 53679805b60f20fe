package com.telemedicalservices.kit.store;

import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An event waiting in its aggregate's document until Kafka has acknowledged it. Serialized once,
 * when it is written, so that what is published is what was decided.
 *
 * @param id identity of the event
 * @param type its name on the wire
 * @param topic where it goes
 * @param key the Kafka key
 * @param subject the aggregate it happened to
 * @param sequence its place among the aggregate's events
 * @param time when it happened, by the clinic's clock
 * @param traceparent the trace it belongs to
 * @param body the event as JSON
 */
public record OutboxEntry(
    String id,
    String type,
    String topic,
    String key,
    String subject,
    long sequence,
    Instant time,
    @Nullable String traceparent,
    String body) {

  /** When a sweeper may publish it, at the earliest. Only the first entry's counts. */
  static final String NOT_BEFORE = "notBefore";

  Document toDocument(Instant notBefore) {
    Document document =
        new Document("id", id)
            .append("type", type)
            .append("topic", topic)
            .append("key", key)
            .append("sequence", sequence)
            .append("time", time)
            .append("body", body)
            .append(NOT_BEFORE, notBefore);
    if (traceparent != null) {
      document.append("traceparent", traceparent);
    }
    return document;
  }

  static OutboxEntry from(String subject, Document document) {
    return new OutboxEntry(
        document.getString("id"),
        document.getString("type"),
        document.getString("topic"),
        document.getString("key"),
        subject,
        document.getLong("sequence"),
        document.getDate("time").toInstant(),
        document.getString("traceparent"),
        document.getString("body"));
  }
}
