package com.telemedicalservices.review.domain;

import java.time.Instant;

/**
 * That somebody was shown a review. Ids only; what was shown is found by them (DOMAIN §9, invariant
 * 22).
 *
 * @param id its identity
 * @param episodeId the review
 * @param patientId the patient
 * @param actorId who was shown it
 * @param at when
 * @param version the version of the review that was shown
 * @param revision the revision of the dossier in it; 0 when it had none yet
 * @param purpose what for
 */
public record Access(
    String id,
    String episodeId,
    String patientId,
    String actorId,
    Instant at,
    long version,
    int revision,
    Purpose purpose) {

  /** What a record may be looked at for. */
  public enum Purpose {
    /** To decide on the review, or to help with it. */
    REVIEW
  }
}
