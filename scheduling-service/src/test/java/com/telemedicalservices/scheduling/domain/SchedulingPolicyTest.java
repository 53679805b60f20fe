package com.telemedicalservices.scheduling.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SchedulingPolicyTest {

  @Test
  void a_session_lasts_from_its_preparation_to_its_recovery() {
    assertThat(SchedulingPolicy.defaults().sessionLength()).isEqualTo(Duration.ofMinutes(135));
  }

  @Test
  void a_session_and_a_proposal_must_fit_the_grid() {
    assertThatThrownBy(() -> with(Duration.ofMinutes(70), Duration.ofMinutes(15)))
        .hasMessageContaining("not PT2H10M");
    assertThatThrownBy(() -> with(Duration.ofMinutes(75), Duration.ofMinutes(20)))
        .hasMessageContaining("not of PT20M");
    assertThatThrownBy(() -> with(Duration.ofMinutes(75), Duration.ZERO))
        .hasMessageContaining("not of PT0S");
    assertThat(with(Duration.ofMinutes(120), Duration.ofMinutes(30)).sessionLength())
        .isEqualTo(Duration.ofHours(3));
  }

  @Test
  void the_grid_has_a_line_at_every_quarter_of_an_hour() {
    Instant quarter = Instant.parse("2026-11-23T16:15:00Z");

    assertThat(Cells.onGrid(quarter)).isTrue();
    assertThat(Cells.onGrid(quarter.plusSeconds(300))).isFalse();
    assertThat(Cells.onGrid(quarter.plusNanos(1))).isFalse();
  }

  private static SchedulingPolicy with(Duration recovery, Duration proposalStep) {
    SchedulingPolicy defaults = SchedulingPolicy.defaults();
    return new SchedulingPolicy(
        "ours-1",
        defaults.preparation(),
        defaults.infusion(),
        recovery,
        defaults.minimumInterval(),
        defaults.fullDaysBetween(),
        defaults.longestGap(),
        defaults.usualGap(),
        defaults.confirmBefore(),
        defaults.lateCancellation(),
        defaults.earliestCheckIn(),
        defaults.arrivalGrace(),
        defaults.shortestStay(),
        defaults.overdueAfter(),
        defaults.shortestNotice(),
        proposalStep,
        defaults.proposalHorizon());
  }
}
