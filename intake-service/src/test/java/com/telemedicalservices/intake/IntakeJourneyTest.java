package com.telemedicalservices.intake;

import static com.telemedicalservices.intake.Http.answers;
import static com.telemedicalservices.intake.Http.contact;
import static com.telemedicalservices.intake.Http.inquiry;
import static com.telemedicalservices.intake.Http.key;
import static com.telemedicalservices.intake.Http.scale;
import static com.telemedicalservices.intake.Http.screener;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.intake.Http.Reply;
import com.telemedicalservices.intake.domain.IntakePolicy;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.testkit.MovableClock;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.TopicReader;
import com.telemedicalservices.testkit.WithServers;
import com.telemedicalservices.testkit.openapi.OpenApiDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** The intake service as its users and the other services meet it. */
@WithServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class IntakeJourneyTest {

  @TestConfiguration
  static class StandingClock {
    @Bean
    MovableClock clock() {
      return new MovableClock(Instant.parse("2026-12-01T16:00:00Z"));
    }
  }

  private static TopicReader told;

  @LocalServerPort int port;
  @Autowired MovableClock clock;
  private Http http;

  @BeforeAll
  static void listen(TestServers servers) {
    told = TopicReader.of(servers, Topic.INTAKE);
  }

  @AfterAll
  static void stop_listening() {
    told.close();
  }

  @BeforeEach
  void a_browser() {
    http = new Http(port);
  }

  @Test
  void a_patient_fills_in_and_submits_and_the_others_are_told() {
    Reply opened = http.post("/api/intakes", inquiry());
    String episodeId = opened.at("/episodeId").asString();
    String patientId = opened.at("/patientId").asString();
    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.headers().getLocation()).hasPath("/api/intakes/" + episodeId);
    assertThat(opened.at("/status").asString()).isEqualTo("INQUIRY");

    String intake = "/api/intakes/" + episodeId;
    Reply partly = http.putLatest(intake, "/forms/phq-9", answers(Map.of("44250-9", "LA6569-3")));
    assertThat(partly.status()).isEqualTo(200);
    assertThat(partly.at("/forms/0/complete").asBoolean()).isFalse();
    assertThat(partly.at("/forms/0/missing").size()).isEqualTo(8);
    assertThat(partly.at("/missing/forms").size()).isEqualTo(8);

    Harmless.histories(IntakePolicy.defaults().requiredForms())
        .forEach(
            (form, answers) ->
                http.putLatest(intake, "/forms/" + form, answers(form, Harmless.plain(answers))));
    http.putLatest(
        intake,
        "/forms/phq-9",
        answers(scale(Harmless.instrument("phq-9").linkIds(), "LA6570-1", "LA6569-3")));
    Reply gad7 =
        http.putLatest(
            intake,
            "/forms/gad-7",
            answers(scale(Harmless.instrument("gad-7").linkIds(), "LA6569-3", "LA6569-3")));
    assertThat(gad7.at("/notices/0").asString()).isEqualTo("c-ssrs-required");
    assertThat(http.post(intake + "/submit", "").code()).isEqualTo("422 c-ssrs-required");

    http.putLatest(intake, "/forms/c-ssrs-screener", screener("YN---N-"));
    Reply incomplete = http.post(intake + "/submit", "");
    assertThat(incomplete.code()).isEqualTo("422 intake-incomplete");
    assertThat(incomplete.at("/consents/0").asString()).isEqualTo("telehealth");

    Reply signed = http.putLatest(intake, "/consents/telehealth", Http.signature());
    assertThat(signed.status()).isEqualTo(200);
    Reply submitted = http.post(intake + "/submit", "");
    assertThat(submitted.status()).isEqualTo(200);
    assertThat(submitted.at("/status").asString()).isEqualTo("SUBMITTED");
    assertThat(submitted.at("/crisis").isMissingNode()).isTrue();
    assertThat(submitted.at("/support/level").asString()).isEqualTo("LOW");

    Reply dossier = http.get(intake + "/dossier?revision=1");
    assertThat(dossier.at("/riskTier").asString()).isEqualTo("LOW");
    assertThat(dossier.at("/forms/1/score/tier").asString()).isEqualTo("LOW");
    assertThat(dossier.at("/forms/2/answers/age").asInt()).isEqualTo(41);
    assertThat(dossier.at("/forms/6/score/total").asInt()).isEqualTo(17);
    assertThat(dossier.at("/forms/6/score/band").asString()).isEqualTo("MODERATELY_SEVERE");
    assertThat(dossier.at("/forms/6/score/scorerVersion").asString()).isEqualTo("phq-9/1");
    assertThat(http.get(intake + "/dossier").text()).isEqualTo(dossier.text());
    assertThat(http.get(intake + "/dossier?revision=2").code()).isEqualTo("404 unknown-revision");

    await()
        .untilAsserted(
            () ->
                assertThat(types(episodeId))
                    .containsExactly(
                        "inquiry.received.v1",
                        "consent.signed.v1",
                        "consent.signed.v1",
                        "intake.submitted.v1"));
    await().untilAsserted(() -> assertThat(types(patientId)).containsExactly("contact.changed.v1"));
  }

  @Test
  void a_high_answer_shows_the_crisis_card_at_once_and_until_a_clinician_has_spoken(
      TestServers servers) {
    String intake = http.completed();
    Reply saved = http.putLatest(intake, "/forms/c-ssrs-screener", screener("NYNYNN-"));
    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.at("/status").asString()).isEqualTo("CRISIS_HOLD");
    assertCrisis(saved, "en", "are being passed on");

    Reply submitted = http.post(intake + "/submit", "");
    assertThat(submitted.status()).isEqualTo(200);
    assertCrisis(submitted, "en", "are being passed on");
    assertThat(submitted.at("/revision").asInt()).isEqualTo(1);

    String episodeId = submitted.at("/episodeId").asString();
    await()
        .untilAsserted(
            () ->
                assertThat(types(episodeId)).contains("crisis.flagged.v1", "intake.submitted.v1"));

    clock.advance(Duration.ofMinutes(10));
    tell(
        servers,
        new ReviewEvent.CrisisDispositioned(
            submitted.at("/patientId").asString(),
            episodeId,
            "SAFETY_PLAN_COMPLETED",
            RiskTier.MODERATE,
            "provider-1",
            clock.instant(),
            clock.instant()));
    await()
        .untilAsserted(
            () -> assertThat(http.get(intake).at("/status").asString()).isEqualTo("SUBMITTED"));
    Reply dossier = http.get(intake + "/dossier");
    assertThat(dossier.at("/highestTier").asString()).isEqualTo("HIGH");
    assertThat(dossier.at("/crisisSignals/0/source").asString()).isEqualTo("c-ssrs-screener");
    assertThat(dossier.at("/dispositions/0/providerId").asString()).isEqualTo("provider-1");
  }

  private static void assertCrisis(Reply reply, String language, String next) {
    assertThat(reply.at("/crisis/level").asString()).isEqualTo("HIGH");
    assertThat(reply.at("/crisis/hold").asBoolean()).isTrue();
    assertThat(reply.at("/crisis/language").asString()).isEqualTo(language);
    assertThat(reply.at("/crisis/contacts/0/number").asString()).isEqualTo("988");
    assertThat(reply.at("/crisis/contacts/1/number").asString()).isEqualTo("911");
    assertThat(reply.at("/crisis/next").asString()).contains(next);
  }

  @Test
  void the_crisis_card_speaks_the_patients_language() {
    Map<String, Object> inquiry = inquiry();
    inquiry.put("language", "es");
    String intake =
        "/api/intakes/" + http.post("/api/intakes", inquiry).at("/episodeId").asString();

    assertCrisis(
        http.putLatest(intake, "/forms/c-ssrs-screener", screener("NN---YY")),
        "es",
        "se están transmitiendo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NYYNNN-", "NN---YN"})
  void a_moderate_answer_shows_where_to_find_help_and_holds_nothing(String vector) {
    String intake = http.completed();
    Reply saved = http.putLatest(intake, "/forms/c-ssrs-screener", screener(vector));

    assertThat(saved.at("/crisis/level").asString()).isEqualTo("MODERATE");
    assertThat(saved.at("/crisis/hold").asBoolean()).isFalse();
    assertThat(http.post(intake + "/submit", "").at("/status").asString()).isEqualTo("SUBMITTED");
  }

  @Test
  void a_yes_left_unexplained_is_not_submitted_and_shows_the_card() {
    String intake = http.completed();
    Reply saved = http.putLatest(intake, "/forms/c-ssrs-screener", screener("NY---N-"));
    assertThat(saved.at("/status").asString()).isEqualTo("INTAKE_IN_PROGRESS");

    Reply submitted = http.post(intake + "/submit", "");
    assertCrisis(submitted, "en", "are being passed on");
    assertThat(submitted.at("/revision").asInt()).isZero();
    assertThat(submitted.at("/missing/items/c-ssrs-screener").size()).isEqualTo(3);
    Reply again = http.post(intake + "/submit", "");
    assertThat(again.code()).isEqualTo("422 intake-incomplete");
    assertCrisis(again, "en", "are being passed on");
    await()
        .untilAsserted(
            () ->
                assertThat(types(submitted.at("/episodeId").asString()))
                    .containsOnlyOnce("crisis.flagged.v1"));
  }

  @Test
  void a_high_answer_that_is_refused_counts_all_the_same() {
    String intake = http.opened();
    String seen = http.get(intake).etag();
    http.putLatest(intake, "/forms/eligibility", answers("eligibility", Map.of("age", 30)));

    Reply stale = http.put(intake + "/forms/c-ssrs-screener", seen, screener("NYNYNN-"));
    assertThat(stale.code()).isEqualTo("412 stale-version");
    assertCrisis(stale, "en", "are being passed on");
    Reply now = http.get(intake);
    assertThat(now.at("/status").asString()).isEqualTo("CRISIS_HOLD");
    assertThat(now.at("/forms").size()).isEqualTo(1);

    Map<String, Object> broken = new HashMap<>();
    broken.put("93249-1", "LA33-6");
    broken.put("93250-9", List.of("LA33-6"));
    Reply refused = http.putLatest(http.opened(), "/forms/c-ssrs-screener", answers(broken));
    assertThat(refused.code()).isEqualTo("422 answer-out-of-range");
    assertCrisis(refused, "en", "are being passed on");

    Reply unknown =
        http.put("/api/intakes/nobody/forms/c-ssrs-screener", "\"1\"", screener("NYNYNN-"));
    assertThat(unknown.status()).isIn(404, 412);
    assertCrisis(unknown, "en", "NOT been alerted");
    await()
        .untilAsserted(
            () -> assertThat(types(now.at("/episodeId").asString())).contains("crisis.flagged.v1"));
  }

  @Test
  void whoever_speaks_fhir_answers_and_reads_forms_too() {
    String intake = http.opened();
    http.putLatest(intake, "/forms/eligibility", answers("eligibility", Http.eligibility()));
    Reply written = http.getFhir(intake + "/forms/eligibility");
    assertThat(written.at("/resourceType").asString()).isEqualTo("QuestionnaireResponse");
    assertThat(written.at("/status").asString()).isEqualTo("completed");

    String other = http.opened();
    Reply kept = http.putFhir(other, "/forms/eligibility", written.text());
    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.at("/forms/0/answers/age").asInt()).isEqualTo(41);
    assertThat(http.getFhir(other + "/forms/eligibility").at("/item"))
        .isEqualTo(written.at("/item"));

    assertThat(http.getFhir(other + "/forms/phq-9").code()).isEqualTo("404 not-answered");
    assertThat(http.putFhir(other, "/forms/eligibility", "{}").code())
        .isEqualTo("422 unreadable-response");
    assertThat(http.putFhir(other, "/forms/dast-10", written.text()).code())
        .isEqualTo("404 unknown-form");
    Reply danger =
        http.putFhir(
            other,
            "/forms/phq-9",
            """
            {"resourceType":"Basket","item":[{"linkId":"44260-8",
             "answer":[{"valueCoding":{"system":"http://loinc.org","code":"LA6571-9"}}]}]}
            """);
    assertThat(danger.code()).isEqualTo("422 unreadable-response");
    assertCrisis(danger, "en", "are being passed on");
  }

  @Test
  void a_key_used_for_another_patient_changes_nothing() {
    String key = Http.key();
    http.post("/api/intakes", key, inquiry());
    Reply other = http.post("/api/intakes", inquiry());
    String path = "/api/patients/" + other.at("/patientId").asString() + "/contact";
    String known = http.get(path).text();

    Map<String, Object> mixedUp = inquiry();
    mixedUp.put("patientId", other.at("/patientId").asString());
    Map<String, Object> contact = contact();
    contact.put("phone", "+16025550199");
    mixedUp.put("contact", contact);
    assertThat(http.post("/api/intakes", key, mixedUp).code())
        .isEqualTo("422 idempotency-key-reused");

    assertThat(http.get(path).text()).isEqualTo(known);
  }

  @Test
  void words_of_despair_are_answered_with_the_card_wherever_they_are_written() {
    String intake = http.completed();
    http.putLatest(intake, "/forms/c-ssrs-screener", screener("NN---N-"));
    Map<String, String> despair = Map.of("kind", "MOOD", "note", "I want to die");
    Reply tooEarly = http.post(intake + "/changes", despair);
    assertThat(tooEarly.code()).isEqualTo("409 not-submitted");
    assertCrisis(tooEarly, "en", "are being passed on");

    String other = http.completed();
    http.putLatest(other, "/forms/c-ssrs-screener", screener("NN---N-"));
    http.post(other + "/submit", "");
    Reply reported = http.post(other + "/changes", despair);
    assertThat(reported.status()).isEqualTo(200);
    assertThat(reported.at("/status").asString()).isEqualTo("CRISIS_HOLD");
    assertCrisis(reported, "en", "are being passed on");
  }

  @Test
  void a_request_for_information_is_answered_by_an_amendment(TestServers servers) {
    String intake = http.completed();
    http.putLatest(intake, "/forms/c-ssrs-screener", screener("NN---N-"));
    Reply submitted = http.post(intake + "/submit", "");
    tell(
        servers,
        new ReviewEvent.InformationRequested(
            submitted.at("/patientId").asString(),
            submitted.at("/episodeId").asString(),
            "request-1",
            "DIAGNOSIS_UNCLEAR",
            clock.instant()));
    await()
        .untilAsserted(
            () ->
                assertThat(http.get(intake).at("/requestedInformation/0/reasonCode").asString(""))
                    .isEqualTo("DIAGNOSIS_UNCLEAR"));

    assertThat(http.post(intake + "/submit", "").code()).isEqualTo("409 nothing-to-submit");
    Map<String, Object> eligibility = Http.eligibility();
    eligibility.put("diagnosis", "F33.1");
    Reply amended =
        http.putLatest(intake, "/forms/eligibility", answers("eligibility", eligibility));
    assertThat(amended.at("/amended").asBoolean()).isTrue();
    Reply second = http.post(intake + "/submit", "");
    assertThat(second.at("/revision").asInt()).isEqualTo(2);
    assertThat(second.at("/requestedInformation/0/answeredAt").isMissingNode()).isFalse();
    assertThat(http.get(intake + "/dossier?revision=1").at("/forms/2/answers/diagnosis").asString())
        .isEqualTo("F33.2");
    assertThat(http.get(intake + "/dossier").at("/forms/2/answers/diagnosis").asString())
        .isEqualTo("F33.1");
  }

  @Test
  void a_provider_sees_what_an_amendment_has_changed() {
    Map<String, Object> inquiry = inquiry();
    inquiry.put("language", "es");
    String intake = http.completed(inquiry);
    http.putLatest(intake, "/forms/c-ssrs-screener", screener("NN---N-"));
    http.post(intake + "/submit", "");
    Map<String, Object> eligibility = Http.eligibility();
    eligibility.put("diagnosis", "F33.1");
    http.putLatest(intake, "/forms/eligibility", answers("eligibility", eligibility));
    Map<String, Object> medications = Harmless.plain(Harmless.answers("medications"));
    medications.put("takes-medications", true);
    medications.put("medication-drug#1", "26225");
    http.putLatest(intake, "/forms/medications", answers("medications", medications));
    http.post(intake + "/submit", "");

    Reply changes = http.get(intake + "/revisions/2/changes");
    assertThat(changes.at("/since").asInt()).isEqualTo(1);
    assertThat(changes.at("/forms").valueStream().map(form -> form.path("form").asString()))
        .containsExactly("eligibility", "medications");
    JsonNode diagnosis = changes.at("/forms/0/items/0");
    assertThat(diagnosis.path("item").asString()).isEqualTo("diagnosis");
    assertThat(diagnosis.path("change").asString()).isEqualTo("CHANGED");
    assertThat(diagnosis.path("text").asString())
        .isEqualTo("¿Para qué diagnóstico busca tratamiento?");
    assertThat(diagnosis.at("/before/value").asString()).isEqualTo("F33.2");
    assertThat(diagnosis.at("/after/text").asString())
        .isEqualTo("Trastorno depresivo mayor, recurrente, moderado");
    JsonNode drug = changes.at("/forms/1/items/1");
    assertThat(drug.path("item").asString()).isEqualTo("medication-drug#1");
    assertThat(drug.path("block").asInt()).isEqualTo(1);
    assertThat(drug.path("change").asString()).isEqualTo("ADDED");
    assertThat(drug.path("before").isMissingNode()).isTrue();
    assertThat(drug.at("/after/text").asString()).isEqualTo("ondansetrón");
    assertThat(http.get(intake + "/revisions/1/changes?since=2").at("/forms/1/items/1/change"))
        .hasToString("\"REMOVED\"");
    assertThat(http.get(intake + "/revisions/1/changes").code()).isEqualTo("404 unknown-revision");
    assertThat(http.get(intake + "/revisions/3/changes").code()).isEqualTo("404 unknown-revision");
    assertThat(http.get(intake + "/revisions/2/changes?since=7").code())
        .isEqualTo("404 unknown-revision");
    assertThat(http.get("/api/intakes/nobody/revisions/2/changes").code())
        .isEqualTo("404 unknown-episode");
  }

  @Test
  void changes_consents_and_the_end_are_told() {
    String intake = http.completed();
    assertThat(http.post(intake + "/changes", Map.of("kind", "MOOD")).code())
        .isEqualTo("409 not-submitted");
    http.putLatest(intake, "/forms/c-ssrs-screener", screener("NN---N-"));
    http.post(intake + "/submit", "");

    Reply changed =
        http.post(intake + "/changes", Map.of("kind", "MEDICATION", "note", "a new one"));
    assertThat(changed.at("/changes/0/kind").asString()).isEqualTo("MEDICATION");
    assertThat(http.get(intake + "/dossier").at("/changes/0/note").asString())
        .isEqualTo("a new one");
    assertThat(http.post(intake + "/consents/email/withdraw", "").status()).isEqualTo(200);
    assertThat(http.post(intake + "/consents/email/withdraw", "").code())
        .isEqualTo("409 consent-not-signed");
    Reply ended = http.post(intake + "/withdraw", Map.of("reason", "COST"));
    assertThat(ended.at("/status").asString()).isEqualTo("WITHDRAWN");
    assertThat(http.post(intake + "/submit", "").code()).isEqualTo("409 intake-withdrawn");

    await()
        .untilAsserted(
            () ->
                assertThat(types(ended.at("/episodeId").asString()))
                    .endsWith(
                        "intake.submitted.v1",
                        "change.reported.v1",
                        "consent.withdrawn.v1",
                        "intake.withdrawn.v1"));
  }

  @Test
  void a_patient_keeps_a_copy_of_what_they_have_signed() throws IOException {
    String intake = http.completed();
    Map<String, Object> release = Http.signature();
    release.put("version", "2026-11-27");
    release.put("language", "es");
    release.put("name", "María Canary-Quint");
    assertThat(http.putLatest(intake, "/consents/release", release).status()).isEqualTo(200);
    assertThat(http.post(intake + "/consents/release/withdraw", "").status()).isEqualTo(200);

    Reply signatures = http.get(intake + "/consents");
    assertThat(signatures.at("/signatures").size()).isEqualTo(3);
    assertThat(signatures.at("/signatures/0/consent").asString()).isEqualTo("email");
    assertThat(signatures.at("/signatures/0/name").isMissingNode()).isTrue();
    assertThat(signatures.at("/signatures/2/name").asString()).isEqualTo("María Canary-Quint");
    String id = signatures.at("/signatures/2/signatureId").asString();

    ResponseEntity<byte[]> copy = http.getPdf(intake + "/consents/" + id + "/copy");
    assertThat(copy.getStatusCode().value()).isEqualTo(200);
    assertThat(copy.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PDF);
    assertThat(copy.getHeaders().getContentDisposition().getFilename())
        .isEqualTo("release-2026-11-27.pdf");
    assertThat(copy.getHeaders().getCacheControl()).isEqualTo("no-store");
    try (PDDocument document = Loader.loadPDF(copy.getBody())) {
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("es");
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
          .contains(release().path("text").path("es").asString().replaceAll("\\s+", " "))
          .contains("María Canary-Quint", "(America/Phoenix)", "Retirado el")
          .contains(signatures.at("/signatures/2/textHash").asString());
    }
    assertThat(http.getPdf(intake + "/consents/" + id + "/copy").getBody())
        .isEqualTo(copy.getBody());

    assertThat(http.get(intake + "/consents/" + id + "0/copy").code())
        .isEqualTo("404 unknown-signature");
    assertThat(http.getPdf(intake + "/consents/nothing/copy").getStatusCode().value())
        .isEqualTo(404);
    assertThat(http.get("/api/intakes/nobody/consents").code()).isEqualTo("404 unknown-episode");
    String episodeId = http.get(intake).at("/episodeId").asString();
    await().untilAsserted(() -> assertThat(types(episodeId)).endsWith("consent.withdrawn.v1"));
    assertThat(told.records())
        .noneMatch(
            each -> new String(each.value(), StandardCharsets.UTF_8).contains("Canary-Quint"));
  }

  private JsonNode release() {
    return http.get("/api/consents").at("/consents/3");
  }

  @Test
  void silence_is_broken_by_two_reminders_and_ends_an_intake() {
    String intake = http.opened();
    Reply opened = http.get(intake);
    String episodeId = opened.at("/episodeId").asString();
    clock.advance(Duration.ofDays(3));
    await().untilAsserted(() -> assertThat(types(episodeId)).endsWith("intake.reminder-due.v1"));
    assertThat(http.get(intake).at("/lapsesAt").asString())
        .isEqualTo(opened.at("/lapsesAt").asString());
    clock.advance(Duration.ofDays(7));
    await()
        .untilAsserted(
            () ->
                assertThat(types(episodeId))
                    .containsExactly(
                        "inquiry.received.v1",
                        "consent.signed.v1",
                        "intake.reminder-due.v1",
                        "intake.reminder-due.v1"));
    clock.advance(Duration.ofDays(4));

    await()
        .untilAsserted(
            () -> assertThat(http.get(intake).at("/status").asString()).isEqualTo("LAPSED"));
    assertThat(http.putLatest(intake, "/forms/gad-7", answers(Map.of())).code())
        .isEqualTo("409 intake-lapsed");
  }

  @Test
  void an_inquiry_sent_twice_is_one_inquiry() {
    String key = key();
    Reply first = http.post("/api/intakes", key, inquiry());
    Reply second = http.post("/api/intakes", key, inquiry());

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");

    Map<String, Object> other = inquiry();
    other.put("clinicId", "tucson");
    assertThat(http.post("/api/intakes", key, other).code())
        .isEqualTo("422 idempotency-key-reused");
  }

  @Test
  void an_inquiry_cut_off_between_its_two_writes_is_completed_by_the_same_request(
      TestServers servers, @Autowired MongoClient mongo) {
    String key = key();
    Reply first = http.post("/api/intakes", key, inquiry());
    String episodeId = first.at("/episodeId").asString();
    String patientId = first.at("/patientId").asString();
    // As if the process had died after the first write.
    mongo
        .getDatabase(servers.database())
        .getCollection("intakes")
        .deleteOne(Filters.eq("_id", episodeId));
    assertThat(http.get("/api/intakes/" + episodeId).code()).isEqualTo("404 unknown-episode");

    Reply again = http.post("/api/intakes", key, inquiry());
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.at("/episodeId").asString()).isEqualTo(episodeId);
    assertThat(again.at("/patientId").asString()).isEqualTo(patientId);
    assertThat(http.get("/api/patients/" + patientId + "/contact").at("/contactVersion").asInt())
        .isEqualTo(1);
  }

  @Test
  void a_known_patient_opens_another_intake() {
    String patientId = http.post("/api/intakes", inquiry()).at("/patientId").asString();
    Map<String, Object> again = inquiry();
    again.remove("contact");
    assertThat(http.post("/api/intakes", again).code()).isEqualTo("422 contact-required");
    again.put("patientId", "nobody-we-know");
    assertThat(http.post("/api/intakes", again).code()).isEqualTo("404 unknown-patient");
    again.put("contact", contact());
    assertThat(http.post("/api/intakes", again).code()).isEqualTo("404 unknown-patient");
    again.put("patientId", patientId);

    Reply opened = http.post("/api/intakes", again);
    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.at("/patientId").asString()).isEqualTo(patientId);
  }

  @Test
  void a_contact_is_shown_and_changed() {
    String patientId = http.post("/api/intakes", inquiry()).at("/patientId").asString();
    String path = "/api/patients/" + patientId + "/contact";
    Reply known = http.get(path);
    assertThat(known.at("/email").asString()).isEqualTo("sample@example.org");
    assertThat(known.at("/language").asString()).isEqualTo("en");

    Map<String, Object> contact = contact();
    contact.put("language", "es");
    contact.put("emergencyContact", Map.of("name", "Other Person", "phone", "+16025550101"));
    assertThat(http.put(path, null, contact).code()).isEqualTo("428 precondition-required");
    assertThat(http.put(path, "\"9\"", contact).code()).isEqualTo("412 stale-version");
    Reply changed = http.put(path, known.etag(), contact);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.at("/contactVersion").asInt()).isEqualTo(2);
    assertThat(changed.at("/emergencyContact/name").asString()).isEqualTo("Other Person");

    contact.put("zone", "Arizona");
    assertThat(http.put(path, changed.etag(), contact).code()).isEqualTo("422 unknown-zone");
    contact.put("email", "no address");
    Reply invalid = http.put(path, changed.etag(), contact);
    assertThat(invalid.code()).isEqualTo("400 invalid-request");
    assertThat(invalid.at("/fields/0").asString()).isEqualTo("email");
    assertThat(invalid.text()).doesNotContain("no address");
    assertThat(http.get("/api/patients/nobody/contact").code()).isEqualTo("404 unknown-patient");
  }

  @Test
  void forms_and_consents_can_be_read() {
    Reply forms = http.get("/api/forms");
    assertThat(forms.at("/forms").size()).isEqualTo(10);
    assertThat(forms.at("/forms/6/title/es").asString()).contains("PHQ-9");
    Reply form = http.get("/api/forms/c-ssrs-screener");
    assertThat(form.headers().getContentType()).hasToString("application/fhir+json");
    assertThat(form.at("/resourceType").asString()).isEqualTo("Questionnaire");
    assertThat(form.at("/item/0/linkId").asString()).isEqualTo("93246-7");
    assertThat(http.get("/api/forms/dast-10").code()).isEqualTo("404 unknown-form");
    Reply consents = http.get("/api/consents");
    assertThat(consents.at("/consents/0/consent").asString()).isEqualTo("telehealth");
    assertThat(consents.at("/consents/0/required").asBoolean()).isTrue();
  }

  @Test
  void bad_requests_are_told_what_is_wrong_with_them() {
    assertThat(http.post("/api/intakes", "{\"clinicId\":").code()).isEqualTo("400 malformed-json");
    assertThat(http.post("/api/intakes", "{}").code()).isEqualTo("400 invalid-request");
    assertThat(http.post("/api/intakes", null, inquiry()).code())
        .isEqualTo("400 idempotency-key-required");
    assertThat(http.post("/api/intakes", key(), "x".repeat(5_000_000)).code())
        .isEqualTo("413 body-too-large");
    Map<String, Object> nowhere = inquiry();
    nowhere.put("stateOfResidence", "Arizona");
    assertThat(http.post("/api/intakes", nowhere).code()).isEqualTo("400 invalid-request");

    assertThat(http.get("/api/intakes/nobody").code()).isEqualTo("404 unknown-episode");
    assertThat(http.get("/api/intakes/nobody/dossier").code()).isEqualTo("404 unknown-episode");
    assertThat(http.post("/api/intakes/nobody/submit", "").code()).isEqualTo("404 unknown-episode");

    String intake = http.opened();
    Map<String, Object> body = answers(Map.of());
    assertThat(http.put(intake + "/forms/gad-7", null, body).code())
        .isEqualTo("428 precondition-required");
    assertThat(http.put(intake + "/forms/gad-7", "\"77\"", body).code())
        .isEqualTo("412 stale-version");
    assertThat(http.putLatest(intake, "/forms/dast-10", body).code()).isEqualTo("404 unknown-form");
    assertThat(http.putLatest(intake, "/forms/gad-7", "{\"answers\":{}}").code())
        .isEqualTo("400 invalid-request");
    assertThat(
            http.putLatest(intake, "/forms/gad-7", Map.of("version", "0.1", "answers", Map.of()))
                .code())
        .isEqualTo("409 form-version-outdated");
    Reply unknownItem =
        http.putLatest(intake, "/forms/gad-7", answers(Map.of("44250-9", "LA6568-5")));
    assertThat(unknownItem.code()).isEqualTo("422 unknown-item");
    assertThat(unknownItem.at("/linkId").asString()).isEqualTo("44250-9");
    for (Object value : List.of("LA33-6", 1, 1.5, true, List.of("LA6568-5"))) {
      Reply outOfRange = http.putLatest(intake, "/forms/gad-7", answers(Map.of("69725-0", value)));
      assertThat(outOfRange.code()).isEqualTo("422 answer-out-of-range");
      assertThat(outOfRange.at("/linkId").asString()).isEqualTo("69725-0");
    }
    assertThat(http.putLatest(intake, "/consents/photo", Http.signature()).code())
        .isEqualTo("404 unknown-consent");
    for (String name : List.of("", " ", "...", "Sample\nPerson", "x".repeat(201))) {
      Map<String, Object> signature = Http.signature();
      signature.put("name", name);
      Reply unsigned = http.putLatest(intake, "/consents/sms", signature);
      assertThat(unsigned.code()).isEqualTo("400 invalid-request");
      assertThat(unsigned.at("/fields/0").asString()).isEqualTo("name");
    }
    assertThat(http.putLatest(intake, "/consents/sms", Map.of("version", "2026-11-01")).code())
        .isEqualTo("400 invalid-request");
    assertThat(http.post(intake + "/withdraw", Map.of("reason", "WHY")).code())
        .isEqualTo("400 malformed-json");
    assertThat(http.get(intake).at("/revision").asInt()).isZero();
  }

  @Test
  void a_repeated_submit_is_answered_the_same() {
    String intake = http.completed();
    http.putLatest(intake, "/forms/c-ssrs-screener", screener("NYNYNN-"));
    String key = key();
    Reply first = http.post(intake + "/submit", key, "");
    Reply second = http.post(intake + "/submit", key, "");

    assertThat(second.text()).isEqualTo(first.text());
    assertCrisis(second, "en", "are being passed on");
    assertThat(http.get(intake).at("/revision").asInt()).isEqualTo(1);
  }

  @Test
  void a_poisoned_record_is_put_aside_and_the_next_is_applied(TestServers servers) {
    String intake = http.opened();
    http.putLatest(intake, "/forms/c-ssrs-screener", screener("NYNYNN-"));
    Reply held = http.get(intake);
    String patientId = held.at("/patientId").asString();
    String episodeId = held.at("/episodeId").asString();
    ReviewEvent lost =
        new ReviewEvent.CrisisDispositioned(
            patientId, "no-such-episode", "X", RiskTier.LOW, "provider-1", clock.instant(), null);
    ReviewEvent good =
        new ReviewEvent.CrisisDispositioned(
            patientId, episodeId, "X", RiskTier.LOW, "provider-1", clock.instant(), null);
    send(servers, good, patientId, "not json");
    send(servers, lost, patientId, new EventCodec().write(lost));
    send(servers, good, patientId, new EventCodec().write(good));

    await()
        .untilAsserted(
            () ->
                assertThat(http.get(intake).at("/status").asString())
                    .isEqualTo("INTAKE_IN_PROGRESS"));
    try (TopicReader reader = TopicReader.ofDeadLetters(servers, Topic.REVIEW)) {
      await()
          .untilAsserted(
              () -> assertThat(reader.reasons()).contains("unreadable-body", "unknown-episode"));
    }
  }

  @Test
  void what_the_service_answers_to_is_as_published() {
    OpenApiDocument.of(port).isAsPublished();
  }

  /** The kinds of the events about one aggregate, in order. */
  private static List<String> types(String subject) {
    return told.records().stream()
        .filter(each -> subject.equals(header(each.headers().lastHeader("ce_subject").value())))
        .map(each -> header(each.headers().lastHeader("ce_type").value()))
        .toList();
  }

  private static String header(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }

  private void tell(TestServers servers, ReviewEvent event) {
    send(servers, event, event.patientId(), new EventCodec().write(event));
  }

  private void send(TestServers servers, Event event, String patientId, String body) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.kafkaBrokers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              Topic.REVIEW.topicName(),
              null,
              patientId,
              body.getBytes(StandardCharsets.UTF_8),
              EventCodec.headers(
                  key(),
                  EventCatalog.wireName(event.getClass()),
                  "/provider-review-service",
                  patientId,
                  1,
                  clock.instant(),
                  null)));
    }
  }
}
