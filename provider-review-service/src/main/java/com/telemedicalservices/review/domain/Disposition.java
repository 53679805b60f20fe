package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.time.Instant;

/**
 * What a clinician found and did about a patient in crisis. Nothing else lowers a tier (DOMAIN §9,
 * invariant 7).
 *
 * @param code what happens next
 * @param tierBefore the tier the signals gave
 * @param tierAfter the tier by the clinician's own assessment
 * @param reasonCode why
 * @param providerId the clinician
 * @param licenceState state whose licence the clinician acted under
 * @param at when
 */
public record Disposition(
    Code code,
    RiskTier tierBefore,
    RiskTier tierAfter,
    String reasonCode,
    String providerId,
    String licenceState,
    Instant at) {

  /** What can happen next. */
  public enum Code {
    SAFETY_PLAN_COMPLETED(true),
    NO_ACUTE_RISK_FOUND(true),
    REFERRED_TO_HIGHER_CARE(false),
    EMERGENCY_SERVICES_CALLED(false);

    private final boolean careGoesOn;

    Code(boolean careGoesOn) {
      this.careGoesOn = careGoesOn;
    }

    /** Whether this episode goes on; if not, the disposition ends it. */
    public boolean careGoesOn() {
      return careGoesOn;
    }
  }
}
