package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the patient's symptoms have gone since the baseline (DOMAIN §5.2). The baseline is the first
 * weekly PHQ-9.
 *
 * @param baseline the score all later ones are compared with
 * @param baselineTier suicide-risk tier shown together with it
 * @param assessmentId the check-in it comes from
 * @param responseAt when a response was first seen; null before
 * @param remissionAt when remission was first seen; null before
 * @param worseningAt when worsening was first seen; null before
 */
public record Trend(
    Phq9 baseline,
    RiskTier baselineTier,
    String assessmentId,
    @Nullable Instant responseAt,
    @Nullable Instant remissionAt,
    @Nullable Instant worseningAt) {

  /** Version of the definitions. */
  public static final String VERSION = "outcomes-1";

  private static final int REMISSION_BELOW = 5;
  private static final int WORSE_BY = 5;

  static Trend startingWith(Phq9 baseline, RiskTier tier, String assessmentId) {
    return new Trend(baseline, tier, assessmentId, null, null, null);
  }

  /** The trend with one more score; what this one shows first is dated now. */
  Trend with(Phq9 score, RiskTier tier, Instant now) {
    return new Trend(
        baseline,
        baselineTier,
        assessmentId,
        responseAt == null && isResponse(score) ? now : responseAt,
        remissionAt == null && score.total() < REMISSION_BELOW ? now : remissionAt,
        worseningAt == null && isWorse(score, tier) ? now : worseningAt);
  }

  private boolean isResponse(Phq9 score) {
    return baseline.total() > 0 && score.total() * 2 <= baseline.total();
  }

  private boolean isWorse(Phq9 score, RiskTier tier) {
    return score.total() >= baseline.total() + WORSE_BY
        || score.item9() > baseline.item9()
        || tier.compareTo(baselineTier) > 0;
  }
}
