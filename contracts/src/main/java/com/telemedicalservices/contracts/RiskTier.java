package com.telemedicalservices.contracts;

/**
 * Suicide-risk tier of the C-SSRS screener, from lowest to highest (DOMAIN §3.2). A tier once given
 * is lowered only by a named clinician with a reason (DOMAIN §9, invariant 7).
 */
public enum RiskTier {
  NONE,
  LOW,
  MODERATE,
  HIGH;

  /** The higher of the two. */
  public RiskTier atLeast(RiskTier other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
