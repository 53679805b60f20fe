package com.telemedicalservices.infra.traffic.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/** Whether anything that must happen once has happened twice. */
final class TwiceChecks {

  /** The events that can happen only once for what these fields of their bodies name. */
  private static final Map<String, List<String>> ONCE =
      Map.ofEntries(
          Map.entry("inquiry.received.v1", List.of("episodeId")),
          Map.entry("intake.submitted.v1", List.of("episodeId")),
          Map.entry("intake.amended.v1", List.of("episodeId", "revision")),
          Map.entry("intake.withdrawn.v1", List.of("episodeId")),
          Map.entry("intake.reminder-due.v1", List.of("episodeId", "dueAt")),
          Map.entry("intake.lapsed.v1", List.of("episodeId")),
          Map.entry("crisis.flagged.v1", List.of("flagId")),
          Map.entry("change.reported.v1", List.of("changeId")),
          Map.entry("review.opened.v1", List.of("episodeId", "revision")),
          Map.entry("information.requested.v1", List.of("requestId")),
          Map.entry("candidate.approved.v1", List.of("approvalId")),
          Map.entry("candidate.declined.v1", List.of("episodeId")),
          Map.entry("approval.expired.v1", List.of("approvalId")),
          Map.entry("series.booked.v1", List.of("seriesId")),
          Map.entry("series.completed.v1", List.of("seriesId")),
          Map.entry("series.stopped.v1", List.of("seriesId")),
          Map.entry("session.checked-in.v1", List.of("sessionId")),
          Map.entry("session.started.v1", List.of("sessionId")),
          Map.entry("session.completed.v1", List.of("sessionId")),
          Map.entry("session.discharged.v1", List.of("sessionId")),
          Map.entry("session.transferred.v1", List.of("sessionId")),
          Map.entry("session.no-show.v1", List.of("sessionId")),
          Map.entry("session.cancelled.v1", List.of("sessionId")),
          Map.entry("checkin.due.v1", List.of("checkInId")),
          Map.entry("checkin.completed.v1", List.of("checkInId")),
          Map.entry("checkin.missed.v1", List.of("checkInId")),
          Map.entry("alert.raised.v1", List.of("alertId")),
          Map.entry("alert.acknowledged.v1", List.of("alertId")),
          Map.entry("alert.escalated.v1", List.of("alertId", "rung")),
          Map.entry("alert.resolved.v1", List.of("alertId")),
          Map.entry("message.delivered.v1", List.of("messageId")),
          Map.entry("message.suppressed.v1", List.of("messageId")));

  /** A session that did not take place has left its place to others. */
  private static final Set<String> NOT_GIVEN = Set.of("CANCELLED", "NO_SHOW");

  private static final Set<String> OVER = Set.of("DISCHARGED", "TRANSFERRED");

  private TwiceChecks() {}

  /** The mark of an incoming event stands in an aggregate's inbox once. */
  static Finding factsAppliedTwice(Books books) {
    List<String> faults = new ArrayList<>();
    long marks = 0;
    for (Book book : books.books()) {
      Set<String> known = new HashSet<>();
      for (String mark : book.inbox()) {
        marks++;
        if (!known.add(mark)) {
          faults.add("event %s was applied twice to %s".formatted(mark, book.name()));
        }
      }
    }
    return new Finding("incoming events applied twice", marks, faults);
  }

  /**
   * What an event leads to is there once: an aggregate counts each of its events once, what can
   * happen once is told by one event, and one cause raises one alert.
   */
  static Finding effectsTwice(Books books) {
    Map<String, SeenEvent> byId = new LinkedHashMap<>();
    books.events().forEach(event -> byId.putIfAbsent(event.id(), event));
    List<String> faults = new ArrayList<>();
    Map<String, SeenEvent> bySequence = new HashMap<>();
    Map<String, SeenEvent> byEffect = new HashMap<>();
    for (SeenEvent event : byId.values()) {
      SeenEvent same =
          bySequence.putIfAbsent(
              event.topic() + ' ' + event.subject() + ' ' + event.sequence(), event);
      if (same != null) {
        faults.add(
            "%s and %s are both event %d of %s"
                .formatted(same.place(), event.place(), event.sequence(), event.subject()));
      }
      List<String> identity = ONCE.get(event.type());
      if (identity != null) {
        JsonNode body = event.body();
        String effect =
            event.type() + identity.stream().map(field -> body.path(field).asString("")).toList();
        SeenEvent earlier = byEffect.putIfAbsent(effect, event);
        if (earlier != null) {
          faults.add("%s and %s tell the same".formatted(earlier.place(), event.place()));
        }
      }
    }
    for (Book book : books.books()) {
      faults.addAll(alertsOfOneCause(book));
    }
    return new Finding("effects that happened twice", byId.size(), faults);
  }

  private static List<String> alertsOfOneCause(Book book) {
    List<String> faults = new ArrayList<>();
    Map<String, String> alertByCause = new HashMap<>();
    for (Document alert : Book.list(book.state(), "alerts", Document.class)) {
      String alertId = Book.text(alert, "alertId");
      Set<String> causes = new HashSet<>();
      for (Document cause : Book.list(alert, "causes", Document.class)) {
        String source = Book.text(cause, "sourceId");
        // A cause is one thing that happened at one time; the same thing may come again later.
        String known = source + ' ' + cause.get("at");
        if (!causes.add(known)) {
          faults.add("alert %s has the cause %s twice".formatted(alertId, source));
        }
        String other = alertByCause.put(Book.text(alert, "code") + ' ' + known, alertId);
        if (other != null && !other.equals(alertId)) {
          faults.add("alerts %s and %s have one cause, %s".formatted(other, alertId, source));
        }
      }
    }
    return faults;
  }

  /** A cell of a chair, nurse, prescriber or patient is claimed by one aggregate. */
  static Finding cellsHeldTwice(List<Book> books) {
    List<String> faults = new ArrayList<>();
    Map<String, Book> holders = new HashMap<>();
    long cells = 0;
    for (Book book : books) {
      for (String claim : book.claims()) {
        cells++;
        Book other = holders.put(book.topic() + book.collection() + ' ' + claim, book);
        if (other != null) {
          faults.add("%s is held by %s and by %s".formatted(claim, other.name(), book.name()));
        }
      }
    }
    return new Finding("cells held twice", cells, faults);
  }

  private record Stay(String sessionId, Instant from, Instant to) {}

  /** Recomputed from the sessions themselves, also those long over: nobody was in two places. */
  static Finding placesTakenTwice(Books books) {
    Map<String, List<Stay>> stays = new TreeMap<>();
    long sessions = 0;
    for (Book book : books.books()) {
      for (Document session : Book.list(book.state(), "sessions", Document.class)) {
        if (NOT_GIVEN.contains(Book.text(session, "status"))) {
          continue;
        }
        sessions++;
        Document slot = Book.part(session, "slot");
        Stay stay =
            new Stay(
                Book.text(session, "sessionId"),
                Book.instant(slot, "startsAt").orElse(Instant.MIN),
                end(session, slot));
        String clinic = Book.text(slot, "clinicId");
        for (String kind : List.of("chair", "nurse", "prescriber")) {
          String holder = kind + ' ' + clinic + ' ' + Book.text(slot, kind);
          stays.computeIfAbsent(holder, _ -> new ArrayList<>()).add(stay);
        }
        String patient = "patient " + Book.text(book.state(), "patientId");
        stays.computeIfAbsent(patient, _ -> new ArrayList<>()).add(stay);
      }
    }
    List<String> faults = new ArrayList<>();
    stays.forEach(
        (holder, all) -> {
          all.sort(Comparator.comparing(Stay::from));
          for (int i = 1; i < all.size(); i++) {
            Stay before = all.get(i - 1);
            Stay after = all.get(i);
            if (after.from().isBefore(before.to())) {
              faults.add(
                  "%s has sessions %s and %s at once"
                      .formatted(holder, before.sessionId(), after.sessionId()));
            }
          }
        });
    return new Finding("places taken by two sessions at once", sessions, faults);
  }

  /** A patient who left early has left the place. */
  private static Instant end(Document session, Document slot) {
    Instant planned = Book.instant(slot, "endsAt").orElse(Instant.MAX);
    if (!OVER.contains(Book.text(session, "status"))) {
      return planned;
    }
    List<Document> transitions = Book.list(session, "transitions", Document.class);
    return transitions.isEmpty()
        ? planned
        : Book.instant(transitions.getLast(), "at")
            .filter(left -> left.isBefore(planned))
            .orElse(planned);
  }

  /** A message reaches a mailbox once. */
  static Finding messagesSentTwice(Books books) {
    List<String> faults = new ArrayList<>();
    Map<String, SentMail> byIdentity = new HashMap<>();
    Map<String, SentMail> byMessageId = new HashMap<>();
    for (SentMail mail : books.mails()) {
      SentMail same = byIdentity.putIfAbsent(mail.identity(), mail);
      SentMail sameId =
          mail.messageId().isEmpty()
              ? null
              : byMessageId.putIfAbsent(mail.messageId() + ' ' + mail.to(), mail);
      SentMail other = same == null ? sameId : same;
      if (other != null) {
        faults.add(
            "mails %d and %d are both %s"
                .formatted(other.number(), mail.number(), mail.identity()));
      }
    }
    return new Finding("messages sent twice", books.mails().size(), faults);
  }
}
