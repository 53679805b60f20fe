package com.telemedicalservices.review.domain.workup;

import com.telemedicalservices.review.domain.candidacy.Facts;
import com.telemedicalservices.review.domain.candidacy.Outcome;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The work-up of one version (DOMAIN §2.4).
 *
 * @param version what it is called
 * @param notOlderThan how long ago a result may have been taken to be recorded at all
 * @param items what may be needed, in the order in which it is shown
 */
public record WorkUpPlan(String version, Period notOlderThan, List<Item> items) {

  public WorkUpPlan {
    items = List.copyOf(items);
    Set<String> seen = new HashSet<>();
    items.forEach(
        item -> {
          if (!seen.add(item.code())) {
            throw new IllegalArgumentException("The item " + item.code() + " is there twice");
          }
        });
  }

  /** The item with this code. */
  public Optional<Item> item(String code) {
    return items.stream().filter(item -> item.code().equals(code)).findFirst();
  }

  /**
   * How a patient's work-up stands.
   *
   * @param facts what is known of the patient
   * @param entries everything recorded
   * @param began the day the patient's review began; what holds for a series was taken since then
   * @param today the day it is looked at
   */
  public Checklist checklist(
      Facts facts, Collection<ResultEntry> entries, LocalDate began, LocalDate today) {
    return new Checklist(
        items.stream()
            .filter(item -> item.isNeeded(facts))
            .map(
                item ->
                    Checklist.Line.of(
                        item, ResultEntry.newest(item.code(), entries).orElse(null), began, today))
            .toList(),
        items.stream().filter(item -> stops(item, entries)).map(Item::code).toList());
  }

  private static boolean stops(Item item, Collection<ResultEntry> entries) {
    return ResultEntry.newest(item.code(), entries)
        .filter(entry -> item.concerns().get(entry.result()) == Outcome.STOP)
        .isPresent();
  }
}
