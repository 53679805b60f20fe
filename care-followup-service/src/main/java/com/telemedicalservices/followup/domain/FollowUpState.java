package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The follow-up of one course of care: all its check-ins, alerts and reports in one document, so
 * that an answer, the alert it raises and the events that tell of it are one write.
 *
 * @param episode whose it is
 * @param tier suicide-risk tier; lowered only by a named clinician who resolves an alert
 * @param tierHistory how it came to be, oldest first
 * @param checkIns the planned contacts, in the order they were planned
 * @param weekly how the weekly ones go on; null when they do not
 * @param ended why and when the course of care ended; null while it goes on
 * @param alerts everything a human had or has to deal with, oldest first
 * @param openAlerts since when the oldest open ones wait
 * @param reports unwanted effects told outside a check-in
 * @param trend how the symptoms have gone; null before the baseline
 */
public record FollowUpState(
    Episode episode,
    RiskTier tier,
    List<TierChange> tierHistory,
    List<CheckIn> checkIns,
    @Nullable WeeklyPlan weekly,
    @Nullable Ending ended,
    List<Alert> alerts,
    OpenAlerts openAlerts,
    List<Report> reports,
    @Nullable Trend trend) {

  public FollowUpState {
    tierHistory = List.copyOf(tierHistory);
    checkIns = List.copyOf(checkIns);
    alerts = List.copyOf(alerts);
    reports = List.copyOf(reports);
  }

  /**
   * How the weekly check-ins go on.
   *
   * @param seriesId the series last seen
   * @param anchorAt when its last session was seen to end
   * @param until the last day one may be due
   */
  public record WeeklyPlan(String seriesId, Instant anchorAt, Instant until) {}

  /**
   * The end of the course of care.
   *
   * @param reasonCode why
   * @param endedAt when
   */
  public record Ending(String reasonCode, Instant endedAt) {}

  static FollowUpState startingWith(Episode episode) {
    return new FollowUpState(
        episode,
        RiskTier.NONE,
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        OpenAlerts.of(List.of()),
        List.of(),
        null);
  }

  /** The check-in of this id. */
  public Optional<CheckIn> checkIn(String checkInId) {
    return checkIns.stream().filter(checkIn -> checkIn.checkInId().equals(checkInId)).findFirst();
  }

  /** The alert of this id. */
  public Optional<Alert> alert(String alertId) {
    return alerts.stream().filter(alert -> alert.alertId().equals(alertId)).findFirst();
  }
}
