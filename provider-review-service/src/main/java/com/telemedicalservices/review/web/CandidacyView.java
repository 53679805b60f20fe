package com.telemedicalservices.review.web;

import com.telemedicalservices.review.domain.candidacy.Candidacy;
import com.telemedicalservices.review.domain.candidacy.Finding;
import com.telemedicalservices.review.domain.candidacy.Outcome;
import com.telemedicalservices.review.domain.candidacy.Resolution;
import com.telemedicalservices.review.domain.candidacy.Rule;
import com.telemedicalservices.review.domain.candidacy.RuleSet;
import java.util.List;
import java.util.Map;

/**
 * What the rules of candidacy find, with what they say about it.
 *
 * @param rulesVersion version of the rules
 * @param revision the revision of the dossier they read
 * @param mayBeApproved whether no finding stands against an approval any more
 * @param findings the findings, in the order of the rules
 * @param resolutions everything providers wrote about findings, oldest first
 */
record CandidacyView(
    String rulesVersion,
    int revision,
    boolean mayBeApproved,
    List<FindingView> findings,
    List<Resolution> resolutions) {

  /**
   * A finding.
   *
   * @param ruleId the rule
   * @param outcome what it means for a decision
   * @param dealtWith whether it no longer stands against an approval
   * @param facts the facts the rule looked at, as they were
   * @param source who says so
   * @param forProvider what it says to the provider
   * @param forPatient what it says to the patient, by language
   */
  record FindingView(
      String ruleId,
      Outcome outcome,
      boolean dealtWith,
      Map<String, String> facts,
      String source,
      String forProvider,
      Map<String, String> forPatient) {

    static FindingView of(Finding finding, Candidacy candidacy, RuleSet rules) {
      Rule rule =
          rules
              .rule(finding.ruleId())
              .orElseThrow(() -> new IllegalArgumentException("Other rules have found this"));
      return new FindingView(
          finding.ruleId(),
          finding.outcome(),
          candidacy.isDealtWith(finding),
          finding.facts(),
          rule.source(),
          rule.forProvider(),
          rule.forPatient());
    }
  }

  /** Of what these rules have found. */
  static CandidacyView of(Candidacy candidacy, RuleSet rules) {
    return new CandidacyView(
        candidacy.rulesVersion(),
        candidacy.revision(),
        candidacy.stops().isEmpty() && candidacy.open().isEmpty(),
        candidacy.findings().stream()
            .map(finding -> FindingView.of(finding, candidacy, rules))
            .toList(),
        candidacy.resolutions());
  }
}
