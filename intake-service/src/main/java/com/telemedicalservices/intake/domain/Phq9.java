package com.telemedicalservices.intake.domain;

import java.util.Map;
import java.util.OptionalInt;

/**
 * What matters about the Patient Health Questionnaire whatever its total: item 9, thoughts of death
 * or self-harm (DOMAIN §3.1, §5.4). Its score is an {@link Instrument}'s.
 */
public final class Phq9 {

  /** The form's code. */
  public static final String FORM = "phq-9";

  /** Version of what item 9 means. */
  public static final String RULE_VERSION = "phq-9/1";

  /** LOINC code of item 9. */
  public static final String ITEM_9 = "44260-8";

  private static final Map<String, Integer> POINTS =
      Map.of("LA6568-5", 0, "LA6569-3", 1, "LA6570-1", 2, "LA6571-9", 3);

  private Phq9() {}

  /** The points of item 9; empty when it is not answered. */
  public static OptionalInt item9(Map<String, Answer> answers) {
    return new Instrument.ScoredItem(ITEM_9, POINTS).pointsOf(answers);
  }
}
