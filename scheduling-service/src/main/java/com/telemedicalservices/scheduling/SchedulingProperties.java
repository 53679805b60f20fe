package com.telemedicalservices.scheduling;

import com.telemedicalservices.scheduling.domain.SchedulingPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a clinic may set of scheduling; each means what {@link SchedulingPolicy} says. Whoever
 * changes one changes the version with it.
 */
@ConfigurationProperties("scheduling")
record SchedulingProperties(
    @DefaultValue("2026-11") String version,
    @DefaultValue("20m") Duration preparation,
    @DefaultValue("40m") Duration infusion,
    @DefaultValue("75m") Duration recovery,
    @DefaultValue("40h") Duration minimumInterval,
    @DefaultValue("1") int fullDaysBetween,
    @DefaultValue("7d") Duration longestGap,
    @DefaultValue("84h") Duration usualGap,
    @DefaultValue("24h") Duration confirmBefore,
    @DefaultValue("24h") Duration lateCancellation,
    @DefaultValue("2h") Duration earliestCheckIn,
    @DefaultValue("15m") Duration arrivalGrace,
    @DefaultValue("60m") Duration shortestStay,
    @DefaultValue("30m") Duration overdueAfter,
    @DefaultValue("12h") Duration shortestNotice,
    @DefaultValue("15m") Duration proposalStep,
    @DefaultValue("35d") Duration proposalHorizon) {

  SchedulingPolicy policy() {
    return new SchedulingPolicy(
        version,
        preparation,
        infusion,
        recovery,
        minimumInterval,
        fullDaysBetween,
        longestGap,
        usualGap,
        confirmBefore,
        lateCancellation,
        earliestCheckIn,
        arrivalGrace,
        shortestStay,
        overdueAfter,
        shortestNotice,
        proposalStep,
        proposalHorizon);
  }
}
