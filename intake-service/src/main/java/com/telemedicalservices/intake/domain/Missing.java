package com.telemedicalservices.intake.domain;

import java.util.List;
import java.util.Map;

/**
 * What keeps an intake from being handed in.
 *
 * @param forms required forms not begun
 * @param items by form, the items still to be answered
 * @param contradictory by form, the items answered against what the answers before rule out
 * @param consents required consents that do not stand
 */
public record Missing(
    List<String> forms,
    Map<String, List<String>> items,
    Map<String, List<String>> contradictory,
    List<String> consents) {

  /** Whether nothing is missing. */
  public boolean isNothing() {
    return forms.isEmpty() && items.isEmpty() && contradictory.isEmpty() && consents.isEmpty();
  }
}
