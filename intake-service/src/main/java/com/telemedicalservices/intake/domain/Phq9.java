package com.telemedicalservices.intake.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The Patient Health Questionnaire: nine symptoms of depression, 0 to 27 (DOMAIN §3.1). The item on
 * difficulty is not scored. Item 9, thoughts of death or self-harm, matters whatever the total.
 */
public final class Phq9 {

  /** The form's code. */
  public static final String FORM = "phq-9";

  /** Version of the scoring. */
  public static final String SCORER_VERSION = "phq-9/1";

  /** LOINC code of item 9. */
  public static final String ITEM_9 = "44260-8";

  private static final SymptomScale SCALE =
      new SymptomScale(
          FORM,
          SCORER_VERSION,
          List.of(
              "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5",
              "44253-3", ITEM_9),
          List.of(
              new SymptomScale.Band(0, "MINIMAL"),
              new SymptomScale.Band(5, "MILD"),
              new SymptomScale.Band(10, "MODERATE"),
              new SymptomScale.Band(15, "MODERATELY_SEVERE"),
              new SymptomScale.Band(20, "SEVERE")));

  private Phq9() {}

  /** LOINC codes of the nine scored items, in order. */
  public static List<String> items() {
    return SCALE.items();
  }

  /** The score; empty as long as one of the nine answers is missing. */
  public static Optional<Score.Total> score(Map<String, Answer> answers) {
    return SCALE.score(answers);
  }

  /** The points of item 9; empty when it is not answered. */
  public static OptionalInt item9(Map<String, Answer> answers) {
    return SCALE.points(ITEM_9, answers);
  }
}
