package com.telemedicalservices.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.backend.IndexKey;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniqueIndexTest {

  private static final Bson FIRST = Filters.eq("_id", "first");

  @Test
  void knows_what_is_held_when_a_file_is_opened_again(@TempDir Path directory) {
    try (var server = MongoDbServer.onDisk(directory, 0);
        var client = MongoClients.create(server.uri())) {
      var holders = holders(client);
      holders.createIndex(
          Indexes.ascending("claims"), new IndexOptions().name("claims").unique(true).sparse(true));
      holders.insertOne(holder("first", "chair-1", "nurse-1"));
      holders.updateOne(FIRST, Updates.set("claims", List.of("chair-2", "nurse-1")));
    }

    // Nothing declares the index again: what was declared is in the file.
    try (var server = MongoDbServer.onDisk(directory, 0);
        var client = MongoClients.create(server.uri())) {
      var holders = holders(client);
      assertTaken(() -> holders.insertOne(holder("second", "chair-2")));
      assertTaken(() -> holders.insertOne(holder("second", "chair-3", "nurse-1")));
      assertTaken(() -> holders.insertOne(holder("first", "chair-4")));
      holders.insertOne(holder("second", "chair-1"));
      holders.deleteOne(FIRST);
      holders.insertOne(holder("third", "chair-2", "nurse-1"));
    }
  }

  @Test
  void finds_a_document_by_its_id_whatever_else_is_asked_of_it() {
    try (var server = MongoDbServer.inMemory();
        var client = MongoClients.create(server.uri())) {
      var holders = holders(client);
      holders.insertOne(holder("first", "chair-1").append("version", 1L));

      assertThat(holders.countDocuments(Filters.and(FIRST, Filters.eq("version", 1L)))).isOne();
      assertThat(holders.countDocuments(Filters.and(FIRST, Filters.eq("version", 2L)))).isZero();
      assertThat(holders.countDocuments(Filters.and(Filters.eq("version", 1L), FIRST))).isOne();
      assertThat(holders.countDocuments(Filters.or(Filters.eq("version", 1L), FIRST))).isOne();
    }
  }

  @Test
  void reads_nothing_but_the_document_a_guarded_update_names() {
    var index = new UniqueIndex("_id_", List.of(new IndexKey("_id", true)), false);
    for (var id : List.of("first", "second", "third")) {
      index.add(new de.bwaldvogel.mongo.bson.Document("_id", id), id, null);
    }
    var guarded =
        new de.bwaldvogel.mongo.bson.Document(
            "$and",
            List.of(
                new de.bwaldvogel.mongo.bson.Document("_id", "second"),
                new de.bwaldvogel.mongo.bson.Document("version", 7L)));

    assertThat(index.canHandle(guarded)).isTrue();
    assertThat(index.getPositions(guarded)).containsExactly("second");
    assertThat(index.canHandle(new de.bwaldvogel.mongo.bson.Document("version", 7L))).isFalse();
  }

  private static void assertTaken(Runnable write) {
    assertThatThrownBy(write::run)
        .isInstanceOf(MongoWriteException.class)
        .hasMessageContaining("E11000");
  }

  private static MongoCollection<Document> holders(MongoClient client) {
    return client.getDatabase("test").getCollection("holders");
  }

  private static Document holder(String id, String... claims) {
    return new Document("_id", id).append("claims", List.of(claims));
  }
}
