package com.telemedicalservices.intake.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form as it was answered.
 *
 * @param form the form's code
 * @param version version of the text the patient read
 * @param language the language they read it in
 * @param answers the raw answers by link id
 * @param answeredAt when these answers were given
 * @param score what the server computed; null for a form without score, or not complete
 */
public record FormAnswers(
    String form,
    String version,
    Language language,
    Map<String, Answer> answers,
    Instant answeredAt,
    @Nullable Score score) {

  public FormAnswers {
    answers = Map.copyOf(answers);
  }

  boolean saysTheSameAs(FormAnswers other) {
    return version.equals(other.version)
        && language == other.language
        && answers.equals(other.answers);
  }
}
