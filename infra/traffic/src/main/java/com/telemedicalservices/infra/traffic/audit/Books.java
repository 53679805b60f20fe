package com.telemedicalservices.infra.traffic.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Everything the audit looks at, read while the system is quiet.
 *
 * @param books every aggregate of every service
 * @param events everything on the topics
 * @param deadLetters everything on the dead-letter topics
 * @param mails every e-mail that arrived
 * @param facts what the clients were told has happened
 * @param views what the services show now of where those facts belong
 * @param now the clinic's time when all this was read
 */
public record Books(
    List<Book> books,
    List<SeenEvent> events,
    List<SeenEvent> deadLetters,
    List<SentMail> mails,
    List<Fact> facts,
    Map<Fact.View, JsonNode> views,
    Instant now) {

  public Books {
    books = List.copyOf(books);
    events = List.copyOf(events);
    deadLetters = List.copyOf(deadLetters);
    mails = List.copyOf(mails);
    facts = List.copyOf(facts);
    views = Map.copyOf(views);
  }
}
