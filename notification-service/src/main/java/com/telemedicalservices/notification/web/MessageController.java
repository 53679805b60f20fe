package com.telemedicalservices.notification.web;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.kit.web.Cursor;
import com.telemedicalservices.kit.web.RejectedException;
import com.telemedicalservices.notification.domain.MessageCommand;
import com.telemedicalservices.notification.domain.MessageState;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was, or will be, said to whom: for the patient's own eyes, and for staff. */
@RestController
@RequestMapping("/api/messages")
class MessageController {

  private static final int PAGE = 50;
  private static final String CREATED_AT = "state.createdAt";

  private final AggregateStore<MessageState, MessageCommand, NotificationEvent> messages;
  private final Changes changes;

  MessageController(
      AggregateStore<MessageState, MessageCommand, NotificationEvent> messages, Changes changes) {
    this.messages = messages;
    this.changes = changes;
  }

  /**
   * A patient's messages, newest first. For the patient (own only) and staff. Errors: 400 {@code
   * invalid-request}, 422 {@code invalid-cursor}.
   */
  @GetMapping
  MessagePage list(
      @RequestParam String patientId, @RequestParam(required = false) @Nullable String cursor) {
    Bson ofPatient = Filters.eq("state.letter.patientId", patientId);
    List<Stored<MessageState>> found =
        messages.query(
            cursor == null ? ofPatient : Filters.and(ofPatient, after(cursor)),
            Sorts.descending(CREATED_AT, "_id"),
            PAGE + 1);
    List<Stored<MessageState>> page = found.subList(0, Math.min(PAGE, found.size()));
    String next = found.size() > PAGE ? cursorAfter(page.getLast()) : null;
    return new MessagePage(page.stream().map(MessageView::of).toList(), next);
  }

  /**
   * One message and the way it has gone. For the patient (own only) and staff. Errors: 404 {@code
   * unknown-message}.
   */
  @GetMapping("/{messageId}")
  ResponseEntity<?> show(@PathVariable String messageId) {
    return changes.show(messages, messageId, "unknown-message", MessageView::of);
  }

  private static String cursorAfter(Stored<MessageState> last) {
    return Cursor.encode(last.state().createdAt().toString(), last.id());
  }

  private static Bson after(String cursor) {
    List<String> values = Cursor.decode(cursor, 2);
    Instant createdAt = instant(values.getFirst());
    return Filters.or(
        Filters.lt(CREATED_AT, createdAt),
        Filters.and(Filters.eq(CREATED_AT, createdAt), Filters.lt("_id", values.get(1))));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new RejectedException(
          new Rejection(
              Rejection.Kind.INVALID,
              "invalid-cursor",
              "Take the cursor from nextCursor of the page before, or leave it out.",
              Map.of()));
    }
  }

  /** A page of messages. */
  record MessagePage(List<MessageView> messages, @Nullable String nextCursor) {}
}
