package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of the suicide-risk tier of an episode.
 *
 * @param tier the tier from then on
 * @param sourceId the flag, check-in, report or alert it rests on
 * @param ruleVersion version of the rule that found it, or of the policy a clinician acted under
 * @param clinicianId who assessed it; null when a rule did
 * @param reason why it is lower than before; null when it is not
 * @param at when
 */
public record TierChange(
    RiskTier tier,
    String sourceId,
    String ruleVersion,
    @Nullable String clinicianId,
    @Nullable String reason,
    Instant at) {}
