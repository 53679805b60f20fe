package com.telemedicalservices.infra.traffic.audit;

import com.telemedicalservices.contracts.Topic;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate as it stands in its service's database.
 *
 * @param topic the topic its events are told on
 * @param collection where it is kept
 * @param document the document
 */
public record Book(Topic topic, String collection, Document document) {

  /** Its identity. */
  public String id() {
    return document.getString("_id");
  }

  /** How many events it has had. */
  long sequence() {
    Long sequence = document.getLong("sequence");
    return sequence == null ? 0 : sequence;
  }

  /** The marks of the incoming events that have been applied. */
  List<String> inbox() {
    return list(document, "inbox", String.class);
  }

  /** The events that the broker has not acknowledged. */
  List<Document> outbox() {
    return list(document, "outbox", Document.class);
  }

  /** What it holds exclusively. */
  List<String> claims() {
    return list(document, "claims", String.class);
  }

  /** When it is next due, or since when it has been; that somebody has taken it changes nothing. */
  Optional<Instant> due() {
    Optional<Instant> dueAt = instant(document, "dueAt");
    return document.containsKey("dueToken") ? instant(document, "dueSince").or(() -> dueAt) : dueAt;
  }

  /** Its state; empty when it was not read. */
  Document state() {
    return part(document, "state");
  }

  /** The name by which people look it up. */
  String name() {
    return collection + " " + id();
  }

  /** A part of a document by its name; empty when there is none. */
  static Document part(Document document, String field) {
    Document part = document.get(field, Document.class);
    return part == null ? new Document() : part;
  }

  /** A list of a document by its name; empty when there is none. */
  static <T> List<T> list(Document document, String field, Class<T> type) {
    List<T> list = document.getList(field, type);
    return list == null ? List.of() : list;
  }

  /** A time of a document by its name. */
  static Optional<Instant> instant(Document document, String field) {
    Date date = document.getDate(field);
    return Optional.ofNullable(date).map(Date::toInstant);
  }

  /** A text of a document by its name; empty when there is none. */
  static String text(Document document, String field) {
    @Nullable String text = document.getString(field);
    return text == null ? "" : text;
  }
}
