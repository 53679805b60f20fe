package com.telemedicalservices.scheduling.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * This service's own copy of an approval. It keeps the latest time of each thing that was said
 * about it, so that it comes out the same in whatever order it was heard.
 *
 * @param approvalId the approval
 * @param terms what was approved; null while only its suspension or end has been heard of
 * @param suspendedAt when it was last suspended
 * @param suspendedFor reason of the last suspension
 * @param reinstatedAt when it was last reinstated
 * @param expiredAt when it expired
 */
public record Approval(
    String approvalId,
    @Nullable Terms terms,
    @Nullable Instant suspendedAt,
    @Nullable String suspendedFor,
    @Nullable Instant reinstatedAt,
    @Nullable Instant expiredAt) {

  /** Whether an approval stands. */
  public enum Standing {
    CURRENT,
    SUSPENDED,
    EXPIRED
  }

  static Approval unheardOf(String approvalId) {
    return new Approval(approvalId, null, null, null, null, null);
  }

  /** Whether it stands, as far as has been heard. */
  public Standing standing() {
    if (expiredAt != null) {
      return Standing.EXPIRED;
    }
    return Times.isLatest(suspendedAt, reinstatedAt) ? Standing.SUSPENDED : Standing.CURRENT;
  }

  Approval with(Terms approved) {
    return new Approval(approvalId, approved, suspendedAt, suspendedFor, reinstatedAt, expiredAt);
  }

  Approval suspended(Instant at, String reasonCode) {
    return suspendedAt != null && !at.isAfter(suspendedAt)
        ? this
        : new Approval(approvalId, terms, at, reasonCode, reinstatedAt, expiredAt);
  }

  Approval reinstated(Instant at) {
    return new Approval(
        approvalId, terms, suspendedAt, suspendedFor, Times.later(reinstatedAt, at), expiredAt);
  }

  Approval expired(Instant at) {
    return new Approval(
        approvalId, terms, suspendedAt, suspendedFor, reinstatedAt, Times.later(expiredAt, at));
  }
}
