package com.telemedicalservices.intake.domain;

import static com.telemedicalservices.intake.domain.IntakeFixture.CONSENT_VERSION;
import static com.telemedicalservices.intake.domain.IntakeFixture.EPISODE_ID;
import static com.telemedicalservices.intake.domain.IntakeFixture.NAME;
import static com.telemedicalservices.intake.domain.IntakeFixture.PATIENT_ID;
import static com.telemedicalservices.intake.domain.IntakeFixture.RULES;
import static com.telemedicalservices.intake.domain.IntakeFixture.START;
import static com.telemedicalservices.intake.domain.IntakeFixture.answers;
import static com.telemedicalservices.intake.domain.IntakeFixture.complete;
import static com.telemedicalservices.intake.domain.IntakeFixture.disposition;
import static com.telemedicalservices.intake.domain.IntakeFixture.eligibility;
import static com.telemedicalservices.intake.domain.IntakeFixture.gad7;
import static com.telemedicalservices.intake.domain.IntakeFixture.held;
import static com.telemedicalservices.intake.domain.IntakeFixture.heldAfterSubmit;
import static com.telemedicalservices.intake.domain.IntakeFixture.inProgress;
import static com.telemedicalservices.intake.domain.IntakeFixture.inquiry;
import static com.telemedicalservices.intake.domain.IntakeFixture.lapsed;
import static com.telemedicalservices.intake.domain.IntakeFixture.nothing;
import static com.telemedicalservices.intake.domain.IntakeFixture.open;
import static com.telemedicalservices.intake.domain.IntakeFixture.phq9;
import static com.telemedicalservices.intake.domain.IntakeFixture.screener;
import static com.telemedicalservices.intake.domain.IntakeFixture.sign;
import static com.telemedicalservices.intake.domain.IntakeFixture.submit;
import static com.telemedicalservices.intake.domain.IntakeFixture.submitted;
import static com.telemedicalservices.intake.domain.IntakeFixture.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {

  private static final List<IntakeEvent.FormVersion> ALL_FORMS =
      List.of(
          new IntakeEvent.FormVersion("audit-c", "1.0.0"),
          new IntakeEvent.FormVersion("c-ssrs-screener", "1.0.0"),
          new IntakeEvent.FormVersion("eligibility", "2.0.0"),
          new IntakeEvent.FormVersion("gad-7", "1.0.0"),
          new IntakeEvent.FormVersion("medical-history", "1.0.0"),
          new IntakeEvent.FormVersion("medications", "1.0.0"),
          new IntakeEvent.FormVersion("phq-9", "1.0.0"),
          new IntakeEvent.FormVersion("psychiatric-history", "1.0.0"),
          new IntakeEvent.FormVersion("substance-use", "1.0.0"));

  @Test
  void an_inquiry_is_told() {
    nothing()
        .when(open(false))
        .thenStatus(IntakeStatus.INQUIRY)
        .thenEvents(new IntakeEvent.InquiryReceived(PATIENT_ID, EPISODE_ID, "phoenix", START));
  }

  @Test
  void consent_to_email_is_signed_with_the_inquiry() {
    IntakeFixture intake =
        nothing()
            .when(open(true))
            .thenEvents(
                new IntakeEvent.InquiryReceived(PATIENT_ID, EPISODE_ID, "phoenix", START),
                new IntakeEvent.ConsentSigned(
                    PATIENT_ID, EPISODE_ID, "email", CONSENT_VERSION, START));

    assertThat(intake.state().standingConsent("email"))
        .hasValueSatisfying(consent -> assertThat(consent.textHash()).hasSize(64));
  }

  @Test
  void answers_are_kept_as_given_and_scored() {
    IntakeFixture intake =
        inquiry()
            .when(
                new IntakeCommand.SaveForm("gad-7", "1.0.0", Language.ES, gad7(2), "front-desk-1"))
            .thenEvents()
            .thenStatus(IntakeStatus.INTAKE_IN_PROGRESS);

    assertThat(intake.state().forms().get("gad-7"))
        .isEqualTo(
            new FormAnswers(
                "gad-7",
                "1.0.0",
                Language.ES,
                gad7(2),
                START,
                new Score.Total("gad-7", "gad-7/1", 14, "MODERATE", null)));
    assertThat(intake.state().progress().transitions().getLast())
        .isEqualTo(
            new IntakeState.Transition(
                IntakeStatus.INQUIRY,
                IntakeStatus.INTAKE_IN_PROGRESS,
                "form-opened",
                "front-desk-1",
                START));
  }

  @Test
  void a_partly_answered_form_is_kept_without_a_score() {
    IntakeFixture intake =
        inquiry().when(answers("phq-9", Map.of("44250-9", IntakeFixture.points(3))));

    assertThat(intake.thenAccepted().state().forms().get("phq-9").score()).isNull();
    assertThat(RULES.missing(intake.state()).items().get("phq-9")).hasSize(8);
  }

  @Test
  void saving_replaces_the_draft_of_the_form() {
    IntakeFixture intake = inProgress().when(answers("gad-7", Map.of()));

    assertThat(intake.thenAccepted().state().answersTo("gad-7")).isEmpty();
  }

  @Test
  void saving_the_same_again_changes_nothing_but_the_last_sign_of_the_patient() {
    IntakeFixture intake = inProgress();
    FormAnswers before = intake.state().forms().get("gad-7");
    intake.after(Duration.ofDays(2)).when(answers("gad-7", gad7(1))).thenEvents();

    assertThat(intake.state().forms().get("gad-7")).isEqualTo(before);
    assertThat(intake.state().progress().lastActivityAt()).isEqualTo(intake.now());
  }

  @Test
  void an_unknown_form_is_unknown() {
    inquiry()
        .when(answers("dast-10", Map.of()))
        .thenRefused(Rejection.Kind.UNKNOWN, "unknown-form");
  }

  @Test
  void an_outdated_form_is_to_be_read_again() {
    IntakeFixture intake =
        inquiry()
            .when(new IntakeCommand.SaveForm("gad-7", "0.9.0", null, gad7(1), "patient"))
            .thenRefused(Rejection.Kind.CONFLICT, "form-version-outdated");

    assertThat(intake.rejection().facts()).containsEntry("version", "1.0.0");
  }

  @Test
  void an_item_the_form_does_not_have_is_named() {
    IntakeFixture intake =
        inquiry()
            .when(answers("gad-7", Map.of("44250-9", IntakeFixture.points(1))))
            .thenRefused(Rejection.Kind.INVALID, "unknown-item");

    assertThat(intake.rejection().facts()).containsEntry("linkId", "44250-9");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "age, -1",
    "age, 121",
    "age, true",
    "age, AZ",
    "state, ''",
    "state, AZX",
    "state, 7",
    "escort-available, LA33-6",
    "escort-available, 1",
    "diagnosis, F99",
    "diagnosis, 3",
    "pregnancy, false",
  })
  void an_answer_the_item_cannot_have_is_refused(String linkId, String value) {
    IntakeFixture intake =
        inquiry()
            .when(answers("eligibility", Map.of(linkId, answer(value))))
            .thenRefused(Rejection.Kind.INVALID, "answer-out-of-range");

    assertThat(intake.rejection().facts())
        .isEqualTo(Map.of("form", "eligibility", "linkId", linkId));
  }

  private static Answer answer(String value) {
    if (value.matches("-?\\d+")) {
      return new Answer.WholeNumber(Integer.parseInt(value));
    }
    return value.matches("true|false")
        ? new Answer.YesNo(Boolean.parseBoolean(value))
        : new Answer.Text(value);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 120})
  void an_age_at_the_edge_is_taken(int age) {
    inquiry()
        .when(answers("eligibility", Map.of("age", new Answer.WholeNumber(age))))
        .thenAccepted();
  }

  @Test
  void a_complete_intake_is_submitted_with_its_scores() {
    IntakeFixture intake =
        complete()
            .when(submit())
            .thenStatus(IntakeStatus.SUBMITTED)
            .thenEvents(
                new IntakeEvent.IntakeSubmitted(
                    PATIENT_ID, EPISODE_ID, "phoenix", 1, RiskTier.NONE, ALL_FORMS, START));

    Revision revision = intake.state().latestRevision().orElseThrow();
    assertThat(revision.policyVersion()).isEqualTo("intake/3");
    assertThat(revision.forms().stream().map(FormAnswers::score))
        .contains(
            new Score.Total("phq-9", "phq-9/1", 16, "MODERATELY_SEVERE", null),
            new Score.Total("gad-7", "gad-7/1", 7, "MILD", null),
            new Score.Tier("c-ssrs-screener", "c-ssrs-screener/1", RiskTier.NONE));
    assertThat(revision.consents()).hasSize(1);
  }

  @Test
  void what_is_missing_is_named() {
    Map<String, Answer> partly = new HashMap<>(eligibility());
    partly.remove("age");
    IntakeFixture intake =
        inProgress()
            .when(answers("eligibility", partly))
            .when(submit())
            .thenRefused(Rejection.Kind.INVALID, "intake-incomplete");

    assertThat(intake.rejection().facts())
        .containsEntry(
            "forms",
            List.of(
                "medical-history",
                "medications",
                "psychiatric-history",
                "substance-use",
                "audit-c",
                "phq-9",
                "c-ssrs-screener"))
        .containsEntry("items", Map.of("eligibility", List.of("age")))
        .containsEntry("consents", List.of("telehealth"));
  }

  @Test
  void nothing_is_submitted_without_consent_to_telehealth() {
    complete()
        .when(new IntakeCommand.WithdrawConsent("telehealth"))
        .when(submit())
        .thenRefused(Rejection.Kind.INVALID, "intake-incomplete");
  }

  @Test
  void an_untouched_intake_is_not_submitted() {
    inquiry().when(submit()).thenRefused(Rejection.Kind.INVALID, "intake-incomplete");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void thoughts_of_death_demand_the_screener(int item9) {
    IntakeFixture intake =
        inProgress()
            .when(answers("phq-9", phq9(0, item9)))
            .thenEvents()
            .thenStatus(IntakeStatus.INTAKE_IN_PROGRESS);

    assertThat(RULES.needsScreener(intake.state())).isTrue();
    intake.when(submit()).thenRefused(Rejection.Kind.INVALID, "c-ssrs-required");
    intake.when(answers("c-ssrs-screener", screener("NN---N-")));
    assertThat(RULES.needsScreener(intake.state())).isFalse();
  }

  @Test
  void an_amendment_is_another_revision_and_overwrites_nothing() {
    IntakeFixture intake = submitted();
    Revision first = intake.state().latestRevision().orElseThrow();
    intake
        .after(Duration.ofDays(3))
        .when(answers("gad-7", gad7(3)))
        .thenEvents()
        .thenStatus(IntakeStatus.SUBMITTED)
        .when(submit())
        .thenEvents(
            new IntakeEvent.IntakeAmended(
                PATIENT_ID,
                EPISODE_ID,
                2,
                RiskTier.NONE,
                ALL_FORMS,
                START.plus(Duration.ofDays(3))));

    assertThat(intake.state().revisions()).hasSize(2).first().isEqualTo(first);
  }

  @Test
  void nothing_is_submitted_twice() {
    submitted().when(submit()).thenRefused(Rejection.Kind.CONFLICT, "nothing-to-submit");
  }

  @Test
  void a_half_amended_intake_is_not_submitted() {
    submitted()
        .when(answers("gad-7", Map.of()))
        .when(submit())
        .thenRefused(Rejection.Kind.INVALID, "intake-incomplete");
  }

  @Test
  void a_request_for_information_is_answered_by_the_next_revision() {
    IntakeFixture intake =
        submitted()
            .when(new IntakeCommand.RequestInformation("request-1", "MEDICATION_LIST", START))
            .thenEvents();
    assertThat(intake.state().requests())
        .containsExactly(
            new IntakeState.InformationRequest("request-1", "MEDICATION_LIST", START, null));

    intake.after(Duration.ofHours(1)).when(answers("gad-7", gad7(0))).when(submit());
    assertThat(intake.state().requests())
        .containsExactly(
            new IntakeState.InformationRequest(
                "request-1", "MEDICATION_LIST", START, intake.now()));
  }

  @Test
  void a_request_told_twice_is_one_request() {
    IntakeCommand request =
        new IntakeCommand.RequestInformation("request-1", "MEDICATION_LIST", START);

    assertThat(submitted().when(request).when(request).state().requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void a_change_is_told_by_its_kind_alone(ChangeKind kind) {
    IntakeFixture intake =
        submitted()
            .when(new IntakeCommand.ReportChange(kind, "in the patient's words"))
            .thenEvents(
                new IntakeEvent.ChangeReported(
                    PATIENT_ID, EPISODE_ID, EPISODE_ID + ".change.1", kind.name(), START));

    assertThat(intake.state().changes().getFirst().note()).isEqualTo("in the patient's words");
    intake.when(new IntakeCommand.ReportChange(kind, null));
    assertThat(intake.state().changes())
        .extracting(IntakeState.ReportedChange::changeId)
        .containsExactly(EPISODE_ID + ".change.1", EPISODE_ID + ".change.2");
  }

  @Test
  void a_change_before_submitting_is_made_in_the_form() {
    complete()
        .when(new IntakeCommand.ReportChange(ChangeKind.MOOD, null))
        .thenRefused(Rejection.Kind.CONFLICT, "not-submitted");
  }

  @Test
  void a_consent_is_signed_with_the_hash_of_its_text() {
    IntakeFixture intake =
        inquiry()
            .when(sign("treatment"))
            .thenStatus(IntakeStatus.INTAKE_IN_PROGRESS)
            .thenEvents(
                new IntakeEvent.ConsentSigned(
                    PATIENT_ID, EPISODE_ID, "treatment", CONSENT_VERSION, START));

    String hash = intake.state().standingConsent("treatment").orElseThrow().textHash();
    inquiry()
        .when(
            new IntakeCommand.SignConsent(
                "treatment", CONSENT_VERSION, hash, Language.EN, NAME, "patient"))
        .thenAccepted();
    inquiry()
        .when(
            new IntakeCommand.SignConsent(
                "treatment", CONSENT_VERSION, hash, Language.ES, NAME, "patient"))
        .thenRefused(Rejection.Kind.INVALID, "consent-text-mismatch");
  }

  @Test
  void every_signature_has_an_id_and_the_name_that_was_typed() {
    IntakeState state =
        nothing()
            .when(open(true))
            .when(sign("telehealth"))
            .when(new IntakeCommand.WithdrawConsent("telehealth"))
            .when(sign("telehealth"))
            .state();

    assertThat(state.consents())
        .extracting(SignedConsent::signatureId)
        .containsExactly(
            EPISODE_ID + ".consent.1", EPISODE_ID + ".consent.2", EPISODE_ID + ".consent.3");
    assertThat(state.consents()).extracting(SignedConsent::name).containsExactly(null, NAME, NAME);
    assertThat(state.signature(EPISODE_ID + ".consent.2"))
        .hasValueSatisfying(signed -> assertThat(signed.withdrawnAt()).isEqualTo(START));
    assertThat(state.signature(EPISODE_ID + ".consent.4")).isEmpty();
  }

  @Test
  void a_consent_signed_again_is_signed_once() {
    IntakeFixture intake = inquiry().when(sign("sms")).when(sign("sms")).thenEvents();

    assertThat(intake.state().consents()).hasSize(1);
  }

  @Test
  void a_withdrawn_consent_stays_on_record_and_can_be_signed_anew() {
    IntakeFixture intake =
        inquiry()
            .when(sign("sms"))
            .when(new IntakeCommand.WithdrawConsent("sms"))
            .thenEvents(
                new IntakeEvent.ConsentWithdrawn(
                    PATIENT_ID, EPISODE_ID, "sms", CONSENT_VERSION, START));
    assertThat(intake.state().standingConsent("sms")).isEmpty();

    intake
        .when(new IntakeCommand.WithdrawConsent("sms"))
        .thenRefused(Rejection.Kind.CONFLICT, "consent-not-signed");
    intake.when(sign("sms")).thenAccepted();
    assertThat(intake.state().consents()).hasSize(2);
    assertThat(intake.state().standingConsent("sms")).isPresent();
  }

  @Test
  void a_consent_is_withdrawn_even_after_the_end() {
    withdrawn().when(new IntakeCommand.WithdrawConsent("telehealth")).thenAccepted();
    nothing()
        .when(open(true))
        .after(Duration.ofDays(14))
        .when(new IntakeCommand.TimePassed())
        .thenStatus(IntakeStatus.LAPSED)
        .when(new IntakeCommand.WithdrawConsent("email"))
        .thenAccepted()
        .thenStatus(IntakeStatus.LAPSED);
  }

  @Test
  void an_unknown_or_outdated_consent_is_not_signed() {
    inquiry().when(sign("photo")).thenRefused(Rejection.Kind.UNKNOWN, "unknown-consent");
    inquiry()
        .when(new IntakeCommand.WithdrawConsent("photo"))
        .thenRefused(Rejection.Kind.UNKNOWN, "unknown-consent");
    inquiry()
        .when(new IntakeCommand.SignConsent("sms", "2020-01-01", null, null, NAME, "patient"))
        .thenRefused(Rejection.Kind.CONFLICT, "consent-version-outdated");
  }

  @Test
  void an_abandoned_intake_lapses_after_fourteen_days() {
    IntakeFixture intake = inProgress().after(Duration.ofDays(13)).when(sign("sms"));
    Instant dueAt = START.plus(Duration.ofDays(27));
    assertThat(RULES.lapsesAt(intake.state())).isEqualTo(dueAt);

    intake
        .after(Duration.ofDays(14).minusMillis(1))
        .when(new IntakeCommand.TimePassed())
        .thenAccepted()
        .thenStatus(IntakeStatus.INTAKE_IN_PROGRESS)
        .after(Duration.ofMillis(1))
        .when(new IntakeCommand.TimePassed())
        .thenEvents(new IntakeEvent.IntakeLapsed(PATIENT_ID, EPISODE_ID, dueAt))
        .thenStatus(IntakeStatus.LAPSED);
    assertThat(RULES.dueAt(intake.state())).isNull();
  }

  @Test
  void an_inquiry_without_answer_lapses_however_late_the_clock_is_read() {
    inquiry()
        .after(Duration.ofDays(90))
        .when(new IntakeCommand.TimePassed())
        .thenStatus(IntakeStatus.LAPSED);
  }

  private static IntakeEvent reminder(int number, Instant dueAt) {
    return new IntakeEvent.IntakeReminderDue(PATIENT_ID, EPISODE_ID, number, dueAt);
  }

  @Test
  void a_silent_patient_is_reminded_after_three_and_ten_days() {
    Instant first = START.plus(Duration.ofDays(3));
    Instant second = START.plus(Duration.ofDays(10));
    IntakeFixture intake = inProgress();
    assertThat(RULES.dueAt(intake.state())).isEqualTo(first);

    intake
        .after(Duration.ofDays(3).minusMillis(1))
        .when(new IntakeCommand.TimePassed())
        .thenEvents()
        .after(Duration.ofMillis(1))
        .when(new IntakeCommand.TimePassed())
        .thenEvents(reminder(1, first))
        .when(new IntakeCommand.TimePassed())
        .thenEvents();
    assertThat(RULES.dueAt(intake.state())).isEqualTo(second);
    intake
        .after(Duration.ofDays(8))
        .when(new IntakeCommand.TimePassed())
        .thenEvents(reminder(2, second));
    assertThat(RULES.dueAt(intake.state())).isEqualTo(START.plus(Duration.ofDays(14)));
  }

  @Test
  void a_reminder_nobody_told_in_time_is_overtaken_by_the_next() {
    inProgress()
        .after(Duration.ofDays(11))
        .when(new IntakeCommand.TimePassed())
        .thenEvents(reminder(2, START.plus(Duration.ofDays(10))))
        .when(new IntakeCommand.TimePassed())
        .thenEvents();
  }

  @Test
  void a_sign_of_the_patient_begins_the_reminders_anew() {
    inProgress()
        .after(Duration.ofDays(3))
        .when(new IntakeCommand.TimePassed())
        .when(sign("sms"))
        .after(Duration.ofDays(2))
        .when(new IntakeCommand.TimePassed())
        .thenEvents()
        .after(Duration.ofDays(1))
        .when(new IntakeCommand.TimePassed())
        .thenEvents(reminder(1, START.plus(Duration.ofDays(6))));
  }

  @Test
  void nobody_is_reminded_of_what_is_held_submitted_or_over() {
    for (IntakeFixture intake :
        List.of(held(), heldAfterSubmit(), submitted(), lapsed(), withdrawn())) {
      assertThat(RULES.dueAt(intake.state())).isNull();
      intake.after(Duration.ofDays(3)).when(new IntakeCommand.TimePassed()).thenEvents();
    }
  }

  @Test
  void the_end_of_a_hold_begins_the_reminders_anew() {
    IntakeFixture intake =
        held()
            .after(Duration.ofDays(5))
            .when(disposition(START.plus(Duration.ofDays(5))))
            .thenStatus(IntakeStatus.INTAKE_IN_PROGRESS);

    assertThat(RULES.dueAt(intake.state())).isEqualTo(START.plus(Duration.ofDays(8)));
  }

  @Test
  void a_submitted_intake_never_lapses() {
    assertThat(RULES.dueAt(submitted().state())).isNull();
    submitted()
        .after(Duration.ofDays(400))
        .when(new IntakeCommand.TimePassed())
        .thenEvents()
        .thenStatus(IntakeStatus.SUBMITTED);
  }

  @Test
  void a_patient_who_has_enough_ends_the_intake() {
    submitted()
        .when(new IntakeCommand.Withdraw(WithdrawalReason.OTHER_TREATMENT, "patient"))
        .thenStatus(IntakeStatus.WITHDRAWN)
        .thenEvents(
            new IntakeEvent.IntakeWithdrawn(PATIENT_ID, EPISODE_ID, "OTHER_TREATMENT", START));
  }

  @Test
  void the_end_says_what_to_do_next() {
    lapsed().when(submit()).thenRefused(Rejection.Kind.CONFLICT, "intake-lapsed");
    withdrawn().when(submit()).thenRefused(Rejection.Kind.CONFLICT, "intake-withdrawn");
  }
}
