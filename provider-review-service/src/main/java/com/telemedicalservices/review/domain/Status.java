package com.telemedicalservices.review.domain;

/** Where a review stands, as staff see it. */
public enum Status {
  /** Something was heard of the patient, but no intake has been handed in. */
  AWAITING_INTAKE(false, false),
  WAITING(true, false),
  CLAIMED(true, false),
  INFORMATION_REQUESTED(false, false),
  DEFERRED(false, false),
  /** Held until a clinician has written a disposition; nothing else ends it. */
  CRISIS(true, false),
  APPROVED(false, false),
  SUSPENDED(true, false),
  DECLINED(false, true),
  WITHDRAWN(false, true),
  DISCONTINUED(false, true),
  EXPIRED(false, true),
  COMPLETED(false, true);

  private final boolean needsProvider;
  private final boolean terminal;

  Status(boolean needsProvider, boolean terminal) {
    this.needsProvider = needsProvider;
    this.terminal = terminal;
  }

  /** Whether a provider has to act, so that it stands in the queue and its clock runs. */
  public boolean needsProvider() {
    return needsProvider;
  }

  /** Whether it never changes again. */
  public boolean terminal() {
    return terminal;
  }
}
