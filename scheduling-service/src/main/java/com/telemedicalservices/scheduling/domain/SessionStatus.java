package com.telemedicalservices.scheduling.domain;

import java.util.Set;

/**
 * Where a session stands, and the table of what may follow (DOMAIN §8.2). A terminal status is
 * followed by nothing: whatever is to happen after it is another session.
 */
public enum SessionStatus {
  /** Booked. */
  PLANNED,
  /** The patient, or the 24-hour rule, has confirmed it. */
  CONFIRMED,
  /** The patient is here and identified. */
  CHECKED_IN,
  /** A precondition no longer holds: it keeps its time but must not start. */
  BLOCKED,
  /** The pump runs. */
  INFUSING,
  /** The pump stands still until a clinician decides. */
  PAUSED,
  /** The infusion was ended early by a clinician. */
  STOPPED,
  /** The infusion is over; the patient stays until fit to leave. */
  RECOVERY,
  /** Left with an escort, every criterion met. */
  DISCHARGED,
  /** Handed over to emergency care. */
  TRANSFERRED,
  /** The patient did not come. */
  NO_SHOW,
  /** Will not take place. */
  CANCELLED;

  /** What may follow. */
  public Set<SessionStatus> next() {
    return switch (this) {
      case PLANNED -> Set.of(CONFIRMED, CHECKED_IN, BLOCKED, NO_SHOW, CANCELLED);
      // Back to planned when it is moved: the new time has not been confirmed.
      case CONFIRMED -> Set.of(PLANNED, CHECKED_IN, BLOCKED, NO_SHOW, CANCELLED);
      case CHECKED_IN -> Set.of(INFUSING, BLOCKED, CANCELLED);
      case BLOCKED -> Set.of(PLANNED, CANCELLED);
      // Stopped without a pause in an emergency.
      case INFUSING -> Set.of(PAUSED, STOPPED, RECOVERY);
      case PAUSED -> Set.of(INFUSING, STOPPED);
      case STOPPED -> Set.of(RECOVERY);
      case RECOVERY -> Set.of(DISCHARGED, TRANSFERRED);
      case DISCHARGED, TRANSFERRED, NO_SHOW, CANCELLED -> Set.of();
    };
  }

  /** Whether this may be followed by that. */
  public boolean mayBecome(SessionStatus other) {
    return next().contains(other);
  }

  /** Whether nothing may follow. */
  public boolean isTerminal() {
    return next().isEmpty();
  }

  /** Whether the infusion has not begun and may still begin. */
  public boolean isBeforeInfusion() {
    return switch (this) {
      case PLANNED, CONFIRMED, CHECKED_IN, BLOCKED -> true;
      case INFUSING, PAUSED, STOPPED, RECOVERY, DISCHARGED, TRANSFERRED, NO_SHOW, CANCELLED ->
          false;
    };
  }

  /** Whether the patient is in the clinic's hands. */
  public boolean isPatientHere() {
    return switch (this) {
      case CHECKED_IN, INFUSING, PAUSED, STOPPED, RECOVERY -> true;
      case PLANNED, CONFIRMED, BLOCKED, DISCHARGED, TRANSFERRED, NO_SHOW, CANCELLED -> false;
    };
  }
}
