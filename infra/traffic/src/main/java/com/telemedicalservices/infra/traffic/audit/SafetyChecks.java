package com.telemedicalservices.infra.traffic.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/** Whether the clinic's invariants hold as far as the books show (DOMAIN §9). */
final class SafetyChecks {

  /** What one service decides, another knows so much later at most. */
  private static final Duration ON_THE_WAY = Duration.ofMinutes(2);

  private static final Duration LEAST_INTERVAL = Duration.ofHours(40);
  private static final Set<String> TERMINAL =
      Set.of("DISCHARGED", "TRANSFERRED", "NO_SHOW", "CANCELLED");
  private static final Set<String> TO_COME = Set.of("PLANNED", "CONFIRMED");

  private SafetyChecks() {}

  /** A time in which something must not happen. */
  private record Span(Instant from, Instant to) {
    boolean contains(Instant time) {
      return time.isAfter(from.plus(ON_THE_WAY)) && time.isBefore(to);
    }
  }

  /** Invariant 1: a series is covered by an approval that was given before and allows as many. */
  static Finding bookedWithoutApproval(Books books) {
    Map<String, List<Span>> suspended = suspensions(books);
    List<String> faults = new ArrayList<>();
    long count = 0;
    for (Book book : books.books()) {
      List<Document> sessions = Book.list(book.state(), "sessions", Document.class);
      for (Document series : Book.list(book.state(), "series", Document.class)) {
        count++;
        String seriesId = Book.text(series, "seriesId");
        Instant bookedAt = Book.instant(series, "bookedAt").orElse(Instant.MIN);
        Optional<Document> terms =
            Book.list(book.state(), "approvals", Document.class).stream()
                .filter(
                    approval ->
                        Book.text(approval, "approvalId").equals(Book.text(series, "approvalId")))
                .map(approval -> Book.part(approval, "terms"))
                .filter(found -> !found.isEmpty())
                .findFirst();
        if (terms.isEmpty()) {
          faults.add("series %s has no approval".formatted(seriesId));
          continue;
        }
        Instant approvedAt = Book.instant(terms.get(), "approvedAt").orElse(Instant.MAX);
        long booked =
            sessions.stream().filter(one -> Book.text(one, "seriesId").equals(seriesId)).count();
        if (bookedAt.isBefore(approvedAt)) {
          faults.add("series %s was booked before it was approved".formatted(seriesId));
        }
        if (booked > terms.get().getInteger("sessionCount", 0)) {
          faults.add("series %s has more sessions than approved".formatted(seriesId));
        }
        if (isIn(suspended, book.id(), bookedAt)) {
          faults.add("series %s was booked while suspended".formatted(seriesId));
        }
      }
    }
    return new Finding("series booked without a standing approval (1)", count, faults);
  }

  /** Invariant 4: a suspended approval blocks every session to come, and none starts. */
  static Finding treatedWhileSuspended(Books books) {
    Map<String, List<Span>> suspended = suspensions(books);
    List<String> faults = new ArrayList<>();
    for (SeenEvent started : of(books, "session.started.v1")) {
      if (isIn(suspended, started.text("episodeId"), time(started, "startedAt"))) {
        faults.add("session %s began while suspended".formatted(started.text("sessionId")));
      }
    }
    for (Book book : books.books()) {
      if (!isIn(suspended, book.id(), books.now())) {
        continue;
      }
      for (Document session : Book.list(book.state(), "sessions", Document.class)) {
        if (TO_COME.contains(Book.text(session, "status"))) {
          faults.add(
              "session %s is still planned while suspended"
                  .formatted(Book.text(session, "sessionId")));
        }
      }
    }
    long spans = suspended.values().stream().mapToLong(List::size).sum();
    return new Finding("sessions kept or begun while suspended (4)", spans, faults);
  }

  /** Invariant 5: from a HIGH answer to a disposition, nothing is booked and nothing begins. */
  static Finding treatedInCrisis(Books books) {
    Map<String, List<Span>> crises =
        spans(
            of(books, "crisis.flagged.v1"),
            "flaggedAt",
            of(books, "crisis.dispositioned.v1"),
            "dispositionedAt");
    List<String> faults = new ArrayList<>();
    for (SeenEvent booked : of(books, "series.booked.v1")) {
      if (isIn(crises, booked.text("episodeId"), time(booked, "bookedAt"))) {
        faults.add("series %s was booked in a crisis".formatted(booked.text("seriesId")));
      }
    }
    for (SeenEvent started : of(books, "session.started.v1")) {
      if (isIn(crises, started.text("episodeId"), time(started, "startedAt"))) {
        faults.add("session %s began in a crisis".formatted(started.text("sessionId")));
      }
    }
    long spans = crises.values().stream().mapToLong(List::size).sum();
    return new Finding("booked or begun in an open crisis (5)", spans, faults);
  }

  /** Invariant 12: two infusions of one patient keep their distance. */
  static Finding treatedTooSoon(Books books) {
    Map<String, List<SeenEvent>> byPatient = new HashMap<>();
    List<SeenEvent> all = of(books, "session.started.v1");
    for (SeenEvent started : all) {
      byPatient.computeIfAbsent(started.text("patientId"), _ -> new ArrayList<>()).add(started);
    }
    List<String> faults = new ArrayList<>();
    for (List<SeenEvent> infusions : byPatient.values()) {
      infusions.sort(Comparator.comparing(infusion -> time(infusion, "startedAt")));
      for (int i = 1; i < infusions.size(); i++) {
        Duration apart =
            Duration.between(
                time(infusions.get(i - 1), "startedAt"), time(infusions.get(i), "startedAt"));
        boolean same =
            infusions.get(i).text("sessionId").equals(infusions.get(i - 1).text("sessionId"));
        if (!same && apart.compareTo(LEAST_INTERVAL) < 0) {
          faults.add(
              "session %s began %d h after %s"
                  .formatted(
                      infusions.get(i).text("sessionId"),
                      apart.toHours(),
                      infusions.get(i - 1).text("sessionId")));
        }
      }
    }
    return new Finding("infusions too close to each other (12)", all.size(), faults);
  }

  /** Invariant 16: what is over stays over, and moving a session makes no other. */
  static Finding reopened(Books books) {
    Map<String, Integer> booked = new HashMap<>();
    for (SeenEvent series : of(books, "series.booked.v1")) {
      booked.put(series.text("seriesId"), series.body().path("sessions").size());
    }
    List<String> faults = new ArrayList<>();
    long sessions = 0;
    for (Book book : books.books()) {
      Map<String, Integer> found = new HashMap<>();
      for (Document session : Book.list(book.state(), "sessions", Document.class)) {
        sessions++;
        found.merge(Book.text(session, "seriesId"), 1, Integer::sum);
        for (Document transition : Book.list(session, "transitions", Document.class)) {
          if (TERMINAL.contains(Book.text(transition, "from"))) {
            faults.add(
                "session %s went on after %s"
                    .formatted(Book.text(session, "sessionId"), Book.text(transition, "from")));
          }
        }
      }
      found.forEach(
          (seriesId, count) -> {
            if (!count.equals(booked.getOrDefault(seriesId, count))) {
              faults.add(
                  "series %s has %d sessions, but %d were booked"
                      .formatted(seriesId, count, booked.get(seriesId)));
            }
          });
    }
    return new Finding("what was over and went on (16)", sessions, faults);
  }

  private static Map<String, List<Span>> suspensions(Books books) {
    return spans(
        of(books, "approval.suspended.v1"),
        "suspendedAt",
        of(books, "approval.reinstated.v1"),
        "reinstatedAt");
  }

  /** By episode: from each event that begins something to the next that ends it, or for ever. */
  private static Map<String, List<Span>> spans(
      List<SeenEvent> begin, String beginField, List<SeenEvent> end, String endField) {
    Map<String, List<Span>> spans = new HashMap<>();
    for (SeenEvent event : begin) {
      String episodeId = event.text("episodeId");
      Instant from = time(event, beginField);
      Instant to =
          end.stream()
              .filter(ending -> ending.text("episodeId").equals(episodeId))
              .map(ending -> time(ending, endField))
              .filter(time -> !time.isBefore(from))
              .min(Comparator.naturalOrder())
              .orElse(Instant.MAX);
      spans.computeIfAbsent(episodeId, _ -> new ArrayList<>()).add(new Span(from, to));
    }
    return spans;
  }

  private static boolean isIn(Map<String, List<Span>> spans, String episodeId, Instant time) {
    return spans.getOrDefault(episodeId, List.of()).stream().anyMatch(span -> span.contains(time));
  }

  private static List<SeenEvent> of(Books books, String type) {
    return new ArrayList<>(
        books.events().stream().filter(event -> event.type().equals(type)).toList());
  }

  private static Instant time(SeenEvent event, String field) {
    try {
      return Instant.parse(event.text(field));
    } catch (DateTimeParseException e) {
      return event.time();
    }
  }
}
