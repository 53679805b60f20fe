package com.telemedicalservices.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.intake.Harmless;
import com.telemedicalservices.intake.Questionnaires;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every band edge of DOMAIN §3.1, and that a missing answer is never zero. */
class InstrumentTest {

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "phq-9, 0, MINIMAL",
    "phq-9, 4, MINIMAL",
    "phq-9, 5, MILD",
    "phq-9, 9, MILD",
    "phq-9, 10, MODERATE",
    "phq-9, 14, MODERATE",
    "phq-9, 15, MODERATELY_SEVERE",
    "phq-9, 19, MODERATELY_SEVERE",
    "phq-9, 20, SEVERE",
    "phq-9, 27, SEVERE",
    "gad-7, 0, MINIMAL",
    "gad-7, 4, MINIMAL",
    "gad-7, 5, MILD",
    "gad-7, 9, MILD",
    "gad-7, 10, MODERATE",
    "gad-7, 14, MODERATE",
    "gad-7, 15, SEVERE",
    "gad-7, 21, SEVERE",
    "audit-c, 0, NEGATIVE",
    "audit-c, 2, NEGATIVE",
    "audit-c, 3, POSITIVE_IN_WOMEN",
    "audit-c, 4, POSITIVE",
    "audit-c, 12, POSITIVE",
    "pcl-5, 0, BELOW_CUT",
    "pcl-5, 32, BELOW_CUT",
    "pcl-5, 33, AT_OR_ABOVE_CUT",
    "pcl-5, 80, AT_OR_ABOVE_CUT",
  })
  void a_total_falls_into_its_band(String code, int total, String band) {
    Score.Total score = instrument(code).score(totalling(code, total)).orElseThrow();

    assertThat(score.total()).isEqualTo(total);
    assertThat(score.band()).isEqualTo(band);
    assertThat(score.scorer()).isEqualTo(code);
    assertThat(score.scorerVersion()).isEqualTo(code + "/1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"phq-9, 9, 27", "gad-7, 7, 21", "audit-c, 3, 12", "pcl-5, 20, 80"})
  void an_instrument_has_the_items_and_the_range_of_the_published_one(
      String code, int items, int most) {
    Instrument instrument = instrument(code);

    assertThat(instrument.items()).hasSize(items);
    assertThat(
            instrument.items().stream()
                .mapToInt(item -> Collections.max(item.points().values()))
                .sum())
        .isEqualTo(most);
    assertThat(instrument.items())
        .allSatisfy(item -> assertThat(Collections.min(item.points().values())).isZero());
  }

  static Stream<Arguments> items() {
    return Questionnaires.shipped().instruments().stream()
        .flatMap(
            instrument ->
                instrument.linkIds().stream().map(item -> Arguments.of(instrument.code(), item)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("items")
  void a_missing_answer_is_never_zero(String code, String item) {
    Map<String, Answer> answers = totalling(code, 0);
    answers.remove(item);

    assertThat(instrument(code).score(answers)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("items")
  void an_answer_of_another_list_is_no_answer(String code, String item) {
    Map<String, Answer> answers = totalling(code, 0);
    answers.put(item, new Answer.Text("LA6572-7"));

    assertThat(instrument(code).score(answers)).isEmpty();
  }

  /** Each of the clusters B, C, D and E short by one symptom, then none short. */
  @ParameterizedTest(name = "{0} of B, {1} of C, {2} of D, {3} of E")
  @CsvSource({
    "0, 1, 2, 2, false",
    "1, 0, 2, 2, false",
    "1, 1, 1, 2, false",
    "1, 1, 2, 1, false",
    "1, 1, 2, 2, true",
    "5, 2, 7, 6, true",
  })
  void the_pcl_5_points_to_a_diagnosis_when_every_cluster_is_met(
      int b, int c, int d, int e, boolean met) {
    Map<String, Answer> answers = totalling("pcl-5", 0);
    present(answers, 1, b);
    present(answers, 6, c);
    present(answers, 8, d);
    present(answers, 15, e);

    assertThat(instrument("pcl-5").score(answers).orElseThrow().clustersMet()).isEqualTo(met);
  }

  @Test
  void a_symptom_that_is_weak_does_not_count_for_a_cluster() {
    Map<String, Answer> answers = totalling("pcl-5", 0);
    IntStream.rangeClosed(1, 20)
        .forEach(item -> answers.put("pcl5-" + item, new Answer.Text("pcl5-1")));

    assertThat(instrument("pcl-5").score(answers).orElseThrow().clustersMet()).isFalse();
    assertThat(instrument("phq-9").score(totalling("phq-9", 27)).orElseThrow().clustersMet())
        .isNull();
  }

  private static void present(Map<String, Answer> answers, int first, int howMany) {
    IntStream.range(first, first + howMany)
        .forEach(item -> answers.put("pcl5-" + item, new Answer.Text("pcl5-2")));
  }

  @Test
  void difficulty_is_not_scored() {
    Map<String, Answer> answers = new HashMap<>(IntakeFixture.phq9(1, 1));
    answers.put("69722-7", new Answer.Text("LA6575-0"));

    assertThat(instrument("phq-9").score(answers).map(Score.Total::total)).contains(9);
  }

  @Test
  void item_nine_is_read_whatever_the_rest() {
    assertThat(Phq9.item9(Map.of(Phq9.ITEM_9, IntakeFixture.points(2)))).hasValue(2);
    assertThat(Phq9.item9(Map.of())).isEmpty();
    for (int points = 0; points <= 3; points++) {
      Map<String, Answer> answers = Map.of(Phq9.ITEM_9, IntakeFixture.points(points));
      assertThat(Phq9.item9(answers))
          .isEqualTo(instrument("phq-9").points(Phq9.ITEM_9, answers))
          .hasValue(points);
    }
  }

  private static Instrument instrument(String code) {
    return Harmless.instrument(code);
  }

  /** So many points over the items, as high as possible from the first. */
  private static Map<String, Answer> totalling(String code, int total) {
    Map<String, Answer> answers = new HashMap<>();
    int left = total;
    for (Instrument.ScoredItem item : instrument(code).items()) {
      int most = left;
      Map.Entry<String, Integer> option =
          item.points().entrySet().stream()
              .filter(points -> points.getValue() <= most)
              .max(Comparator.comparing(Map.Entry::getValue))
              .orElseThrow();
      answers.put(item.linkId(), new Answer.Text(option.getKey()));
      left -= option.getValue();
    }
    assertThat(left).isZero();
    return answers;
  }
}
