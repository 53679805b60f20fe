package com.telemedicalservices.scheduling.domain;

/** What must be true of a patient before leaving, besides the shortest stay (DOMAIN §4.6). */
public enum DischargeCriterion {
  FIT_BY_SCORE("fit-by-score"),
  VITALS_NEAR_BASELINE("vitals-near-baseline"),
  ORIENTED("oriented"),
  DISSOCIATION_RESOLVED("dissociation-resolved"),
  GAIT_STEADY("gait-steady"),
  NO_ACTIVE_SUICIDAL_IDEATION("no-active-suicidal-ideation"),
  INTRAVENOUS_LINE_OUT("intravenous-line-out"),
  INSTRUCTIONS_GIVEN("instructions-given"),
  ESCORT_PRESENT("escort-present");

  private final String code;

  DischargeCriterion(String code) {
    this.code = code;
  }

  /** Stable code for programs. */
  public String code() {
    return code;
  }
}
