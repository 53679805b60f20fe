package com.telemedicalservices.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.testkit.MovableClock;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.TopicReader;
import com.telemedicalservices.testkit.WithServers;
import com.telemedicalservices.testkit.openapi.OpenApiDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follow-up as the other services, patients and clinicians meet it. */
@WithServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FollowUpJourneyTest {

  private static final String FINE =
      """
      {"answers":{"cssrs-slc-1":0,"cssrs-slc-2":0,"cssrs-slc-6":0,"mood":7},
       "sideEffects":[{"kind":"NAUSEA","severity":1}]}\
      """;
  private static final String HIGH =
      """
      {"answers":{"cssrs-slc-1":1,"cssrs-slc-2":1,"cssrs-slc-3":1,"cssrs-slc-4":1,
       "cssrs-slc-5":0,"cssrs-slc-6":0,"mood":1},"sideEffects":[]}\
      """;

  @TestConfiguration
  static class Time {
    @Bean
    MovableClock clock() {
      return new MovableClock(Instant.parse("2026-12-01T18:00:00Z"));
    }
  }

  @LocalServerPort int port;
  @Autowired MovableClock clock;
  private final JsonMapper json = JsonMapper.shared();
  private final EventCodec codec = new EventCodec();
  private String patientId;
  private String episodeId;
  private String sessionId;

  @BeforeEach
  void aPatient() {
    patientId = key();
    episodeId = key();
    sessionId = episodeId + ".s1.1";
  }

  @Test
  void a_session_leads_to_check_ins_and_a_high_answer_to_the_crisis_card_and_an_alert(
      TestServers servers) {
    say(servers, discharged());
    String checkIn = "/api/check-ins/" + sessionId + ".h24";
    awaitStatus(checkIn, "SCHEDULED");
    assertThat(body(get(checkIn)).has("questions")).isFalse();
    clock.advance(Duration.ofHours(24));
    awaitStatus(checkIn, "SENT");
    assertThat(body(get(checkIn)).get("questions").findValuesAsString("item"))
        .contains("cssrs-slc-1", "mood");

    String key = key();
    ResponseEntity<String> answered = post(checkIn + "/responses", key, HIGH);

    assertThat(answered.getStatusCode().value()).isEqualTo(200);
    assertThat(answered.getBody())
        .startsWith("{\"crisis\":{\"level\":\"HIGH\"")
        .contains("988", "911");
    assertThat(body(answered).get("outcome").asString()).isEqualTo("COUNTED");
    ResponseEntity<String> again = post(checkIn + "/responses", key, HIGH);
    assertThat(again.getBody()).isEqualTo(answered.getBody());
    assertThat(again.getHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
    assertProblem(post(checkIn + "/responses", key, FINE), 422, "idempotency-key-reused");
    assertProblem(post(checkIn + "/responses", key(), FINE), 409, "check-in-answered");

    JsonNode followUp = body(get("/api/follow-ups/" + episodeId));
    assertThat(followUp.get("riskTier").asString()).isEqualTo("HIGH");
    try (TopicReader reader = TopicReader.of(servers, Topic.FOLLOW_UP)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(told(reader))
                      .extracting(event -> event.getClass().getSimpleName())
                      .containsExactly(
                          "CheckInDue", "CheckInCompleted", "RiskFlagged", "AlertRaised"));
    }
  }

  @Test
  void an_alert_is_taken_worked_on_and_resolved_and_only_so_the_tier_sinks(TestServers servers) {
    say(
        servers,
        new IntakeEvent.CrisisFlagged(
            patientId, episodeId, key(), "c-ssrs-screener", "1", clock.instant()));
    String alert = "/api/alerts/" + episodeId + ".alert.SI_HIGH.1";
    awaitStatus(alert, "RAISED");
    assertThat(openAlerts()).contains(episodeId + ".alert.SI_HIGH.1");

    String resolve =
        "{\"dispositionCode\":\"SAFETY_PLAN\",\"tierAfter\":\"LOW\",\"reason\":\"Spoke to them.\"}";
    assertProblem(post(alert + "/resolve", key(), resolve), 409, "alert-not-acknowledged");
    clock.advance(Duration.ofMinutes(16));
    awaitStatus(alert, "ESCALATED");
    assertThat(status(post(alert + "/acknowledge", key(), null))).isEqualTo("ACKNOWLEDGED");
    assertProblem(post(alert + "/acknowledge", key(), null), 409, "alert-acknowledged");
    assertThat(status(post(alert + "/start", key(), null))).isEqualTo("IN_PROGRESS");
    assertProblem(
        post(alert + "/resolve", key(), "{\"dispositionCode\":\"X\"}"), 400, "invalid-request");
    assertProblem(post(alert + "/resolve", key(), resolve, "\"1\""), 412, "stale-version");
    assertThat(status(post(alert + "/resolve", key(), resolve))).isEqualTo("RESOLVED");
    assertProblem(post(alert + "/resolve", key(), resolve), 409, "alert-resolved");

    assertThat(openAlerts()).doesNotContain(episodeId + ".alert.SI_HIGH.1");
    assertThat(body(get("/api/follow-ups/" + episodeId)).get("riskTier").asString())
        .isEqualTo("LOW");
    try (TopicReader reader = TopicReader.of(servers, Topic.FOLLOW_UP)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(told(reader))
                      .extracting(event -> event.getClass().getSimpleName())
                      .containsExactly(
                          "AlertRaised", "AlertEscalated", "AlertAcknowledged", "AlertResolved"));
    }
  }

  @Test
  void after_a_jump_of_months_everything_expected_was_told_once(TestServers servers) {
    say(servers, discharged());
    awaitStatus("/api/check-ins/" + sessionId + ".h24", "SCHEDULED");

    clock.advance(Duration.ofDays(100));

    try (TopicReader reader = TopicReader.of(servers, Topic.FOLLOW_UP)) {
      await()
          .untilAsserted(
              () -> {
                List<FollowUpEvent> told = told(reader);
                assertThat(told).filteredOn(FollowUpEvent.CheckInDue.class::isInstance).hasSize(10);
                assertThat(told)
                    .filteredOn(FollowUpEvent.CheckInMissed.class::isInstance)
                    .hasSize(10);
                assertThat(told).filteredOn(FollowUpEvent.AlertRaised.class::isInstance).hasSize(1);
                assertThat(new HashSet<>(told)).hasSameSizeAs(told);
              });
    }
  }

  @Test
  void the_open_alerts_of_all_patients_are_listed_most_urgent_first_page_by_page(
      TestServers servers) {
    List<Event> events = new ArrayList<>();
    Map<String, String> expected = new LinkedHashMap<>();
    for (int i = 0; i < 70; i++) {
      String episode = key();
      AlertLevel level = AlertLevel.values()[i % 3];
      events.add(
          new SchedulingEvent.VitalsAlarmed(
              patientId, episode, "s", "x", level, "HR_RED", clock.instant()));
      expected.put(episode + ".alert.VITALS_ALARM.1", level.name());
    }
    say(servers, events.toArray(Event[]::new));

    await().untilAsserted(() -> assertThat(openAlerts()).containsAll(expected.keySet()));
    List<String> all = openAlerts();
    assertThat(all).doesNotHaveDuplicates();
    assertThat(all.stream().filter(expected::containsKey).map(expected::get)).isSorted();
    assertThat(body(get("/api/alerts")).get("nextCursor").asString()).isNotBlank();
    assertThat(
            body(get("/api/alerts?status=acknowledged"))
                .get("alerts")
                .findValuesAsString("alertId"))
        .doesNotContainAnyElementsOf(expected.keySet());
    assertProblem(get("/api/alerts?status=lost"), 422, "invalid-status");
    assertProblem(get("/api/alerts?cursor=abc"), 422, "invalid-cursor");
  }

  @Test
  void a_serious_report_is_answered_with_what_to_do_now(TestServers servers) {
    assertProblem(
        post(
            "/api/follow-ups/" + episodeId + "/reports",
            key(),
            "{\"kind\":\"NAUSEA\",\"severity\":2}"),
        404,
        "unknown-episode");
    say(servers, discharged());
    awaitStatus("/api/check-ins/" + sessionId + ".h24", "SCHEDULED");

    ResponseEntity<String> reported =
        post(
            "/api/follow-ups/" + episodeId + "/reports",
            key(),
            "{\"kind\":\"CHEST_PAIN\",\"severity\":3}");

    assertThat(reported.getBody()).startsWith("{\"crisis\":{\"level\":\"EMERGENCY\"");
    assertThat(openAlerts()).contains(episodeId + ".alert.AE_SERIOUS.1");
  }

  @Test
  void bad_requests_are_told_what_is_wrong_with_them(TestServers servers) {
    say(servers, discharged());
    String checkIn = "/api/check-ins/" + sessionId + ".h24";
    awaitStatus(checkIn, "SCHEDULED");
    String responses = checkIn + "/responses";

    assertProblem(post(responses, key(), FINE), 409, "check-in-not-due");
    clock.advance(Duration.ofHours(24));
    awaitStatus(checkIn, "SENT");
    assertProblem(post(responses, key(), "{\"answers\":"), 400, "malformed-json");
    assertProblem(post(responses, key(), "{\"sideEffects\":[]}"), 400, "invalid-request");
    assertProblem(post(responses, key(), "{\"answers\":{\"a.b\":1}}"), 400, "invalid-request");
    assertProblem(post(responses, key(), "{\"answers\":{\"mood\":99}}"), 422, "answers-incomplete");
    assertProblem(post(responses, null, FINE), 400, "idempotency-key-required");
    assertProblem(
        post(responses, key(), "{\"answers\":{}}" + " ".repeat(5_000_000)), 413, "body-too-large");
    assertProblem(get("/api/check-ins/" + episodeId + ".w77"), 404, "unknown-check-in");
    assertProblem(get("/api/check-ins/nobody.w1"), 404, "unknown-check-in");
    assertProblem(get("/api/alerts/nobody.alert.SI_HIGH.1"), 404, "unknown-alert");
    assertProblem(get("/api/follow-ups/nobody"), 404, "unknown-episode");
    ResponseEntity<String> lost = post("/api/check-ins/nobody.w1/responses", key(), HIGH);
    assertProblem(lost, 404, "unknown-check-in");
    assertThat(lost.getBody()).contains("988");
    assertThat(status(get(checkIn))).isEqualTo("SENT");
    assertThat(post(responses, key(), FINE).getStatusCode().value()).isEqualTo(200);
  }

  @Test
  void danger_is_answered_with_the_card_and_heard_whoever_refuses_the_request(TestServers servers) {
    say(servers, discharged());
    String checkIn = "/api/check-ins/" + sessionId + ".h24";
    String responses = checkIn + "/responses";
    awaitStatus(checkIn, "SCHEDULED");
    clock.advance(Duration.ofHours(24));
    awaitStatus(checkIn, "SENT");

    String withWrongCode = HIGH.replace("mood", "my.mood");
    ResponseEntity<String> invalid = post(responses, key(), withWrongCode);
    assertProblem(invalid, 400, "invalid-request");
    assertThat(invalid.getBody()).contains("\"crisis\":{\"level\":\"HIGH\"", "988", "911");
    assertThat(openAlerts()).contains(episodeId + ".alert.SI_HIGH.1");
    JsonNode followUp = body(get("/api/follow-ups/" + episodeId));
    assertThat(followUp.get("riskTier").asString()).isEqualTo("HIGH");

    ResponseEntity<String> withoutKey = post(responses, null, HIGH);
    assertProblem(withoutKey, 400, "idempotency-key-required");
    assertThat(withoutKey.getBody()).contains("988").doesNotContain("nobody there has been told");
    ResponseEntity<String> unreadable =
        post(responses, key(), HIGH.replace("\"mood\":1", "\"mood\":{}"));
    assertProblem(unreadable, 400, "malformed-json");
    assertThat(unreadable.getBody()).contains("988");
    assertThat(status(get(checkIn))).as("what was refused is not answered").isEqualTo("SENT");

    ResponseEntity<String> report =
        post(
            "/api/follow-ups/" + episodeId + "/reports",
            null,
            "{\"kind\":\"CHEST_PAIN\",\"severity\":3}");
    assertProblem(report, 400, "idempotency-key-required");
    assertThat(report.getBody()).contains("911", "nobody there has been told");

    assertThat(post(responses, null, FINE).getBody()).doesNotContain("crisis");
    assertThat(post(responses, key(), "{\"answers\":{\"cssrs-slc-4\":1").getBody())
        .doesNotContain("crisis");
  }

  @Test
  void an_alert_is_taken_by_somebody_with_an_id(TestServers servers) {
    say(
        servers,
        new IntakeEvent.CrisisFlagged(
            patientId, episodeId, key(), "c-ssrs-screener", "1", clock.instant()));
    String alert = "/api/alerts/" + episodeId + ".alert.SI_HIGH.1";
    awaitStatus(alert, "RAISED");
    String resolve = "{\"dispositionCode\":\"SAFETY_PLAN\"}";

    for (String nobody : List.of("", " ", "Dr. Jane Doe")) {
      for (String step : List.of("/acknowledge", "/start", "/resolve")) {
        ResponseEntity<String> refused = postAs(nobody, alert + step, resolve);
        assertProblem(refused, 400, "invalid-request");
        assertThat(body(refused).at("/fields/0").asString()).isEqualTo("X-Actor-Id");
      }
      assertProblem(
          postAs(
              nobody,
              "/api/follow-ups/" + episodeId + "/reports",
              "{\"kind\":\"NAUSEA\",\"severity\":1}"),
          400,
          "invalid-request");
    }
    assertThat(status(get(alert))).isEqualTo("RAISED");
  }

  @Test
  void a_poisoned_record_is_put_aside_and_the_next_is_applied(TestServers servers) {
    try (KafkaProducer<String, byte[]> producer = producer(servers)) {
      Headers headers =
          EventCodec.headers(
              key(), "review.overdue.v1", "/test", episodeId, 1, Instant.EPOCH, null);
      producer.send(
          new ProducerRecord<>(
              Topic.REVIEW.topicName(),
              null,
              patientId,
              "{broken".getBytes(StandardCharsets.UTF_8),
              headers));
    }
    say(
        servers,
        new ReviewEvent.ReviewOverdue(patientId, episodeId, clock.instant(), clock.instant()));

    awaitStatus("/api/alerts/" + episodeId + ".alert.REVIEW_OVERDUE.1", "RAISED");
    try (TopicReader reader = TopicReader.ofDeadLetters(servers, Topic.REVIEW)) {
      await().untilAsserted(() -> assertThat(reader.reasons()).containsExactly("unreadable-body"));
    }
  }

  @Test
  void what_the_service_answers_to_is_as_published() {
    OpenApiDocument.of(port).isAsPublished();
  }

  private SchedulingEvent discharged() {
    return new SchedulingEvent.SessionDischarged(
        patientId, episodeId, episodeId + ".s1", sessionId, clock.instant());
  }

  private List<String> openAlerts() {
    List<String> all = new ArrayList<>();
    String path = "/api/alerts";
    while (path != null) {
      JsonNode page = body(get(path));
      all.addAll(page.get("alerts").findValuesAsString("alertId"));
      path =
          page.has("nextCursor") ? "/api/alerts?cursor=" + page.get("nextCursor").asString() : null;
    }
    return all;
  }

  /** What this test's patient's follow-up has told, in order. */
  private List<FollowUpEvent> told(TopicReader reader) {
    return reader.records().stream()
        .filter(message -> patientId.equals(message.key()))
        .map(message -> codec.read(Topic.FOLLOW_UP, message.value(), message.headers()).data())
        .map(FollowUpEvent.class::cast)
        .toList();
  }

  private void say(TestServers servers, Event... events) {
    try (KafkaProducer<String, byte[]> producer = producer(servers)) {
      for (Event event : events) {
        Headers headers =
            EventCodec.headers(
                key(),
                EventCatalog.wireName(event.getClass()),
                "/test",
                episodeId,
                1,
                clock.instant(),
                null);
        producer.send(
            new ProducerRecord<>(
                Topic.of(event.getClass()).topicName(),
                null,
                event.patientId(),
                codec.write(event).getBytes(StandardCharsets.UTF_8),
                headers));
      }
    }
  }

  private static KafkaProducer<String, byte[]> producer(TestServers servers) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers.kafkaBrokers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private void awaitStatus(String path, String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              ResponseEntity<String> response = get(path);
              assertThat(response.getStatusCode().value()).isEqualTo(200);
              assertThat(status(response)).isEqualTo(status);
            });
  }

  private String status(ResponseEntity<String> response) {
    return body(response).path("status").asString();
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private RestClient http() {
    return RestClient.builder()
        .baseUrl("http://localhost:" + port)
        .defaultStatusHandler(status -> true, (request, response) -> {})
        .build();
  }

  private ResponseEntity<String> get(String path) {
    return http().get().uri(path).retrieve().toEntity(String.class);
  }

  private ResponseEntity<String> post(String path, String key, String body) {
    return post(path, key, body, null);
  }

  private ResponseEntity<String> postAs(String actor, String path, String body) {
    return post(path, key(), body, null, actor);
  }

  private ResponseEntity<String> post(String path, String key, String body, String ifMatch) {
    return post(path, key, body, ifMatch, "clinician-1");
  }

  private ResponseEntity<String> post(
      String path, String key, String body, String ifMatch, String actor) {
    RestClient.RequestBodySpec request = http().post().uri(path).header("X-Actor-Id", actor);
    if (key != null) {
      request = request.header("Idempotency-Key", key);
    }
    if (ifMatch != null) {
      request = request.header(HttpHeaders.IF_MATCH, ifMatch);
    }
    if (body != null) {
      request = request.contentType(MediaType.APPLICATION_JSON).body(body);
    }
    return request.retrieve().toEntity(String.class);
  }

  private JsonNode body(ResponseEntity<String> response) {
    return json.readTree(response.getBody());
  }

  private void assertProblem(ResponseEntity<String> response, int status, String code) {
    assertThat(response.getStatusCode().value()).as(response.getBody()).isEqualTo(status);
    assertThat(body(response).get("code").asString()).isEqualTo(code);
  }
}
