package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.review.domain.candidacy.Candidacy;
import com.telemedicalservices.review.domain.candidacy.Facts;
import com.telemedicalservices.review.domain.candidacy.RuleSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * This service's own copy of what a provider decides on, of one revision of the intake.
 *
 * @param revision which revision
 * @param fetchedAt when it was copied
 * @param riskTier the tier the intake computed
 * @param forms the forms handed in, with their scores
 * @param answers the answers to the forms that are not scored
 * @param residence state the patient lives in; null when not asked
 * @param patientState state the patient said to be in; null when not asked
 * @param authors who entered the data; none of them may decide on it
 */
public record Dossier(
    int revision,
    Instant fetchedAt,
    RiskTier riskTier,
    List<FormResult> forms,
    List<GivenAnswer> answers,
    @Nullable String residence,
    @Nullable String patientState,
    Set<String> authors) {

  public Dossier {
    forms = List.copyOf(forms);
    answers = List.copyOf(answers);
    authors = Set.copyOf(authors);
  }

  /**
   * What the rules find in this dossier. What other rules found, or found in another revision, is
   * found anew; what providers wrote stays on record.
   *
   * @param rules the rules in force
   * @param before what was found last; null when nothing was
   */
  public Candidacy readBy(RuleSet rules, @Nullable Candidacy before) {
    if (before != null
        && before.revision() == revision
        && before.rulesVersion().equals(rules.version())) {
      return before;
    }
    return new Candidacy(
        rules.version(),
        revision,
        rules.findings(facts(rules)),
        before == null ? List.of() : before.resolutions());
  }

  /** What it says, together with what rules derive from it. */
  public Facts facts(RuleSet rules) {
    return rules.facts(answersByItem(), scores(), riskTier.name(), Optional.ofNullable(residence));
  }

  /** The answers by form and question; a dossier from before there were more forms has no form. */
  public Map<String, String> answersByItem() {
    return answers.stream()
        .filter(answer -> answer.item().contains("/"))
        .collect(Collectors.toMap(GivenAnswer::item, GivenAnswer::value, (first, again) -> again));
  }

  /** The totals of the instruments that have one. */
  public Map<String, Integer> scores() {
    Map<String, Integer> scores = new HashMap<>();
    for (FormResult form : forms) {
      Integer score = form.score();
      if (score != null) {
        scores.put(form.form(), score);
      }
    }
    return scores;
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
   * An answer.
   *
   * @param item form and question, {@code eligibility/age}
   * @param value the answer, as text
   */
  public record GivenAnswer(String item, String value) {}
}
