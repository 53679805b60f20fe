package com.telemedicalservices.review.domain.candidacy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rules of candidacy of one version. The same dossier always gives the same findings, so that a
 * decision can be examined years later (DOMAIN §9, invariant 24).
 *
 * @param version what this set of rules is called
 * @param ingredients the drugs whose interactions are known
 * @param rules the rules, in the order in which findings are shown
 */
public record RuleSet(String version, List<Ingredient> ingredients, List<Rule> rules) {

  private static final String MEDICATIONS = "medications/medication";
  private static final String DRUG = "medication-drug";
  private static final String MG_PER_DAY = "medication-mg-per-day";
  private static final BigDecimal CM_PER_M = BigDecimal.valueOf(100);

  public RuleSet {
    ingredients = List.copyOf(ingredients);
    rules = List.copyOf(rules);
    requireDifferent("rule", rules.stream().map(Rule::id).toList());
    requireDifferent("ingredient", ingredients.stream().map(Ingredient::code).toList());
  }

  private static void requireDifferent(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    names.forEach(
        name -> {
          if (!seen.add(name)) {
            throw new IllegalArgumentException("The " + what + " " + name + " is there twice");
          }
        });
  }

  /** The rule with this name. */
  public Optional<Rule> rule(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** What the rules find. */
  public List<Finding> findings(Facts facts) {
    return rules.stream()
        .filter(rule -> rule.when().holds(facts))
        .map(rule -> new Finding(rule.id(), rule.outcome(), rule.when().seen(facts)))
        .toList();
  }

  /**
   * What is known of a patient, with what follows from it.
   *
   * @param answers by form and link id, {@code eligibility/age}
   * @param scores totals by instrument
   * @param tier suicide-risk tier
   * @param residence where the patient lives, two letters; empty when nobody has said
   */
  public Facts facts(
      Map<String, String> answers,
      Map<String, Integer> scores,
      String tier,
      Optional<String> residence) {
    Facts facts = new Facts().with("tier", tier);
    residence.ifPresent(state -> facts.with("residence", state));
    scores.forEach((instrument, total) -> facts.with("score/" + instrument, total.toString()));
    answers.forEach(
        (name, value) -> {
          int slash = name.indexOf('/');
          facts.withAnswer(name.substring(0, slash), name.substring(slash + 1), value);
        });
    derive(facts);
    return facts;
  }

  private void derive(Facts facts) {
    Map<String, Ingredient> known =
        ingredients.stream().collect(Collectors.toMap(Ingredient::code, Function.identity()));
    BigDecimal diazepam = BigDecimal.ZERO;
    for (Facts medication : facts.blocks(MEDICATIONS)) {
      Ingredient ingredient = known.get(medication.value(DRUG));
      if (ingredient == null) {
        continue;
      }
      Optional<BigDecimal> dose = medication.number(MG_PER_DAY);
      String detail =
          ingredient.name() + dose.map(mg -> " " + mg.toPlainString() + " mg a day").orElse("");
      for (String drugClass : ingredient.classes()) {
        facts.with("class/" + drugClass, "true").withDetail("class/" + drugClass, detail);
      }
      BigDecimal strength = ingredient.diazepamMgPerMg();
      if (strength != null && dose.isPresent()) {
        diazepam = diazepam.add(dose.get().multiply(strength));
      }
    }
    if (diazepam.signum() > 0) {
      facts.with("derived/diazepam-equivalent-mg", diazepam.stripTrailingZeros().toPlainString());
    }
    Optional<BigDecimal> height = facts.number("medical-history/height-cm");
    Optional<BigDecimal> weight = facts.number("medical-history/weight-kg");
    if (height.isPresent() && weight.isPresent() && height.get().signum() > 0) {
      BigDecimal metres = height.get().divide(CM_PER_M);
      facts.with(
          "derived/bmi",
          weight.get().divide(metres.multiply(metres), 1, RoundingMode.HALF_UP).toPlainString());
    }
  }
}
