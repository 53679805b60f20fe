package com.telemedicalservices.review.domain.candidacy;

import java.util.List;
import java.util.Optional;

/**
 * The rules of candidacy of every version there has been, oldest first. The last are in force; by
 * the others earlier decisions are replayed.
 *
 * @param sets one for each version
 */
public record RuleSets(List<RuleSet> sets) {

  public RuleSets {
    sets = List.copyOf(sets);
  }

  /** The rules decisions are made by now. */
  public RuleSet inForce() {
    return sets.getLast();
  }

  /** The rules of this version. */
  public Optional<RuleSet> version(String version) {
    return sets.stream().filter(set -> set.version().equals(version)).findFirst();
  }
}
