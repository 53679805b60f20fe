package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.CheckInKind;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * The times of follow-up (DOMAIN §5.1, §5.4, §8.4). All need the clinic's sign-off.
 *
 * @param version of these values, kept with what was decided by them
 * @param overdue24Hours how long after it is due the 24-hour check-in counts as missed
 * @param overdue72Hours the same for the 72-hour one
 * @param overdueWeekly the same for a weekly one
 * @param weeklyWeeksAfter how many weeks after the last session the weekly check-ins go on
 * @param p1 the ladder of the most urgent alerts
 * @param p2 the ladder of urgent alerts
 * @param p3 the ladder of the others
 * @param mergeWindow how long a further signal of the same kind belongs to the alert there is
 * @param zone whose business days count
 */
public record FollowUpPolicy(
    String version,
    Duration overdue24Hours,
    Duration overdue72Hours,
    Duration overdueWeekly,
    int weeklyWeeksAfter,
    AlertLadder p1,
    AlertLadder p2,
    AlertLadder p3,
    Duration mergeWindow,
    ZoneId zone) {

  /** The values of the domain reference. */
  public static FollowUpPolicy defaults() {
    return new FollowUpPolicy(
        "2026-11",
        Duration.ofHours(36),
        Duration.ofDays(5),
        Duration.ofDays(3),
        8,
        new AlertLadder(
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            List.of(Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofMinutes(60)),
            false),
        new AlertLadder(
            Duration.ofHours(4),
            null,
            List.of(Duration.ofHours(4), Duration.ofHours(8), Duration.ofHours(24)),
            false),
        new AlertLadder(
            Duration.ofDays(1),
            null,
            List.of(Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(3)),
            true),
        Duration.ofHours(1),
        ZoneId.of("America/Phoenix"));
  }

  AlertLadder ladder(AlertLevel level) {
    return switch (level) {
      case P1 -> p1;
      case P2 -> p2;
      case P3 -> p3;
    };
  }

  Duration overdueAfter(CheckInKind type) {
    return switch (type) {
      case HOURS_24 -> overdue24Hours;
      case HOURS_72 -> overdue72Hours;
      case WEEKLY -> overdueWeekly;
    };
  }
}
