package com.telemedicalservices.review;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.store.StateCodec;
import com.telemedicalservices.review.domain.Dossier;
import com.telemedicalservices.review.domain.Review;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.testkit.TestServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/**
 * Reviews put into the database as the store writes them, with all their events published and
 * nothing due: many at once, and each as old as a test needs it.
 */
final class StoredReviews implements AutoCloseable {

  private static final int BULK = 1_000;

  private final Review review;
  private final StateCodec<ReviewState> codec = new StateCodec<>(ReviewState.class);
  private final MongoClient client;
  private final MongoCollection<Document> collection;

  StoredReviews(TestServers servers, Review review) {
    this.review = review;
    this.client = MongoClients.create(servers.mongoUri());
    this.collection = client.getDatabase(servers.database()).getCollection("reviews");
  }

  /** What becomes of a review when all of this happens to it at once. */
  ReviewState decided(Instant at, ReviewCommand... commands) {
    ReviewState state = null;
    for (ReviewCommand command : commands) {
      state =
          switch (review.decide(state, command, at)) {
            case Decision.Accepted<ReviewState, ReviewEvent>(ReviewState after, _) -> after;
            case Decision.Rejected<ReviewState, ReviewEvent>(var rejection) ->
                throw new IllegalArgumentException(rejection.code());
          };
    }
    return state;
  }

  static ReviewCommand submitted(String id, String clinicId, RiskTier tier, Instant at) {
    return new ReviewCommand.IntakeSubmitted(id, "patient-of-" + id, clinicId, 1, tier, at);
  }

  static ReviewCommand withdrew(String id) {
    return new ReviewCommand.PatientWithdrew(id, "patient-of-" + id, "COST");
  }

  static ReviewCommand dossierFrom(String patientState, Instant at) {
    return new ReviewCommand.DossierArrived(
        new Dossier(1, at, RiskTier.LOW, List.of(), List.of(), null, patientState, Set.of()));
  }

  void add(ReviewState state) {
    collection.insertOne(document(state.file().episodeId(), codec.write(state)));
  }

  /** The same review so many times, each of another episode. */
  void addCopies(ReviewState state, int count) {
    List<Document> bulk = new ArrayList<>(BULK);
    Document original = codec.write(state);
    Document file = original.get("file", Document.class);
    for (int i = 0; i < count; i++) {
      String id = state.file().episodeId() + "-" + i;
      Document itsFile = new Document(file).append("episodeId", id).append("patientId", "p-" + id);
      bulk.add(document(id, new Document(original).append("file", itsFile)));
      if (bulk.size() == BULK || i == count - 1) {
        collection.insertMany(bulk, new InsertManyOptions().ordered(false));
        bulk.clear();
      }
    }
  }

  private static Document document(String id, Document state) {
    return new Document("_id", id)
        .append("version", 2L)
        .append("state", state)
        .append("sequence", 1L)
        .append("outbox", List.of())
        .append("inbox", List.of("event-of-" + id));
  }

  @Override
  public void close() {
    client.close();
  }
}
