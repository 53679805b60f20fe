package com.telemedicalservices.review;

import com.telemedicalservices.review.domain.candidacy.Ingredient;
import com.telemedicalservices.review.domain.candidacy.Outcome;
import com.telemedicalservices.review.domain.candidacy.Rule;
import com.telemedicalservices.review.domain.candidacy.RuleSet;
import com.telemedicalservices.review.domain.candidacy.RuleSets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The rules of candidacy as files, one for each version. A file that has been in use is never
 * changed: another rule is another version, so that old decisions can be replayed.
 */
public final class CandidacyRules {

  private static final int NEWEST = 1;

  private CandidacyRules() {}

  /** The rules this release decides by. */
  public static RuleSet shipped() {
    return all().inForce();
  }

  /** The rules of every version there has been. */
  public static RuleSets all() {
    return new RuleSets(
        IntStream.rangeClosed(1, NEWEST)
            .mapToObj(number -> version(Integer.toString(number)))
            .toList());
  }

  /**
   * The rules of one version.
   *
   * @param number the number in {@code candidacy/1}
   * @throws IllegalStateException if there are none, or they cannot be understood
   */
  public static RuleSet version(String number) {
    JsonNode file = SignedFile.read("/candidacy/" + number + ".json");
    return new RuleSet(
        SignedFile.text(file, "version"),
        file.path("ingredients").valueStream().map(CandidacyRules::ingredient).toList(),
        file.path("rules").valueStream().map(CandidacyRules::rule).toList());
  }

  private static Ingredient ingredient(JsonNode ingredient) {
    return new Ingredient(
        SignedFile.text(ingredient, "code"),
        SignedFile.text(ingredient, "name"),
        SignedFile.texts(ingredient.path("classes")),
        SignedFile.number(ingredient, "diazepamMgPerMg"));
  }

  private static Rule rule(JsonNode rule) {
    String id = SignedFile.text(rule, "id");
    try {
      return new Rule(
          id,
          SignedFile.text(rule, "section"),
          Outcome.valueOf(SignedFile.text(rule, "outcome")),
          SignedFile.condition(rule.path("when")),
          SignedFile.text(rule, "source"),
          SignedFile.text(rule, "provider"),
          rule.path("patient")
              .propertyStream()
              .collect(Collectors.toMap(Map.Entry::getKey, said -> said.getValue().asString())));
    } catch (RuntimeException e) {
      throw new IllegalStateException("The rule " + id + " cannot be understood", e);
    }
  }
}
