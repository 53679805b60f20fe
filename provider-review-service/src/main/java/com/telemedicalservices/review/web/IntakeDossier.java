package com.telemedicalservices.review.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.review.domain.Dossier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The intake service's answer, as far as a review needs it; whatever else it says is passed over.
 *
 * @param patientId who answered the forms
 * @param revision which revision
 * @param riskTier the highest tier up to it
 * @param stateOfResidence where the patient lives; null when not asked
 * @param forms the forms handed in
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record IntakeDossier(
    String patientId,
    int revision,
    RiskTier riskTier,
    @Nullable String stateOfResidence,
    List<AnsweredForm> forms) {

  private static final String STATE_NOW = "eligibility/state";
  private static final Pattern STATE = Pattern.compile("[A-Z]{2}");

  /**
   * A form as it was answered.
   *
   * @param form its code
   * @param version version of its text
   * @param answers the answers by question
   * @param score what the intake service made of them; null when the form is not scored
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record AnsweredForm(
      String form,
      String version,
      @Nullable Map<String, @Nullable Object> answers,
      @Nullable Score score) {}

  /**
   * A score.
   *
   * @param total the sum; null for an instrument that gives a tier
   * @param band what the sum means
   * @param tier suicide-risk tier; null for an instrument that gives a sum
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Score(@Nullable Integer total, @Nullable String band, @Nullable String tier) {}

  Dossier copy(Instant fetchedAt) {
    List<Dossier.GivenAnswer> answers = unscoredAnswers();
    return new Dossier(
        revision,
        fetchedAt,
        riskTier,
        forms.stream().map(IntakeDossier::result).toList(),
        answers,
        stateOfResidence,
        patientState(answers),
        Set.of(patientId));
  }

  private static Dossier.FormResult result(AnsweredForm form) {
    Score score = form.score();
    if (score == null) {
      return new Dossier.FormResult(form.form(), form.version(), null, null);
    }
    String meaning = score.band() == null ? score.tier() : score.band();
    return new Dossier.FormResult(form.form(), form.version(), score.total(), meaning);
  }

  private List<Dossier.GivenAnswer> unscoredAnswers() {
    List<Dossier.GivenAnswer> found = new ArrayList<>();
    for (AnsweredForm form : forms) {
      Map<String, @Nullable Object> answers = form.answers();
      if (form.score() == null && answers != null) {
        answers.forEach(
            (item, value) -> {
              if (value != null) {
                found.add(new Dossier.GivenAnswer(form.form() + "/" + item, String.valueOf(value)));
              }
            });
      }
    }
    return found;
  }

  /** Where the patient says to be counts; where the patient lives only if that was not asked. */
  private @Nullable String patientState(List<Dossier.GivenAnswer> answers) {
    return answers.stream()
        .filter(
            answer -> answer.item().equals(STATE_NOW) && STATE.matcher(answer.value()).matches())
        .map(Dossier.GivenAnswer::value)
        .findFirst()
        .orElse(stateOfResidence);
  }
}
