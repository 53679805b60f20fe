package com.telemedicalservices.intake.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.time.Instant;
import java.util.List;

/**
 * The dossier as it was handed in. Never changed: an amendment is another revision.
 *
 * @param number which one, from 1
 * @param policyVersion the rules it was complete by
 * @param highestTier highest suicide-risk tier found until then
 * @param forms the forms, as answered and scored
 * @param consents the consents, as they stood
 * @param submittedAt when
 */
public record Revision(
    int number,
    String policyVersion,
    RiskTier highestTier,
    List<FormAnswers> forms,
    List<SignedConsent> consents,
    Instant submittedAt) {

  public Revision {
    forms = List.copyOf(forms);
    consents = List.copyOf(consents);
  }
}
