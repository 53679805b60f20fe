package com.telemedicalservices.infra.traffic;

/** The courses a synthetic patient's care may take, and how often each is met in a hundred. */
enum Story {
  FINISHES(52, Outcome.FINISHED_SERIES),
  FINISHES_AFTER_CRISIS_AT_INTAKE(4, Outcome.FINISHED_SERIES),
  FINISHES_AFTER_CRISIS_IN_SERIES(4, Outcome.FINISHED_SERIES),
  FINISHES_AFTER_INFORMATION_REQUEST(4, Outcome.FINISHED_SERIES),
  IS_DECLINED(10, Outcome.DECLINED),
  IS_REFERRED_AT_INTAKE(4, Outcome.REFERRED),
  IS_REFERRED_IN_SERIES(2, Outcome.REFERRED_IN_SERIES),
  ABANDONS_INTAKE(5, Outcome.LAPSED),
  WITHDRAWS_DURING_INTAKE(3, Outcome.WITHDREW_DURING_INTAKE),
  WITHDRAWS_IN_REVIEW(3, Outcome.WITHDREW_FROM_REVIEW),
  WITHDRAWS_WHEN_APPROVED(2, Outcome.WITHDREW_FROM_REVIEW),
  WITHDRAWS_IN_SERIES(3, Outcome.WITHDREW_FROM_SERIES),
  NEVER_COMES(4, Outcome.NEVER_CAME);

  private final int inHundred;
  private final Outcome outcome;

  Story(int inHundred, Outcome outcome) {
    this.inHundred = inHundred;
    this.outcome = outcome;
  }

  /** How many of a hundred patients live it. */
  int inHundred() {
    return inHundred;
  }

  /** Where it ends. */
  Outcome outcome() {
    return outcome;
  }

  /** Whether the first answers put the patient at HIGH risk. */
  boolean beginsInCrisis() {
    return this == FINISHES_AFTER_CRISIS_AT_INTAKE || this == IS_REFERRED_AT_INTAKE;
  }

  /** Whether a check-in in the middle of the series puts the patient at HIGH risk. */
  boolean hasCrisisInSeries() {
    return this == FINISHES_AFTER_CRISIS_IN_SERIES || this == IS_REFERRED_IN_SERIES;
  }
}
