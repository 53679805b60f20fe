package com.telemedicalservices.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.intake.Consents;
import com.telemedicalservices.intake.Harmless;
import com.telemedicalservices.intake.Questionnaires;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An intake to try commands on, with the forms and consents as they are shipped. */
final class IntakeFixture {

  static final Instant START = Instant.parse("2026-12-01T16:00:00Z");
  static final String CONSENT_VERSION = "2026-11-01";
  static final String NAME = "Sample Q. Person";
  static final String PATIENT_ID = "patient-1";
  static final String EPISODE_ID = "episode-1";
  static final Intake RULES =
      new Intake(
          IntakePolicy.defaults(),
          Questionnaires.shipped().forms(),
          Questionnaires.shipped().instruments(),
          Consents.shipped().forRules(),
          Questionnaires.shipped().crisisLexicon());

  private IntakeState state;
  private Instant now = START;
  private List<IntakeEvent> events = List.of();
  private Rejection rejection;

  /** No intake yet. */
  static IntakeFixture nothing() {
    return new IntakeFixture();
  }

  static IntakeFixture inquiry() {
    return nothing().when(open(false));
  }

  static IntakeFixture inProgress() {
    return inquiry().when(answers("gad-7", gad7(1)));
  }

  /** Everything that is required, at no risk. */
  static IntakeFixture complete() {
    IntakeFixture intake = inProgress();
    Harmless.histories(RULES.policy().requiredForms())
        .forEach((form, answers) -> intake.when(answers(form, answers)));
    return intake
        .when(answers(Phq9.FORM, phq9(2, 0)))
        .when(answers(CssrsScreener.FORM, screener("NN---N-")))
        .when(sign("telehealth"));
  }

  static IntakeFixture submitted() {
    return complete().when(submit());
  }

  static IntakeFixture held() {
    return inProgress().when(answers(CssrsScreener.FORM, screener("NYNYNN-")));
  }

  static IntakeFixture heldAfterSubmit() {
    return submitted().when(answers(CssrsScreener.FORM, screener("NYNYNN-")));
  }

  static IntakeFixture lapsed() {
    return inProgress().after(Duration.ofDays(14)).when(new IntakeCommand.TimePassed());
  }

  static IntakeFixture withdrawn() {
    return submitted().when(new IntakeCommand.Withdraw(WithdrawalReason.COST, "patient"));
  }

  IntakeFixture when(IntakeCommand command) {
    switch (RULES.decide(state, command, now)) {
      case Decision.Accepted<IntakeState, IntakeEvent>(IntakeState next, var told) -> {
        state = next;
        events = told;
        rejection = null;
      }
      case Decision.Rejected<IntakeState, IntakeEvent>(Rejection reason) -> {
        events = List.of();
        rejection = reason;
      }
    }
    return this;
  }

  IntakeFixture after(Duration time) {
    now = now.plus(time);
    return this;
  }

  IntakeFixture thenAccepted() {
    assertThat(rejection).isNull();
    return this;
  }

  IntakeFixture thenEvents(IntakeEvent... expected) {
    thenAccepted();
    assertThat(events).containsExactly(expected);
    return this;
  }

  IntakeFixture thenRefused(Rejection.Kind kind, String code) {
    assertThat(rejection).as("accepted: " + events).isNotNull();
    assertThat(rejection.code()).isEqualTo(code);
    assertThat(rejection.kind()).isEqualTo(kind);
    return this;
  }

  IntakeFixture thenStatus(IntakeStatus status) {
    assertThat(state.status()).isEqualTo(status);
    return this;
  }

  IntakeState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  List<IntakeEvent> events() {
    return events;
  }

  Rejection rejection() {
    return rejection;
  }

  static IntakeCommand open(boolean consentToEmail) {
    return new IntakeCommand.Open(
        EPISODE_ID, PATIENT_ID, "phoenix", "AZ", Language.EN, consentToEmail);
  }

  static IntakeCommand.SaveForm answers(String form, Map<String, Answer> answers) {
    return new IntakeCommand.SaveForm(form, versionOf(form), null, answers, "patient");
  }

  private static String versionOf(String form) {
    return Harmless.form(form) == null ? "1.0.0" : Harmless.form(form).version();
  }

  static IntakeCommand sign(String consent) {
    return new IntakeCommand.SignConsent(consent, CONSENT_VERSION, null, null, NAME, "patient");
  }

  static IntakeCommand submit() {
    return new IntakeCommand.Submit("patient");
  }

  /** Written by a clinician who knew of everything there was. */
  static IntakeCommand disposition(Instant at) {
    return disposition(at, at);
  }

  static IntakeCommand disposition(Instant at, Instant flagsUntil) {
    return new IntakeCommand.RecordDisposition(
        "SAFETY_PLAN_COMPLETED", RiskTier.MODERATE, "provider-1", at, flagsUntil);
  }

  static Map<String, Answer> eligibility() {
    return Harmless.answers("eligibility");
  }

  /** Every one of the nine items at so many points, but item 9. */
  static Map<String, Answer> phq9(int each, int item9) {
    Map<String, Answer> answers = new HashMap<>();
    Harmless.instrument(Phq9.FORM).linkIds().forEach(item -> answers.put(item, points(each)));
    answers.put(Phq9.ITEM_9, points(item9));
    return answers;
  }

  static Map<String, Answer> gad7(int each) {
    Map<String, Answer> answers = new HashMap<>();
    Harmless.instrument("gad-7").linkIds().forEach(item -> answers.put(item, points(each)));
    return answers;
  }

  /** Answers to questions 1 to 6 and 6b, each Y, N or - for none. */
  static Map<String, Answer> screener(String vector) {
    Map<String, Answer> answers = new HashMap<>();
    List<String> items = CssrsScreener.items();
    assertThat(vector).hasSize(items.size());
    for (int i = 0; i < items.size(); i++) {
      switch (vector.charAt(i)) {
        case 'Y' -> answers.put(items.get(i), CssrsScreener.YES);
        case 'N' -> answers.put(items.get(i), CssrsScreener.NO);
        default -> assertThat(vector.charAt(i)).isEqualTo('-');
      }
    }
    return answers;
  }

  static Answer points(int points) {
    return new Answer.Text(List.of("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9").get(points));
  }
}
