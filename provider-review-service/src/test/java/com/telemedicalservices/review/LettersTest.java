package com.telemedicalservices.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.review.domain.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What patients are told is there in both languages, and says where there is help. */
class LettersTest {

  private static final Letters LETTERS = Letters.shipped();

  @ParameterizedTest
  @ValueSource(strings = {"en", "es"})
  void every_status_and_every_reason_has_words(String language) {
    for (Status status : Status.values()) {
      assertThat(LETTERS.standing(status, language)).as(status.name()).isNotBlank();
    }
    assertThat(LETTERS.reasons()).isNotEmpty();
    for (String code : LETTERS.reasons().keySet()) {
      assertThat(LETTERS.reason(code, language)).as(code).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es"})
  void a_letter_names_help_and_other_ways(String language) {
    assertThat(String.join(" ", LETTERS.resources().get(language))).contains("988", "911");
    assertThat(LETTERS.alternatives().get(language)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO_SUCH_REASON", "REFERRED"})
  void what_has_no_words_is_not_told(String code) {
    assertThat(LETTERS.reason(code, "en")).isEmpty();
  }
}
