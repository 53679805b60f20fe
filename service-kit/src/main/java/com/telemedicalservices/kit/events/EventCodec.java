package com.telemedicalservices.kit.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events as they go over the wire, and reads them back. A reader is tolerant: it passes over
 * fields it does not know, but a field it needs must be there: every one the record does not mark
 * {@code @Nullable}.
 */
public final class EventCodec {

  private final JsonMapper mapper =
      JsonMapper.builder()
          .annotationIntrospector(new RequiredFields())
          .changeDefaultPropertyInclusion(
              include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** The body of an event. */
  public String write(Event event) {
    return mapper.writeValueAsString(event);
  }

  /** The headers of an event. */
  public static Headers headers(
      String id,
      String type,
      String source,
      String subject,
      long sequence,
      Instant time,
      @Nullable String traceparent) {
    RecordHeaders headers = new RecordHeaders();
    add(headers, EventHeaders.SPEC_VERSION, "1.0");
    add(headers, EventHeaders.ID, id);
    add(headers, EventHeaders.TYPE, type);
    add(headers, EventHeaders.SOURCE, source);
    add(headers, EventHeaders.SUBJECT, subject);
    add(headers, EventHeaders.SEQUENCE, Long.toString(sequence));
    add(headers, EventHeaders.TIME, time.toString());
    add(headers, EventHeaders.CONTENT_TYPE, "application/json");
    if (traceparent != null) {
      add(headers, EventHeaders.TRACEPARENT, traceparent);
    }
    return headers;
  }

  /**
   * Reads a record of a topic.
   *
   * @throws UnreadableEventException when it is not an event of that topic, with a code that says
   *     what is wrong with it
   */
  public EventEnvelope<Event> read(Topic topic, byte @Nullable [] body, Headers headers) {
    Map<String, String> texts = new HashMap<>();
    for (Header header : headers) {
      if (header.value() != null) {
        texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    String type = required(texts, EventHeaders.TYPE);
    Class<? extends Event> eventClass =
        EventCatalog.find(type)
            .filter(topic.family()::isAssignableFrom)
            .orElseThrow(() -> new UnreadableEventException("unknown-type"));
    return new EventEnvelope<>(
        required(texts, EventHeaders.ID),
        required(texts, EventHeaders.SOURCE),
        required(texts, EventHeaders.SUBJECT),
        number(required(texts, EventHeaders.SEQUENCE)),
        time(required(texts, EventHeaders.TIME)),
        texts.get(EventHeaders.TRACEPARENT),
        body(eventClass, body));
  }

  private Event body(Class<? extends Event> type, byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw new UnreadableEventException("empty-body");
    }
    try {
      Event event = mapper.readValue(body, type);
      if (event == null) {
        throw new UnreadableEventException("empty-body");
      }
      return event;
    } catch (JacksonException e) {
      // The parser's message may quote the body; only the code goes on.
      throw new UnreadableEventException("unreadable-body");
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UnreadableEventException("unreadable-sequence");
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableEventException("unreadable-time");
    }
  }

  private static String required(Map<String, String> texts, String name) {
    String value = texts.get(name);
    if (value == null || value.isBlank()) {
      throw new UnreadableEventException("missing-" + name.replace('_', '-'));
    }
    return value;
  }

  private static void add(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
