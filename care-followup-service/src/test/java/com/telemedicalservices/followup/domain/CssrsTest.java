package com.telemedicalservices.followup.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.RiskTier;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CssrsTest {

  @ParameterizedTest(name = "{0}: {1} is {2} {3}")
  @CsvSource({
    " 1, N N - - - N -, COMPLETE, NONE",
    " 2, Y N - - - N -, COMPLETE, LOW",
    " 3, N Y N N N N -, COMPLETE, LOW",
    " 4, N Y Y N N N -, COMPLETE, MODERATE",
    " 5, N Y N Y N N -, COMPLETE, HIGH",
    " 6, N Y Y Y Y N -, COMPLETE, HIGH",
    " 7, N N - - - Y N, COMPLETE, MODERATE",
    " 8, N N - - - Y Y, COMPLETE, HIGH",
    " 9, Y Y Y N N Y Y, COMPLETE, HIGH",
    "10, N Y - N N N -, INCOMPLETE, HIGH",
    "10, N Y N - N N -, INCOMPLETE, HIGH",
    "10, N Y N N - N -, INCOMPLETE, HIGH",
    "10, N Y - - - N -, INCOMPLETE, HIGH",
    "10, N N - - - Y -, INCOMPLETE, HIGH",
    "10, Y - - - - N -, INCOMPLETE, HIGH",
    "10, - Y N N N N -, INCOMPLETE, HIGH",
    "11, N N - Y - N -, CONTRADICTORY, HIGH",
    "11, N N Y - - N -, CONTRADICTORY, HIGH",
    "11, N N - - Y N -, CONTRADICTORY, HIGH",
    "11, N - - Y - N -, CONTRADICTORY, HIGH",
    "11, N N - - - N Y, CONTRADICTORY, HIGH",
    "12, - - - - - - -, UNANSWERED, NONE",
    "12, N N - - - - -, UNANSWERED, NONE",
    "12, N - - - - N -, UNANSWERED, NONE",
    "13, N N N N N N N, COMPLETE, NONE",
  })
  void the_published_rule_gives_the_tier(
      int vector, String answers, Cssrs.Outcome outcome, RiskTier tier) {
    Cssrs.Result result = Cssrs.score(Answers.cssrs(answers));

    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.tier()).isEqualTo(tier);
  }

  @Test
  void an_answer_that_is_neither_yes_nor_no_is_none() {
    Map<String, Integer> answers = Answers.with(Answers.cssrs("NYNNNN-"), Map.of(Cssrs.INTENT, 7));

    assertThat(Cssrs.score(answers).outcome()).isEqualTo(Cssrs.Outcome.INCOMPLETE);
    assertThat(Cssrs.score(answers).missing()).containsExactly(Cssrs.INTENT);
  }

  @Test
  void every_possible_set_of_answers_is_scored_and_a_yes_to_intent_plan_or_recent_is_always_high() {
    int[] letters = new int[7];
    for (int n = 0; n < 2187; n++) {
      StringBuilder row = new StringBuilder();
      int rest = n;
      for (int i = 0; i < letters.length; i++) {
        row.append("YN-".charAt(rest % 3));
        rest /= 3;
      }
      Cssrs.Result result = Cssrs.score(Answers.cssrs(row.toString()));
      if (row.charAt(3) == 'Y' || row.charAt(4) == 'Y' || row.charAt(6) == 'Y') {
        assertThat(result.tier()).as(row.toString()).isEqualTo(RiskTier.HIGH);
      }
      if (row.indexOf("Y") < 0) {
        assertThat(result.tier()).as(row.toString()).isEqualTo(RiskTier.NONE);
      } else {
        assertThat(result.tier()).as(row.toString()).isNotEqualTo(RiskTier.NONE);
      }
    }
  }
}
