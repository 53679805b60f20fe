package com.telemedicalservices.review.domain.candidacy;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a licensed provider wrote about a finding. It counts for as long as the rule looks at the
 * same facts: when the patient's answers change, the question is open again.
 *
 * @param ruleId the rule
 * @param facts the facts it looked at
 * @param kind how the finding was dealt with
 * @param reasonCode why
 * @param documentId what shows it; null for all but a clearance
 * @param providerId who
 * @param licenceState state of the licence
 * @param at when
 */
public record Resolution(
    String ruleId,
    Map<String, String> facts,
    Kind kind,
    String reasonCode,
    @Nullable String documentId,
    String providerId,
    String licenceState,
    Instant at) {

  public Resolution {
    facts = Map.copyOf(facts);
  }

  /** How a finding can be dealt with. */
  public enum Kind {
    /** The provider has weighed it; enough for a finding to review. */
    RATIONALE,
    /** A document shows that it no longer keeps the patient from treatment. */
    CLEARED,
    /** The provider takes responsibility for going on; two different people must. */
    OVERRIDDEN
  }

  boolean isOf(Finding finding) {
    return ruleId.equals(finding.ruleId()) && facts.equals(finding.facts());
  }
}
