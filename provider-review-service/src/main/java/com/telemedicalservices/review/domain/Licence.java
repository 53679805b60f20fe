package com.telemedicalservices.review.domain;

import java.time.Instant;

/**
 * The licence an approval stands on: that of the provider who gave it, or of whoever decided last
 * that it stands again (DOMAIN §9, invariant 3).
 *
 * @param providerId who
 * @param licenceState state of the licence
 * @param patientState state the patient is in
 * @param seenValidAt when it was last seen to be valid
 */
public record Licence(
    String providerId, String licenceState, String patientState, Instant seenValidAt) {

  Licence seenValid(Instant at) {
    return new Licence(providerId, licenceState, patientState, at);
  }
}
