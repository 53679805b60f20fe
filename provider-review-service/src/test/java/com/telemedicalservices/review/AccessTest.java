package com.telemedicalservices.review;

import static com.telemedicalservices.review.StoredReviews.dossierFrom;
import static com.telemedicalservices.review.StoredReviews.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.review.domain.Review;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.testkit.MovableClock;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.WithServers;
import com.telemedicalservices.testkit.servers.MongoDbServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nobody is shown a review without being written down first. */
@WithServers(owned = true)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "telemedical.store-patience=2s")
@ActiveProfiles("local")
class AccessTest {

  private static final Instant NOW = Instant.parse("2026-12-01T16:00:00Z");

  @LocalServerPort int port;
  @Autowired Review review;
  @Autowired MovableClock clock;
  private MongoClient client;
  private MongoCollection<Document> log;
  private String episode;

  @TestConfiguration(proxyBeanMethods = false)
  static class StandingTime {
    @Bean
    MovableClock clock() {
      return new MovableClock(NOW);
    }
  }

  @BeforeEach
  void a_review_with_a_dossier(TestServers servers) {
    client = MongoClients.create(servers.mongoUri());
    log = client.getDatabase(servers.database()).getCollection("accesses.log");
    episode = UUID.randomUUID().toString();
    try (StoredReviews stored = new StoredReviews(servers, review)) {
      stored.add(
          stored.decided(
              NOW,
              submitted(episode, "phoenix", RiskTier.LOW, NOW),
              new Claim("prov-1"),
              dossierFrom("AZ", NOW)));
    }
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void whoever_looks_is_shown_the_newest_first() {
    looks("prov-1");
    clock.advance(Duration.ofMinutes(1));
    looks("nurse-1");
    clock.advance(Duration.ofMinutes(1));
    JsonNode shown = looks("prov-1");

    JsonNode accesses = body(get("/accesses")).get("accesses");
    assertThat(accesses.valueStream().map(access -> access.get("actorId").asString()))
        .containsExactly("prov-1", "nurse-1", "prov-1");
    assertThat(accesses.get(0).get("at").asString()).isEqualTo(clock.instant().toString());
    assertThat(accesses.get(0).get("version").asInt()).isEqualTo(2);
    assertThat(accesses.get(0).get("revision").asInt()).isEqualTo(1);
    assertThat(accesses.get(0).get("purpose").asString()).isEqualTo("REVIEW");
    assertThat(shown.get("seenBy").valueStream().map(person -> person.get("actorId").asString()))
        .containsExactly("prov-1", "nurse-1");
    assertThat(shown.at("/seenBy/0/lastAt").asString()).isEqualTo(clock.instant().toString());
  }

  @Test
  void the_log_holds_ids_and_nothing_of_what_was_shown() {
    looks("prov-1");

    assertThat(log.find(new Document("episodeId", episode)).first().keySet())
        .containsExactlyInAnyOrder(
            "_id", "episodeId", "patientId", "actorId", "at", "version", "revision", "purpose");
  }

  @Test
  void the_log_is_read_page_by_page() {
    for (int i = 0; i < 5; i++) {
      looks("prov-" + i);
    }

    List<String> seen = new ArrayList<>();
    for (String cursor = ""; cursor != null; ) {
      JsonNode page = body(get("/accesses?limit=2" + cursor));
      page.get("accesses").forEach(access -> seen.add(access.get("actorId").asString()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : null;
    }

    assertThat(seen).containsExactly("prov-4", "prov-3", "prov-2", "prov-1", "prov-0");
    assertProblem(get("/accesses?limit=0"), 422, "limit-out-of-range");
    assertProblem(get("/accesses?cursor=nonsense"), 422, "invalid-cursor");
  }

  @Test
  void nobody_in_particular_is_shown_nothing() {
    for (ResponseEntity<String> refused : List.of(get("", null), get("", "Dr. Jane Doe"))) {
      assertProblem(refused, 400, "invalid-request");
      assertThat(body(refused).get("fields").toString()).isEqualTo("[\"X-Actor-Id\"]");
    }

    assertThat(written()).isZero();
  }

  @Test
  void looking_for_what_is_not_there_is_not_written_down() {
    String known = episode;
    episode = "unknown-" + known;

    assertProblem(get("", "prov-1"), 404, "unknown-review");
    assertProblem(get("/accesses"), 404, "unknown-review");
    assertThat(written()).isZero();
  }

  @Test
  void a_decision_is_written_in_the_story_and_not_here() {
    JsonNode renewed = body(post("renew"));

    assertThat(renewed.get("status").asString()).isEqualTo("CLAIMED");
    assertThat(renewed.has("seenBy")).isFalse();
    assertThat(written()).isZero();
  }

  @Test
  void what_cannot_be_written_down_is_not_shown() {
    log.deleteMany(new Document());
    looks("prov-1");
    // From now on the database refuses a second entry, while it answers everything else.
    log.createIndex(Indexes.ascending("purpose"), new IndexOptions().name("one").unique(true));
    try {
      ResponseEntity<String> refused = get("", "prov-2");

      assertProblem(refused, 503, "store-unavailable");
      assertThat(refused.getBody()).doesNotContain("dossier");
      assertThat(get("/accesses").getStatusCode().value()).isEqualTo(200);
    } finally {
      log.dropIndex("one");
    }
    looks("prov-2");
    assertThat(written()).isEqualTo(2);
  }

  @Test
  void of_many_who_look_at_once_each_is_written_down_or_refused_alone() throws Exception {
    log.deleteMany(new Document());
    log.createIndex(Indexes.ascending("actorId"), new IndexOptions().name("once").unique(true));
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 60; i++) {
        String actor = "prov-" + i % 30;
        answers.add(people.submit(() -> get("", actor).getStatusCode().value()));
      }
    } finally {
      log.dropIndex("once");
    }

    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).containsOnly(200, 503);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(30);
    assertThat(written()).isEqualTo(30);
  }

  @Test
  void without_a_database_nothing_is_shown(MongoDbServer mongo) {
    mongo.stop();
    try {
      assertProblem(get("", "prov-1"), 503, "store-unavailable");
    } finally {
      mongo.start();
    }

    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> get("", "prov-1").getStatusCode().is2xxSuccessful());
    assertThat(written()).isPositive();
  }

  private long written() {
    return log.countDocuments(new Document("episodeId", episode));
  }

  private JsonNode looks(String actor) {
    ResponseEntity<String> answer = get("", actor);
    assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
    return body(answer);
  }

  private ResponseEntity<String> get(String what) {
    return get(what, null);
  }

  private ResponseEntity<String> get(String what, String actor) {
    RestClient.RequestHeadersSpec<?> request = http().get().uri("/api/reviews/" + episode + what);
    return (actor == null ? request : request.header("X-Actor-Id", actor))
        .retrieve()
        .toEntity(String.class);
  }

  private ResponseEntity<String> post(String action) {
    return http()
        .post()
        .uri("/api/reviews/" + episode + "/" + action)
        .header("X-Actor-Id", "prov-1")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(MediaType.APPLICATION_JSON)
        .body("{}")
        .retrieve()
        .toEntity(String.class);
  }

  private RestClient http() {
    return RestClient.builder()
        .baseUrl("http://localhost:" + port)
        .defaultStatusHandler(status -> true, (request, response) -> {})
        .build();
  }

  private static JsonNode body(ResponseEntity<String> response) {
    return JsonMapper.shared().readTree(response.getBody());
  }

  private static void assertProblem(ResponseEntity<String> response, int status, String code) {
    assertThat(response.getStatusCode().value()).as(response.getBody()).isEqualTo(status);
    assertThat(body(response).get("code").asString()).isEqualTo(code);
  }
}
