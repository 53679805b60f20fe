package com.telemedicalservices.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteUpsert;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What the one-write store takes for granted of MongoDB, asked of whichever server is in use: the
 * embedded one must not differ from the real one where the store relies on it.
 */
@WithServers
class MongoDbFactsTest {

  static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
  static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant LATE = Instant.parse("2026-06-01T00:00:00Z");

  static MongoClient client;
  static MongoCollection<Document> documents;

  @BeforeAll
  static void connect(TestServers servers) {
    client = MongoClients.create(servers.mongoUri());
    documents =
        client
            .getDatabase(servers.database())
            .getCollection("aggregates")
            .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    documents.createIndex(
        json("{claims: 1}"), new IndexOptions().name("claims").unique(true).sparse(true));
  }

  @AfterAll
  static void disconnect() {
    client.close();
  }

  @BeforeEach
  void no_documents() {
    documents.deleteMany(new Document());
  }

  @Nested
  class A_guarded_upsert {

    @Test
    void inserts_version_1_when_there_is_no_document_and_version_0_is_expected() {
      var result = write("e-1", 0, "e1");

      assertThat(result.getUpsertedId().asString().getValue()).isEqualTo("e-1");
      assertThat(version("e-1")).isEqualTo(1);
      assertThat(outbox("e-1")).containsExactly("e1");
    }

    @Test
    void changes_the_document_that_has_the_expected_version() {
      write("e-1", 0, "e1");

      var result = write("e-1", 1, "e2", "e3");

      assertThat(result.getMatchedCount()).isEqualTo(1);
      assertThat(version("e-1")).isEqualTo(2);
      assertThat(outbox("e-1")).containsExactly("e1", "e2", "e3");
    }

    @Test
    void is_a_duplicate_of_the_id_when_somebody_was_faster() {
      write("e-1", 0, "e1");
      write("e-1", 1, "e2");

      var error = duplicate(() -> write("e-1", 1, "lost"));

      assertThat(error).contains(" index: _id_ ").doesNotContain(" index: claims ");
      assertThat(version("e-1")).isEqualTo(2);
      assertThat(outbox("e-1")).containsExactly("e1", "e2");
    }

    @Test
    void is_a_duplicate_of_the_id_when_it_expects_none_and_there_is_one() {
      write("e-1", 0, "e1");

      assertThat(duplicate(() -> write("e-1", 0, "lost"))).contains(" index: _id_ ");
    }

    @Test
    void must_not_be_an_upsert_when_a_version_is_expected_for_it_would_insert_half_a_document() {
      write("deleted", 5, "e1");

      assertThat(version("deleted")).isEqualTo(6);
    }
  }

  @Nested
  class An_unordered_bulk_write {

    @Test
    void applies_what_it_can_and_names_what_failed_by_its_place() {
      write("taken", 0, "e1");
      write("holder", json("{$set: {claims: ['cell-1']}}"));

      var failure =
          catchThrowableOfType(
              MongoBulkWriteException.class,
              () ->
                  documents.bulkWrite(
                      List.of(
                          upsert("new-0", 0),
                          upsert("taken", 0),
                          upsert("taken", 1),
                          claim("new-3", 0, "cell-1"),
                          upsert("new-4", 0)),
                      new BulkWriteOptions().ordered(false)));

      assertThat(failure.getWriteErrors())
          .extracting(BulkWriteError::getIndex)
          .containsExactly(1, 3);
      assertThat(failure.getWriteErrors())
          .extracting(BulkWriteError::getCategory)
          .containsOnly(ErrorCategory.DUPLICATE_KEY);
      assertThat(failure.getWriteErrors().get(0).getMessage()).contains(" index: _id_ ");
      assertThat(failure.getWriteErrors().get(1).getMessage()).contains(" index: claims ");
      assertThat(failure.getWriteResult().getUpserts())
          .extracting(BulkWriteUpsert::getIndex)
          .containsExactly(0, 4);
      assertThat(version("taken")).isEqualTo(2);
      assertThat(find("new-3")).isNull();
    }
  }

  @Nested
  class Claims {

    @Test
    void are_refused_by_name_on_insert_and_leave_nothing_behind() {
      write("holder", json("{$set: {claims: ['cell-1', 'cell-2']}}"));

      var error = duplicate(() -> write("late", json("{$set: {claims: ['cell-2', 'cell-3']}}")));

      assertThat(error).contains(" index: claims ");
      assertThat(find("late")).isNull();
    }

    @Test
    void are_refused_by_name_on_update_and_leave_the_document_untouched() {
      write("holder", json("{$set: {claims: ['cell-1', 'cell-2']}}"));
      write("late", 0, "e1");
      var before = find("late");

      var error =
          duplicate(
              () ->
                  documents.updateOne(
                      guard("late", 1),
                      json("{$set: {claims: ['cell-2'], state: 'lost'}, $inc: {version: 1}}")));

      assertThat(error).contains(" index: claims ");
      assertThat(find("late")).isEqualTo(before);
    }

    @Test
    void are_swapped_in_one_update_and_free_for_others_at_once() {
      write("mover", json("{$set: {claims: ['cell-1', 'cell-2']}}"));

      write("mover", json("{$set: {claims: ['cell-2', 'cell-3']}}"));
      write("next", json("{$set: {claims: ['cell-1']}}"));
      write("mover", json("{$unset: {claims: ''}}"));
      write("third", json("{$set: {claims: ['cell-2', 'cell-3']}}"));

      assertThat(find("mover")).doesNotContainKey("claims");
    }

    @Test
    void absent_or_empty_never_conflict() {
      write("absent-1", 0);
      write("absent-2", 0);
      write("empty-1", json("{$set: {claims: []}}"));

      assertThat(documents.countDocuments()).isEqualTo(3);
    }

    @Test
    void are_found_by_range_within_one_element() {
      write("in", json("{$set: {claims: ['chair-1|2026-12-01T16:00Z', 'nurse-1|x']}}"));
      write("around", json("{$set: {claims: ['chair-0|x', 'chair-2|x']}}"));

      assertThat(ids("{claims: {$elemMatch: {$gte: 'chair-1|', $lt: 'chair-1|~'}}}"))
          .containsExactly("in");
      assertThat(ids("{claims: {$in: ['chair-0|x']}}")).containsExactly("around");
    }
  }

  @Nested
  class The_outbox {

    @Test
    void loses_what_was_acknowledged_and_keeps_the_rest_in_order() {
      write("e-1", 0, "e1", "e2", "e3");

      documents.updateOne(id("e-1"), json("{$pull: {outbox: {id: {$in: ['e1', 'e3', 'old']}}}}"));
      assertThat(outbox("e-1")).containsExactly("e2");

      documents.updateOne(id("e-1"), json("{$pull: {outbox: {id: {$in: ['e2']}}}}"));
      assertThat(outbox("e-1")).isEmpty();
    }

    @Test
    void is_found_by_its_first_entry() {
      write("waiting", 0, "e1");
      write("empty", 0);

      assertThat(ids(new Document("outbox.0.at", new Document("$lte", Date.from(EARLY)))))
          .containsExactly("waiting");
      assertThat(ids(new Document("outbox.0.at", new Document("$lt", Date.from(EARLY))))).isEmpty();
      assertThat(ids("{'outbox.0': {$exists: true}}")).containsExactly("waiting");
    }

    @Test
    void lets_a_field_of_every_entry_be_set() {
      write("e-1", 0, "e1", "e2");
      write("empty", 0);

      for (var id : List.of("e-1", "empty")) {
        documents.updateOne(
            id(id), new Document("$set", new Document("outbox.$[].at", Date.from(LATE))));
      }

      assertThat(find("e-1").getList("outbox", Document.class))
          .extracting(entry -> entry.getDate("at"))
          .containsOnly(Date.from(LATE));
      assertThat(outbox("empty")).isEmpty();
    }

    @Test
    void lets_chosen_entries_be_set() {
      write("e-1", 0, "e1", "e2");

      documents.updateOne(
          id("e-1"),
          new Document("$set", new Document("outbox.$[entry].at", Date.from(LATE))),
          new UpdateOptions().arrayFilters(List.of(json("{'entry.id': {$in: ['e2']}}"))));

      assertThat(find("e-1").getList("outbox", Document.class))
          .extracting(entry -> entry.getDate("at"))
          .containsExactly(Date.from(EARLY), Date.from(LATE));
    }

    @Test
    void is_counted_and_its_oldest_entry_found() {
      write("e-1", 0, "e1", "e2");
      write("e-2", 0, "e3");
      write("empty", 0);

      var sums =
          documents
              .aggregate(
                  List.of(
                      json("{$match: {'outbox.0': {$exists: true}}}"),
                      json(
                          "{$group: {_id: null, pending: {$sum: {$size: '$outbox'}},"
                              + " oldest: {$min: {$min: '$outbox.at'}}}}")))
              .first();

      assertThat(sums).containsEntry("pending", 3).containsEntry("oldest", Date.from(EARLY));
    }
  }

  @Nested
  class The_inbox {

    @Test
    void keeps_only_its_newest_marks() {
      for (var round = 0; round < 3; round++) {
        var marks = IntStream.range(round * 20, round * 20 + 20).boxed().toList();
        write(
            "e-1",
            new Document(
                "$push",
                new Document("inbox", new Document("$each", marks).append("$slice", -32))));
      }

      assertThat(find("e-1").getList("inbox", Integer.class))
          .isEqualTo(IntStream.range(28, 60).boxed().toList());
    }

    @Test
    void is_pushed_in_the_same_upsert_as_the_outbox() {
      documents.updateOne(
          guard("e-1", 0),
          json(
              "{$push: {inbox: {$each: ['m1'], $slice: -32}, outbox: {$each: []}},"
                  + " $set: {state: 's'}, $inc: {version: 1}}"),
          UPSERT);

      assertThat(find("e-1"))
          .containsEntry("inbox", List.of("m1"))
          .containsEntry("outbox", List.of())
          .containsEntry("version", 1L);
    }
  }

  @Nested
  class Leases {

    @Test
    void are_taken_for_many_at_once_and_found_by_their_token() {
      write("e-1", 0);
      write("e-2", 0);
      write("leased", 0);
      take("other", LATE, "leased");

      var taken = take("mine", LATE, "e-1", "e-2", "leased", "unknown");

      assertThat(taken.getModifiedCount()).isEqualTo(2);
      assertThat(ids("{'lease.token': 'mine'}")).containsExactlyInAnyOrder("e-1", "e-2");
    }

    @Test
    void are_taken_one_by_one_in_order_with_the_document() {
      write("e-1", 0, "e1");
      write("e-2", 0, "e2");

      var taken =
          documents.findOneAndUpdate(
              json("{lease: {$exists: false}}"),
              json("{$set: {lease: {token: 'mine'}}}"),
              new FindOneAndUpdateOptions()
                  .sort(json("{_id: -1}"))
                  .projection(json("{outbox: 0}"))
                  .returnDocument(ReturnDocument.AFTER));

      assertThat(taken)
          .containsEntry("_id", "e-2")
          .containsEntry("lease", json("{token: 'mine'}"))
          .doesNotContainKey("outbox");
    }

    private UpdateResult take(String token, Instant until, String... ids) {
      var free =
          new Document("_id", new Document("$in", Arrays.asList(ids)))
              .append("lease.until", new Document("$not", new Document("$gt", Date.from(EARLY))));
      var lease = new Document("token", token).append("until", Date.from(until));
      return documents.updateMany(free, new Document("$set", new Document("lease", lease)));
    }
  }

  @Nested
  class Reading {

    @Test
    void sorts_limits_and_leaves_fields_out() {
      write("e-1", 0, "e1");
      write("e-2", 0, "e2");
      write("e-3", 0, "e3");

      var found =
          documents
              .find()
              .sort(json("{_id: -1}"))
              .limit(2)
              .projection(json("{outbox: 0}"))
              .into(new ArrayList<>());

      assertThat(found).extracting(each -> each.get("_id")).containsExactly("e-3", "e-2");
      assertThat(found).allSatisfy(each -> assertThat(each).doesNotContainKey("outbox"));
    }

    @Test
    void cuts_instants_to_milliseconds() {
      write("e-1", new Document("$set", new Document("at", EARLY.plusNanos(1_999_999))));

      assertThat(find("e-1").getDate("at").toInstant()).isEqualTo(EARLY.plusMillis(1));
    }

    @Test
    void finds_nothing_due_where_no_time_is_set() {
      write("never", 0);
      write("due", new Document("$set", new Document("dueAt", EARLY)));

      assertThat(ids(new Document("dueAt", new Document("$lte", LATE)))).containsExactly("due");
    }
  }

  private static Document json(String json) {
    return Document.parse(json);
  }

  private static Document id(String id) {
    return new Document("_id", id);
  }

  private static Document guard(String id, long version) {
    return id(id).append("version", version);
  }

  private static Document change(String... events) {
    var entries =
        Arrays.stream(events)
            .map(event -> new Document("id", event).append("at", Date.from(EARLY)))
            .toList();
    return new Document("$set", new Document("state", "some"))
        .append("$push", new Document("outbox", new Document("$each", entries)))
        .append("$inc", new Document("version", 1L));
  }

  private static UpdateOneModel<Document> upsert(String id, long version) {
    return new UpdateOneModel<>(guard(id, version), change("e"), UPSERT);
  }

  private static UpdateOneModel<Document> claim(String id, long version, String cell) {
    var change = change("e").append("$set", new Document("claims", List.of(cell)));
    return new UpdateOneModel<>(guard(id, version), change, UPSERT);
  }

  private static UpdateResult write(String id, long version, String... events) {
    return documents.updateOne(guard(id, version), change(events), UPSERT);
  }

  private static void write(String id, Document change) {
    documents.updateOne(id(id), change, UPSERT);
  }

  private static String duplicate(Runnable write) {
    var failure = catchThrowableOfType(MongoWriteException.class, write::run);
    assertThat(failure.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
    assertThat(failure.getError().getCode()).isEqualTo(11000);
    return failure.getError().getMessage();
  }

  private static Document find(String id) {
    return documents.find(id(id)).first();
  }

  private static long version(String id) {
    return find(id).get("version", Number.class).longValue();
  }

  private static List<String> outbox(String id) {
    return find(id).getList("outbox", Document.class).stream()
        .map(entry -> entry.getString("id"))
        .toList();
  }

  private static List<String> ids(String filter) {
    return ids(json(filter));
  }

  private static List<String> ids(Document filter) {
    return documents.find(filter).map(each -> each.getString("_id")).into(new ArrayList<>());
  }
}
