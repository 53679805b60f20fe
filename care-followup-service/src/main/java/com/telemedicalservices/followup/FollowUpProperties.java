package com.telemedicalservices.followup;

import com.telemedicalservices.followup.domain.AlertLadder;
import com.telemedicalservices.followup.domain.FollowUpPolicy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator may set. Whoever changes a value gives it a new version.
 *
 * @param version of these values
 * @param overdue24Hours how long after it is due the 24-hour check-in counts as missed
 * @param overdue72Hours the same for the 72-hour one
 * @param overdueWeekly the same for a weekly one
 * @param weeklyWeeksAfter how many weeks after the last session the weekly check-ins go on
 * @param p1 the ladder of the most urgent alerts
 * @param p2 the ladder of urgent alerts
 * @param p3 the ladder of the others
 * @param mergeWindow how long a further signal of the same kind belongs to the alert there is
 * @param zone whose business days count
 */
@Validated
@ConfigurationProperties("telemedical.follow-up")
record FollowUpProperties(
    @NotBlank @DefaultValue("2026-11") String version,
    @DefaultValue("36h") Duration overdue24Hours,
    @DefaultValue("5d") Duration overdue72Hours,
    @DefaultValue("3d") Duration overdueWeekly,
    @Min(0) @DefaultValue("8") int weeklyWeeksAfter,
    @Valid @DefaultValue P1 p1,
    @Valid @DefaultValue P2 p2,
    @Valid @DefaultValue P3 p3,
    @DefaultValue("1h") Duration mergeWindow,
    @DefaultValue("America/Phoenix") ZoneId zone) {

  /** See {@link AlertLadder}. */
  record P1(
      @DefaultValue("15m") Duration acknowledgeWithin,
      @Nullable @DefaultValue("5m") Duration callEvery,
      @NotEmpty @DefaultValue({"15m", "30m", "60m"}) List<Duration> handOvers) {}

  /** See {@link AlertLadder}. */
  record P2(
      @DefaultValue("4h") Duration acknowledgeWithin,
      @Nullable Duration callEvery,
      @NotEmpty @DefaultValue({"4h", "8h", "24h"}) List<Duration> handOvers) {}

  /** See {@link AlertLadder}; whole business days. */
  record P3(
      @DefaultValue("1d") Duration acknowledgeWithin,
      @Nullable Duration callEvery,
      @NotEmpty @DefaultValue({"1d", "2d", "3d"}) List<Duration> handOvers) {}

  FollowUpPolicy policy() {
    return new FollowUpPolicy(
        version,
        overdue24Hours,
        overdue72Hours,
        overdueWeekly,
        weeklyWeeksAfter,
        new AlertLadder(p1.acknowledgeWithin(), p1.callEvery(), p1.handOvers(), false),
        new AlertLadder(p2.acknowledgeWithin(), p2.callEvery(), p2.handOvers(), false),
        new AlertLadder(p3.acknowledgeWithin(), p3.callEvery(), p3.handOvers(), true),
        mergeWindow,
        zone);
  }
}
