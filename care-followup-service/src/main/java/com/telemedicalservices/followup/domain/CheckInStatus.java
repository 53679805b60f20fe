package com.telemedicalservices.followup.domain;

import java.time.Instant;

/**
 * Where a check-in stands (DOMAIN §8.3): SCHEDULED → SENT → SCORED, or it ends EXPIRED or
 * SUPERSEDED. The last three are terminal.
 */
public sealed interface CheckInStatus {

  /** Its time has not come. */
  record Scheduled() implements CheckInStatus {}

  /**
   * The patient is asked.
   *
   * @param sentAt since when
   */
  record Sent(Instant sentAt) implements CheckInStatus {}

  /**
   * The patient answered, and the answers were scored in the same write.
   *
   * @param scoredAt when
   */
  record Scored(Instant scoredAt) implements CheckInStatus {}

  /**
   * Nobody answered in time.
   *
   * @param expiredAt when this was noticed
   */
  record Expired(Instant expiredAt) implements CheckInStatus {}

  /**
   * It is no longer asked; only a weekly one can be.
   *
   * @param supersededAt when
   * @param reasonCode why
   */
  record Superseded(Instant supersededAt, String reasonCode) implements CheckInStatus {}
}
