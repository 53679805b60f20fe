package com.telemedicalservices.followup.domain;

import static com.telemedicalservices.followup.domain.Story.H24;
import static com.telemedicalservices.followup.domain.Story.H72;
import static com.telemedicalservices.followup.domain.Story.answer;
import static com.telemedicalservices.followup.domain.Story.resolve;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.CheckInKind;
import com.telemedicalservices.contracts.FollowUpEvent.AdverseEventReported;
import com.telemedicalservices.contracts.FollowUpEvent.AlertRaised;
import com.telemedicalservices.contracts.FollowUpEvent.AlertResolved;
import com.telemedicalservices.contracts.FollowUpEvent.CheckInCompleted;
import com.telemedicalservices.contracts.FollowUpEvent.RiskFlagged;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.CheckInStatus.Expired;
import com.telemedicalservices.followup.domain.CheckInStatus.Scored;
import com.telemedicalservices.followup.domain.CheckInStatus.Sent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RiskTest {

  private static final String SI_HIGH = "episode-1.alert.SI_HIGH.1";

  @ParameterizedTest
  @CsvSource({
    "Y N - - - N -, LOW, SI_LOW, P3",
    "N Y Y N N N -, MODERATE, SI_MOD, P2",
    "N Y N Y N N -, HIGH, SI_HIGH, P1"
  })
  void an_answer_that_shows_risk_raises_its_alert_in_the_same_decision(
      String answers, RiskTier tier, String code, AlertLevel level) {
    Story story = Story.asked24().when(answer(H24, Answers.hours24(answers)));

    assertThat(story.told(RiskFlagged.class)).hasSize(tier == RiskTier.HIGH ? 1 : 0);
    assertThat(story.told(RiskFlagged.class)).extracting(RiskFlagged::flagId).allMatch(H24::equals);
    assertThat(story.told(CheckInCompleted.class).getFirst().riskTier()).isEqualTo(tier);
    assertThat(story.told(AlertRaised.class).getFirst().code()).isEqualTo(code);
    assertThat(story.told(AlertRaised.class).getFirst().level()).isEqualTo(level);
    assertThat(story.state.tier()).isEqualTo(tier);
  }

  @ParameterizedTest
  @ValueSource(strings = {"N Y - - - N -", "N N - Y - N -"})
  void an_incomplete_or_contradictory_screener_is_high_and_the_check_in_stays_open(String answers) {
    Story story =
        Story.asked24()
            .when(answer(H24, Answers.hours24(answers)))
            .then(RiskFlagged.class, AlertRaised.class);

    assertThat(story.state.tier()).isEqualTo(RiskTier.HIGH);
    assertThat(story.statusOf(H24)).isInstanceOf(Sent.class);
    assertThat(story.state.checkIn(H24).orElseThrow().submissions())
        .singleElement()
        .matches(submission -> !submission.counted());
    story
        .when(answer(H24, Answers.hours24("N Y N N N N -")))
        .then(CheckInCompleted.class, AlertRaised.class);
    assertThat(story.statusOf(H24)).isInstanceOf(Scored.class);
    assertThat(story.state.tier()).isEqualTo(RiskTier.HIGH);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void thoughts_of_self_harm_that_nobody_has_screened_are_flagged_at_whatever_tier(int item9) {
    Story story =
        Story.asked24()
            .when(answer(H24, Map.of(Phq9.ITEM_9, item9)))
            .then(RiskFlagged.class, AlertRaised.class);

    assertThat(story.told(RiskFlagged.class).getFirst().source()).isEqualTo("CHECK_IN_UNSCREENED");
    assertThat(story.state.tier()).isEqualTo(RiskTier.LOW);
  }

  @Test
  void a_risk_is_heard_however_late_it_is_told() {
    Story story = Story.asked24().passes(Duration.ofDays(3));

    story
        .when(answer(H24, Answers.hours24("N Y N Y N N -")))
        .then(RiskFlagged.class, AlertRaised.class);

    assertThat(story.statusOf(H24)).isInstanceOf(Expired.class);
    assertThat(story.state.tier()).isEqualTo(RiskTier.HIGH);
  }

  @Test
  void a_risk_is_heard_however_early_it_is_told() {
    Story.afterASession()
        .when(answer(H24, Answers.hours24("N Y N Y N N -")))
        .then(RiskFlagged.class, AlertRaised.class);
  }

  @Test
  void answers_without_risk_that_are_not_complete_are_refused_by_name() {
    Story story = Story.asked24().when(answer(H24, Map.of(Questionnaire.MOOD, 11)));

    story.thenRefused("answers-incomplete");
    assertThat(story.rejection.detail()).contains(Cssrs.THOUGHTS).contains("mood");
    assertThat(story.statusOf(H24)).isInstanceOf(Sent.class);
  }

  @Test
  void answers_that_were_refused_answer_nothing_but_their_risk_is_heard() {
    Story story = Story.asked24();
    FollowUpCommand.AnswerCheckIn complete = answer(H24, Answers.hours24("N Y N Y N N -"));

    story
        .when(new FollowUpCommand.NoteRisk(H24, complete.answers(), List.of()))
        .then(RiskFlagged.class, AlertRaised.class);

    assertThat(story.statusOf(H24)).isInstanceOf(Sent.class);
    assertThat(story.state.tier()).isEqualTo(RiskTier.HIGH);
    story
        .when(new FollowUpCommand.NoteRisk("episode-1.w99", complete.answers(), List.of()))
        .thenRefused("unknown-check-in");
  }

  @Test
  void a_check_in_nobody_planned_is_unknown() {
    Story.asked24().when(answer("episode-1.w99", Map.of())).thenRefused("unknown-check-in");
    Story.begins().when(answer("episode-2.w1", Map.of())).thenRefused("unknown-check-in");
  }

  @Test
  void the_same_risk_told_again_at_once_is_flagged_again_and_joins_the_alert_there_is() {
    Story story = Story.asked24().when(answer(H24, Answers.hours24("N Y N Y N N -")));

    story.when(answer(H24, Answers.hours24("N Y N Y N N -"))).then(RiskFlagged.class);

    assertThat(story.state.alerts()).singleElement();
    assertThat(story.alert(SI_HIGH).causes()).hasSize(2);
  }

  @Test
  void the_same_risk_told_again_later_calls_again() {
    Story story = Story.asked24().when(answer(H24, Answers.hours24("N Y N Y N N -")));
    story.when(Story.acknowledge(SI_HIGH)).goesOnWithoutWorker(Duration.ofHours(2));

    story
        .when(answer(H24, Answers.hours24("N Y N Y N N -")))
        .then(RiskFlagged.class, AlertRaised.class);
  }

  @Test
  void a_flag_from_the_intake_calls_once_however_often_it_is_told() {
    Story story = Story.withAlert().then(AlertRaised.class);

    story.when(Story.flagged("flag-1")).thenNothing();
    story.when(Story.acknowledge(SI_HIGH)).when(resolve(SI_HIGH, RiskTier.LOW, "talked"));
    story.goesOnWithoutWorker(Duration.ofDays(2)).when(Story.flagged("flag-1")).thenNothing();

    assertThat(story.state.tier()).isEqualTo(RiskTier.LOW);
    story.when(Story.flagged("flag-2")).then(AlertRaised.class);
    assertThat(story.state.tier()).isEqualTo(RiskTier.HIGH);
  }

  @Test
  void words_of_a_crisis_call_under_a_code_of_their_own() {
    Story story = Story.withAlert();

    AlertRaised called =
        story
            .when(Story.heardInWords("flag-2"))
            .then(AlertRaised.class)
            .told(AlertRaised.class)
            .getLast();

    assertThat(called.code()).isEqualTo("SI_TEXT");
    assertThat(called.level()).isEqualTo(AlertLevel.P1);
    assertThat(story.state.tier()).isEqualTo(RiskTier.HIGH);
  }

  @ParameterizedTest
  @EnumSource(RiskTier.class)
  void no_later_answer_lowers_the_tier(RiskTier told) {
    Story story = Story.withAlert().when(Story.discharged(Story.SESSION, Story.START));
    story.passes(Duration.ofHours(24));

    story.when(answer(H24, Answers.fine(CheckInKind.HOURS_24))).when(Story.told(told));

    assertThat(story.state.tier()).isEqualTo(RiskTier.HIGH);
  }

  @Test
  void a_named_clinician_lowers_it_with_a_reason_by_resolving_the_alert() {
    Story story =
        Story.withAlert()
            .when(Story.acknowledge(SI_HIGH))
            .when(resolve(SI_HIGH, RiskTier.MODERATE, "Spoke to the patient; safety plan."))
            .then(AlertResolved.class);

    assertThat(story.state.tier()).isEqualTo(RiskTier.MODERATE);
    assertThat(story.state.tierHistory())
        .extracting(TierChange::tier)
        .containsExactly(RiskTier.HIGH, RiskTier.MODERATE);
    assertThat(story.state.tierHistory().getLast().clinicianId()).isEqualTo("clinician-1");
    assertThat(story.state.tierHistory().getLast().reason()).startsWith("Spoke");
  }

  @Test
  void what_another_service_repeats_does_not_undo_the_clinicians_assessment() {
    Story story =
        Story.withAlert()
            .when(Story.acknowledge(SI_HIGH))
            .when(resolve(SI_HIGH, RiskTier.LOW, "talked"))
            .when(Story.told(RiskTier.HIGH));

    assertThat(story.state.tier()).isEqualTo(RiskTier.LOW);
  }

  @Test
  void without_a_reason_nobody_lowers_it() {
    Story.withAlert()
        .when(Story.acknowledge(SI_HIGH))
        .when(resolve(SI_HIGH, RiskTier.LOW, " "))
        .thenRefused("reason-required");
  }

  @Test
  void an_alert_about_something_else_cannot_lower_it() {
    Story story =
        Story.withAlert()
            .when(Story.concern(AlertCode.PREGNANCY_POSSIBLE, AlertLevel.P1, "change-1"))
            .when(Story.acknowledge("episode-1.alert.PREGNANCY_POSSIBLE.1"));

    story
        .when(resolve("episode-1.alert.PREGNANCY_POSSIBLE.1", RiskTier.LOW, "negative test"))
        .thenRefused("tier-not-assessed-here");
  }

  @Test
  void while_words_of_a_crisis_wait_nobody_lowers_it() {
    Story story = Story.withAlert().when(Story.acknowledge(SI_HIGH));
    story.when(Story.heardInWords("flag-2"));

    story.when(resolve(SI_HIGH, RiskTier.LOW, "talked")).thenRefused("risk-alert-open");
  }

  @Test
  void while_another_alert_of_high_risk_is_open_nobody_lowers_it() {
    Story story = Story.withAlert().when(Story.acknowledge(SI_HIGH));
    story.goesOnWithoutWorker(Duration.ofHours(2)).when(Story.flagged("flag-2"));

    story.when(resolve(SI_HIGH, RiskTier.LOW, "talked")).thenRefused("risk-alert-open");
    story.when(resolve(SI_HIGH)).then(AlertResolved.class);
    assertThat(story.state.tier()).isEqualTo(RiskTier.HIGH);
  }

  @Test
  void a_patient_at_high_risk_who_does_not_come_is_looked_for() {
    Story story = Story.withAlert().when(Story.absent()).then(AlertRaised.class);

    assertThat(story.told(AlertRaised.class).getLast().code()).isEqualTo("SI_NO_SHOW");
    assertThat(story.told(AlertRaised.class).getLast().level()).isEqualTo(AlertLevel.P1);
  }

  @ParameterizedTest
  @EnumSource(value = RiskTier.class, names = "HIGH", mode = EnumSource.Mode.EXCLUDE)
  void any_other_patient_who_does_not_come_is_not(RiskTier tier) {
    Story.begins().when(Story.told(tier)).when(Story.absent()).thenNothing();
  }

  @ParameterizedTest
  @CsvSource({
    "NAUSEA, 2, false, false",
    "NAUSEA, 2, true, true",
    "NAUSEA, 4, false, true",
    "CHEST_PAIN, 1, false, true"
  })
  void a_serious_report_raises_an_alert(
      AdverseEventKind effect, int severity, boolean flag, boolean serious) {
    Story story =
        Story.afterASession()
            .when(
                new FollowUpCommand.ReportAdverseEvent(
                    new SideEffect(effect, severity, flag), null));

    assertThat(story.told(AdverseEventReported.class))
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.serious()).isEqualTo(serious);
              assertThat(report.reportId()).isEqualTo("episode-1.report.1");
            });
    assertThat(story.told(AlertRaised.class))
        .extracting(AlertRaised::code)
        .isEqualTo(serious ? List.of("AE_SERIOUS") : List.of());
  }

  @ParameterizedTest
  @CsvSource({"MANIA, MANIA_SIGNAL", "BLOOD_IN_URINE, URINARY", "SUICIDALITY, SI_HIGH"})
  void some_effects_have_alerts_of_their_own(AdverseEventKind effect, String code) {
    Story story =
        Story.afterASession()
            .when(new FollowUpCommand.ReportAdverseEvent(new SideEffect(effect, 1, false), "n-1"));

    assertThat(story.told(AlertRaised.class))
        .singleElement()
        .extracting(AlertRaised::code)
        .isEqualTo(code);
  }

  @Test
  void a_report_needs_a_follow_up_and_a_severity_in_range() {
    SideEffect impossible = new SideEffect(AdverseEventKind.NAUSEA, 0, false);
    Story.begins()
        .when(new FollowUpCommand.ReportAdverseEvent(impossible, null))
        .thenRefused("unknown-episode");
    Story.afterASession()
        .when(new FollowUpCommand.ReportAdverseEvent(impossible, null))
        .thenRefused("severity-out-of-range");
  }

  @Test
  void a_serious_effect_named_in_a_check_in_raises_an_alert() {
    Story story = Story.afterASession().passes(Duration.ofHours(72));

    story.when(
        new FollowUpCommand.AnswerCheckIn(
            H72,
            Answers.fine(CheckInKind.HOURS_72),
            List.of(new SideEffect(AdverseEventKind.FAINTING, 2, false))));

    assertThat(story.told(AlertRaised.class)).extracting(AlertRaised::code).contains("AE_SERIOUS");
    assertThat(story.told(AdverseEventReported.class))
        .singleElement()
        .matches(AdverseEventReported::serious)
        .matches(told -> told.reportId().equals(H72 + ".e1"));
  }
}
