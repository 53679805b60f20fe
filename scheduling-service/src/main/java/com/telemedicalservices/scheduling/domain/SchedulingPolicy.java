package com.telemedicalservices.scheduling.domain;

import java.time.Duration;

/**
 * The times and limits of scheduling (DOMAIN §4.6, §8.2, §8.4). A clinic's own choice; the version
 * is stored with everything decided by it.
 *
 * @param version name of this set of values
 * @param preparation chair time before the infusion
 * @param infusion usual length of an infusion
 * @param recovery chair time after the infusion
 * @param minimumInterval least time from the start of a session to the start of the next, whatever
 *     the approval says
 * @param fullDaysBetween whole calendar days between two sessions, by the clinic's calendar
 * @param longestGap longest time between two sessions that is proposed
 * @param usualGap time between two sessions that is proposed if nothing is in the way
 * @param confirmBefore how long before its start a session counts as confirmed
 * @param lateCancellation a session cancelled later than this before its start leaves the chair
 *     empty
 * @param earliestCheckIn how long before its start a patient may be checked in
 * @param arrivalGrace how long after its start a patient who has not come counts as not coming
 * @param shortestStay time from the end of the infusion before which nobody leaves
 * @param overdueAfter how long after its end a session that is not over becomes visible as overdue
 * @param shortestNotice how long before the first session of a proposal the patient is told of it,
 *     to fast and to find an escort
 * @param proposalStep proposed sessions start at multiples of this
 * @param proposalHorizon how far ahead the first session of a proposal may lie
 */
public record SchedulingPolicy(
    String version,
    Duration preparation,
    Duration infusion,
    Duration recovery,
    Duration minimumInterval,
    int fullDaysBetween,
    Duration longestGap,
    Duration usualGap,
    Duration confirmBefore,
    Duration lateCancellation,
    Duration earliestCheckIn,
    Duration arrivalGrace,
    Duration shortestStay,
    Duration overdueAfter,
    Duration shortestNotice,
    Duration proposalStep,
    Duration proposalHorizon) {

  public SchedulingPolicy {
    Duration length = preparation.plus(infusion).plus(recovery);
    if (!length.isPositive() || length.toSeconds() % Cells.LENGTH.toSeconds() != 0) {
      throw new IllegalArgumentException(
          "A session must last a multiple of a quarter of an hour, not " + length);
    }
    if (!proposalStep.isPositive() || proposalStep.toSeconds() % Cells.LENGTH.toSeconds() != 0) {
      throw new IllegalArgumentException(
          "Proposals must start at multiples of a quarter of an hour, not of " + proposalStep);
    }
  }

  /** The documented defaults. */
  public static SchedulingPolicy defaults() {
    return new SchedulingPolicy(
        "2026-11",
        Duration.ofMinutes(20),
        Duration.ofMinutes(40),
        Duration.ofMinutes(75),
        Duration.ofHours(40),
        1,
        Duration.ofDays(7),
        Duration.ofHours(84),
        Duration.ofHours(24),
        Duration.ofHours(24),
        Duration.ofHours(2),
        Duration.ofMinutes(15),
        Duration.ofMinutes(60),
        Duration.ofMinutes(30),
        Duration.ofHours(12),
        Duration.ofMinutes(15),
        Duration.ofDays(35));
  }

  /** How long a session holds its chair, nurse, prescriber and patient. */
  public Duration sessionLength() {
    return preparation.plus(infusion).plus(recovery);
  }
}
