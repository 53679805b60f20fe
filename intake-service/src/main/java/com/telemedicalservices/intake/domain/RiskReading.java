package com.telemedicalservices.intake.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the answers to one form say about suicide risk, complete or not: a patient who has told us
 * of intent is not asked to finish the form first (DOMAIN §5.4).
 *
 * @param tier the tier to act on
 * @param source the instrument that says so
 * @param ruleVersion version of its scoring
 */
public record RiskReading(RiskTier tier, String source, String ruleVersion) {

  /** The source of a signal by item 9 of the PHQ-9. */
  public static final String PHQ9_ITEM_9 = "phq-9-item-9";

  private static final int ITEM_9_HIGH = 3;

  /** What answers say as they are saved; empty for a form that says nothing about risk. */
  public static Optional<RiskReading> of(String form, Map<String, Answer> answers) {
    return switch (form) {
      case CssrsScreener.FORM -> Optional.of(screener(CssrsScreener.assess(answers).tier()));
      case Phq9.FORM -> {
        OptionalInt item9 = Phq9.item9(answers);
        yield item9.isPresent() && item9.getAsInt() >= ITEM_9_HIGH
            ? Optional.of(new RiskReading(RiskTier.HIGH, PHQ9_ITEM_9, Phq9.RULE_VERSION))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /**
   * What answers say when the patient hands them in: a yes whose follow-up questions stay open
   * counts as HIGH.
   */
  public static Optional<RiskReading> whenHandedIn(String form, Map<String, Answer> answers) {
    if (form.equals(CssrsScreener.FORM)
        && CssrsScreener.assess(answers) instanceof CssrsScreener.Incomplete incomplete
        && incomplete.followUpMissing()) {
      return Optional.of(screener(RiskTier.HIGH));
    }
    return of(form, answers);
  }

  private static RiskReading screener(RiskTier tier) {
    return new RiskReading(tier, CssrsScreener.FORM, CssrsScreener.SCORER_VERSION);
  }
}
