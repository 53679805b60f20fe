package com.telemedicalservices.review.domain.candidacy;

/** What a finding means for a decision, the strictest first (DOMAIN §2.2). */
public enum Outcome {
  /** Nobody may approve while it is so. */
  STOP,
  /** Nobody may approve until it is cleared by a document, or overridden by two people. */
  HOLD,
  /** Whoever approves writes down why. */
  REVIEW,
  /** Good to know. */
  INFO
}
