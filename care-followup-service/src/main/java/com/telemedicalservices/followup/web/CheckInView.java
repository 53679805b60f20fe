package com.telemedicalservices.followup.web;

import com.telemedicalservices.contracts.CheckInKind;
import com.telemedicalservices.followup.domain.AdverseEventKind;
import com.telemedicalservices.followup.domain.CheckIn;
import com.telemedicalservices.followup.domain.CheckInStatus;
import com.telemedicalservices.followup.domain.Question;
import com.telemedicalservices.followup.domain.Questionnaire;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check-in as callers see it; never the answers given before.
 *
 * @param checkInId its identity
 * @param episodeId the course of care it belongs to
 * @param kind which planned contact
 * @param status SCHEDULED, SENT, SCORED, EXPIRED or SUPERSEDED
 * @param dueAt when it is asked
 * @param overdueAt when it counts as missed
 * @param questions what is asked; absent when it does not wait for an answer
 * @param sideEffectKinds the unwanted effects there are names for; absent as well
 */
record CheckInView(
    String checkInId,
    String episodeId,
    CheckInKind kind,
    String status,
    Instant dueAt,
    Instant overdueAt,
    @Nullable List<Question> questions,
    @Nullable List<AdverseEventKind> sideEffectKinds) {

  static CheckInView of(String episodeId, CheckIn checkIn) {
    boolean asked = checkIn.status() instanceof CheckInStatus.Sent;
    return new CheckInView(
        checkIn.checkInId(),
        episodeId,
        checkIn.type(),
        status(checkIn.status()),
        checkIn.dueAt(),
        checkIn.overdueAt(),
        asked ? Questionnaire.of(checkIn.type()) : null,
        asked ? List.of(AdverseEventKind.values()) : null);
  }

  CheckInView withoutQuestions() {
    return new CheckInView(checkInId, episodeId, kind, status, dueAt, overdueAt, null, null);
  }

  private static String status(CheckInStatus status) {
    return switch (status) {
      case CheckInStatus.Scheduled s -> "SCHEDULED";
      case CheckInStatus.Sent s -> "SENT";
      case CheckInStatus.Scored s -> "SCORED";
      case CheckInStatus.Expired s -> "EXPIRED";
      case CheckInStatus.Superseded s -> "SUPERSEDED";
    };
  }
}
