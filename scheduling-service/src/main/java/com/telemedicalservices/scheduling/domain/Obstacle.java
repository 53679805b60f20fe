package com.telemedicalservices.scheduling.domain;

/** What forbids to book, move or start a session, and blocks every session not yet begun. */
public enum Obstacle {
  APPROVAL_SUSPENDED(
      "approval-suspended", "Ask the provider to review the suspended approval again."),
  APPROVAL_EXPIRED("approval-expired", "Ask the provider for a new approval; this one has ended."),
  CRISIS_OPEN("crisis-open", "Wait until a clinician has assessed the suicide-risk signal."),
  CONSENT_WITHDRAWN("consent-withdrawn", "Ask the patient whether to sign the consent again.");

  private final String code;
  private final String detail;

  Obstacle(String code, String detail) {
    this.code = code;
    this.detail = detail;
  }

  /** Stable code for programs. */
  public String code() {
    return code;
  }

  /** One sentence for a person. */
  public String detail() {
    return detail;
  }
}
