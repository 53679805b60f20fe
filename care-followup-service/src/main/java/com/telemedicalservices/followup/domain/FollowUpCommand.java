package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.RiskTier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a follow-up. */
public sealed interface FollowUpCommand {

  /** What is known to have happened; never refused. */
  sealed interface Fact extends FollowUpCommand {

    /** Whom it is about. */
    Episode episode();
  }

  /** The patient has left after a session. */
  record SessionDischarged(Episode episode, String seriesId, String sessionId, Instant dischargedAt)
      implements Fact {}

  /** The last session of a series is over. */
  record SeriesCompleted(Episode episode, String seriesId, Instant completedAt) implements Fact {}

  /** The course of care is over. */
  record EpisodeEnded(Episode episode, String reasonCode, Instant endedAt) implements Fact {}

  /** Another service found the patient at HIGH risk. */
  record RiskFlagged(
      Episode episode, String flagId, AlertCode code, String ruleVersion, Instant flaggedAt)
      implements Fact {}

  /**
   * Another service tells the highest tier known there.
   *
   * @param episode whom it is about
   * @param tier the tier
   * @param sourceId what it rests on
   * @param ruleVersion version of the rule that found it
   * @param clinicianId who assessed it; null when a rule did
   * @param reportedAt when
   */
  record TierReported(
      Episode episode,
      RiskTier tier,
      String sourceId,
      String ruleVersion,
      @Nullable String clinicianId,
      Instant reportedAt)
      implements Fact {}

  /** The patient did not come to a session. */
  record PatientAbsent(Episode episode, String sessionId, Instant absentAt) implements Fact {}

  /** A message did not reach its channel. */
  record MessageLost(
      Episode episode, String messageId, String messageKind, String subjectId, Instant lostAt)
      implements Fact {}

  /** A message about an alert reached its channel. */
  record AlertNotified(Episode episode, String alertId, Instant notifiedAt) implements Fact {}

  /** Something else that needs a human. */
  record ConcernRaised(
      Episode episode,
      AlertCode code,
      AlertLevel level,
      String sourceId,
      String reasonCode,
      Instant raisedAt)
      implements Fact {}

  /** Time has passed. */
  record TimePassed() implements FollowUpCommand {}

  /**
   * The patient answers a check-in.
   *
   * @param checkInId which
   * @param answers the answers by item code
   * @param sideEffects the unwanted effects; null when not answered
   */
  record AnswerCheckIn(
      String checkInId, Map<String, Integer> answers, @Nullable List<SideEffect> sideEffects)
      implements FollowUpCommand {}

  /**
   * A patient's answers came with a request that was refused. They do not answer the check-in, but
   * the risk they show is taken.
   *
   * @param checkInId the check-in they were meant for
   * @param answers what could be read of the answers
   * @param sideEffects what could be read of the unwanted effects
   */
  record NoteRisk(String checkInId, Map<String, Integer> answers, List<SideEffect> sideEffects)
      implements FollowUpCommand {}

  /**
   * Somebody tells of an unwanted effect.
   *
   * @param sideEffect the effect
   * @param reporterId the member of staff who writes it down; null when the patient does
   */
  record ReportAdverseEvent(SideEffect sideEffect, @Nullable String reporterId)
      implements FollowUpCommand {}

  /** A clinician takes an alert. */
  record AcknowledgeAlert(String alertId, String clinicianId) implements FollowUpCommand {}

  /** A clinician begins to work on an alert. */
  record StartAlert(String alertId, String clinicianId) implements FollowUpCommand {}

  /**
   * A clinician has dealt with an alert.
   *
   * @param alertId which
   * @param clinicianId who
   * @param dispositionCode what was done
   * @param reason in the clinician's words; needed to lower the tier
   * @param tierAfter suicide-risk tier by the clinician's own assessment; null when not assessed
   */
  record ResolveAlert(
      String alertId,
      String clinicianId,
      String dispositionCode,
      @Nullable String reason,
      @Nullable RiskTier tierAfter)
      implements FollowUpCommand {}
}
