package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.CheckInKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers as patients give them. */
final class Answers {

  static final List<String> CSSRS =
      List.of(
          Cssrs.WISH_TO_BE_DEAD,
          Cssrs.THOUGHTS,
          Cssrs.METHOD,
          Cssrs.INTENT,
          Cssrs.PLAN,
          Cssrs.BEHAVIOUR,
          Cssrs.BEHAVIOUR_RECENT);

  private Answers() {}

  /** The screener written as in DOMAIN §3.2: one letter an item, Y, N or a dash for not asked. */
  static Map<String, Integer> cssrs(String letters) {
    Map<String, Integer> answers = new HashMap<>();
    String row = letters.replace(" ", "");
    for (int i = 0; i < CSSRS.size(); i++) {
      switch (row.charAt(i)) {
        case 'Y' -> answers.put(CSSRS.get(i), 1);
        case 'N' -> answers.put(CSSRS.get(i), 0);
        default -> {}
      }
    }
    return answers;
  }

  static Map<String, Integer> phq9(int... items) {
    Map<String, Integer> answers = new HashMap<>();
    for (int i = 0; i < items.length; i++) {
      answers.put(Phq9.ITEMS.get(i), items[i]);
    }
    return answers;
  }

  /** Nine items that add up to a total, the last of them zero. */
  static Map<String, Integer> phq9Total(int total) {
    int[] items = new int[9];
    for (int i = 0; i < total; i++) {
      items[i % 8]++;
    }
    return phq9(items);
  }

  static Map<String, Integer> with(Map<String, Integer> first, Map<String, Integer> second) {
    Map<String, Integer> all = new HashMap<>(first);
    all.putAll(second);
    return all;
  }

  static Map<String, Integer> hours24(String cssrs) {
    return with(cssrs(cssrs), Map.of(Questionnaire.MOOD, 6));
  }

  static Map<String, Integer> weekly(int phq9Total) {
    return with(phq9Total(phq9Total), cssrs("NN---N-"));
  }

  /** Complete answers without any risk. */
  static Map<String, Integer> fine(CheckInKind type) {
    return switch (type) {
      case HOURS_24 -> hours24("NN---N-");
      case HOURS_72 -> Map.of(Questionnaire.MOOD, 7, Questionnaire.SLEEP, 8);
      case WEEKLY -> weekly(9);
    };
  }
}
