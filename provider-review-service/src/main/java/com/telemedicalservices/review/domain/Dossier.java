package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * This service's own copy of what a provider decides on, of one revision of the intake.
 *
 * @param revision which revision
 * @param fetchedAt when it was copied
 * @param riskTier the tier the intake computed
 * @param forms the forms handed in, with their scores
 * @param answers the answers that bear on eligibility
 * @param patientState state the patient said to be in; null when not asked
 * @param authors who entered the data; none of them may decide on it
 */
public record Dossier(
    int revision,
    Instant fetchedAt,
    RiskTier riskTier,
    List<FormResult> forms,
    List<EligibilityAnswer> answers,
    @Nullable String patientState,
    Set<String> authors) {

  public Dossier {
    forms = List.copyOf(forms);
    answers = List.copyOf(answers);
    authors = Set.copyOf(authors);
  }

  /**
   * A form as it was scored by the intake service.
   *
   * @param form its code
   * @param version version of its text and scoring
   * @param score its total; null when it has none
   * @param band what the total means; null when it has none
   */
  public record FormResult(
      String form, String version, @Nullable Integer score, @Nullable String band) {}

  /**
   * An answer on the eligibility form.
   *
   * @param item the question
   * @param value the answer
   */
  public record EligibilityAnswer(String item, String value) {}
}
