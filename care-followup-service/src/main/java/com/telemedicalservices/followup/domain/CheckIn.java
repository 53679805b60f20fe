package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.CheckInKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A planned contact with the patient.
 *
 * @param checkInId its identity, the same however often it is planned
 * @param type which planned contact
 * @param subjectId the session it follows, or the episode when it is a weekly one
 * @param seriesId the series of infusions it belongs to
 * @param dueAt when the patient is asked
 * @param overdueAt when it counts as missed
 * @param policyVersion version of the policy that planned it
 * @param status where it stands
 * @param submissions everything the patient sent for it, oldest first
 */
public record CheckIn(
    String checkInId,
    CheckInKind type,
    String subjectId,
    String seriesId,
    Instant dueAt,
    Instant overdueAt,
    String policyVersion,
    CheckInStatus status,
    List<Submission> submissions) {

  public CheckIn {
    submissions = List.copyOf(submissions);
  }

  CheckIn to(CheckInStatus next) {
    return new CheckIn(
        checkInId, type, subjectId, seriesId, dueAt, overdueAt, policyVersion, next, submissions);
  }

  CheckIn with(Submission submission) {
    List<Submission> all = new ArrayList<>(submissions);
    all.add(submission);
    return new CheckIn(
        checkInId, type, subjectId, seriesId, dueAt, overdueAt, policyVersion, status, all);
  }
}
