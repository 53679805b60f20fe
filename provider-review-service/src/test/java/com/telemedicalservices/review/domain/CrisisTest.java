package com.telemedicalservices.review.domain;

import static com.telemedicalservices.review.domain.Reviewing.START;
import static com.telemedicalservices.review.domain.Reviewing.amended;
import static com.telemedicalservices.review.domain.Reviewing.booked;
import static com.telemedicalservices.review.domain.Reviewing.completed;
import static com.telemedicalservices.review.domain.Reviewing.disposition;
import static com.telemedicalservices.review.domain.Reviewing.flagged;
import static com.telemedicalservices.review.domain.Reviewing.highCheckIn;
import static com.telemedicalservices.review.domain.Reviewing.inStatus;
import static com.telemedicalservices.review.domain.Reviewing.lapsed;
import static com.telemedicalservices.review.domain.Reviewing.reinstate;
import static com.telemedicalservices.review.domain.Reviewing.safe;
import static com.telemedicalservices.review.domain.Reviewing.submitted;
import static com.telemedicalservices.review.domain.Reviewing.withdrew;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.review.domain.ReviewCommand.WriteDisposition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A patient at HIGH risk is held until a named clinician has written what happens next. */
class CrisisTest {

  @Test
  void a_flag_that_comes_before_the_intake_holds_it() {
    new Reviewing()
        .when(flagged("flag-1"))
        .stands(Status.CRISIS)
        .when(submitted(RiskTier.HIGH))
        .stands(Status.CRISIS)
        .tells(ReviewEvent.ReviewOpened.class);
  }

  @Test
  void a_flag_and_the_tier_it_gave_are_one_crisis() {
    Reviewing reviewing =
        new Reviewing().when(flagged("flag-1")).when(safe()).stands(Status.AWAITING_INTAKE);

    reviewing.when(submitted(RiskTier.HIGH)).stands(Status.WAITING);

    assertThat(reviewing.state().file().tier()).isEqualTo(RiskTier.MODERATE);
  }

  @Test
  void the_intake_repeating_its_highest_tier_does_not_undo_a_disposition() {
    Reviewing reviewing =
        inStatus(Status.CRISIS).when(safe()).when(amended(2, RiskTier.HIGH)).stands(Status.WAITING);

    assertThat(reviewing.state().file().tier()).isEqualTo(RiskTier.MODERATE);
  }

  @Test
  void a_new_flag_after_a_disposition_is_a_new_crisis() {
    Reviewing reviewing =
        inStatus(Status.CRISIS).when(flagged("flag-1")).when(safe()).when(flagged("flag-2"));

    reviewing.stands(Status.CRISIS);
    assertThat(reviewing.state().file().tier()).isEqualTo(RiskTier.HIGH);
  }

  @Test
  void the_same_flag_told_again_is_nothing_new() {
    inStatus(Status.CRISIS)
        .when(flagged("flag-1"))
        .when(safe())
        .when(flagged("flag-1"))
        .stands(Status.WAITING);
  }

  @Test
  void a_lower_tier_told_later_lowers_nothing() {
    Reviewing reviewing = inStatus(Status.CRISIS).when(amended(2, RiskTier.NONE));

    reviewing.stands(Status.CRISIS);
    assertThat(reviewing.state().file().tier()).isEqualTo(RiskTier.HIGH);
  }

  @Test
  void a_disposition_records_who_lowered_the_tier_and_why() {
    Reviewing reviewing = inStatus(Status.CRISIS).when(safe());

    assertThat(reviewing.state().dispositions())
        .containsExactly(
            new Disposition(
                Disposition.Code.SAFETY_PLAN_COMPLETED,
                RiskTier.HIGH,
                RiskTier.MODERATE,
                "SPOKEN_TO_PATIENT",
                "prov-2",
                "AZ",
                START));
    assertThat(reviewing.events())
        .containsExactly(
            new ReviewEvent.CrisisDispositioned(
                Reviewing.PATIENT,
                Reviewing.EPISODE,
                "SAFETY_PLAN_COMPLETED",
                RiskTier.MODERATE,
                "prov-2",
                START,
                Instant.EPOCH));
  }

  @Test
  void a_clinician_without_a_licence_here_may_not_write_it() {
    inStatus(Status.CRISIS)
        .when(
            new WriteDisposition(
                "prov-ca", "CA", Disposition.Code.NO_ACUTE_RISK_FOUND, RiskTier.LOW, "SPOKEN_TO"))
        .isRefused(Rejection.Kind.FORBIDDEN, "not-licensed-here")
        .stands(Status.CRISIS);
  }

  @Test
  void a_crisis_outlives_the_withdrawal_of_the_patient() {
    inStatus(Status.CRISIS)
        .when(withdrew())
        .stands(Status.CRISIS)
        .when(safe())
        .stands(Status.WITHDRAWN)
        .tells(ReviewEvent.CrisisDispositioned.class);
  }

  @Test
  void a_crisis_outlives_an_abandoned_intake() {
    new Reviewing()
        .when(flagged("flag-1"))
        .when(lapsed())
        .stands(Status.CRISIS)
        .when(safe())
        .stands(Status.WITHDRAWN);
  }

  @Test
  void a_crisis_outlives_the_approval_it_suspended() {
    inStatus(Status.APPROVED)
        .when(highCheckIn("check-in-1"))
        .liveThrough(Duration.ofDays(100))
        .stands(Status.CRISIS)
        .when(safe())
        .stands(Status.EXPIRED);
  }

  @Test
  void a_crisis_outlives_the_end_of_the_series() {
    inStatus(Status.APPROVED)
        .when(booked())
        .when(highCheckIn("check-in-1"))
        .when(completed())
        .stands(Status.CRISIS)
        .when(safe())
        .stands(Status.COMPLETED);
  }

  @Test
  void a_crisis_never_ends_by_time() {
    inStatus(Status.CRISIS).liveThrough(Duration.ofDays(30)).stands(Status.CRISIS);
  }

  @Test
  void a_crisis_after_approval_suspends_it_at_once() {
    inStatus(Status.APPROVED)
        .when(highCheckIn("check-in-1"))
        .stands(Status.CRISIS)
        .tells(ReviewEvent.ApprovalSuspended.class);
  }

  @Test
  void after_a_disposition_the_approval_stays_suspended_until_a_provider_reinstates_it() {
    inStatus(Status.APPROVED)
        .when(highCheckIn("check-in-1"))
        .when(safe())
        .stands(Status.SUSPENDED)
        .when(reinstate())
        .stands(Status.APPROVED)
        .tells(ReviewEvent.ApprovalReinstated.class);
  }

  @Test
  void a_suspension_is_told_once_however_many_reasons_follow() {
    inStatus(Status.SUSPENDED).when(highCheckIn("check-in-1")).tellsNothing();
  }

  @Test
  void a_disposition_that_ends_the_episode_tells_that_care_will_not_go_on() {
    inStatus(Status.APPROVED)
        .when(highCheckIn("check-in-1"))
        .when(disposition(Disposition.Code.EMERGENCY_SERVICES_CALLED, RiskTier.HIGH))
        .stands(Status.DISCONTINUED)
        .tells(ReviewEvent.CrisisDispositioned.class, ReviewEvent.CandidateDeclined.class);
  }

  @Test
  void who_is_still_at_high_risk_stays_in_crisis_until_another_disposition() {
    Reviewing reviewing =
        inStatus(Status.CRISIS)
            .when(flagged("flag-1"))
            .when(disposition(Disposition.Code.SAFETY_PLAN_COMPLETED, RiskTier.HIGH))
            .stands(Status.CRISIS);

    assertThat(dispositioned(reviewing).tierAfter()).isEqualTo(RiskTier.HIGH);
    assertThat(dispositioned(reviewing).flagsUntil()).isEqualTo(Instant.EPOCH);
    reviewing
        .when(disposition(Disposition.Code.NO_ACUTE_RISK_FOUND, RiskTier.LOW))
        .stands(Status.WAITING);
    assertThat(dispositioned(reviewing).flagsUntil()).isEqualTo(START);
  }

  @Test
  void a_disposition_says_which_flags_of_the_intake_the_clinician_could_know_of() {
    Reviewing reviewing =
        inStatus(Status.CRISIS)
            .when(flagged("flag-1"))
            .after(Duration.ofMinutes(5))
            .when(highCheckIn("check-in-1"))
            .when(safe());

    assertThat(dispositioned(reviewing).flagsUntil()).isEqualTo(START);
  }

  private static ReviewEvent.CrisisDispositioned dispositioned(Reviewing reviewing) {
    return reviewing.events().stream()
        .filter(ReviewEvent.CrisisDispositioned.class::isInstance)
        .map(ReviewEvent.CrisisDispositioned.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_clinician_has_fifteen_minutes_since_the_patient_answered() {
    Reviewing reviewing =
        new Reviewing().after(Duration.ofMinutes(10)).when(submitted(RiskTier.HIGH));

    assertThat(reviewing.state().queue().dueBy()).isEqualTo(START.plus(Duration.ofMinutes(15)));
    assertThat(reviewing.events())
        .first()
        .isInstanceOfSatisfying(
            ReviewEvent.ReviewOpened.class,
            opened -> assertThat(opened.dueBy()).isEqualTo(START.plus(Duration.ofMinutes(15))));
  }
}
