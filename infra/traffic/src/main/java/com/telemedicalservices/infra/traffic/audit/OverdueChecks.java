package com.telemedicalservices.infra.traffic.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** Whether anything that was expected has silently not happened (DOMAIN §9, invariant 25). */
final class OverdueChecks {

  private static final Duration GRACE = Duration.ofMinutes(5);

  /** From an alert's beginning to the last call of its ladder; weekends included. */
  private static final Map<String, Duration> LADDERS =
      Map.of("P1", Duration.ofMinutes(60), "P2", Duration.ofHours(24), "P3", Duration.ofDays(5));

  private static final Set<String> UNACKNOWLEDGED = Set.of("Raised", "Notified", "Escalated");

  private OverdueChecks() {}

  /** Whatever was due has been done. */
  static Finding workOverdue(Books books) {
    Instant latest = books.now().minus(GRACE);
    List<String> faults = new ArrayList<>();
    long obligations = 0;
    for (Book book : books.books()) {
      if (book.due().isPresent()) {
        obligations++;
        Instant due = book.due().get();
        if (due.isBefore(latest)) {
          faults.add("%s has been due since %s".formatted(book.name(), due));
        }
      }
      for (Document checkIn : Book.list(book.state(), "checkIns", Document.class)) {
        boolean open = Book.text(Book.part(checkIn, "status"), "kind").equals("Sent");
        if (open && Book.instant(checkIn, "overdueAt").orElse(Instant.MAX).isBefore(latest)) {
          faults.add(
              "check-in %s is over and neither answered nor missed"
                  .formatted(Book.text(checkIn, "checkInId")));
        }
      }
    }
    return new Finding("obligations overdue", obligations, faults);
  }

  /** Whatever was decided has been told. */
  static Finding eventsUnpublished(Books books) {
    List<String> faults = new ArrayList<>();
    for (Book book : books.books()) {
      for (Document entry : book.outbox()) {
        faults.add(
            "%s %s of %s waits for Kafka%s"
                .formatted(
                    Book.text(entry, "type"),
                    Book.text(entry, "id"),
                    book.name(),
                    entry.containsKey("parked") ? ", parked" : ""));
      }
    }
    return new Finding("events still in an outbox", books.books().size(), faults);
  }

  /** No alert has been called out to the end of its ladder without anybody taking it. */
  static Finding alertsUnanswered(Books books) {
    List<String> faults = new ArrayList<>();
    long alerts = 0;
    for (Book book : books.books()) {
      for (Document alert : Book.list(book.state(), "alerts", Document.class)) {
        alerts++;
        String level = Book.text(alert, "level");
        Instant raisedAt = Book.instant(alert, "raisedAt").orElse(Instant.MAX);
        boolean open = UNACKNOWLEDGED.contains(Book.text(Book.part(alert, "status"), "kind"));
        Duration ladder = LADDERS.getOrDefault(level, Duration.ZERO).plus(GRACE);
        if (open && raisedAt.isBefore(books.now().minus(ladder))) {
          faults.add(
              "alert %s (%s) of %s was never taken"
                  .formatted(Book.text(alert, "alertId"), level, raisedAt));
        }
      }
    }
    return new Finding("alerts unacknowledged past their ladder", alerts, faults);
  }
}
