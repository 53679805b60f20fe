package com.telemedicalservices.review.domain;

import com.telemedicalservices.review.domain.candidacy.Candidacy;
import com.telemedicalservices.review.domain.candidacy.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * That a dossier was read by the rules, and what they found. What the patient said is not kept
 * here: the intake service has every revision.
 *
 * @param revision the revision of the dossier
 * @param fetchedAt when it was copied
 * @param rulesVersion version of the rules
 * @param found what they found
 */
public record Reading(int revision, Instant fetchedAt, String rulesVersion, List<Found> found) {

  public Reading {
    found = List.copyOf(found);
  }

  /**
   * A finding without its facts.
   *
   * @param ruleId the rule
   * @param outcome what it means for a decision
   */
  public record Found(String ruleId, Outcome outcome) {}

  /** The reading of this dossier. */
  public static Reading of(Dossier dossier, Candidacy candidacy) {
    return new Reading(
        dossier.revision(),
        dossier.fetchedAt(),
        candidacy.rulesVersion(),
        candidacy.findings().stream()
            .map(finding -> new Found(finding.ruleId(), finding.outcome()))
            .toList());
  }
}
