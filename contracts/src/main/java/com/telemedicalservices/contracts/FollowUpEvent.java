package com.telemedicalservices.contracts;

import java.time.Instant;

/**
 * What the care-followup service says: check-ins after each session, what they show, and alerts
 * until a human has dealt with them.
 */
public sealed interface FollowUpEvent extends Event {

  /**
   * A check-in waits for the patient's answer.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param checkInId the check-in
   * @param kind which planned contact
   * @param dueAt when it was due
   * @param overdueAt when it will count as missed
   */
  @EventType("checkin.due")
  record CheckInDue(
      String patientId,
      String episodeId,
      String checkInId,
      CheckInKind kind,
      Instant dueAt,
      Instant overdueAt)
      implements FollowUpEvent {}

  /**
   * The patient answered a check-in and it was scored.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param checkInId the check-in
   * @param kind which planned contact
   * @param riskTier suicide-risk tier it shows
   * @param completedAt when
   */
  @EventType("checkin.completed")
  record CheckInCompleted(
      String patientId,
      String episodeId,
      String checkInId,
      CheckInKind kind,
      RiskTier riskTier,
      Instant completedAt)
      implements FollowUpEvent {}

  /**
   * Nobody answered a check-in in time; a human must look.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param checkInId the check-in
   * @param kind which planned contact
   * @param missedAt when
   */
  @EventType("checkin.missed")
  record CheckInMissed(
      String patientId, String episodeId, String checkInId, CheckInKind kind, Instant missedAt)
      implements FollowUpEvent {}

  /**
   * The patient or staff told of an unwanted effect, in a report or in the answers to a check-in.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param reportId the report
   * @param serious whether it is serious in the sense of DOMAIN §4.5
   * @param reportedAt when
   */
  @EventType("adverse-event.reported")
  record AdverseEventReported(
      String patientId, String episodeId, String reportId, boolean serious, Instant reportedAt)
      implements FollowUpEvent {}

  /**
   * What the patient or staff told puts the patient at HIGH suicide risk (DOMAIN §5.4), or tells of
   * thoughts of self-harm that no complete screener explains; whether or not it counts as the
   * answer to a check-in. Nobody is treated until a clinician has looked. The patient has been
   * shown whom to call.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param flagId identity of this signal: the check-in it answers, one of its answers that did not
   *     count, or the report
   * @param source what gave the signal: CHECK_IN, CHECK_IN_UNSCREENED or ADVERSE_EVENT
   * @param ruleVersion version of the scorer that decided
   * @param flaggedAt when
   */
  @EventType("risk.flagged")
  record RiskFlagged(
      String patientId,
      String episodeId,
      String flagId,
      String source,
      String ruleVersion,
      Instant flaggedAt)
      implements FollowUpEvent {}

  /**
   * Something needs a human.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param alertId the alert
   * @param code what, from the catalogue of DOMAIN §8.5
   * @param level how soon
   * @param acknowledgeBy when somebody must have taken it
   * @param raisedAt when
   */
  @EventType("alert.raised")
  record AlertRaised(
      String patientId,
      String episodeId,
      String alertId,
      String code,
      AlertLevel level,
      Instant acknowledgeBy,
      Instant raisedAt)
      implements FollowUpEvent {}

  /**
   * A clinician has taken an alert.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param alertId the alert
   * @param clinicianId who
   * @param acknowledgedAt when
   */
  @EventType("alert.acknowledged")
  record AlertAcknowledged(
      String patientId,
      String episodeId,
      String alertId,
      String clinicianId,
      Instant acknowledgedAt)
      implements FollowUpEvent {}

  /**
   * Nobody took an alert in time; the next in line is called.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param alertId the alert
   * @param rung how many times it has been passed on, from 1
   * @param escalatedAt when
   */
  @EventType("alert.escalated")
  record AlertEscalated(
      String patientId, String episodeId, String alertId, int rung, Instant escalatedAt)
      implements FollowUpEvent {}

  /**
   * An alert was dealt with.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param alertId the alert
   * @param dispositionCode what was done
   * @param clinicianId who
   * @param resolvedAt when
   */
  @EventType("alert.resolved")
  record AlertResolved(
      String patientId,
      String episodeId,
      String alertId,
      String dispositionCode,
      String clinicianId,
      Instant resolvedAt)
      implements FollowUpEvent {}

  /**
   * Symptoms halved from baseline (DOMAIN §5.2).
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param assessmentId the assessment that shows it
   * @param ruleVersion version of the definition applied
   * @param detectedAt when
   */
  @EventType("response.reached")
  record ResponseReached(
      String patientId,
      String episodeId,
      String assessmentId,
      String ruleVersion,
      Instant detectedAt)
      implements FollowUpEvent {}

  /**
   * Symptoms are below the remission cut (DOMAIN §5.2).
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param assessmentId the assessment that shows it
   * @param ruleVersion version of the definition applied
   * @param detectedAt when
   */
  @EventType("remission.reached")
  record RemissionReached(
      String patientId,
      String episodeId,
      String assessmentId,
      String ruleVersion,
      Instant detectedAt)
      implements FollowUpEvent {}

  /**
   * A responder lost what was gained (DOMAIN §5.2).
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param assessmentId the assessment that shows it
   * @param ruleVersion version of the definition applied
   * @param detectedAt when
   */
  @EventType("relapse.detected")
  record RelapseDetected(
      String patientId,
      String episodeId,
      String assessmentId,
      String ruleVersion,
      Instant detectedAt)
      implements FollowUpEvent {}

  /**
   * The patient is worse than at baseline (DOMAIN §5.2).
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param assessmentId the assessment that shows it
   * @param ruleVersion version of the definition applied
   * @param detectedAt when
   */
  @EventType("worsening.detected")
  record WorseningDetected(
      String patientId,
      String episodeId,
      String assessmentId,
      String ruleVersion,
      Instant detectedAt)
      implements FollowUpEvent {}

  /**
   * A booster may be considered by a provider (DOMAIN §5.2).
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param assessmentId the assessment that shows it
   * @param ruleVersion version of the definition applied
   * @param detectedAt when
   */
  @EventType("booster.recommended")
  record BoosterRecommended(
      String patientId,
      String episodeId,
      String assessmentId,
      String ruleVersion,
      Instant detectedAt)
      implements FollowUpEvent {}
}
