package com.telemedicalservices.followup.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question of a check-in.
 *
 * @param item its code; the key of its answer
 * @param least the least answer
 * @param most the greatest answer
 * @param onlyIf the item that must have been answered with yes for this one to be asked; null when
 *     it is always asked
 * @param english its text in English
 * @param spanish its text in Spanish
 * @param answers what the answers mean, from the least; empty for a scale whose ends the text names
 */
public record Question(
    String item,
    int least,
    int most,
    @Nullable String onlyIf,
    String english,
    String spanish,
    List<Meaning> answers) {

  /** What an answer means, in English and Spanish. */
  public record Meaning(int value, String english, String spanish) {}

  private static final List<Meaning> YES_OR_NO =
      List.of(new Meaning(0, "No", "No"), new Meaning(1, "Yes", "Sí"));

  private static final List<Meaning> HOW_OFTEN =
      List.of(
          new Meaning(0, "Not at all", "Ningún día"),
          new Meaning(1, "Several days", "Varios días"),
          new Meaning(2, "More than half the days", "Más de la mitad de los días"),
          new Meaning(3, "Nearly every day", "Casi todos los días"));

  static Question yesOrNo(String item, @Nullable String onlyIf, String english, String spanish) {
    return new Question(item, 0, 1, onlyIf, english, spanish, YES_OR_NO);
  }

  static Question howOften(String item, String english, String spanish) {
    return new Question(item, 0, Phq9.MOST_PER_ITEM, null, english, spanish, HOW_OFTEN);
  }

  static Question zeroToTen(String item, String english, String spanish) {
    return new Question(item, 0, 10, null, english, spanish, List.of());
  }

  boolean allows(int answer) {
    return answer >= least && answer <= most;
  }
}
