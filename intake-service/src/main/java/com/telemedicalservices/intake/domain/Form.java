package com.telemedicalservices.intake.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form a patient fills in, as far as the rules need to know it: which items it has, which answers
 * they admit, and which of them a complete form has answered.
 *
 * @param code its code, for example {@code phq-9}
 * @param version version of its text
 * @param items its items, in order
 */
public record Form(String code, String version, List<Item> items) {

  public Form {
    items = List.copyOf(items);
  }

  /** The item with this identity. */
  public Optional<Item> item(String linkId) {
    return items.stream().filter(item -> item.linkId().equals(linkId)).findFirst();
  }

  /** The items that are asked, must be answered, and are not. */
  public List<String> missing(Map<String, Answer> answers) {
    return items.stream()
        .filter(item -> item.required() && item.isAsked(answers))
        .map(Item::linkId)
        .filter(linkId -> !answers.containsKey(linkId))
        .toList();
  }
}
