package com.telemedicalservices.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.backend.IndexKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangeIndexTest {

  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final List<Bson> QUESTIONS =
      List.of(
          Filters.lte("dueAt", NOON),
          Filters.lt("dueAt", NOON),
          Filters.gt("dueAt", NOON),
          Filters.gte("dueAt", Instant.EPOCH),
          Filters.eq("dueAt", NOON),
          Filters.ne("dueAt", NOON),
          Filters.eq("dueAt", null),
          Filters.exists("dueAt"),
          Filters.exists("dueAt", false),
          Filters.in("dueAt", NOON, NOON.plusSeconds(1)),
          new Document("dueAt", new Document("$gt", NOON).append("$lte", NOON.plusSeconds(3))),
          new Document("dueAt", new Document("$gt", NOON.plusSeconds(3)).append("$lte", NOON)),
          Filters.and(Filters.lte("dueAt", NOON), Filters.eq("kind", "a")),
          Filters.and(Filters.eq("kind", "b"), Filters.gte("dueAt", NOON)),
          Filters.or(Filters.lte("dueAt", NOON), Filters.eq("kind", "a")),
          Filters.eq("kind", "b"),
          Filters.in("kind", "a", null),
          Filters.regex("kind", "^a"),
          Filters.gte("outbox.0.at", NOON),
          Filters.gte("kind", 1),
          Filters.lte("several", 2),
          new Document("several", new Document("$gte", 5).append("$lte", 3)));

  @Test
  void finds_what_a_scan_finds_whatever_was_written() {
    try (var server = MongoDbServer.inMemory();
        var client = MongoClients.create(server.uri())) {
      var indexed = indexed(client);
      var scanned = client.getDatabase("test").getCollection("scanned");
      var random = new Random(7);
      for (int step = 0; step < 400; step++) {
        writeSomething(random.nextLong(), List.of(indexed, scanned));
        if (step % 20 == 0) {
          QUESTIONS.forEach(
              question ->
                  assertThat(ids(indexed, question))
                      .as(question.toString())
                      .isEqualTo(ids(scanned, question)));
        }
      }
      assertThat(indexed.countDocuments()).isGreaterThan(20);
    }
  }

  @Test
  void reads_no_document_that_is_out_of_range() {
    var index = new RangeIndex("dueAt", List.of(new IndexKey("dueAt", true)));
    for (var second = 0; second < 100; second++) {
      var document =
          new de.bwaldvogel.mongo.bson.Document("_id", "e-" + second)
              .append("dueAt", NOON.plusSeconds(second));
      index.add(document, "e-" + second, null);
    }

    var question =
        new de.bwaldvogel.mongo.bson.Document(
            "dueAt", new de.bwaldvogel.mongo.bson.Document("$lte", NOON.plusSeconds(2)));

    assertThat(index.canHandle(question)).isTrue();
    assertThat(index.getPositions(question)).containsExactly("e-0", "e-1", "e-2");
  }

  @Test
  void is_made_again_from_a_file(@TempDir Path directory) {
    try (var server = MongoDbServer.onDisk(directory, 0);
        var client = MongoClients.create(server.uri())) {
      indexed(client).insertOne(new Document("_id", "late").append("dueAt", NOON));
    }

    try (var server = MongoDbServer.onDisk(directory, 0);
        var client = MongoClients.create(server.uri())) {
      var found = client.getDatabase("test").getCollection("indexed");
      assertThat(ids(found, Filters.lte("dueAt", NOON))).containsExactly("late");
      assertThat(ids(found, Filters.lt("dueAt", NOON))).isEmpty();
    }
  }

  private static MongoCollection<Document> indexed(MongoClient client) {
    var collection = client.getDatabase("test").getCollection("indexed");
    for (var field : List.of("dueAt", "outbox.0.at", "several")) {
      collection.createIndex(Indexes.ascending(field));
    }
    collection.createIndex(Indexes.ascending("kind", "dueAt"));
    return collection;
  }

  /** The same to each of them. */
  private static void writeSomething(long seed, List<MongoCollection<Document>> collections) {
    for (var collection : collections) {
      var random = new Random(seed);
      var id = Filters.eq("_id", "e-" + random.nextInt(60));
      switch (random.nextInt(6)) {
        case 0 -> collection.deleteOne(id);
        case 1 -> collection.updateOne(id, Updates.unset("dueAt"));
        case 2 ->
            collection.updateMany(
                Filters.lte("dueAt", NOON), Updates.set("dueAt", NOON.plusSeconds(1)));
        case 3 -> collection.updateOne(id, Updates.popFirst("outbox"));
        case 4 ->
            collection.updateOne(
                id,
                Updates.push("outbox", new Document("at", NOON.plusSeconds(random.nextInt(5)))));
        default -> collection.replaceOne(id, something(random), new ReplaceOptions().upsert(true));
      }
    }
  }

  private static Document something(Random random) {
    var document = new Document("dueAt", NOON.plusSeconds(random.nextInt(10) - 5));
    document.append("kind", List.of("a", "b", 1, 2.5).get(random.nextInt(4)));
    if (random.nextBoolean()) {
      document.append("several", random.nextBoolean() ? List.of(1, 6) : random.nextInt(7));
    }
    if (random.nextBoolean()) {
      document.append("outbox", new ArrayList<>(List.of(new Document("at", NOON))));
    }
    return document;
  }

  private static List<String> ids(MongoCollection<Document> collection, Bson question) {
    return collection.find(question).sort(Sorts.ascending("_id")).into(new ArrayList<>()).stream()
        .map(document -> document.getString("_id"))
        .toList();
  }
}
