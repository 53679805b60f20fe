package com.telemedicalservices.infra.traffic.audit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.infra.local.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/** The services' databases, for reading alone. */
public final class Library {

  private static final Map<Service, Shelf> SHELVES =
      Map.of(
          Service.INTAKE, new Shelf(Topic.INTAKE, List.of("intake", "intake-service")),
          Service.PROVIDER_REVIEW,
              new Shelf(Topic.REVIEW, List.of("review", "provider-review-service")),
          Service.SCHEDULING,
              new Shelf(Topic.SCHEDULING, List.of("scheduling", "scheduling-service")),
          Service.NOTIFICATION,
              new Shelf(Topic.NOTIFICATION, List.of("notification", "notification-service")),
          Service.CARE_FOLLOWUP,
              new Shelf(Topic.FOLLOW_UP, List.of("followup", "care-followup-service")));

  /** Ends the names of logs kept beside aggregates: nothing in them is ever due, told or held. */
  private static final String LOG = ".log";

  private final MongoClient client;

  public Library(MongoClient client) {
    this.client = client;
  }

  /** Where a service keeps its aggregates and tells of them. */
  private record Shelf(Topic topic, List<String> databases) {}

  /**
   * A collection of aggregates.
   *
   * @param topic the topic its events are told on
   * @param documents the documents
   */
  public record Collection(Topic topic, MongoCollection<Document> documents) {

    /** Its name. */
    public String name() {
      return documents.getNamespace().getCollectionName();
    }
  }

  /** Every collection of aggregates there is of any service. */
  public List<Collection> collections() {
    Set<String> there = client.listDatabaseNames().into(new HashSet<>());
    List<Collection> found = new ArrayList<>();
    for (Shelf shelf : SHELVES.values()) {
      for (String database : shelf.databases()) {
        if (there.contains(database)) {
          for (String name : client.getDatabase(database).listCollectionNames()) {
            if (!name.startsWith("system.") && !name.endsWith(LOG)) {
              found.add(
                  new Collection(shelf.topic(), client.getDatabase(database).getCollection(name)));
            }
          }
        }
      }
    }
    return found;
  }

  /** Every aggregate of every service, without the answers kept for repeated requests. */
  public List<Book> read() {
    List<Book> books = new ArrayList<>();
    for (Collection collection : collections()) {
      for (Document document :
          collection
              .documents()
              .find(Filters.exists("version"))
              .projection(Projections.exclude("requests", "outbox.body"))) {
        books.add(new Book(collection.topic(), collection.name(), document));
      }
    }
    return books;
  }

  /** Every aggregate that holds something, with nothing but what it holds. */
  public List<Book> holders() {
    List<Book> books = new ArrayList<>();
    for (Collection collection : collections()) {
      for (Document document :
          collection
              .documents()
              .find(Filters.exists("claims"))
              .projection(Projections.include("claims"))) {
        books.add(new Book(collection.topic(), collection.name(), document));
      }
    }
    return books;
  }

  /** How many messages there are by what became of them. */
  public static Optional<String> messageStatus(Book book) {
    return book.topic() == Topic.NOTIFICATION && book.collection().equals("messages")
        ? Optional.of(Book.text(book.state(), "kind"))
        : Optional.empty();
  }
}
