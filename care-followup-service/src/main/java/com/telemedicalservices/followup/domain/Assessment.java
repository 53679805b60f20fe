package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.CheckInKind;
import com.telemedicalservices.contracts.RiskTier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the answers to a check-in show, computed from the raw answers alone. A missing answer never
 * counts as zero; where the risk of suicide cannot be told, it is taken to be HIGH.
 *
 * @param tier suicide-risk tier to act on
 * @param phq9 the PHQ-9 score; null when it was not asked or not answered completely
 * @param problems why the answers cannot be counted; empty when they can
 * @param version versions of the questions and of the scoring
 */
public record Assessment(
    RiskTier tier, @Nullable Phq9 phq9, List<Problem> problems, String version) {

  public static final String VERSION =
      "check-in-" + Questionnaire.VERSION + "+" + Cssrs.VERSION + "+" + Phq9.VERSION;

  public static final String SIDE_EFFECTS = "side-effects";

  public Assessment {
    problems = List.copyOf(problems);
  }

  /**
   * Why answers cannot be counted.
   *
   * @param code answer-missing, answer-unknown, answer-out-of-range or answer-contradictory
   * @param item the item it is about
   */
  public record Problem(String code, String item) {}

  /**
   * Assesses answers.
   *
   * @param type the check-in they are for
   * @param answers the answers by item code
   * @param sideEffects the unwanted effects; null when the question was not answered
   */
  public static Assessment of(
      CheckInKind type, Map<String, Integer> answers, @Nullable List<SideEffect> sideEffects) {
    List<Problem> problems = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Cssrs.Result cssrs = Cssrs.score(answers);
    boolean cssrsAsked = false;
    for (Question question : Questionnaire.of(type)) {
      known.add(question.item());
      Integer answer = answers.get(question.item());
      boolean isCssrs = Cssrs.ITEMS.contains(question.item());
      cssrsAsked |= isCssrs;
      if (answer == null) {
        if (!isCssrs) {
          problems.add(new Problem("answer-missing", question.item()));
        }
      } else if (!question.allows(answer)) {
        problems.add(new Problem("answer-out-of-range", question.item()));
      }
    }
    if (cssrsAsked) {
      cssrs.missing().stream()
          .filter(item -> !answers.containsKey(item))
          .forEach(item -> problems.add(new Problem("answer-missing", item)));
    }
    if (cssrs.outcome() == Cssrs.Outcome.CONTRADICTORY) {
      problems.add(new Problem("answer-contradictory", Cssrs.THOUGHTS));
    }
    answers.keySet().stream()
        .filter(item -> !known.contains(item))
        .sorted()
        .forEach(item -> problems.add(new Problem("answer-unknown", item)));
    if (sideEffects == null) {
      problems.add(new Problem("answer-missing", SIDE_EFFECTS));
    } else if (!sideEffects.stream().allMatch(SideEffect::isInRange)) {
      problems.add(new Problem("answer-out-of-range", SIDE_EFFECTS));
    }
    return new Assessment(risk(answers, sideEffects), Phq9.score(answers), problems, VERSION);
  }

  /**
   * The suicide-risk tier answers show, whatever they are the answer to.
   *
   * @param answers the answers by item code
   * @param sideEffects the unwanted effects; null when the question was not answered
   */
  public static RiskTier risk(
      Map<String, Integer> answers, @Nullable List<SideEffect> sideEffects) {
    Cssrs.Result cssrs = Cssrs.score(answers);
    return cssrs.tier().atLeast(tierOfItem9(answers, cssrs.outcome())).atLeast(tierOf(sideEffects));
  }

  /**
   * Whether answers tell of thoughts of self-harm that no complete screener explains. Whatever
   * their tier, nobody is treated until a clinician has looked (DOMAIN §9, invariant 5).
   */
  public static boolean areUnscreened(Map<String, Integer> answers) {
    return hasThoughtsOfSelfHarm(answers)
        && Cssrs.score(answers).outcome() != Cssrs.Outcome.COMPLETE;
  }

  private static boolean hasThoughtsOfSelfHarm(Map<String, Integer> answers) {
    Integer item9 = answers.get(Phq9.ITEM_9);
    return item9 != null && item9 >= 1 && item9 <= Phq9.MOST_PER_ITEM;
  }

  /** Whether they can be counted as the answer to the check-in. */
  public boolean isCountable() {
    return problems.isEmpty();
  }

  /**
   * A thought of self-harm is a signal of its own as long as no complete screener says more; the
   * strongest one always is.
   */
  private static RiskTier tierOfItem9(Map<String, Integer> answers, Cssrs.Outcome screener) {
    if (!hasThoughtsOfSelfHarm(answers)) {
      return RiskTier.NONE;
    }
    if (Objects.equals(answers.get(Phq9.ITEM_9), Phq9.MOST_PER_ITEM)) {
      return RiskTier.HIGH;
    }
    return screener == Cssrs.Outcome.COMPLETE ? RiskTier.NONE : RiskTier.LOW;
  }

  private static RiskTier tierOf(@Nullable List<SideEffect> sideEffects) {
    return sideEffects != null
            && sideEffects.stream().anyMatch(s -> s.effect() == AdverseEventKind.SUICIDALITY)
        ? RiskTier.HIGH
        : RiskTier.NONE;
  }
}
