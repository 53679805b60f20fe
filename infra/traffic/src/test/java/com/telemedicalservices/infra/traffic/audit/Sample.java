package com.telemedicalservices.infra.traffic.audit;

import com.telemedicalservices.contracts.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/** The books of one patient who finished a series of two sessions, all as it should be. */
final class Sample {

  static final Instant NOW = Instant.parse("2026-12-20T12:00:00Z");
  static final String EPISODE = "episode-1";
  static final String SERIES = EPISODE + ".s1";
  static final String FIRST = SERIES + ".1";
  static final String SECOND = SERIES + ".2";

  final List<Book> books = new ArrayList<>();
  final List<SeenEvent> events = new ArrayList<>();
  final List<SeenEvent> deadLetters = new ArrayList<>();
  final List<SentMail> mails = new ArrayList<>();
  final List<Fact> facts = new ArrayList<>();
  final Map<Fact.View, JsonNode> views = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private int drawn;

  static Sample clean() {
    Sample sample = new Sample();
    sample.event(
        Topic.SCHEDULING,
        "series.booked.v1",
        EPISODE,
        "{\"patientId\":\"patient-1\",\"episodeId\":\"episode-1\",\"seriesId\":\"%s\",\"bookedAt\":\"2026-12-01T15:00:00Z\",\"sessions\":[{},{}]}"
            .formatted(SERIES));
    sample.event(
        Topic.SCHEDULING, "session.started.v1", EPISODE, started(FIRST, "2026-12-02T15:20:00Z"));
    sample.event(
        Topic.SCHEDULING, "session.started.v1", EPISODE, started(SECOND, "2026-12-05T15:20:00Z"));
    sample.books.add(sample.treatment(EPISODE, "patient-1", "chair-1"));
    sample.books.add(new Book(Topic.FOLLOW_UP, "followUps", followUp()));
    sample.mails.add(mail(1, "session-reminder", FIRST, "t-24h"));
    sample.mails.add(mail(2, "session-reminder", FIRST, "t-2h"));
    return sample;
  }

  Books books() {
    return new Books(books, events, deadLetters, mails, facts, views, NOW);
  }

  static String started(String sessionId, String at) {
    return "{\"patientId\":\"patient-1\",\"episodeId\":\"episode-1\",\"sessionId\":\"%s\",\"startedAt\":\"%s\"}"
        .formatted(sessionId, at);
  }

  SeenEvent event(Topic topic, String type, String subject, String json) {
    long sequence = sequences.merge(topic + subject, 1L, Long::sum);
    SeenEvent event =
        new SeenEvent(
            topic.topicName(),
            0,
            events.size(),
            "event-" + ++drawn,
            type,
            subject,
            sequence,
            NOW,
            json);
    events.add(event);
    return event;
  }

  Book treatment(String episodeId, String patientId, String chair) {
    String series = episodeId + ".s1";
    Document state =
        new Document("episodeId", episodeId)
            .append("patientId", patientId)
            .append(
                "approvals",
                List.of(
                    new Document("approvalId", episodeId + ".a1")
                        .append(
                            "terms",
                            new Document("sessionCount", 2)
                                .append("approvedAt", date("2026-12-01T14:00:00Z")))))
            .append(
                "series",
                List.of(
                    new Document("seriesId", series)
                        .append("approvalId", episodeId + ".a1")
                        .append("bookedAt", date("2026-12-01T15:00:00Z"))))
            .append(
                "sessions",
                new ArrayList<>(
                    List.of(
                        session(series, 1, "DISCHARGED", chair, "2026-12-02T15:00:00Z"),
                        session(series, 2, "CONFIRMED", chair, "2026-12-05T15:00:00Z"))));
    return new Book(
        Topic.SCHEDULING,
        "treatments",
        new Document("_id", episodeId)
            .append("version", 9L)
            .append("sequence", sequences.getOrDefault(Topic.SCHEDULING + episodeId, 0L))
            .append("state", state)
            .append("outbox", new ArrayList<>())
            .append("inbox", new ArrayList<>(List.of("mark-1", "mark-2")))
            .append(
                "claims",
                new ArrayList<>(List.of("chair|phoenix|%s|2026-12-05T15:00Z".formatted(chair))))
            .append("dueAt", Date.from(NOW.plusSeconds(60))));
  }

  static Document session(String series, int number, String status, String chair, String startsAt) {
    Instant start = Instant.parse(startsAt);
    return new Document("sessionId", series + "." + number)
        .append("seriesId", series)
        .append("status", status)
        .append(
            "slot",
            new Document("clinicId", "phoenix")
                .append("chair", chair)
                .append("nurse", "nurse-of-" + chair)
                .append("prescriber", "prescriber-of-" + chair)
                .append("startsAt", Date.from(start))
                .append("endsAt", Date.from(start.plusSeconds(8100))))
        .append(
            "transitions",
            new ArrayList<>(
                List.of(
                    new Document("from", "PLANNED")
                        .append("to", status)
                        .append("at", Date.from(start)))));
  }

  private static Document followUp() {
    return new Document("_id", EPISODE)
        .append("version", 3L)
        .append("sequence", 0L)
        .append(
            "state",
            new Document(
                    "checkIns",
                    new ArrayList<>(
                        List.of(
                            new Document("checkInId", FIRST + ".h24")
                                .append("overdueAt", Date.from(NOW.plusSeconds(3600)))
                                .append("status", new Document("kind", "Sent")))))
                .append("alerts", new ArrayList<>(List.of(alert("SI_LOW.1", "source-1")))));
  }

  static Document alert(String id, String source) {
    return new Document("alertId", EPISODE + ".alert." + id)
        .append("code", "SI_LOW")
        .append("level", "P1")
        .append("raisedAt", Date.from(NOW.minusSeconds(600)))
        .append(
            "causes",
            new ArrayList<>(
                List.of(
                    new Document("sourceId", source).append("at", date("2026-12-03T10:00:00Z")))))
        .append("status", new Document("kind", "Raised"));
  }

  static SentMail mail(long number, String kind, String subject, String occurrence) {
    return new SentMail(
        number,
        "<%d@clinic.example>".formatted(number),
        "patient-1@mail.example",
        Map.of("X-Message-Kind", kind, "X-Subject-Id", subject, "X-Occurrence", occurrence));
  }

  static Date date(String instant) {
    return Date.from(Instant.parse(instant));
  }

  /** The document of a collection. */
  Document document(String collection) {
    return books.stream()
        .filter(book -> book.collection().equals(collection))
        .findFirst()
        .orElseThrow()
        .document();
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Document document, String field) {
    return (List<Object>) document.get(field);
  }

  /** One of the sessions of the treatment. */
  Document session(int number) {
    return (Document)
        list(document("treatments").get("state", Document.class), "sessions").get(number - 1);
  }
}
