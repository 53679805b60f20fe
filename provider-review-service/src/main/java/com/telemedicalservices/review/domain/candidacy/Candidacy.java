package com.telemedicalservices.review.domain.candidacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the rules found in a dossier, and what providers wrote about it.
 *
 * @param rulesVersion version of the rules
 * @param revision the revision of the dossier
 * @param findings what they found
 * @param resolutions everything providers wrote, oldest first; also about earlier revisions
 */
public record Candidacy(
    String rulesVersion, int revision, List<Finding> findings, List<Resolution> resolutions) {

  public Candidacy {
    findings = List.copyOf(findings);
    resolutions = List.copyOf(resolutions);
  }

  /** The finding of a rule. */
  public Optional<Finding> finding(String ruleId) {
    return findings.stream().filter(finding -> finding.ruleId().equals(ruleId)).findFirst();
  }

  /** The findings that keep everybody from approving, whoever says what about them. */
  public List<Finding> stops() {
    return findings.stream().filter(finding -> finding.outcome() == Outcome.STOP).toList();
  }

  /** The findings somebody has to deal with before anybody may approve. */
  public List<Finding> open() {
    return findings.stream()
        .filter(finding -> finding.outcome() != Outcome.STOP)
        .filter(Predicate.not(this::isDealtWith))
        .toList();
  }

  /** Whether a finding no longer stands against an approval. */
  public boolean isDealtWith(Finding finding) {
    return switch (finding.outcome()) {
      case STOP -> false;
      case INFO -> true;
      case REVIEW -> of(finding).findAny().isPresent();
      case HOLD -> isCleared(finding) || overriders(finding) >= 2;
    };
  }

  private boolean isCleared(Finding finding) {
    return of(finding).anyMatch(resolution -> resolution.kind() == Resolution.Kind.CLEARED);
  }

  private long overriders(Finding finding) {
    return of(finding)
        .filter(resolution -> resolution.kind() == Resolution.Kind.OVERRIDDEN)
        .map(Resolution::providerId)
        .distinct()
        .count();
  }

  private Stream<Resolution> of(Finding finding) {
    return resolutions.stream().filter(resolution -> resolution.isOf(finding));
  }

  /** Whether this provider has dealt with a finding in this way already. */
  public boolean isResolved(Finding finding, Resolution.Kind kind, String providerId) {
    return of(finding)
        .anyMatch(
            resolution -> resolution.kind() == kind && resolution.providerId().equals(providerId));
  }

  /** The same with one resolution more. */
  public Candidacy with(Resolution resolution) {
    List<Resolution> more = new ArrayList<>(resolutions);
    more.add(resolution);
    return new Candidacy(rulesVersion, revision, findings, more);
  }
}
