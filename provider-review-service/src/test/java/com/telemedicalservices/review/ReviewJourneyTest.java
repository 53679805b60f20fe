package com.telemedicalservices.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.telemedicalservices.contracts.CheckInKind;
import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.RiskTier;
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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reviews from the first event to the decision, through real Kafka, MongoDB and HTTP. */
@WithServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("local")
class ReviewJourneyTest {

  private static final IntakeOverHttp INTAKE = new IntakeOverHttp();
  private static final String APPROVE =
      """
      {"licenceState":"AZ","modality":"IV_RACEMIC",
       "dose":{"fromMgPerKg":0.5,"toMgPerKg":0.75},"conditions":["ECG_FIRST"]}
      """;

  @LocalServerPort int port;
  @Autowired MovableClock clock;
  private final JsonMapper json = JsonMapper.shared();
  private KafkaProducer<String, byte[]> producer;

  @TestConfiguration(proxyBeanMethods = false)
  static class StandingTime {
    @Bean
    MovableClock clock() {
      return new MovableClock(Instant.parse("2026-12-01T16:00:00Z"));
    }
  }

  @DynamicPropertySource
  static void intake(DynamicPropertyRegistry registry) {
    registry.add("telemedical.services.intake", INTAKE::url);
    List.of("prov-1", "prov-2", "prov-3").forEach(id -> licensed(registry, id, "2099-12-31"));
    licensed(registry, "prov-4", "2026-12-01");
  }

  /** The number of a provider in the list is the one in the name. */
  private static void licensed(DynamicPropertyRegistry registry, String id, String lastDay) {
    String provider =
        "telemedical.review.providers[" + (Integer.parseInt(id.substring(5)) - 1) + "]";
    registry.add(provider + ".id", () -> id);
    registry.add(provider + ".licence-states", () -> "AZ");
    registry.add(provider + ".licence-valid-until", () -> lastDay);
  }

  @BeforeEach
  void openProducer(TestServers servers) {
    producer =
        new KafkaProducer<>(
            new HashMap<>(Map.of("bootstrap.servers", servers.kafkaBrokers())),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void closeProducer() {
    producer.close();
  }

  @AfterAll
  static void closeIntake() {
    INTAKE.close();
  }

  @Test
  void an_intake_is_claimed_read_and_approved(TestServers servers) {
    String episode = submitted(RiskTier.LOW);
    INTAKE.has(episode, 1);
    assertThat(review(episode).get("light").asString()).isEqualTo("GREEN");

    assertStatus(post(episode, "claim", "prov-1", ""), 200);
    awaitUntil(episode, "dossierIsCurrent", "true");
    JsonNode dossier = review(episode).get("dossier");
    assertThat(dossier.get("forms").valueStream())
        .anySatisfy(
            form -> {
              assertThat(form.get("form").asString()).isEqualTo("phq-9");
              assertThat(form.get("score").asInt()).isEqualTo(18);
            })
        .anySatisfy(form -> assertThat(form.path("band").asString("")).isEqualTo("LOW"));
    assertThat(dossier.get("patientState").asString()).isEqualTo("AZ");

    JsonNode approved = assertStatus(post(episode, "approve", "prov-1", APPROVE), 200);
    assertThat(approved.get("status").asString()).isEqualTo("APPROVED");
    assertThat(approved.get("approval").get("scope").get("sessionCount").asInt()).isEqualTo(6);
    assertThat(approved.get("story")).hasSize(3);

    List<String> told = awaitEvents(servers, episode, 2);
    assertThat(told.get(0)).contains("\"revision\":1");
    assertThat(told.get(1))
        .contains("\"approvalId\":\"" + episode + ".a1\"", "\"windowDays\":28", "ECG_FIRST")
        .doesNotContain("MgPerKg");
  }

  @Test
  void high_risk_after_approval_suspends_it_until_clinicians_have_spoken(TestServers servers) {
    String episode = approved();
    send(
        Topic.FOLLOW_UP,
        episode,
        new FollowUpEvent.CheckInCompleted(
            "patient-of-" + episode,
            episode,
            "check-in-1",
            CheckInKind.HOURS_24,
            RiskTier.HIGH,
            clock.instant()));
    awaitUntil(episode, "status", "CRISIS");

    assertProblem(
        post(episode, "reinstate", "prov-2", "{\"licenceState\":\"AZ\",\"reasonCode\":\"FINE\"}"),
        409,
        "crisis-not-dispositioned");
    JsonNode after =
        assertStatus(
            post(
                episode,
                "disposition",
                "prov-2",
                """
                {"licenceState":"AZ","dispositionCode":"SAFETY_PLAN_COMPLETED",
                 "tierAfter":"MODERATE","reasonCode":"SPOKEN_TO_PATIENT"}
                """),
            200);
    assertThat(after.get("status").asString()).isEqualTo("SUSPENDED");
    assertStatus(
        post(
            episode,
            "reinstate",
            "prov-2",
            "{\"licenceState\":\"AZ\",\"reasonCode\":\"SAFE_TO_GO_ON\"}"),
        200);

    awaitEvents(servers, episode, 5);
    assertThat(typesOf(servers, episode))
        .containsExactly(
            "review.opened.v1",
            "candidate.approved.v1",
            "approval.suspended.v1",
            "crisis.dispositioned.v1",
            "approval.reinstated.v1");
  }

  @Test
  void an_approval_ends_with_the_licence_it_stands_on_until_another_takes_it_on(
      TestServers servers) {
    String episode = submitted(RiskTier.LOW);
    INTAKE.has(episode, 1);
    assertStatus(post(episode, "claim", "prov-4", ""), 200);
    awaitUntil(episode, "dossierIsCurrent", "true");
    assertStatus(post(episode, "approve", "prov-4", APPROVE), 200);

    clock.advance(Duration.ofHours(15));

    awaitUntil(episode, "status", "SUSPENDED");
    assertThat(awaitEvents(servers, episode, 3).getLast()).contains("\"LICENCE_LAPSED\"");
    assertThat(typesOf(servers, episode)).endsWith("approval.suspended.v1");
    assertThat(
            body(get("/api/reviews?status=SUSPENDED&limit=200"))
                .get("reviews")
                .valueStream()
                .map(row -> row.get("episodeId").asString()))
        .contains(episode);
    String takeOver = "{\"licenceState\":\"AZ\",\"reasonCode\":\"TAKEN_OVER\"}";
    assertProblem(post(episode, "reinstate", "prov-4", takeOver), 403, "not-licensed-here");
    JsonNode after = assertStatus(post(episode, "reinstate", "prov-2", takeOver), 200);
    assertThat(after.get("approval").get("providerId").asString()).isEqualTo("prov-4");
    assertThat(after.at("/approval/licence/providerId").asString()).isEqualTo("prov-2");
  }

  @Test
  void a_result_is_recorded_runs_out_and_suspends_when_it_must(TestServers servers) {
    String episode = approved();
    String today = LocalDate.ofInstant(clock.instant(), ZoneId.of("America/Phoenix")).toString();
    assertThat(item(episode, "URINE_DRUG_SCREEN").get("standing").asString()).isEqualTo("MISSING");
    int open = review(episode).get("workUp").get("items").size();
    assertThat(summary(episode).get("workUpOpen").asInt()).isEqualTo(open);

    assertStatus(record(episode, "URINE_DRUG_SCREEN", "NEGATIVE", today), 200);

    assertThat(item(episode, "URINE_DRUG_SCREEN").get("validUntil").asString())
        .isEqualTo(LocalDate.parse(today).plusDays(14).toString());
    assertThat(summary(episode).get("workUpOpen").asInt()).isEqualTo(open - 1);
    assertProblem(record(episode, "HOROSCOPE", "NEGATIVE", today), 404, "unknown-work-up-item");
    assertProblem(record(episode, "TSH", "POSITIVE", today), 422, "result-not-of-this-item");
    assertProblem(record(episode, "TSH", "FINE", today), 400, "malformed-json");
    assertProblem(record(episode, "TSH", "NORMAL", "2099-01-01"), 422, "taken-on-out-of-range");
    assertProblem(
        post(episode, "work-up/TSH", "prov-1", "{\"result\":\"NORMAL\"}"), 400, "invalid-request");

    JsonNode after = assertStatus(record(episode, "PREGNANCY_TEST", "POSITIVE", today), 200);

    assertThat(after.get("status").asString()).isEqualTo("SUSPENDED");
    assertThat(awaitEvents(servers, episode, 3).getLast())
        .contains("\"WORK_UP_CONCERN\"")
        .doesNotContain("PREGNANCY", "POSITIVE");
    assertProblem(
        post(episode, "reinstate", "prov-2", "{\"licenceState\":\"AZ\",\"reasonCode\":\"FINE\"}"),
        409,
        "not-a-candidate");
  }

  @Test
  void an_earlier_dossier_is_read_again_as_it_was_when_it_was_decided_on() {
    String episode = submitted(RiskTier.LOW);
    CandidacyCase bipolar =
        CandidacyCase.all().stream()
            .filter(patient -> patient.expect().equals(List.of("bipolar-without-stabiliser")))
            .findFirst()
            .orElseThrow();
    INTAKE.has(episode, 1, bipolar);
    INTAKE.has(episode, 2);
    assertStatus(post(episode, "claim", "prov-1", ""), 200);
    awaitUntil(episode, "dossierIsCurrent", "true");
    send(
        Topic.INTAKE,
        episode,
        new IntakeEvent.IntakeAmended(
            "patient-of-" + episode, episode, 2, RiskTier.LOW, List.of(), clock.instant()));
    awaitUntil(episode, "revision", "2");
    assertStatus(post(episode, "claim", "prov-1", ""), 200);
    awaitUntil(episode, "dossierIsCurrent", "true");

    JsonNode earlier = assertStatus(get("/api/reviews/" + episode + "/dossiers/1"), 200);

    assertThat(earlier.at("/dossier/revision").asInt()).isEqualTo(1);
    JsonNode replay = earlier.get("replays").get(0);
    assertThat(replay.get("rulesVersion").asString()).isEqualTo("candidacy/1");
    assertThat(replay.get("asRecorded").asBoolean()).isTrue();
    assertThat(replay.at("/candidacy/findings/0/ruleId").asString())
        .isEqualTo("bipolar-without-stabiliser");
    JsonNode newest = assertStatus(get("/api/reviews/" + episode + "/dossiers/2"), 200);
    assertThat(newest.at("/replays/0/candidacy/findings")).isEmpty();
    assertProblem(get("/api/reviews/" + episode + "/dossiers/3"), 404, "unknown-revision");
    assertProblem(get("/api/reviews/" + episode + "/dossiers/0"), 404, "unknown-revision");
    assertProblem(get("/api/reviews/unknown/dossiers/1"), 404, "unknown-review");
    INTAKE.failsFor(episode);
    assertProblem(get("/api/reviews/" + episode + "/dossiers/1"), 503, "service-unavailable");
    assertStatus(get("/api/reviews/" + episode + "/dossiers/2"), 200);
    assertThat(review(episode).get("readings")).hasSize(2);
  }

  private ResponseEntity<String> record(
      String episode, String item, String result, String takenOn) {
    return post(
        episode,
        "work-up/" + item,
        "prov-1",
        "{\"result\":\"%s\",\"takenOn\":\"%s\",\"documentId\":\"document-1\"}"
            .formatted(result, takenOn));
  }

  private JsonNode item(String episode, String code) {
    return review(episode)
        .at("/workUp/items")
        .valueStream()
        .filter(item -> item.get("code").asString().equals(code))
        .findFirst()
        .orElseThrow();
  }

  /** The review as a line of the list of those that are approved. */
  private JsonNode summary(String episode) {
    return body(get("/api/reviews?status=APPROVED&limit=200"))
        .get("reviews")
        .valueStream()
        .filter(row -> row.get("episodeId").asString().equals(episode))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_dossier_that_is_not_there_yet_is_asked_for_again() {
    String episode = submitted(RiskTier.LOW);
    assertStatus(post(episode, "claim", "prov-1", ""), 200);
    await()
        .untilAsserted(
            () ->
                assertThat(review(episode).get("dossierQuestion").path("failureCode").asString(""))
                    .isEqualTo("intake-answered-404"));
    assertProblem(post(episode, "approve", "prov-1", APPROVE), 409, "dossier-not-here-yet");

    INTAKE.has(episode, 1);
    clock.advance(Duration.ofSeconds(30));

    awaitUntil(episode, "dossierIsCurrent", "true");
    assertStatus(post(episode, "approve", "prov-1", APPROVE), 200);
  }

  @Test
  void a_review_nobody_decides_is_told_to_be_overdue(TestServers servers) {
    String episode = submitted(RiskTier.HIGH);
    clock.advance(Duration.ofMinutes(16));

    awaitEvents(servers, episode, 2);
    assertThat(typesOf(servers, episode)).containsExactly("review.opened.v1", "review.overdue.v1");
    assertThat(review(episode).get("light").asString()).isEqualTo("RED");
  }

  @Test
  void the_queue_has_the_most_urgent_first_page_by_page() {
    String routine = submitted(RiskTier.LOW);
    clock.advance(Duration.ofSeconds(1));
    String elevated = submitted(RiskTier.MODERATE);
    String crisis = submitted(RiskTier.HIGH);
    String later = submitted(RiskTier.LOW);

    List<String> seen = new ArrayList<>();
    String query = "?limit=2";
    while (query != null) {
      JsonNode page = body(get("/api/reviews" + query));
      page.get("reviews").forEach(row -> seen.add(row.get("episodeId").asString()));
      assertThat(page.get("reviews").size()).isLessThanOrEqualTo(2);
      query =
          page.has("nextCursor") ? "?limit=2&cursor=" + page.get("nextCursor").asString() : null;
    }

    assertThat(seen).containsSubsequence(crisis, elevated, routine, later);
    assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
    List<String> inCrisis = new ArrayList<>();
    body(get("/api/reviews?status=CRISIS&limit=200"))
        .get("reviews")
        .forEach(row -> inCrisis.add(row.get("status").asString()));
    assertThat(inCrisis).isNotEmpty().containsOnly("CRISIS");
  }

  @Test
  void a_review_is_assigned_claimed_by_somebody_else_and_taken_back() {
    String episode = submitted(RiskTier.LOW);

    JsonNode assigned =
        assertStatus(post(episode, "assign", "prov-1", "{\"providerId\":\"prov-2\"}"), 200);
    assertThat(assigned.get("assignedTo").asString()).isEqualTo("prov-2");
    assertThat(assigned.at("/story/1/actor").asString()).isEqualTo("prov-1");
    assertThat(assigned.at("/story/1/assignedTo").asString()).isEqualTo("prov-2");
    JsonNode claimed = assertStatus(post(episode, "claim", "prov-3", ""), 200);
    assertThat(claimed.at("/claim/providerId").asString()).isEqualTo("prov-3");
    assertThat(claimed.get("assignedTo").asString()).isEqualTo("prov-2");
    assertThat(assertStatus(post(episode, "assign", "prov-1", "{}"), 200).has("assignedTo"))
        .isFalse();

    assertProblem(
        post(episode, "assign", "prov-1", "{\"providerId\":\"nobody-known\"}"),
        422,
        "unknown-assignee");
    assertProblem(
        post(episode, "assign", "prov-1", "{\"providerId\":\"Dr. Jane Doe\"}"),
        400,
        "invalid-request");
    assertProblem(post(episode, "assign", "somebody", "{}"), 403, "unknown-provider");
  }

  @Test
  void bad_requests_are_told_what_is_wrong_with_them() {
    String episode = submitted(RiskTier.LOW);

    assertProblem(post("unknown", "claim", "prov-1", ""), 404, "unknown-review");
    assertProblem(get("/api/reviews/unknown"), 404, "unknown-review");
    assertProblem(post(episode, "claim", "somebody", ""), 403, "unknown-provider");
    assertProblem(post(episode, "claim", null, ""), 400, "invalid-request");
    assertProblem(post(episode, "approve", "prov-1", "{\"licenceState\":"), 400, "malformed-json");
    assertProblem(
        post(episode, "approve", "prov-1", "{\"modality\":\"IV_RACEMIC\"}"),
        400,
        "invalid-request");
    assertProblem(
        post(
            episode,
            "decline",
            "prov-1",
            "{\"licenceState\":\"AZ\",\"reasonCode\":\"he told me so\"}"),
        400,
        "invalid-request");
    for (String dose :
        List.of("1e-999", "1e999999999", "0.1234567890123456789012345678901234567")) {
      assertProblem(
          post(episode, "approve", "prov-1", APPROVE.replace("0.75", dose)),
          400,
          "invalid-request");
    }
    assertProblem(post(episode, "approve", "prov-1", APPROVE), 409, "not-claimed-by-you");
    assertStatus(post(episode, "claim", "prov-1", ""), 200);
    assertProblem(post(episode, "claim", "prov-2", ""), 409, "claimed-by-another");
    assertProblem(
        post(episode, "decline", "prov-1", "{\"licenceState\":\"CA\",\"reasonCode\":\"AGE\"}"),
        403,
        "not-licensed-here");
    assertProblem(get("/api/reviews?limit=0"), 422, "limit-out-of-range");
    assertProblem(get("/api/reviews?cursor=nonsense"), 422, "invalid-cursor");
    assertProblem(get("/api/reviews?status=nonsense"), 400, "invalid-request");
  }

  @Test
  void a_patient_who_is_declined_reads_why_and_what_else_may_help() {
    String episode = submitted(RiskTier.LOW);
    assertThat(decision(episode, "en").at("/status").asString()).isEqualTo("WAITING");
    assertThat(decision(episode, "en").at("/alternatives")).isEmpty();
    assertStatus(post(episode, "claim", "prov-1", ""), 200);
    ResponseEntity<String> refused =
        post(episode, "decline", "prov-1", "{\"licenceState\":\"AZ\",\"reasonCode\":\"RUDE\"}");
    assertProblem(refused, 422, "unknown-reason");
    assertThat(refused.getBody()).contains("\"OUT_OF_AREA\":\"No licence covers");

    assertStatus(
        post(
            episode,
            "decline",
            "prov-1",
            "{\"licenceState\":\"AZ\",\"reasonCode\":\"OTHER_TREATMENT_FIRST\"}"),
        200);

    JsonNode letter = decision(episode, "es");
    assertThat(letter.at("/status").asString()).isEqualTo("DECLINED");
    assertThat(letter.at("/message").asString()).startsWith("Gracias por contarnos");
    assertThat(letter.at("/reason").asString()).startsWith("Hay tratamientos más suaves");
    assertThat(letter.at("/alternatives").size()).isEqualTo(4);
    assertThat(letter.at("/resources").toString()).contains("988", "911");
    assertProblem(get("/api/reviews/unknown/decision"), 404, "unknown-review");
    assertProblem(get("/api/reviews/" + episode + "/decision?language=fr"), 400, "invalid-request");
  }

  private JsonNode decision(String episode, String language) {
    return assertStatus(get("/api/reviews/" + episode + "/decision?language=" + language), 200);
  }

  @Test
  void a_decision_sent_twice_is_made_once() {
    String episode = submitted(RiskTier.LOW);
    String key = key();

    ResponseEntity<String> first = post(episode, "claim", "prov-1", "", key, null);
    ResponseEntity<String> second = post(episode, "claim", "prov-1", "", key, null);

    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(second.getHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
    assertProblem(post(episode, "release", "prov-1", "", key, null), 422, "idempotency-key-reused");
  }

  @Test
  void a_decision_on_what_has_changed_meanwhile_is_refused() {
    String episode = submitted(RiskTier.LOW);
    String seen = get("/api/reviews/" + episode).getHeaders().getETag();
    assertStatus(post(episode, "claim", "prov-1", ""), 200);

    assertProblem(post(episode, "release", "prov-1", "", key(), seen), 412, "stale-version");
  }

  @Test
  void a_poisoned_record_does_not_stop_the_next(TestServers servers) {
    producer.send(
        new ProducerRecord<>(
            Topic.INTAKE.topicName(),
            null,
            "somebody",
            "not json".getBytes(StandardCharsets.UTF_8),
            EventCodec.headers(
                key(), "intake.submitted.v1", "/intake-service", "x", 1, Instant.EPOCH, null)));

    String episode = submitted(RiskTier.LOW);

    assertThat(review(episode).get("status").asString()).isEqualTo("WAITING");
    try (TopicReader reader = TopicReader.ofDeadLetters(servers, Topic.INTAKE)) {
      await().until(() -> reader.reasons().contains("unreadable-body"));
    }
  }

  @Test
  void what_the_service_answers_to_is_as_published() {
    OpenApiDocument.of(port).isAsPublished();
  }

  static Stream<CandidacyCase> cases() {
    return CandidacyCase.all().stream();
  }

  /** Every written case: what the rules find, and what a provider may decide then. */
  @ParameterizedTest
  @MethodSource("cases")
  void a_case_is_decided_as_written(CandidacyCase patient) {
    String episode = submitted(RiskTier.LOW);
    INTAKE.has(episode, 1, patient);
    assertStatus(post(episode, "claim", "prov-1", ""), 200);
    awaitUntil(episode, "dossierIsCurrent", "true");

    JsonNode findings = review(episode).at("/candidacy/findings");
    assertThat(findings.valueStream().map(finding -> finding.get("ruleId").asString()))
        .containsExactlyElementsOf(patient.expect());
    switch (patient.decision()) {
      case APPROVE -> {}
      case APPROVE_AFTER_RATIONALE, APPROVE_AFTER_CLEARANCE -> {
        assertProblem(post(episode, "approve", "prov-1", APPROVE), 409, "findings-open");
        findings.forEach(finding -> dealWith(episode, finding));
      }
      case DECLINE_ONLY -> {
        if (patient.isElsewhere()) {
          assertProblem(post(episode, "approve", "prov-1", APPROVE), 403, "not-licensed-here");
        } else {
          assertProblem(post(episode, "approve", "prov-1", APPROVE), 409, "not-a-candidate");
        }
        findings
            .valueStream()
            .filter(finding -> finding.get("outcome").asString().equals("STOP"))
            .filter(finding -> !patient.isElsewhere())
            .forEach(
                stop ->
                    assertProblem(
                        resolve(episode, stop, "prov-1", "OVERRIDDEN"), 409, "finding-stands"));
        assertStatus(
            post(
                episode,
                "decline",
                "prov-1",
                "{\"licenceState\":\"AZ\",\"reasonCode\":\"NO_CANDIDATE\"}"),
            200);
        return;
      }
    }
    assertThat(review(episode).at("/candidacy/mayBeApproved").asBoolean()).isTrue();
    JsonNode approved = assertStatus(post(episode, "approve", "prov-1", APPROVE), 200);
    assertThat(approved.at("/approval/candidacy/rulesVersion").asString()).isEqualTo("candidacy/1");
    assertThat(approved.at("/approval/candidacy/findings").size())
        .isEqualTo(patient.expect().size());
  }

  private void dealWith(String episode, JsonNode finding) {
    switch (finding.get("outcome").asString()) {
      case "HOLD" -> {
        assertProblem(
            resolve(episode, finding, "prov-1", "RATIONALE"), 422, "rationale-not-enough");
        assertStatus(resolve(episode, finding, "prov-1", "OVERRIDDEN"), 200);
        assertProblem(post(episode, "approve", "prov-1", APPROVE), 409, "findings-open");
        assertStatus(resolve(episode, finding, "prov-2", "OVERRIDDEN"), 200);
      }
      case "REVIEW" -> assertStatus(resolve(episode, finding, "prov-1", "RATIONALE"), 200);
      default -> assertThat(finding.get("outcome").asString()).isEqualTo("INFO");
    }
  }

  private ResponseEntity<String> resolve(
      String episode, JsonNode finding, String provider, String kind) {
    return post(
        episode,
        "findings/" + finding.get("ruleId").asString() + "/resolutions",
        provider,
        "{\"licenceState\":\"AZ\",\"kind\":\"%s\",\"reasonCode\":\"WEIGHED\"}".formatted(kind));
  }

  private String submitted(RiskTier tier) {
    String episode = key();
    send(
        Topic.INTAKE,
        episode,
        new IntakeEvent.IntakeSubmitted(
            "patient-of-" + episode, episode, "phoenix", 1, tier, List.of(), clock.instant()));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get("/api/reviews/" + episode).getStatusCode().is2xxSuccessful());
    return episode;
  }

  private String approved() {
    String episode = submitted(RiskTier.LOW);
    INTAKE.has(episode, 1);
    assertStatus(post(episode, "claim", "prov-1", ""), 200);
    awaitUntil(episode, "dossierIsCurrent", "true");
    assertStatus(post(episode, "approve", "prov-1", APPROVE), 200);
    return episode;
  }

  private void send(Topic topic, String episode, Event event) {
    producer.send(
        new ProducerRecord<>(
            topic.topicName(),
            null,
            event.patientId(),
            new EventCodec().write(event).getBytes(StandardCharsets.UTF_8),
            EventCodec.headers(
                key(),
                EventCatalog.wireName(event.getClass()),
                "/" + topic.producer(),
                episode,
                1,
                clock.instant(),
                null)));
  }

  private List<String> awaitEvents(TestServers servers, String episode, int count) {
    try (TopicReader reader = TopicReader.of(servers, Topic.REVIEW)) {
      await().until(() -> about(reader, episode).size() >= count);
      return about(reader, episode).stream()
          .map(event -> new String(event.value(), StandardCharsets.UTF_8))
          .toList();
    }
  }

  private List<String> typesOf(TestServers servers, String episode) {
    try (TopicReader reader = TopicReader.of(servers, Topic.REVIEW)) {
      await().until(() -> !about(reader, episode).isEmpty());
      return about(reader, episode).stream().map(event -> header(event, "ce_type")).toList();
    }
  }

  private static List<ConsumerRecord<String, byte[]>> about(TopicReader reader, String episode) {
    return reader.records().stream()
        .filter(event -> header(event, "ce_subject").equals(episode))
        .toList();
  }

  private static String header(ConsumerRecord<String, byte[]> event, String name) {
    return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private void awaitUntil(String episode, String field, String value) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(review(episode).path(field).asString("")).isEqualTo(value));
  }

  private JsonNode review(String episode) {
    return body(get("/api/reviews/" + episode));
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
    return http()
        .get()
        .uri(path)
        .header("X-Actor-Id", "onlooker")
        .retrieve()
        .toEntity(String.class);
  }

  private ResponseEntity<String> post(String episode, String action, String actor, String body) {
    return post(episode, action, actor, body, key(), null);
  }

  private ResponseEntity<String> post(
      String episode, String action, String actor, String body, String key, String ifMatch) {
    RestClient.RequestBodySpec request =
        http()
            .post()
            .uri("/api/reviews/" + episode + "/" + action)
            .header("Idempotency-Key", key)
            .contentType(MediaType.APPLICATION_JSON);
    if (actor != null) {
      request = request.header("X-Actor-Id", actor);
    }
    if (ifMatch != null) {
      request = request.header(HttpHeaders.IF_MATCH, ifMatch);
    }
    return request.body(body).retrieve().toEntity(String.class);
  }

  private JsonNode body(ResponseEntity<String> response) {
    return json.readTree(response.getBody());
  }

  private JsonNode assertStatus(ResponseEntity<String> response, int status) {
    assertThat(response.getStatusCode().value()).as(response.getBody()).isEqualTo(status);
    return body(response);
  }

  private void assertProblem(ResponseEntity<String> response, int status, String code) {
    JsonNode problem = assertStatus(response, status);
    assertThat(problem.get("code").asString()).isEqualTo(code);
  }
}
