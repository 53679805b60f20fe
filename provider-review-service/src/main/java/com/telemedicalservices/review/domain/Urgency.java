package com.telemedicalservices.review.domain;

import java.util.Arrays;

/** How soon a provider must act, most urgent first; the order of the queue. */
public enum Urgency {
  /** A patient at HIGH suicide risk. */
  CRISIS(0),
  /** A patient under treatment whose sessions are blocked. */
  SUSPENDED(1),
  /** MODERATE risk, or something was told after the intake that a provider should know. */
  ELEVATED(2),
  ROUTINE(3);

  private final int rank;

  Urgency(int rank) {
    this.rank = rank;
  }

  /** Its place in the order, as it is stored and sorted by; 0 is first. */
  public int rank() {
    return rank;
  }

  /** The urgency that was stored as this rank. */
  public static Urgency ofRank(int rank) {
    return Arrays.stream(values())
        .filter(urgency -> urgency.rank == rank)
        .findFirst()
        .orElse(ROUTINE);
  }
}
