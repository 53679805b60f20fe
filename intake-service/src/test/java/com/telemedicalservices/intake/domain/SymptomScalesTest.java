package com.telemedicalservices.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SymptomScalesTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0, MINIMAL",
    "4, MINIMAL",
    "5, MILD",
    "9, MILD",
    "10, MODERATE",
    "14, MODERATE",
    "15, MODERATELY_SEVERE",
    "19, MODERATELY_SEVERE",
    "20, SEVERE",
    "27, SEVERE",
  })
  void a_phq9_total_falls_into_its_band(int total, String band) {
    assertThat(Phq9.score(IntakeFixture.totalling(Phq9.items(), total)))
        .contains(new Score.Total("phq-9", "phq-9/1", total, band));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0, MINIMAL",
    "4, MINIMAL",
    "5, MILD",
    "9, MILD",
    "10, MODERATE",
    "14, MODERATE",
    "15, SEVERE",
    "21, SEVERE",
  })
  void a_gad7_total_falls_into_its_band(int total, String band) {
    assertThat(Gad7.score(IntakeFixture.totalling(Gad7.items(), total)))
        .contains(new Score.Total("gad-7", "gad-7/1", total, band));
  }

  static Stream<String> items() {
    return Stream.concat(Phq9.items().stream(), Gad7.items().stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("items")
  void a_missing_answer_is_never_zero(String item) {
    Map<String, Answer> answers = new HashMap<>(IntakeFixture.phq9(0, 0));
    answers.putAll(IntakeFixture.gad7(0));
    answers.remove(item);

    assertThat(Stream.of(Phq9.score(answers), Gad7.score(answers)).filter(score -> score.isEmpty()))
        .hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("items")
  void an_answer_of_another_list_is_no_answer(String item) {
    Map<String, Answer> answers = new HashMap<>(IntakeFixture.phq9(0, 0));
    answers.putAll(IntakeFixture.gad7(0));
    answers.put(item, new Answer.Text("LA6572-7"));

    assertThat(Stream.of(Phq9.score(answers), Gad7.score(answers)).filter(score -> score.isEmpty()))
        .hasSize(1);
  }

  @Test
  void difficulty_is_not_scored() {
    Map<String, Answer> answers = new HashMap<>(IntakeFixture.phq9(1, 1));
    answers.put("69722-7", new Answer.Text("LA6575-0"));

    assertThat(Phq9.score(answers).map(Score.Total::total)).contains(9);
  }

  @Test
  void item_nine_is_read_whatever_the_rest() {
    assertThat(Phq9.item9(Map.of(Phq9.ITEM_9, IntakeFixture.points(2)))).hasValue(2);
    assertThat(Phq9.item9(Map.of())).isEmpty();
  }

  @Test
  void the_scales_have_as_many_items_as_their_names_say() {
    assertThat(List.of(Phq9.items().size(), Gad7.items().size())).containsExactly(9, 7);
  }
}
