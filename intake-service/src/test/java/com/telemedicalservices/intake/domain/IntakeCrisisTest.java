package com.telemedicalservices.intake.domain;

import static com.telemedicalservices.intake.domain.IntakeFixture.EPISODE_ID;
import static com.telemedicalservices.intake.domain.IntakeFixture.PATIENT_ID;
import static com.telemedicalservices.intake.domain.IntakeFixture.RULES;
import static com.telemedicalservices.intake.domain.IntakeFixture.START;
import static com.telemedicalservices.intake.domain.IntakeFixture.answers;
import static com.telemedicalservices.intake.domain.IntakeFixture.complete;
import static com.telemedicalservices.intake.domain.IntakeFixture.disposition;
import static com.telemedicalservices.intake.domain.IntakeFixture.held;
import static com.telemedicalservices.intake.domain.IntakeFixture.heldAfterSubmit;
import static com.telemedicalservices.intake.domain.IntakeFixture.inProgress;
import static com.telemedicalservices.intake.domain.IntakeFixture.inquiry;
import static com.telemedicalservices.intake.domain.IntakeFixture.lapsed;
import static com.telemedicalservices.intake.domain.IntakeFixture.phq9;
import static com.telemedicalservices.intake.domain.IntakeFixture.screener;
import static com.telemedicalservices.intake.domain.IntakeFixture.submit;
import static com.telemedicalservices.intake.domain.IntakeFixture.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeCrisisTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private static IntakeEvent flagged(int number, String source, Instant at) {
    String ruleVersion = source.startsWith("phq-9") ? "phq-9/1" : "c-ssrs-screener/1";
    return new IntakeEvent.CrisisFlagged(
        PATIENT_ID, EPISODE_ID, EPISODE_ID + ".crisis." + number, source, ruleVersion, at);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "NYNYNN-",
        "NYYYYN-",
        "NN---YY",
        "YYYNNYY", // complete and HIGH
        "---Y---",
        "-Y--Y--",
        "------Y", // HIGH before it is complete
        "NN-Y-N-",
        "NN---NY",
        "NNY--N-" // out of flow
      })
  void a_high_answer_is_told_and_holds_the_intake_when_it_is_saved(String vector) {
    IntakeFixture intake =
        inquiry()
            .when(answers("c-ssrs-screener", screener(vector)))
            .thenEvents(flagged(1, "c-ssrs-screener", START))
            .thenStatus(IntakeStatus.CRISIS_HOLD);

    assertThat(intake.state().risk().highest()).isEqualTo(RiskTier.HIGH);
    assertThat(intake.state().risk().isHeld()).isTrue();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"NN---N-, NONE", "YN---N-, LOW", "NYYNNN-, MODERATE", "NN---YN, MODERATE"})
  void a_lower_tier_is_remembered_and_holds_nothing(String vector, RiskTier tier) {
    IntakeFixture intake =
        inProgress()
            .when(answers("c-ssrs-screener", screener(vector)))
            .thenEvents()
            .thenStatus(IntakeStatus.INTAKE_IN_PROGRESS);

    assertThat(intake.state().risk().highest()).isEqualTo(tier);
  }

  @Test
  void the_highest_answer_to_item_nine_is_told_at_once() {
    inProgress()
        .when(answers("phq-9", Map.of(Phq9.ITEM_9, IntakeFixture.points(3))))
        .thenEvents(flagged(1, "phq-9-item-9", START))
        .thenStatus(IntakeStatus.CRISIS_HOLD);
  }

  @Test
  void out_of_flow_answers_hold_the_intake_and_are_not_submitted() {
    IntakeFixture intake =
        complete()
            .when(answers("c-ssrs-screener", screener("NN-Y-N-")))
            .thenStatus(IntakeStatus.CRISIS_HOLD)
            .when(submit())
            .thenRefused(Rejection.Kind.INVALID, "intake-incomplete");

    assertThat(intake.rejection().facts())
        .containsEntry("contradictory", Map.of("c-ssrs-screener", List.of("93249-1")));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"NY---N-", "NYN-NN-", "NYYN-N-", "NN---Y-"})
  void a_yes_left_unexplained_counts_as_high_when_handed_in(String vector) {
    IntakeFixture intake =
        complete()
            .when(answers("c-ssrs-screener", screener(vector)))
            .thenEvents()
            .thenStatus(IntakeStatus.INTAKE_IN_PROGRESS)
            .when(submit())
            .thenEvents(flagged(1, "c-ssrs-screener", START))
            .thenStatus(IntakeStatus.CRISIS_HOLD);
    assertThat(intake.state().isSubmitted()).isFalse();
    assertThat(intake.state().risk().highest()).isEqualTo(RiskTier.HIGH);

    intake.when(submit()).thenRefused(Rejection.Kind.INVALID, "intake-incomplete");
  }

  @Test
  void a_held_intake_can_be_completed_and_submitted_and_stays_held() {
    IntakeFixture intake =
        complete()
            .when(answers("c-ssrs-screener", screener("NYNYNN-")))
            .when(submit())
            .thenStatus(IntakeStatus.CRISIS_HOLD);

    assertThat(intake.events())
        .singleElement()
        .isInstanceOfSatisfying(
            IntakeEvent.IntakeSubmitted.class,
            event -> assertThat(event.riskTier()).isEqualTo(RiskTier.HIGH));
  }

  @Test
  void the_same_signal_is_told_once() {
    held()
        .after(HOUR)
        .when(answers("c-ssrs-screener", screener("NYNYNN-")))
        .thenEvents()
        .when(answers("c-ssrs-screener", screener("YYNYYN-")))
        .thenEvents();
  }

  @Test
  void a_second_instrument_is_a_second_signal() {
    held()
        .when(answers("phq-9", phq9(1, 3)))
        .thenEvents(flagged(2, "phq-9-item-9", START))
        .thenStatus(IntakeStatus.CRISIS_HOLD);
  }

  @Test
  void a_later_low_answer_neither_lowers_the_tier_nor_lifts_the_hold() {
    IntakeFixture intake =
        held()
            .after(HOUR)
            .when(answers("c-ssrs-screener", screener("NN---N-")))
            .thenEvents()
            .thenStatus(IntakeStatus.CRISIS_HOLD);

    assertThat(intake.state().risk().highest()).isEqualTo(RiskTier.HIGH);
  }

  @Test
  void an_amendment_at_lower_risk_keeps_the_highest_tier() {
    IntakeFixture intake =
        heldAfterSubmit()
            .when(answers("c-ssrs-screener", screener("YN---N-")))
            .when(submit())
            .thenStatus(IntakeStatus.CRISIS_HOLD);

    assertThat(intake.events())
        .singleElement()
        .isInstanceOfSatisfying(
            IntakeEvent.IntakeAmended.class,
            event -> assertThat(event.riskTier()).isEqualTo(RiskTier.HIGH));
  }

  @Test
  void a_flag_that_was_still_on_its_way_to_the_clinician_holds_on() {
    IntakeFixture intake =
        held()
            .after(Duration.ofMinutes(5))
            .when(answers(Phq9.FORM, phq9(1, 3)))
            .after(Duration.ofMinutes(1))
            .when(disposition(START.plus(Duration.ofMinutes(6)), START))
            .thenEvents()
            .thenStatus(IntakeStatus.CRISIS_HOLD);

    assertThat(intake.state().risk().signals())
        .extracting(Risk.Signal::isOpen)
        .containsExactly(false, true);
    intake
        .when(disposition(intake.now(), START.plus(Duration.ofMinutes(5))))
        .thenStatus(IntakeStatus.INTAKE_IN_PROGRESS);
  }

  @Test
  void a_disposition_lifts_the_hold_and_keeps_the_history() {
    IntakeFixture draft = held().after(HOUR).when(disposition(START.plus(HOUR))).thenEvents();
    draft.thenStatus(IntakeStatus.INTAKE_IN_PROGRESS);
    assertThat(draft.state().risk().highest()).isEqualTo(RiskTier.HIGH);
    assertThat(draft.state().risk().isHeld()).isFalse();
    assertThat(draft.state().risk().dispositions())
        .containsExactly(
            new Risk.Disposition(
                "SAFETY_PLAN_COMPLETED", RiskTier.MODERATE, "provider-1", START.plus(HOUR)));
    assertThat(draft.state().progress().transitions().getLast().actor()).isEqualTo("provider-1");

    heldAfterSubmit()
        .after(HOUR)
        .when(disposition(START.plus(HOUR)))
        .thenStatus(IntakeStatus.SUBMITTED);
  }

  @Test
  void a_dispositioned_intake_is_submitted_at_the_highest_tier() {
    IntakeFixture intake =
        complete()
            .when(answers("c-ssrs-screener", screener("NYNYNN-")))
            .after(HOUR)
            .when(disposition(START.plus(HOUR)))
            .when(submit())
            .thenStatus(IntakeStatus.SUBMITTED);

    assertThat(intake.state().latestRevision().orElseThrow().highestTier())
        .isEqualTo(RiskTier.HIGH);
  }

  @Test
  void a_high_answer_after_a_disposition_is_a_new_signal() {
    held()
        .after(HOUR)
        .when(disposition(START.plus(HOUR)))
        .after(HOUR)
        .when(answers("c-ssrs-screener", screener("YYNYNN-")))
        .thenEvents(flagged(2, "c-ssrs-screener", START.plus(HOUR).plus(HOUR)))
        .thenStatus(IntakeStatus.CRISIS_HOLD);
  }

  @Test
  void a_signal_the_clinician_could_not_know_of_stays_open() {
    held()
        .after(HOUR)
        .when(disposition(START.minusSeconds(1)))
        .thenEvents()
        .thenStatus(IntakeStatus.CRISIS_HOLD);
  }

  @Test
  void high_answers_given_while_the_disposition_was_on_its_way_are_told_anew() {
    IntakeFixture intake =
        held()
            .after(HOUR)
            .when(answers("c-ssrs-screener", screener("NYYYYN-")))
            .thenEvents()
            .after(HOUR)
            .when(disposition(START.plusSeconds(60)));

    intake
        .thenEvents(flagged(2, "c-ssrs-screener", intake.now()))
        .thenStatus(IntakeStatus.CRISIS_HOLD);
    assertThat(intake.state().risk().dispositions()).hasSize(1);
  }

  @Test
  void a_held_intake_never_lapses_and_has_its_time_again_after() {
    IntakeFixture intake = held().after(Duration.ofDays(60));
    assertThat(RULES.dueAt(intake.state())).isNull();
    intake.when(new IntakeCommand.TimePassed()).thenStatus(IntakeStatus.CRISIS_HOLD);

    intake.when(disposition(intake.now())).thenStatus(IntakeStatus.INTAKE_IN_PROGRESS);
    assertThat(RULES.lapsesAt(intake.state())).isEqualTo(intake.now().plus(Duration.ofDays(14)));
  }

  @Test
  void high_answers_that_could_not_be_kept_are_a_signal_all_the_same() {
    IntakeCommand unkept = new IntakeCommand.NoteRisk("c-ssrs-screener", screener("NYNYNN-"));

    IntakeFixture intake =
        inProgress()
            .when(unkept)
            .thenEvents(flagged(1, "c-ssrs-screener", START))
            .thenStatus(IntakeStatus.CRISIS_HOLD);
    assertThat(intake.state().forms()).doesNotContainKey("c-ssrs-screener");
    intake.when(unkept).thenEvents();
  }

  @Test
  void a_signal_after_the_end_is_told_and_reopens_nothing() {
    IntakeCommand unkept = new IntakeCommand.NoteRisk("c-ssrs-screener", screener("NYNYNN-"));

    lapsed()
        .when(unkept)
        .thenEvents(flagged(1, "c-ssrs-screener", START.plus(Duration.ofDays(14))))
        .thenStatus(IntakeStatus.LAPSED);
    withdrawn()
        .when(unkept)
        .thenEvents(flagged(1, "c-ssrs-screener", START))
        .thenStatus(IntakeStatus.WITHDRAWN)
        .when(disposition(START.plus(HOUR)))
        .thenEvents()
        .thenStatus(IntakeStatus.WITHDRAWN);
  }
}
