package com.telemedicalservices.contracts;

import java.time.Instant;
import java.util.List;

/**
 * What the scheduling service says: a series booked as one, and each of its sessions until the
 * patient has left.
 */
public sealed interface SchedulingEvent extends Event {

  /**
   * A whole series is booked: every session holds its chair, nurse, prescriber and patient.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param approvalId the approval that covers it
   * @param clinicId where
   * @param zone time zone the times were agreed in
   * @param sessions all its sessions in order
   * @param bookedAt when
   */
  @EventType("series.booked")
  record SeriesBooked(
      String patientId,
      String episodeId,
      String seriesId,
      String approvalId,
      String clinicId,
      String zone,
      List<BookedSession> sessions,
      Instant bookedAt)
      implements SchedulingEvent {}

  /**
   * The last session of the series is over.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param completedAt when
   */
  @EventType("series.completed")
  record SeriesCompleted(String patientId, String episodeId, String seriesId, Instant completedAt)
      implements SchedulingEvent {}

  /**
   * The series ended before its last session.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param reasonCode why: patient-withdrew, or no-session-given
   * @param stoppedAt when
   */
  @EventType("series.stopped")
  record SeriesStopped(
      String patientId, String episodeId, String seriesId, String reasonCode, Instant stoppedAt)
      implements SchedulingEvent {

    /** The reason of a series that was stopped because the patient had ended the episode. */
    public static final String PATIENT_WITHDREW = "patient-withdrew";
  }

  /**
   * The patient, or the 24-hour rule, confirmed a session.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param sessionId the session; it keeps this id when it is moved
   * @param confirmedAt when
   */
  @EventType("session.confirmed")
  record SessionConfirmed(
      String patientId, String episodeId, String seriesId, String sessionId, Instant confirmedAt)
      implements SchedulingEvent {}

  /**
   * A session has a new time.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param sessionId the session; it keeps this id when it is moved
   * @param previousStartsAt the start it had
   * @param startsAt its new start
   * @param endsAt its new end
   * @param movedAt when
   */
  @EventType("session.moved")
  record SessionMoved(
      String patientId,
      String episodeId,
      String seriesId,
      String sessionId,
      Instant previousStartsAt,
      Instant startsAt,
      Instant endsAt,
      Instant movedAt)
      implements SchedulingEvent {}

  /**
   * A session will not take place.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param sessionId the session; it keeps this id when it is moved
   * @param reasonCode why
   * @param late whether it was cancelled too late for the chair to be used by another
   * @param cancelledAt when
   */
  @EventType("session.cancelled")
  record SessionCancelled(
      String patientId,
      String episodeId,
      String seriesId,
      String sessionId,
      String reasonCode,
      boolean late,
      Instant cancelledAt)
      implements SchedulingEvent {}

  /**
   * The patient has arrived and been identified.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param sessionId the session; it keeps this id when it is moved
   * @param checkedInAt when
   */
  @EventType("session.checked-in")
  record SessionCheckedIn(
      String patientId, String episodeId, String seriesId, String sessionId, Instant checkedInAt)
      implements SchedulingEvent {}

  /**
   * A precondition of the session no longer holds; it must not start.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param sessionId the session; it keeps this id when it is moved
   * @param reasonCode which precondition
   * @param blockedAt when
   */
  @EventType("session.blocked")
  record SessionBlocked(
      String patientId,
      String episodeId,
      String seriesId,
      String sessionId,
      String reasonCode,
      Instant blockedAt)
      implements SchedulingEvent {}

  /**
   * The infusion has begun.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param sessionId the session; it keeps this id when it is moved
   * @param startedAt when
   */
  @EventType("session.started")
  record SessionStarted(
      String patientId, String episodeId, String seriesId, String sessionId, Instant startedAt)
      implements SchedulingEvent {}

  /**
   * The infusion has ended; the patient is recovering.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param sessionId the session; it keeps this id when it is moved
   * @param completedAt when
   */
  @EventType("session.completed")
  record SessionCompleted(
      String patientId, String episodeId, String seriesId, String sessionId, Instant completedAt)
      implements SchedulingEvent {}

  /**
   * The patient left with an escort, every discharge criterion met.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param sessionId the session; it keeps this id when it is moved
   * @param dischargedAt when
   */
  @EventType("session.discharged")
  record SessionDischarged(
      String patientId, String episodeId, String seriesId, String sessionId, Instant dischargedAt)
      implements SchedulingEvent {}

  /**
   * The patient was handed over to emergency care.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param sessionId the session; it keeps this id when it is moved
   * @param transferredAt when
   */
  @EventType("session.transferred")
  record SessionTransferred(
      String patientId, String episodeId, String seriesId, String sessionId, Instant transferredAt)
      implements SchedulingEvent {}

  /**
   * The patient did not come.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param sessionId the session; it keeps this id when it is moved
   * @param noShowAt when this was noticed
   */
  @EventType("session.no-show")
  record SessionNoShow(
      String patientId, String episodeId, String seriesId, String sessionId, Instant noShowAt)
      implements SchedulingEvent {}

  /**
   * A vital sign crossed a limit, or a reading is overdue.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param seriesId the series of infusions
   * @param sessionId the session; it keeps this id when it is moved
   * @param level how soon somebody must act
   * @param reasonCode which limit
   * @param alarmedAt when
   */
  @EventType("vitals.alarmed")
  record VitalsAlarmed(
      String patientId,
      String episodeId,
      String seriesId,
      String sessionId,
      AlertLevel level,
      String reasonCode,
      Instant alarmedAt)
      implements SchedulingEvent {}

  /**
   * One session of a booked series.
   *
   * @param sessionId identity of the session
   * @param number its place in the series, from 1
   * @param startsAt when the chair is taken
   * @param endsAt when the chair is free again
   */
  record BookedSession(String sessionId, int number, Instant startsAt, Instant endsAt) {}
}
