package com.telemedicalservices.intake.domain;

import java.util.Set;

/** Where an intake stands (DOMAIN §8.1). */
public enum IntakeStatus {
  /** Somebody asked for help; nothing is filled in yet. */
  INQUIRY,
  /** The patient is filling in. */
  INTAKE_IN_PROGRESS,
  /** Handed in for review; may be amended. */
  SUBMITTED,
  /** An answer put the patient at HIGH risk; only a clinician's disposition ends it. */
  CRISIS_HOLD,
  /** Abandoned; a new intake has to be opened. */
  LAPSED,
  /** Ended by the patient. */
  WITHDRAWN;

  /** The statuses that may follow this one. */
  public Set<IntakeStatus> next() {
    return switch (this) {
      case INQUIRY -> Set.of(INTAKE_IN_PROGRESS, CRISIS_HOLD, LAPSED, WITHDRAWN);
      case INTAKE_IN_PROGRESS -> Set.of(SUBMITTED, CRISIS_HOLD, LAPSED, WITHDRAWN);
      case SUBMITTED -> Set.of(CRISIS_HOLD, WITHDRAWN);
      case CRISIS_HOLD -> Set.of(INTAKE_IN_PROGRESS, SUBMITTED, WITHDRAWN);
      case LAPSED, WITHDRAWN -> Set.of();
    };
  }

  /** Whether nothing can follow. */
  public boolean isTerminal() {
    return next().isEmpty();
  }

  /** Whether time alone ends it when the patient does not come back. */
  public boolean lapses() {
    return next().contains(LAPSED);
  }
}
