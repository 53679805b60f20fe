package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an alert stands (DOMAIN §8.3): RAISED → NOTIFIED → ACKNOWLEDGED → IN_PROGRESS → RESOLVED;
 * as long as nobody has acknowledged it, it may become ESCALATED, again and again.
 */
public sealed interface AlertStatus {

  /** Nobody is known to have been told. */
  record Raised() implements AlertStatus {}

  /**
   * A message about it reached a channel of the staff.
   *
   * @param notifiedAt when
   */
  record Notified(Instant notifiedAt) implements AlertStatus {}

  /**
   * Nobody acknowledged it in time, and it was called out again.
   *
   * @param rung how many times, from 1
   * @param escalatedAt when last
   */
  record Escalated(int rung, Instant escalatedAt) implements AlertStatus {}

  /**
   * A clinician has taken it.
   *
   * @param clinicianId who
   * @param acknowledgedAt when
   */
  record Acknowledged(String clinicianId, Instant acknowledgedAt) implements AlertStatus {}

  /**
   * A clinician works on it.
   *
   * @param clinicianId who
   * @param startedAt since when
   */
  record InProgress(String clinicianId, Instant startedAt) implements AlertStatus {}

  /**
   * A clinician has dealt with it; nothing changes it any more.
   *
   * @param clinicianId who
   * @param resolvedAt when
   * @param dispositionCode what was done
   * @param reason in the clinician's words; null when the disposition says it all
   * @param tierAfter suicide-risk tier by the clinician's own assessment; null when not assessed
   */
  record Resolved(
      String clinicianId,
      Instant resolvedAt,
      String dispositionCode,
      @Nullable String reason,
      @Nullable RiskTier tierAfter)
      implements AlertStatus {}
}
