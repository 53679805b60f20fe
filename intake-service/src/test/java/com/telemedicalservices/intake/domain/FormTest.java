package com.telemedicalservices.intake.domain;

import static com.telemedicalservices.intake.domain.IntakeFixture.answers;
import static com.telemedicalservices.intake.domain.IntakeFixture.inquiry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.telemedicalservices.intake.Harmless;
import com.telemedicalservices.kit.domain.Rejection;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repeated blocks and conditional questions, on the forms as they are shipped. */
class FormTest {

  private static final Form MEDICATIONS = Harmless.form("medications");

  private static Map<String, Answer> taking(Object... keysAndValues) {
    Map<String, Answer> answers = new HashMap<>();
    answers.put("takes-medications", new Answer.YesNo(true));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      answers.put((String) keysAndValues[i], (Answer) keysAndValues[i + 1]);
    }
    return answers;
  }

  private static Answer code(String code) {
    return new Answer.Text(code);
  }

  @Test
  void a_block_that_is_begun_must_be_finished() {
    assertThat(MEDICATIONS.missing(taking())).isEmpty();
    assertThat(MEDICATIONS.missing(taking("medication-mg-per-day#2", new Answer.WholeNumber(5))))
        .containsExactly("medication-drug#2");
    assertThat(MEDICATIONS.missing(taking("medication-drug#1", code("6470")))).isEmpty();
  }

  @Test
  void a_question_in_a_block_depends_on_its_own_block() {
    Map<String, Answer> answers =
        taking("medication-drug#1", code("6470"), "medication-drug#2", code("x-other"));

    assertThat(MEDICATIONS.missing(answers)).containsExactly("medication-name#2");
    assertThat(MEDICATIONS.isAsked("medication-name#1", answers)).isFalse();
    assertThat(MEDICATIONS.isAsked("medication-name#2", answers)).isTrue();
    answers.put("medication-name#2", code("something rare"));
    assertThat(MEDICATIONS.missing(answers)).isEmpty();
  }

  @Test
  void blocks_that_are_not_asked_are_not_missed() {
    Map<String, Answer> answers = taking("medication-mg-per-day#1", new Answer.WholeNumber(5));
    answers.put("takes-medications", new Answer.YesNo(false));

    assertThat(MEDICATIONS.missing(answers)).isEmpty();
  }

  @Test
  void a_dose_need_not_be_whole() {
    Map<String, Answer> answers =
        taking(
            "medication-drug#1",
            code("596"),
            "medication-mg-per-day#1",
            new Answer.Decimal(new BigDecimal("0.750")));

    assertThat(
            inquiry()
                .when(answers("medications", answers))
                .thenAccepted()
                .state()
                .answersTo("medications"))
        .containsEntry("medication-mg-per-day#1", new Answer.Decimal(new BigDecimal("0.75")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "medication-drug",
        "medication-drug#0",
        "medication-drug#41",
        "medication-drug#",
        "medication-drug#1#2",
        "medication#1",
        "medication",
        "takes-medications#1",
        "#1"
      })
  void a_key_that_names_no_item_is_refused(String key) {
    inquiry()
        .when(answers("medications", Map.of(key, code("6470"))))
        .thenRefused(Rejection.Kind.INVALID, "unknown-item");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "5000.1"})
  void a_dose_out_of_range_is_refused(String dose) {
    inquiry()
        .when(
            answers(
                "medications",
                taking("medication-mg-per-day#1", new Answer.Decimal(new BigDecimal(dose)))))
        .thenRefused(Rejection.Kind.INVALID, "answer-out-of-range");
  }

  @Test
  void a_block_is_simple() {
    Item inner = new Item.YesNo("inner", true, new Item.Condition("elsewhere", code("x")));
    assertThatThrownBy(() -> new Item.Block("block", null, List.of(inner)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inner");
  }
}
