package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.contracts.RiskTier;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How patients answer the instruments: the items' published codes, and answers that fit. */
final class Questionnaires {

  static final List<String> PHQ_9 =
      List.of(
          "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3",
          "44260-8");
  static final List<String> GAD_7 =
      List.of("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7");

  private static final List<String> HOW_OFTEN =
      List.of("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9");
  private static final String YES = "LA33-6";
  private static final String NO = "LA32-8";

  private Questionnaires() {}

  /** Answers of one strength, but for the last item. */
  static Map<String, Object> symptoms(List<String> items, int strength, int last) {
    Map<String, Object> answers = new LinkedHashMap<>();
    for (String item : items) {
      answers.put(item, HOW_OFTEN.get(item.equals(items.getLast()) ? last : strength));
    }
    return answers;
  }

  /** Answers to the AUDIT-C of somebody who drinks little. */
  static Map<String, Object> rarelyDrinks() {
    return Map.of("68518-0", "LA18926-8", "68519-8", "LA15694-5", "68520-6", "LA6270-8");
  }

  /** Answers to the C-SSRS screener that give this tier. */
  static Map<String, Object> screener(RiskTier tier) {
    Map<String, Object> answers = new LinkedHashMap<>();
    boolean thoughts = tier.compareTo(RiskTier.MODERATE) >= 0;
    answers.put("93246-7", tier == RiskTier.NONE ? NO : YES);
    answers.put("93247-5", thoughts ? YES : NO);
    if (thoughts) {
      answers.put("93248-3", YES);
      answers.put("93249-1", tier == RiskTier.HIGH ? YES : NO);
      answers.put("93250-9", NO);
    }
    answers.put("93267-3", NO);
    return answers;
  }

  /**
   * Answers to a check-in.
   *
   * @param kind which planned contact
   * @param strength how strong the symptoms are, from 0 to 3 an item
   * @param tier the risk the answers show
   */
  static Map<String, Integer> checkIn(String kind, int strength, RiskTier tier) {
    Map<String, Integer> answers = new HashMap<>();
    if (!kind.equals("HOURS_72")) {
      boolean high = tier == RiskTier.HIGH;
      answers.put("cssrs-slc-1", high ? 1 : 0);
      answers.put("cssrs-slc-2", high ? 1 : 0);
      if (high) {
        answers.put("cssrs-slc-3", 1);
        answers.put("cssrs-slc-4", 1);
        answers.put("cssrs-slc-5", 0);
      }
      answers.put("cssrs-slc-6", 0);
    }
    switch (kind) {
      case "HOURS_24" -> answers.put("mood", 8 - 2 * strength);
      case "HOURS_72" -> {
        answers.put("mood", 8 - 2 * strength);
        answers.put("sleep", 7 - strength);
      }
      default -> PHQ_9.forEach(item -> answers.put(item, strength));
    }
    if (kind.equals("WEEKLY")) {
      answers.put(PHQ_9.getLast(), 0);
    }
    return answers;
  }
}
