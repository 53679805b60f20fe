package com.telemedicalservices.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.testkit.sample.TallyApplication;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The kit in a running service: HTTP in, event out; event in, effect once. */
@WithServers
@SpringBootTest(
    classes = TallyApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.application.name=tally-service",
      "spring.cloud.function.definition=reviewEvents",
      "spring.cloud.stream.bindings.reviewEvents-in-0.destination=review.events"
    })
class KitJourneyTest {

  @LocalServerPort int port;
  @Autowired MovableClock clock;
  private final JsonMapper json = JsonMapper.shared();

  private RestClient http() {
    return RestClient.builder()
        .baseUrl("http://localhost:" + port)
        .defaultStatusHandler(status -> true, (request, response) -> {})
        .build();
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private ResponseEntity<String> post(String path, String key, String body) {
    return http()
        .post()
        .uri(path)
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .retrieve()
        .toEntity(String.class);
  }

  private ResponseEntity<String> get(String path) {
    return http().get().uri(path).retrieve().toEntity(String.class);
  }

  private JsonNode body(ResponseEntity<String> response) {
    return json.readTree(response.getBody());
  }

  @Test
  void a_change_is_answered_stored_and_published(TestServers servers) {
    ResponseEntity<String> created = post("/api/tallies", key(), "{\"mark\":\"one\"}");

    assertThat(created.getStatusCode().value()).isEqualTo(201);
    assertThat(created.getHeaders().getETag()).isEqualTo("\"1\"");
    String location = String.valueOf(created.getHeaders().getLocation());
    assertThat(body(get(location)).get("marks").toString()).isEqualTo("[\"one\"]");
    String id = location.substring(location.lastIndexOf('/') + 1);
    try (TopicReader reader = TopicReader.of(servers, Topic.INTAKE)) {
      await().until(() -> reader.subjects().contains(id));
    }
  }

  @Test
  void the_same_request_twice_is_carried_out_once_and_answered_the_same() {
    String key = key();
    ResponseEntity<String> first = post("/api/tallies", key, "{\"mark\":\"one\"}");
    ResponseEntity<String> second = post("/api/tallies", key, "{\"mark\":\"one\"}");

    assertThat(second.getStatusCode()).isEqualTo(first.getStatusCode());
    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(second.getHeaders().getETag()).isEqualTo(first.getHeaders().getETag());
    assertThat(second.getHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void the_same_key_for_another_request_is_refused() {
    String key = key();
    post("/api/tallies", key, "{\"mark\":\"one\"}");
    ResponseEntity<String> second = post("/api/tallies", key, "{\"mark\":\"two\"}");

    assertThat(second.getStatusCode().value()).isEqualTo(422);
    assertThat(body(second).get("code").asString()).isEqualTo("idempotency-key-reused");
  }

  @Test
  void bad_requests_are_told_what_is_wrong_with_them() {
    assertProblem(
        post("/api/tallies", "short", "{\"mark\":\"one\"}"), 400, "idempotency-key-invalid");
    assertProblem(post("/api/tallies", key(), "{\"mark\":"), 400, "malformed-json");
    assertProblem(post("/api/tallies", key(), "{\"mark\":\"\"}"), 400, "invalid-request");
    assertProblem(post("/api/tallies", key(), "{\"other\":1}"), 400, "malformed-json");
    assertProblem(post("/api/tallies", key(), "{\"mark\":\"nonsense\"}"), 422, "nonsense");
    assertProblem(post("/api/tallies", key(), "x".repeat(5_000_000)), 413, "body-too-large");
    assertProblem(get("/api/tallies/unknown"), 404, "unknown-tally");
    assertProblem(get("/api/nothing"), 404, "http-404");
  }

  private void assertProblem(ResponseEntity<String> response, int status, String code) {
    assertThat(response.getStatusCode().value()).as(code).isEqualTo(status);
    assertThat(body(response).get("code").asString()).isEqualTo(code);
  }

  @Test
  void a_change_names_the_version_it_is_meant_for() {
    ResponseEntity<String> created = post("/api/tallies", key(), "{\"mark\":\"one\"}");
    String path = created.getHeaders().getLocation() + "/cell";

    assertProblem(put(path, null, "{\"mark\":\"c1\"}"), 428, "precondition-required");
    assertProblem(put(path, "\"7\"", "{\"mark\":\"c1\"}"), 412, "stale-version");
    String cell = key();
    assertThat(put(path, "\"1\"", "{\"mark\":\"" + cell + "\"}").getStatusCode().value())
        .isEqualTo(200);
    ResponseEntity<String> other = post("/api/tallies", key(), "{\"mark\":\"one\"}");
    assertProblem(
        put(other.getHeaders().getLocation() + "/cell", "\"1\"", "{\"mark\":\"" + cell + "\"}"),
        409,
        "already-taken");
  }

  private ResponseEntity<String> put(String path, String ifMatch, String body) {
    RestClient.RequestBodySpec request =
        http().put().uri(path).contentType(MediaType.APPLICATION_JSON);
    if (ifMatch != null) {
      request = request.header(HttpHeaders.IF_MATCH, ifMatch);
    }
    return request.body(body).retrieve().toEntity(String.class);
  }

  @Test
  void poisoned_records_are_put_aside_and_the_next_is_applied_once(TestServers servers) {
    String episode = key();
    String eventId = key();
    ReviewEvent good =
        new ReviewEvent.CandidateDeclined("p", episode, "noted", "prov", Instant.EPOCH);
    String goodBody = new EventCodec().write(good);
    String type = "candidate.declined.v1";
    try (KafkaProducer<String, byte[]> producer = producer(servers)) {
      send(producer, headers(key(), type), "not json");
      send(producer, headers(key(), "who.knows.v1"), goodBody);
      send(producer, headers(key(), "intake.submitted.v1"), goodBody);
      send(producer, headers(key(), type), "{\"patientId\":\"p\"}");
      send(producer, headers(key(), "candidate.declined.v99"), goodBody);
      send(producer, null, goodBody);
      send(producer, headers(key(), type), null);
      send(producer, headers(key(), type), goodBody.replace("noted", "broken"));
      send(producer, headers(eventId, type), goodBody);
      send(producer, headers(eventId, type), goodBody);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(get("/api/tallies/" + episode).getBody()).contains("[\"noted\"]"));
    try (TopicReader reader = TopicReader.ofDeadLetters(servers, Topic.REVIEW)) {
      await().until(() -> reasonsOfSmall(reader).size() >= 8);
      assertThat(reasonsOfSmall(reader))
          .containsExactlyInAnyOrder(
              "unreadable-body",
              "unknown-type",
              "unknown-type",
              "unreadable-body",
              "unknown-type",
              "missing-ce-type",
              "empty-body",
              "handler-failed");
    }
  }

  /** The other test's large one is of no concern here. */
  private static List<String> reasonsOfSmall(TopicReader reader) {
    return reader.records().stream()
        .filter(letter -> letter.value() == null || letter.value().length < 10_000)
        .map(
            letter ->
                new String(letter.headers().lastHeader("x-reason").value(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void a_poisoned_record_as_large_as_kafka_takes_them_is_put_aside_too(TestServers servers) {
    String episode = key();
    ReviewEvent good = new ReviewEvent.CandidateDeclined("p", episode, "n", "prov", Instant.EPOCH);
    try (KafkaProducer<String, byte[]> producer = producer(servers)) {
      send(producer, headers(key(), "who.knows.v1"), "x".repeat(1_048_250));
      send(producer, headers(key(), "candidate.declined.v1"), new EventCodec().write(good));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(get("/api/tallies/" + episode).getBody()).contains("[\"n\"]"));
    try (TopicReader reader = TopicReader.ofDeadLetters(servers, Topic.REVIEW)) {
      assertThat(reader.records())
          .extracting(letter -> letter.value() == null ? 0 : letter.value().length)
          .contains(1_048_250);
    }
  }

  @Test
  void time_alone_makes_an_aggregate_act() {
    String location =
        String.valueOf(
            post("/api/tallies", key(), "{\"mark\":\"one\"}").getHeaders().getLocation());
    clock.advance(Duration.ofMinutes(61));
    await()
        .untilAsserted(() -> assertThat(body(get(location)).get("reminders").asInt()).isEqualTo(1));
  }

  @Test
  void health_and_metrics_tell_the_truth() {
    assertThat(get("/actuator/health").getBody()).contains("\"status\":\"UP\"");
    assertThat(get("/actuator/health/readiness").getBody()).contains("\"status\":\"UP\"");
    assertThat(get("/actuator/metrics/outbox.pending").getStatusCode().value()).isEqualTo(200);
    assertThat(get("/actuator/outbox").getBody()).contains("tallies");
  }

  private static Headers headers(String eventId, String type) {
    return EventCodec.headers(eventId, type, "/review", "subject", 1, Instant.EPOCH, null);
  }

  private static void send(KafkaProducer<String, byte[]> producer, Headers headers, String body) {
    producer.send(
        new ProducerRecord<>(
            Topic.REVIEW.topicName(),
            null,
            "p",
            body == null ? null : body.getBytes(StandardCharsets.UTF_8),
            headers == null ? List.of() : headers));
  }

  private static KafkaProducer<String, byte[]> producer(TestServers servers) {
    return new KafkaProducer<>(
        new HashMap<>(
            Map.of("bootstrap.servers", servers.kafkaBrokers(), "max.request.size", 2_000_000)),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
