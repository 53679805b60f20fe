package com.telemedicalservices.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.RiskTier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CssrsScreenerTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "NN---N-, NONE",
    "YN---N-, LOW",
    "NYNNNN-, LOW",
    "NYYNNN-, MODERATE",
    "NYNYNN-, HIGH",
    "NYYYYN-, HIGH",
    "NN---YN, MODERATE",
    "NN---YY, HIGH",
    "YYYNNYY, HIGH",
    "NYNNYN-, HIGH",
    "YYNNNN-, LOW",
    "NYNNNYN, MODERATE",
  })
  void the_tier_is_the_highest_of_all_answers(String vector, RiskTier expected) {
    assertThat(CssrsScreener.assess(IntakeFixture.screener(vector)))
        .isEqualTo(new CssrsScreener.Complete(expected));
    assertThat(CssrsScreener.score(IntakeFixture.screener(vector)))
        .contains(new Score.Tier("c-ssrs-screener", "c-ssrs-screener/1", expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "NY-NNN-, 93248-3",
    "NYN-NN-, 93249-1",
    "NYNN-N-, 93250-9",
    "NY---N-, 93248-3 93249-1 93250-9",
    "NN---Y-, 93269-9",
  })
  void a_yes_whose_follow_up_is_missing_is_incomplete(String vector, String missing) {
    CssrsScreener.Result result = CssrsScreener.assess(IntakeFixture.screener(vector));

    assertThat(result)
        .isInstanceOfSatisfying(
            CssrsScreener.Incomplete.class,
            incomplete -> {
              assertThat(incomplete.missing()).containsExactly(missing.split(" "));
              assertThat(incomplete.followUpMissing()).isTrue();
            });
    assertThat(CssrsScreener.score(IntakeFixture.screener(vector))).isEmpty();
    assertThat(
            RiskReading.whenHandedIn(CssrsScreener.FORM, IntakeFixture.screener(vector))
                .map(RiskReading::tier))
        .contains(RiskTier.HIGH);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"-N---N-", "N----N-", "NN-----", "-------"})
  void a_question_not_yet_asked_for_is_incomplete_and_no_alarm(String vector) {
    CssrsScreener.Result result = CssrsScreener.assess(IntakeFixture.screener(vector));

    assertThat(result)
        .isInstanceOfSatisfying(
            CssrsScreener.Incomplete.class,
            incomplete -> assertThat(incomplete.followUpMissing()).isFalse());
    assertThat(
            RiskReading.whenHandedIn(CssrsScreener.FORM, IntakeFixture.screener(vector))
                .map(RiskReading::tier))
        .contains(RiskTier.NONE);
  }

  @ParameterizedTest(name = "{0} contradicts itself in {1}")
  @CsvSource({
    "NN-Y-N-, 93249-1",
    "NN--YN-, 93250-9",
    "NNY--N-, 93248-3",
    "NN---NY, 93269-9",
    "NNYYYNY, 93248-3 93249-1 93250-9 93269-9",
  })
  void a_yes_out_of_flow_cannot_be_scored_and_counts_as_high(String vector, String linkIds) {
    assertThat(CssrsScreener.assess(IntakeFixture.screener(vector)))
        .isEqualTo(new CssrsScreener.Contradictory(List.of(linkIds.split(" "))))
        .extracting(CssrsScreener.Result::tier)
        .isEqualTo(RiskTier.HIGH);
    assertThat(CssrsScreener.score(IntakeFixture.screener(vector))).isEmpty();
  }

  @Test
  void a_no_out_of_flow_is_harmless() {
    assertThat(CssrsScreener.assess(IntakeFixture.screener("NNNNNNN")))
        .isEqualTo(new CssrsScreener.Complete(RiskTier.NONE));
  }

  @ParameterizedTest(name = "{0} is {1} so far")
  @CsvSource({"---Y---, HIGH", "----Y--, HIGH", "------Y, HIGH", "--Y----, MODERATE"})
  void a_tier_is_known_before_the_screener_is_complete(String vector, RiskTier soFar) {
    assertThat(CssrsScreener.assess(IntakeFixture.screener(vector)).tier()).isEqualTo(soFar);
  }

  @Test
  void an_answer_that_is_neither_yes_nor_no_is_no_answer() {
    Map<String, Answer> answers = new HashMap<>(IntakeFixture.screener("NN---N-"));
    answers.put(CssrsScreener.ACTIVE_THOUGHTS, new Answer.YesNo(true));

    assertThat(CssrsScreener.score(answers)).isEqualTo(Optional.empty());
  }
}
