package com.telemedicalservices.followup.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.CheckInKind;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.Assessment.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssessmentTest {

  @ParameterizedTest
  @EnumSource(CheckInKind.class)
  void complete_answers_count(CheckInKind type) {
    Assessment assessment = Assessment.of(type, Answers.fine(type), List.of());

    assertThat(assessment.problems()).isEmpty();
    assertThat(assessment.tier()).isEqualTo(RiskTier.NONE);
  }

  @ParameterizedTest
  @EnumSource(CheckInKind.class)
  void each_missing_answer_is_named_and_nothing_counts_as_zero(CheckInKind type) {
    Assessment assessment = Assessment.of(type, Map.of(), null);

    List<String> alwaysAsked =
        Questionnaire.of(type).stream()
            .filter(question -> question.onlyIf() == null)
            .map(Question::item)
            .toList();
    assertThat(assessment.problems())
        .allMatch(problem -> problem.code().equals("answer-missing"))
        .extracting(Problem::item)
        .containsAll(alwaysAsked)
        .contains(Assessment.SIDE_EFFECTS)
        .hasSize(alwaysAsked.size() + 1);
    assertThat(assessment.phq9()).isNull();
  }

  @Test
  void the_phq_9_is_added_up() {
    Map<String, Integer> answers =
        Answers.with(Answers.phq9(1, 2, 3, 0, 1, 2, 3, 0, 1), Answers.cssrs("NN---N-"));

    assertThat(Assessment.of(CheckInKind.WEEKLY, answers, List.of()).phq9())
        .isEqualTo(new Phq9(13, 1));
  }

  @Test
  void an_answer_out_of_its_range_is_named() {
    Map<String, Integer> answers =
        Answers.with(Answers.fine(CheckInKind.WEEKLY), Map.of("44250-9", 4));

    Assessment assessment = Assessment.of(CheckInKind.WEEKLY, answers, List.of());

    assertThat(assessment.problems())
        .containsExactly(new Problem("answer-out-of-range", "44250-9"));
    assertThat(assessment.phq9()).isNull();
  }

  @Test
  void an_answer_nobody_asked_for_is_named() {
    Map<String, Integer> answers =
        Answers.with(Answers.fine(CheckInKind.HOURS_72), Map.of("shoe-size", 9));

    assertThat(Assessment.of(CheckInKind.HOURS_72, answers, List.of()).problems())
        .containsExactly(new Problem("answer-unknown", "shoe-size"));
  }

  @Test
  void a_severity_out_of_its_range_is_named() {
    List<SideEffect> sideEffects = List.of(new SideEffect(AdverseEventKind.NAUSEA, 6, false));

    assertThat(
            Assessment.of(CheckInKind.HOURS_72, Answers.fine(CheckInKind.HOURS_72), sideEffects)
                .problems())
        .containsExactly(new Problem("answer-out-of-range", Assessment.SIDE_EFFECTS));
  }

  @Test
  void the_strongest_thought_of_self_harm_is_high_whatever_else_is_said() {
    Map<String, Integer> answers =
        Answers.with(Answers.phq9(0, 0, 0, 0, 0, 0, 0, 0, 3), Answers.cssrs("NN---N-"));

    assertThat(Assessment.of(CheckInKind.WEEKLY, answers, List.of()).tier())
        .isEqualTo(RiskTier.HIGH);
  }

  @Test
  void a_weaker_one_is_a_signal_only_without_a_complete_screener() {
    Map<String, Integer> phq9 = Answers.phq9(0, 0, 0, 0, 0, 0, 0, 0, 1);

    assertThat(Assessment.of(CheckInKind.WEEKLY, phq9, List.of()).tier()).isEqualTo(RiskTier.LOW);
    assertThat(
            Assessment.of(
                    CheckInKind.WEEKLY, Answers.with(phq9, Answers.cssrs("NN---N-")), List.of())
                .tier())
        .isEqualTo(RiskTier.NONE);
  }

  @Test
  void suicidality_named_as_an_unwanted_effect_is_high() {
    List<SideEffect> sideEffects = List.of(new SideEffect(AdverseEventKind.SUICIDALITY, 1, false));

    assertThat(
            Assessment.of(CheckInKind.HOURS_72, Answers.fine(CheckInKind.HOURS_72), sideEffects)
                .tier())
        .isEqualTo(RiskTier.HIGH);
  }

  @Test
  void risk_items_are_heard_even_where_they_were_not_asked() {
    Map<String, Integer> answers =
        Answers.with(Answers.fine(CheckInKind.HOURS_72), Answers.cssrs("NYNYNN-"));

    assertThat(Assessment.of(CheckInKind.HOURS_72, answers, List.of()).tier())
        .isEqualTo(RiskTier.HIGH);
  }

  @Test
  void the_check_in_never_asks_by_the_one_month_items_of_loinc() {
    assertThat(Questionnaire.of(CheckInKind.HOURS_24))
        .extracting(Question::item)
        .noneMatch(item -> item.startsWith("932"));
  }
}
