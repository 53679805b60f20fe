package com.telemedicalservices.intake.domain;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
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

  /**
   * The answer to another item that makes this one be asked.
   *
   * @param linkId the other item; of the same block, for an item in a block
   * @param answer its answer
   */
  record Condition(String linkId, Answer answer) {}

  /**
   * One of several options.
   *
   * @param codes the codes of the options, in the order they are shown
   */
  record Choice(String linkId, boolean required, @Nullable Condition askedWhen, List<String> codes)
      implements Item {
    public Choice {
      codes = List.copyOf(codes);
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

  /**
   * A number between two others, whole or not.
   *
   * @param min the least it may be
   * @param max the most it may be
   */
  record Quantity(
      String linkId,
      boolean required,
      @Nullable Condition askedWhen,
      BigDecimal min,
      BigDecimal max)
      implements Item {
    @Override
    public boolean admits(Answer answer) {
      return switch (answer) {
        case Answer.WholeNumber(int value) -> isBetween(BigDecimal.valueOf(value));
        case Answer.Decimal(BigDecimal value) -> isBetween(value);
        case Answer.Text _, Answer.YesNo _ -> false;
      };
    }

    private boolean isBetween(BigDecimal value) {
      return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
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

  /**
   * Items that are asked together, as often as there is something to say: one block for each
   * medicine, say. Has no answer itself; a complete form may have no block at all.
   *
   * @param items the items of a block
   */
  record Block(String linkId, @Nullable Condition askedWhen, List<Item> items) implements Item {
    public Block {
      items = List.copyOf(items);
      Set<String> siblings = new HashSet<>();
      for (Item item : items) {
        Condition condition = item.askedWhen();
        if (item instanceof Block
            || (condition != null && !siblings.contains(condition.linkId()))) {
          throw new IllegalArgumentException(
              item.linkId() + " must be a single item that depends only on one before it");
        }
        siblings.add(item.linkId());
      }
    }

    @Override
    public boolean required() {
      return false;
    }

    @Override
    public boolean admits(Answer answer) {
      return false;
    }
  }
}
