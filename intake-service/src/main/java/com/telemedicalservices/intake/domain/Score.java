package com.telemedicalservices.intake.domain;

import com.telemedicalservices.contracts.RiskTier;
import org.jspecify.annotations.Nullable;

/** What the server computed from the complete raw answers to an instrument. */
public sealed interface Score {

  /** The instrument scored. */
  String scorer();

  /** Version of the scoring, so that the score can be recomputed as it was. */
  String scorerVersion();

  /**
   * A sum of points.
   *
   * @param total the sum
   * @param band what the sum means
   * @param clustersMet whether the symptoms fall where a provisional diagnosis needs them; null for
   *     an instrument that has no such rule
   */
  record Total(
      String scorer, String scorerVersion, int total, String band, @Nullable Boolean clustersMet)
      implements Score {}

  /**
   * A suicide-risk tier.
   *
   * @param tier the tier
   */
  record Tier(String scorer, String scorerVersion, RiskTier tier) implements Score {}
}
