package com.telemedicalservices.scheduling;

import static com.telemedicalservices.scheduling.Http.booking;
import static com.telemedicalservices.scheduling.Http.clinic;
import static com.telemedicalservices.scheduling.Http.key;
import static com.telemedicalservices.scheduling.Http.starts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.Modality;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.scheduling.Http.Reply;
import com.telemedicalservices.scheduling.domain.Consent;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import com.telemedicalservices.testkit.MovableClock;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.TopicReader;
import com.telemedicalservices.testkit.WithServers;
import com.telemedicalservices.testkit.openapi.OpenApiDocument;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

/** The scheduling service as its users and the other services meet it. */
@WithServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SchedulingJourneyTest {

  private static final Map<String, Object> CHECKED =
      Map.of("escortConfirmed", true, "escortReference", "escort-1", "fastingConfirmed", true);

  private static final Map<String, Object> FIT =
      Map.of(
          "fitByScore", true,
          "vitalsNearBaseline", true,
          "oriented", true,
          "dissociationResolved", true,
          "gaitSteady", true,
          "noActiveSuicidalIdeation", true,
          "intravenousLineOut", true,
          "instructionsGiven", true,
          "escortPresent", true);

  private static final ZoneId ZONE = ZoneId.of("America/Phoenix");

  @TestConfiguration
  static class StandingClock {
    @Bean
    MovableClock clock() {
      return new MovableClock(Instant.parse("2026-11-23T16:00:00Z"));
    }
  }

  private static TopicReader told;
  private static KafkaProducer<String, byte[]> producer;

  @LocalServerPort int port;
  @Autowired MovableClock clock;
  @Autowired AggregateStore<TreatmentState, TreatmentCommand, SchedulingEvent> treatments;
  private Http http;
  private String episode;
  private String patient;
  private String clinicId;
  private LocalDate monday;

  @BeforeAll
  static void connect(TestServers servers) {
    told = TopicReader.of(servers, Topic.SCHEDULING);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.kafkaBrokers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void disconnect() {
    told.close();
    producer.close();
  }

  @BeforeEach
  void a_new_patient_of_a_new_clinic() {
    http = new Http(port);
    // Other tests may have moved the clock.
    monday =
        LocalDate.ofInstant(now().plus(Duration.ofDays(3)), ZONE)
            .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    episode = key();
    patient = key();
    clinicId = "clinic-" + key().substring(0, 8);
    assertThat(http.opens(clinicId, clinic(1)).status()).isEqualTo(200);
  }

  @Test
  void a_series_is_proposed_booked_and_given_and_the_others_are_told() {
    approve(2);
    consent();
    Reply proposals = http.get("/api/series/" + episode + "/proposals?from=" + monday);
    assertThat(proposals.at("/zone").asString()).isEqualTo("America/Phoenix");
    assertThat(proposals.at("/proposals").size()).isEqualTo(3);
    assertThat(proposals.at("/proposals/0/sessions/0/localStart").asString()).startsWith("20");

    Reply booked = book(starts(proposals.at("/proposals/0")));
    assertThat(booked.status()).isEqualTo(201);
    assertThat(booked.headers().getLocation()).hasPath("/api/series/" + episode);
    assertThat(booked.at("/seriesId").asString()).isEqualTo(episode + ".s1");
    assertThat(booked.texts("/sessions", "status")).containsExactly("PLANNED", "PLANNED");
    assertThat(http.get("/api/series/" + episode + ".s1").text()).isEqualTo(booked.text());
    assertThat(http.get("/api/series/" + episode).text()).isEqualTo(booked.text());

    String first = episode + ".s1.1";
    Instant start = Instant.parse(booked.at("/sessions/0/startsAt").asString());
    moveClockTo(start.minus(Duration.ofMinutes(10)));
    await().untilAsserted(() -> assertThat(status(first)).isEqualTo("CONFIRMED"));
    assertThat(
            session(first, "check-in", Map.of("identityConfirmed", true)).at("/status").asString())
        .isEqualTo("CHECKED_IN");

    Reply gate = session(first, "start", Map.of("escortConfirmed", true));
    assertThat(gate.code()).isEqualTo("409 start-gate");
    assertThat(gate.at("/failed").values().stream().map(JsonNode::asString))
        .containsExactly("escort-unnamed", "fasting-unmet");

    assertThat(session(first, "start", CHECKED).at("/status").asString()).isEqualTo("INFUSING");
    assertThat(session(first, "pause", Map.of("reasonCode", "nausea")).at("/status").asString())
        .isEqualTo("PAUSED");
    assertThat(session(first, "resume", "").at("/status").asString()).isEqualTo("INFUSING");
    assertThat(session(first, "finish", "").at("/status").asString()).isEqualTo("RECOVERY");
    assertThat(session(first, "discharge", FIT).code()).isEqualTo("409 too-early");
    clock.advance(Duration.ofMinutes(60));
    Reply unfit = session(first, "discharge", Map.of("fitByScore", true));
    assertThat(unfit.code()).isEqualTo("409 discharge-criteria");
    assertThat(unfit.at("/failed").size()).isEqualTo(8);
    assertThat(session(first, "discharge", FIT).at("/status").asString()).isEqualTo("DISCHARGED");
    assertThat(session(episode + ".s1.2", "cancel", Map.of("reasonCode", "moved-away")).status())
        .isEqualTo(200);

    await()
        .untilAsserted(
            () ->
                assertThat(types())
                    .containsExactly(
                        "series.booked.v1",
                        "session.confirmed.v1",
                        "session.checked-in.v1",
                        "session.started.v1",
                        "session.completed.v1",
                        "session.discharged.v1",
                        "session.cancelled.v1",
                        "series.completed.v1"));
    assertThat(http.get("/api/series/" + episode).at("/status").asString()).isEqualTo("COMPLETED");
  }

  @Test
  void what_is_taken_is_answered_with_alternatives_that_are_free() {
    approve(1);
    List<String> wanted = List.of(at(1, "09:00"));
    assertThat(book(wanted).status()).isEqualTo(201);

    another_patient();
    approve(1);
    Reply lost = book(wanted);
    assertThat(lost.code()).isEqualTo("409 slot-taken");
    assertThat(lost.at("/alternatives").size()).isEqualTo(3);
    assertThat(book(starts(lost.at("/alternatives/1"))).status()).isEqualTo(201);

    Reply stay = session(episode + ".s1.1", "move", move(at(1, "10:00")));
    assertThat(stay.code()).isEqualTo("409 slot-taken");
    String nearest = stay.at("/alternatives/0/startsAt").asString();
    Reply moved = session(episode + ".s1.1", "move", move(nearest));
    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.at("/startsAt").asString()).isEqualTo(nearest);
    assertThat(moved.at("/sessionId").asString()).isEqualTo(episode + ".s1.1");
    await()
        .untilAsserted(
            () -> assertThat(types()).containsExactly("series.booked.v1", "session.moved.v1"));
  }

  @Test
  void a_patient_is_never_at_two_places_at_once() {
    approve(1);
    assertThat(book(List.of(at(1, "09:00"))).status()).isEqualTo(201);

    // Another episode of the same patient, at a clinic with nothing booked.
    episode = key();
    clinicId = "clinic-" + key().substring(0, 8);
    http.opens(clinicId, clinic(1));
    approve(1);

    assertThat(book(List.of(at(1, "10:00"))).code()).isEqualTo("409 slot-taken");
    assertThat(book(List.of(at(1, "11:15"))).status()).isEqualTo(201);
  }

  @Test
  void a_suspended_approval_blocks_what_is_booked_until_it_stands_again() {
    approve(2);
    assertThat(book(List.of(at(1, "09:00"), at(4, "09:00"))).status()).isEqualTo(201);

    tell(new ReviewEvent.ApprovalSuspended(patient, episode, "approval", "medication", now()));
    await().untilAsserted(() -> assertThat(statuses()).containsOnly("BLOCKED"));
    assertThat(session(episode + ".s1.1", "confirm", "").code()).isEqualTo("409 wrong-state");

    clock.advance(Duration.ofSeconds(1));
    tell(new ReviewEvent.ApprovalReinstated(patient, episode, "approval", "provider", now()));
    await().untilAsserted(() -> assertThat(statuses()).containsOnly("PLANNED"));

    tell(new IntakeEvent.CrisisFlagged(patient, episode, key(), "screener", "1", now()));
    await().untilAsserted(() -> assertThat(statuses()).containsOnly("BLOCKED"));
    clock.advance(Duration.ofSeconds(1));
    tell(
        new ReviewEvent.CrisisDispositioned(
            patient, episode, "SAFETY_PLAN", RiskTier.MODERATE, "provider", now(), now()));
    await().untilAsserted(() -> assertThat(statuses()).containsOnly("PLANNED"));

    tell(new IntakeEvent.IntakeWithdrawn(patient, episode, "COST", now()));
    await().untilAsserted(() -> assertThat(statuses()).containsOnly("CANCELLED"));
    await().untilAsserted(() -> assertThat(types()).endsWith("series.stopped.v1"));
    assertThat(http.get("/api/series/" + episode + "/proposals").code())
        .isEqualTo("409 episode-ended");
  }

  @Test
  void a_day_shows_who_comes_and_what_is_overdue() {
    approve(1);
    book(List.of(at(1, "09:00")));
    another_patient();
    approve(1);
    consent();
    book(List.of(at(0, "09:00")));
    String session = episode + ".s1.1";

    Reply day = http.get("/api/sessions?clinic=" + clinicId + "&day=" + monday.plusDays(1));
    assertThat(day.texts("/sessions", "status")).hasSize(1);
    assertThat(day.at("/sessions/0/localStart").asString())
        .isEqualTo(monday.plusDays(1) + "T09:00:00");
    assertThat(day.at("/overdue").size()).isZero();
    assertThat(http.get("/api/sessions?clinic=" + clinicId).at("/day").asString())
        .isEqualTo(now().minus(Duration.ofHours(7)).toString().substring(0, 10));

    moveClockTo(Instant.parse(at(0, "09:00")));
    session(session, "check-in", Map.of("identityConfirmed", true));
    assertThat(session(session, "start", CHECKED).status()).isEqualTo(200);
    moveClockTo(Instant.parse(at(0, "12:00")));
    await().untilAsserted(() -> assertThat(types()).endsWith("vitals.alarmed.v1"));
    Reply next = http.get("/api/sessions?clinic=" + clinicId + "&day=" + monday.plusDays(1));
    assertThat(next.texts("/overdue", "sessionId")).containsExactly(session);
    assertThat(next.texts("/overdue", "status")).containsExactly("INFUSING");
  }

  @Test
  void a_patient_who_does_not_come_is_a_no_show() {
    approve(1);
    book(List.of(at(1, "09:00")));
    String session = episode + ".s1.1";

    moveClockTo(Instant.parse(at(1, "09:15")));

    await().untilAsserted(() -> assertThat(status(session)).isEqualTo("NO_SHOW"));
    await()
        .untilAsserted(
            () -> assertThat(types()).endsWith("session.no-show.v1", "series.stopped.v1"));
    assertThat(session(session, "check-in", Map.of("identityConfirmed", true)).code())
        .isEqualTo("409 wrong-state");
  }

  @Test
  void the_same_request_twice_is_one_booking() {
    approve(1);
    String key = key();
    Map<String, Object> wanted = booking(episode, clinicId, List.of(at(1, "09:00")));

    Reply once = http.post("/api/series", key, wanted);
    Reply twice = http.post("/api/series", key, wanted);

    assertThat(twice.status()).isEqualTo(201);
    assertThat(twice.text()).isEqualTo(once.text());
    assertThat(twice.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
    assertThat(
            http.post("/api/series", key, booking(episode, clinicId, List.of(at(2, "09:00"))))
                .code())
        .isEqualTo("422 idempotency-key-reused");
    assertThat(http.post("/api/series", wanted).code()).isEqualTo("409 series-exists");

    String moveKey = key();
    String move = "/api/sessions/" + episode + ".s1.1/move";
    Reply moved = http.post(move, moveKey, move(at(3, "09:00")));
    assertThat(http.post(move, moveKey, move(at(3, "09:00"))).text()).isEqualTo(moved.text());
    assertThat(http.post(move, key(), "\"1\"", move(at(4, "09:00"))).code())
        .isEqualTo("412 stale-version");
  }

  @Test
  void the_same_request_twice_is_answered_the_same_though_its_time_is_taken_by_now() {
    approve(1);
    String move = "/api/sessions/" + episode + ".s1.1/move";
    Map<String, Object> wanted = booking(episode, clinicId, List.of(at(1, "09:00")));
    String bookKey = key();
    String moveKey = key();
    Reply booked = http.post("/api/series", bookKey, wanted);
    Reply moved = http.post(move, moveKey, move(at(2, "09:00")));
    assertThat(http.post(move, key(), move(at(3, "09:00"))).status()).isEqualTo(200);
    for (int day : List.of(1, 2)) {
      another_patient();
      approve(1);
      assertThat(book(List.of(at(day, "09:00"))).status()).isEqualTo(201);
    }

    Reply bookedAgain = http.post("/api/series", bookKey, wanted);
    Reply movedAgain = http.post(move, moveKey, move(at(2, "09:00")));

    assertThat(bookedAgain.status()).isEqualTo(201);
    assertThat(bookedAgain.text()).isEqualTo(booked.text());
    assertThat(bookedAgain.headers().getLocation()).isEqualTo(booked.headers().getLocation());
    assertThat(movedAgain.status()).isEqualTo(200);
    assertThat(movedAgain.text()).isEqualTo(moved.text());
    assertThat(http.post(move, moveKey, move(at(1, "09:00"))).code())
        .isEqualTo("422 idempotency-key-reused");
  }

  @Test
  void a_clinic_is_put_and_shown() {
    String path = "/api/clinics/" + clinicId;
    Reply shown = http.get(path);
    assertThat(shown.at("/hours/0/opens").asString()).startsWith("08:00");
    assertThat(shown.at("/prescribers/0/capacity").asInt()).isEqualTo(1);

    Map<String, Object> changed = clinic(3);
    changed.put("specialDays", List.of(Map.of("date", "2026-12-25", "hours", List.of())));
    assertThat(http.put(path, "X-Nothing", "x", changed).code())
        .isEqualTo("428 precondition-required");
    assertThat(http.put(path, "If-Match", "\"7\"", changed).code()).isEqualTo("412 stale-version");
    assertThat(http.opens(clinicId, changed).code()).isEqualTo("412 stale-version");
    Reply put = http.put(path, "If-Match", shown.etag(), changed);
    assertThat(put.status()).isEqualTo(200);
    assertThat(http.get(path).text()).isEqualTo(put.text());
    assertThat(put.at("/chairs").size()).isEqualTo(3);

    changed.put("zone", "Mars/Olympus");
    assertThat(http.put(path, "If-Match", put.etag(), changed).code())
        .isEqualTo("422 unknown-zone");
    changed.put("chairs", List.of(Map.of("id", "chair 1")));
    changed.remove("name");
    Reply invalid = http.put(path, "If-Match", put.etag(), changed);
    assertThat(invalid.code()).isEqualTo("400 invalid-request");
    assertThat(invalid.at("/fields").values().stream().map(JsonNode::asString))
        .containsExactly("chairs[0].id", "name");
    assertThat(http.get("/api/clinics/nowhere").code()).isEqualTo("404 unknown-clinic");
  }

  @Test
  void bad_input_is_answered_with_what_is_wrong() {
    approve(2);
    String session = "/api/sessions/" + episode + ".s1.1";
    assertThat(http.post("/api/series", "{\"episodeId\":").code()).isEqualTo("400 malformed-json");
    assertThat(http.post("/api/series", Map.of("episodeId", episode)).code())
        .isEqualTo("400 invalid-request");
    assertThat(http.post("/api/series", "x".repeat(1_100_000)).code())
        .isEqualTo("413 body-too-large");
    assertThat(
            http.postWithoutHeaders("/api/series", booking(episode, clinicId, List.of())).status())
        .isEqualTo(400);
    assertThat(http.post("/api/series", "short", Map.of()).status()).isEqualTo(400);
    assertThat(book(List.of()).code()).isEqualTo("400 invalid-request");
    assertThat(book(List.of("tomorrow")).code()).isEqualTo("400 malformed-json");
    assertThat(book(List.of("+9999-01-01T00:00:00Z")).status()).isIn(400, 422);
    assertThat(book(List.of("+999999999-01-01T00:00:00Z")).code())
        .isEqualTo("422 date-out-of-range");
    assertThat(book(List.of("2020-01-01T00:00:00Z")).code()).isEqualTo("422 in-the-past");
    assertThat(book(List.of(at(1, "09:05"))).code()).isEqualTo("422 off-grid");
    assertThat(book(List.of(at(1, "16:00"))).code()).isEqualTo("422 outside-hours");
    assertThat(book(List.of(at(1, "09:00"), at(2, "09:00"))).code())
        .isEqualTo("422 interval-too-short");
    assertThat(
            http.post("/api/series", booking("nobody", clinicId, List.of(at(1, "09:00")))).code())
        .isEqualTo("404 unknown-episode");
    assertThat(
            http.post("/api/series", booking(episode, "nowhere", List.of(at(1, "09:00")))).code())
        .isEqualTo("404 unknown-clinic");
    assertThat(http.get("/api/series/nobody/proposals").code()).isEqualTo("404 unknown-episode");
    assertThat(http.get("/api/series/" + episode + "/proposals?count=3").code())
        .isEqualTo("422 too-many-sessions");
    assertThat(http.get("/api/series/" + episode + "/proposals?clinicId=other").code())
        .isEqualTo("422 other-clinic");
    assertThat(http.get("/api/series/" + episode + "/proposals?from=someday").status())
        .isEqualTo(400);
    assertThat(http.get("/api/series/" + episode + "/proposals?from=%2B999999999-12-31").status())
        .isIn(400, 422);
    assertThat(
            http.get("/api/series/" + episode + "/proposals?from=2150-01-01")
                .at("/proposals")
                .size())
        .isZero();
    assertThat(http.get("/api/series/" + episode).code()).isEqualTo("404 unknown-series");
    assertThat(http.get("/api/series/" + episode + ".s1").code()).isEqualTo("404 unknown-series");
    assertThat(http.get(session).code()).isEqualTo("404 unknown-session");
    assertThat(http.get("/api/sessions/whatever").code()).isEqualTo("404 unknown-session");
    assertThat(http.post(session + "/confirm", "").code()).isEqualTo("404 unknown-session");
    assertThat(http.post(session + "/check-in", Map.of("identityConfirmed", false)).code())
        .isEqualTo("400 invalid-request");
    assertThat(http.post(session + "/move", move(at(1, "09:00"))).code())
        .isEqualTo("404 unknown-session");
    assertThat(http.get("/api/sessions?clinic=nowhere").code()).isEqualTo("404 unknown-clinic");
    assertThat(http.get("/api/sessions").status()).isEqualTo(400);
    assertThat(http.get("/api/sessions?clinic=" + clinicId + "&day=2027-13-01").status())
        .isEqualTo(400);
  }

  @Test
  void what_the_service_answers_to_is_as_published() {
    OpenApiDocument.of(port).isAsPublished();
  }

  @Test
  void a_poisoned_record_is_put_aside_and_the_next_is_applied(TestServers servers) {
    ReviewEvent approved = approval(1);
    send(approved, "not json");
    send(approved, "{\"patientId\":\"" + patient + "\"}");
    send(approved, new EventCodec().write(approved));

    await()
        .untilAsserted(
            () ->
                assertThat(http.get("/api/series/" + episode + "/proposals").status())
                    .isEqualTo(200));
    try (TopicReader reader = TopicReader.ofDeadLetters(servers, Topic.REVIEW)) {
      await().untilAsserted(() -> assertThat(reader.reasons()).hasSize(2));
    }
  }

  /** A time of the clinic's wall clock, some days after a Monday to come. */
  private String at(int days, String time) {
    return monday.plusDays(days).atTime(LocalTime.parse(time)).atZone(ZONE).toInstant().toString();
  }

  private void another_patient() {
    episode = key();
    patient = key();
  }

  private Instant now() {
    return clock.instant();
  }

  private void moveClockTo(Instant time) {
    clock.advance(Duration.between(clock.instant(), time));
  }

  private ReviewEvent.CandidateApproved approval(int sessions) {
    return new ReviewEvent.CandidateApproved(
        patient,
        episode,
        clinicId,
        "approval",
        Modality.IV_RACEMIC,
        sessions,
        40,
        28,
        now().plus(Duration.ofDays(365)),
        now().plus(Duration.ofDays(400)),
        "2026-11",
        "provider",
        "AZ",
        now(),
        List.of(new ReviewEvent.Condition("ECG")));
  }

  private void approve(int sessions) {
    tell(approval(sessions));
    await()
        .untilAsserted(
            () ->
                assertThat(http.get("/api/series/" + episode + "/proposals").status())
                    .isEqualTo(200));
  }

  private void consent() {
    for (String consent : List.of("treatment", "telehealth")) {
      tell(new IntakeEvent.ConsentSigned(patient, episode, consent, "2026-11-01", now()));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(treatments.find(episode).orElseThrow().state().consents())
                    .hasSize(2)
                    .allMatch(Consent::isInForce));
  }

  private Reply book(List<String> startsAt) {
    return http.post("/api/series", booking(episode, clinicId, startsAt));
  }

  private Reply session(String sessionId, String step, Object body) {
    return http.post("/api/sessions/" + sessionId + "/" + step, body);
  }

  private static Map<String, Object> move(String startsAt) {
    return Map.of("startsAt", startsAt, "reasonCode", "patient-asked");
  }

  private String status(String sessionId) {
    return http.get("/api/sessions/" + sessionId).at("/status").asString();
  }

  private List<String> statuses() {
    return http.get("/api/series/" + episode).texts("/sessions", "status");
  }

  private void tell(Event event) {
    send(event, new EventCodec().write(event));
  }

  private void send(Event event, String body) {
    producer.send(
        new ProducerRecord<>(
            Topic.of(event.getClass()).topicName(),
            null,
            patient,
            body.getBytes(StandardCharsets.UTF_8),
            EventCodec.headers(
                key(),
                EventCatalog.wireName(event.getClass()),
                "/somewhere",
                episode,
                1,
                now(),
                null)));
    producer.flush();
  }

  private List<String> types() {
    List<String> types = new ArrayList<>();
    told.records()
        .forEach(
            each -> {
              if (episode.equals(text(each.headers().lastHeader("ce_subject").value()))) {
                types.add(text(each.headers().lastHeader("ce_type").value()));
              }
            });
    return types;
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
