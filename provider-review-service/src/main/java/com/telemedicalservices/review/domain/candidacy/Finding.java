package com.telemedicalservices.review.domain.candidacy;

import java.util.Map;

/**
 * A rule that holds for a patient. The engine advises; a licensed human decides.
 *
 * @param ruleId the rule, of the version that is stored with it
 * @param outcome what it means for a decision
 * @param facts the facts the rule looked at, as they were
 */
public record Finding(String ruleId, Outcome outcome, Map<String, String> facts) {

  public Finding {
    facts = Map.copyOf(facts);
  }
}
