package com.telemedicalservices.followup.web;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.Alert;
import com.telemedicalservices.followup.domain.AlertCode;
import com.telemedicalservices.followup.domain.AlertStatus;
import com.telemedicalservices.followup.domain.Episode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An alert as clinicians see it.
 *
 * @param alertId its identity
 * @param episodeId the course of care it belongs to
 * @param patientId the patient
 * @param code what it is about
 * @param level how soon somebody must act
 * @param status RAISED, NOTIFIED, ESCALATED, ACKNOWLEDGED, IN_PROGRESS or RESOLVED
 * @param raisedAt since when it is known
 * @param acknowledgeBy when somebody must have taken it
 * @param rung how many times it was called out again because nobody took it
 * @param ladderVersion version of the policy whose times apply
 * @param causes what raised it, and what was merged into it since
 * @param steps every status it had, oldest first, the present one last
 */
record AlertView(
    String alertId,
    String episodeId,
    String patientId,
    AlertCode code,
    AlertLevel level,
    String status,
    Instant raisedAt,
    Instant acknowledgeBy,
    int rung,
    String ladderVersion,
    List<Alert.Cause> causes,
    List<Step> steps) {

  /**
   * One status an alert had.
   *
   * @param status which
   * @param at since when
   * @param clinicianId who brought it there; absent when the system did
   * @param dispositionCode what was done; only when resolved
   * @param reason in the clinician's words
   * @param tierAfter suicide-risk tier by the clinician's own assessment
   */
  record Step(
      String status,
      Instant at,
      @Nullable String clinicianId,
      @Nullable String dispositionCode,
      @Nullable String reason,
      @Nullable RiskTier tierAfter) {

    static Step of(Alert alert, AlertStatus status) {
      return switch (status) {
        case AlertStatus.Raised s -> by(null, "RAISED", alert.raisedAt());
        case AlertStatus.Notified s -> by(null, "NOTIFIED", s.notifiedAt());
        case AlertStatus.Escalated s -> by(null, "ESCALATED", s.escalatedAt());
        case AlertStatus.Acknowledged s -> by(s.clinicianId(), "ACKNOWLEDGED", s.acknowledgedAt());
        case AlertStatus.InProgress s -> by(s.clinicianId(), "IN_PROGRESS", s.startedAt());
        case AlertStatus.Resolved s ->
            new Step(
                "RESOLVED",
                s.resolvedAt(),
                s.clinicianId(),
                s.dispositionCode(),
                s.reason(),
                s.tierAfter());
      };
    }

    private static Step by(@Nullable String clinicianId, String status, Instant at) {
      return new Step(status, at, clinicianId, null, null, null);
    }
  }

  static AlertView of(Episode episode, Alert alert) {
    List<Step> steps =
        Stream.concat(alert.history().stream(), Stream.of(alert.status()))
            .map(status -> Step.of(alert, status))
            .toList();
    return new AlertView(
        alert.alertId(),
        episode.episodeId(),
        episode.patientId(),
        alert.code(),
        alert.level(),
        steps.getLast().status(),
        alert.raisedAt(),
        alert.acknowledgeBy(),
        alert.rung(),
        alert.ladderVersion(),
        alert.causes(),
        steps);
  }
}
