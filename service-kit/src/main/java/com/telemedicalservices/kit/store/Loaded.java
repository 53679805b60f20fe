package com.telemedicalservices.kit.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A document as read, without its claims (they follow from the state) and without event bodies.
 *
 * @param id the aggregate
 * @param version 0 when there is no document yet
 * @param state null when there is no document yet
 * @param sequence how many events it has had
 * @param pending ids of the events not yet acknowledged, in order
 * @param inbox ids of the incoming events applied
 * @param requests the last requests carried out
 * @param dueAt when it is next due
 * @param dueToken who has taken it to do its due work
 */
record Loaded(
    String id,
    long version,
    @Nullable Document state,
    long sequence,
    List<String> pending,
    Set<String> inbox,
    List<Document> requests,
    @Nullable Instant dueAt,
    @Nullable String dueToken) {

  static Loaded absent(String id) {
    return new Loaded(id, 0, null, 0, List.of(), Set.of(), List.of(), null, null);
  }

  static Loaded from(Document document) {
    return new Loaded(
        document.getString("_id"),
        document.getLong("version"),
        document.get("state", Document.class),
        document.getLong("sequence"),
        list(document, "outbox", Document.class).stream().map(e -> e.getString("id")).toList(),
        Set.copyOf(list(document, "inbox", String.class)),
        list(document, "requests", Document.class),
        document.getDate("dueAt") == null ? null : document.getDate("dueAt").toInstant(),
        document.getString("dueToken"));
  }

  private static <T> List<T> list(Document document, String field, Class<T> type) {
    List<T> list = document.getList(field, type);
    return list == null ? List.of() : list;
  }
}
