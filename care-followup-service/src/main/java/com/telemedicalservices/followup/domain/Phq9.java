package com.telemedicalservices.followup.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The PHQ-9, its items by their LOINC codes (DOMAIN §3.3).
 *
 * @param total the sum of all nine items, from 0 to 27
 * @param item9 thoughts of being better off dead or of self-harm, from 0 to 3
 */
public record Phq9(int total, int item9) {

  /** Version of text and scoring. */
  public static final String VERSION = "phq-9-1";

  public static final String ITEM_9 = "44260-8";

  /** The nine items in order. */
  public static final List<String> ITEMS =
      List.of(
          "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3",
          ITEM_9);

  static final int MOST_PER_ITEM = 3;

  /** The score of answers by item code; null unless every item is answered in its range. */
  public static @Nullable Phq9 score(Map<String, Integer> answers) {
    int total = 0;
    for (String item : ITEMS) {
      Integer value = answers.get(item);
      if (value == null || value < 0 || value > MOST_PER_ITEM) {
        return null;
      }
      total += value;
    }
    Integer item9 = answers.get(ITEM_9);
    return item9 == null ? null : new Phq9(total, item9);
  }
}
