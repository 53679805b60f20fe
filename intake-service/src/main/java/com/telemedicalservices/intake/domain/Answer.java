package com.telemedicalservices.intake.domain;

import java.math.BigDecimal;

/** A raw answer to one item of a form, as the patient gave it. */
public sealed interface Answer {

  /**
   * Words, or the code of one of the item's options.
   *
   * @param value the words or the code
   */
  record Text(String value) implements Answer {}

  /**
   * A whole number.
   *
   * @param value the number
   */
  record WholeNumber(int value) implements Answer {}

  /**
   * A number that is not whole.
   *
   * @param value the number; trailing zeros mean nothing
   */
  record Decimal(BigDecimal value) implements Answer {
    public Decimal {
      value = value.stripTrailingZeros();
    }
  }

  /**
   * Yes or no.
   *
   * @param value true for yes
   */
  record YesNo(boolean value) implements Answer {}
}
