package com.telemedicalservices.intake.domain;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One item of a form: what may be answered, and when it is asked at all. */
public sealed interface Item {

  /** Its identity within the form; the LOINC code where there is one. */
  String linkId();

  /** Whether a complete form answers it, when it is asked. */
  boolean required();

  /** The answer to another item it depends on; null when it is always asked. */
  @Nullable Condition askedWhen();

  /** Whether this answer is one the item can have. */
  boolean admits(Answer answer);

  /** Whether it is asked, given the other answers. */
  default boolean isAsked(Map<String, Answer> answers) {
    Condition condition = askedWhen();
    return condition == null || condition.answer().equals(answers.get(condition.linkId()));
  }

  /**
   * The answer to another item that makes this one be asked.
   *
   * @param linkId the other item
   * @param answer its answer
   */
  record Condition(String linkId, Answer answer) {}

  /**
   * One of several options.
   *
   * @param codes the codes of the options
   */
  record Choice(String linkId, boolean required, @Nullable Condition askedWhen, Set<String> codes)
      implements Item {
    public Choice {
      codes = Set.copyOf(codes);
    }

    @Override
    public boolean admits(Answer answer) {
      return answer instanceof Answer.Text(String code) && codes.contains(code);
    }
  }

  /**
   * A whole number between two others.
   *
   * @param min the least it may be
   * @param max the most it may be
   */
  record Count(String linkId, boolean required, @Nullable Condition askedWhen, int min, int max)
      implements Item {
    @Override
    public boolean admits(Answer answer) {
      return answer instanceof Answer.WholeNumber(int value) && value >= min && value <= max;
    }
  }

  /** Yes or no. */
  record YesNo(String linkId, boolean required, @Nullable Condition askedWhen) implements Item {
    @Override
    public boolean admits(Answer answer) {
      return answer instanceof Answer.YesNo;
    }
  }

  /**
   * Words.
   *
   * @param maxLength how many characters at most
   */
  record Words(String linkId, boolean required, @Nullable Condition askedWhen, int maxLength)
      implements Item {
    @Override
    public boolean admits(Answer answer) {
      return answer instanceof Answer.Text(String text)
          && !text.isBlank()
          && text.length() <= maxLength;
    }
  }
}
