package com.telemedicalservices.scheduling.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A series of sessions that was booked as one.
 *
 * @param seriesId its identity
 * @param approvalId the approval that covers it
 * @param clinicId where
 * @param zone time zone its times were agreed in
 * @param status where it stands
 * @param bookedAt when
 * @param bookedBy who booked it
 * @param policyVersion version of the limits it was booked by
 * @param endedAt when it was over
 * @param endReasonCode why it ended, when it was stopped
 */
public record Series(
    String seriesId,
    String approvalId,
    String clinicId,
    String zone,
    Status status,
    Instant bookedAt,
    String bookedBy,
    String policyVersion,
    @Nullable Instant endedAt,
    @Nullable String endReasonCode) {

  /** Where a series stands (DOMAIN §8.2). */
  public enum Status {
    /** No infusion has been given yet. */
    BOOKED,
    /** The first infusion has begun. */
    ACTIVE,
    /** All sessions are over, and at least one was given to its end. */
    COMPLETED,
    /** Ended by the patient, or without any session given. */
    STOPPED;

    /** Whether sessions are still to come or under way. */
    public boolean isLive() {
      return this == BOOKED || this == ACTIVE;
    }
  }

  Series active() {
    return new Series(
        seriesId,
        approvalId,
        clinicId,
        zone,
        Status.ACTIVE,
        bookedAt,
        bookedBy,
        policyVersion,
        endedAt,
        endReasonCode);
  }

  Series under(String otherApprovalId) {
    return new Series(
        seriesId,
        otherApprovalId,
        clinicId,
        zone,
        status,
        bookedAt,
        bookedBy,
        policyVersion,
        endedAt,
        endReasonCode);
  }

  Series ended(Status how, Instant at, @Nullable String reasonCode) {
    return new Series(
        seriesId,
        approvalId,
        clinicId,
        zone,
        how,
        bookedAt,
        bookedBy,
        policyVersion,
        at,
        reasonCode);
  }
}
