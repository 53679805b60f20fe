package com.telemedicalservices.review.domain;

import static com.telemedicalservices.review.domain.Reviewing.EPISODE;
import static com.telemedicalservices.review.domain.Reviewing.PATIENT;
import static com.telemedicalservices.review.domain.Reviewing.SIX;
import static com.telemedicalservices.review.domain.Reviewing.START;
import static com.telemedicalservices.review.domain.Reviewing.amended;
import static com.telemedicalservices.review.domain.Reviewing.approve;
import static com.telemedicalservices.review.domain.Reviewing.booked;
import static com.telemedicalservices.review.domain.Reviewing.concern;
import static com.telemedicalservices.review.domain.Reviewing.dossier;
import static com.telemedicalservices.review.domain.Reviewing.inStatus;
import static com.telemedicalservices.review.domain.Reviewing.reinstate;
import static com.telemedicalservices.review.domain.Reviewing.stopped;
import static com.telemedicalservices.review.domain.Reviewing.submitted;
import static com.telemedicalservices.review.domain.Reviewing.withdrew;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Modality;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.review.domain.ReviewCommand.Approve;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.review.domain.ReviewCommand.Decline;
import com.telemedicalservices.review.domain.ReviewCommand.Defer;
import com.telemedicalservices.review.domain.ReviewCommand.SeriesBooked;
import com.telemedicalservices.review.domain.ReviewCommand.SeriesEnded;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only a licensed human who holds the claim and has read the newest dossier approves. */
class ApprovingTest {

  @Test
  void an_approval_says_everything_a_booking_depends_on() {
    Reviewing reviewing = inStatus(Status.CLAIMED).when(dossier(1)).when(approve());

    assertThat(reviewing.events())
        .containsExactly(
            new ReviewEvent.CandidateApproved(
                PATIENT,
                EPISODE,
                "phoenix",
                EPISODE + ".a1",
                Modality.IV_RACEMIC,
                6,
                40,
                28,
                START.plus(Duration.ofDays(90)),
                START.plus(Duration.ofDays(180)),
                "none",
                "prov-1",
                "AZ",
                START,
                List.of()));
  }

  @Test
  void an_approval_keeps_what_it_was_decided_on() {
    ReviewState state = inStatus(Status.APPROVED).state();

    assertThat(state.phase())
        .isInstanceOfSatisfying(
            Phase.Approved.class,
            approved -> {
              assertThat(approved.approval().revision()).isEqualTo(1);
              assertThat(approved.approval().patientState()).isEqualTo("AZ");
              assertThat(approved.approval().policyVersion()).isEqualTo("2026-11");
            });
    assertThat(state.dossier()).isNotNull();
  }

  @Test
  void nobody_approves_without_the_dossier() {
    inStatus(Status.CLAIMED).when(approve()).isRefused("dossier-not-here-yet");
  }

  @Test
  void nobody_approves_an_intake_that_has_changed_since_it_was_read() {
    inStatus(Status.CLAIMED)
        .when(dossier(1))
        .when(amended(2, RiskTier.LOW))
        .when(approve())
        .isRefused("not-claimed-by-you")
        .when(new Claim("prov-1"))
        .when(approve())
        .isRefused("dossier-not-here-yet")
        .when(dossier(2))
        .when(approve())
        .stands(Status.APPROVED);
  }

  @Test
  void nobody_approves_for_another_clinic_than_the_intake_named() {
    new Reviewing()
        .when(amended(2, RiskTier.LOW))
        .when(new Claim("prov-1"))
        .when(dossier(2))
        .when(approve())
        .isRefused("clinic-not-known-yet")
        .when(submitted(RiskTier.LOW))
        .when(approve())
        .stands(Status.APPROVED);
  }

  @ParameterizedTest
  @CsvSource({
    "prov-2, CA, not-licensed-here",
    "prov-2, NV, not-licensed-here",
    "prov-ca, CA, not-licensed-here",
    "prov-ca, AZ, not-licensed-here"
  })
  void nobody_approves_without_a_licence_where_the_clinic_is(
      String provider, String licenceState, String code) {
    inStatus(Status.WAITING)
        .when(new Claim(provider))
        .when(dossier(1))
        .when(new Approve(provider, licenceState, SIX))
        .isRefused(Rejection.Kind.FORBIDDEN, code)
        .stands(Status.CLAIMED);
  }

  @Test
  void a_licence_holds_to_the_end_of_its_last_day_at_the_clinic() {
    inStatus(Status.WAITING)
        .after(Duration.ofHours(14))
        .when(new Claim("prov-3"))
        .when(dossier(1))
        .when(new Approve("prov-3", "AZ", SIX))
        .isAccepted();
    inStatus(Status.WAITING)
        .after(Duration.ofHours(15))
        .when(new Claim("prov-3"))
        .when(dossier(1))
        .when(new Approve("prov-3", "AZ", SIX))
        .isRefused(Rejection.Kind.FORBIDDEN, "not-licensed-here");
  }

  @Test
  void a_patient_in_another_state_needs_a_provider_licensed_there_as_well() {
    inStatus(Status.CLAIMED)
        .when(dossier(1, "CA", Set.of()))
        .when(approve())
        .isRefused(Rejection.Kind.FORBIDDEN, "not-licensed-here");
    inStatus(Status.WAITING)
        .when(new Claim("prov-2"))
        .when(dossier(1, "CA", Set.of()))
        .when(new Approve("prov-2", "CA", SIX))
        .stands(Status.APPROVED);
  }

  @Test
  void whoever_entered_the_intake_does_not_approve_it() {
    inStatus(Status.CLAIMED)
        .when(dossier(1, "AZ", Set.of("prov-1")))
        .when(approve())
        .isRefused(Rejection.Kind.FORBIDDEN, "author-may-not-decide");
  }

  @Test
  void nobody_outside_the_directory_does_anything() {
    inStatus(Status.WAITING)
        .when(new Claim("somebody"))
        .isRefused(Rejection.Kind.FORBIDDEN, "unknown-provider");
  }

  @Test
  void a_claim_that_has_run_out_decides_nothing() {
    inStatus(Status.CLAIMED)
        .when(dossier(1))
        .after(Duration.ofMinutes(15))
        .when(approve())
        .isRefused("not-claimed-by-you");
  }

  @Test
  void a_claim_that_has_run_out_may_be_taken_by_another() {
    inStatus(Status.CLAIMED)
        .after(Duration.ofMinutes(15))
        .when(new Claim("prov-2"))
        .isAccepted()
        .stands(Status.CLAIMED);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 40, 28, 0.5, 0.5, session-count-out-of-range",
    "9, 40, 28, 0.5, 0.5, session-count-out-of-range",
    "6, 39, 28, 0.5, 0.5, spacing-too-short",
    "6, 40, 6,  0.5, 0.5, window-out-of-range",
    "6, 40, 29, 0.5, 0.5, window-out-of-range",
    "8, 96, 28, 0.5, 0.5, window-too-short",
    "6, 40, 28, 0.05, 0.5, dose-out-of-range",
    "6, 40, 28, 0.5, 1.1, dose-out-of-range",
    "6, 40, 28, 0.8, 0.5, dose-out-of-range"
  })
  void a_scope_outside_the_policy_is_refused(
      int sessions, int hours, int days, BigDecimal from, BigDecimal to, String code) {
    Scope scope =
        new Scope(
            Modality.IV_RACEMIC, sessions, hours, days, new Scope.DoseRange(from, to), List.of());
    inStatus(Status.CLAIMED)
        .when(dossier(1))
        .when(new Approve("prov-1", "AZ", scope))
        .isRefused(Rejection.Kind.INVALID, code);
  }

  @Test
  void a_modality_the_clinic_does_not_give_is_refused() {
    Scope spray = new Scope(Modality.INTRANASAL_ESKETAMINE, 8, 40, 28, null, List.of());
    inStatus(Status.CLAIMED)
        .when(dossier(1))
        .when(new Approve("prov-1", "AZ", spray))
        .isRefused(Rejection.Kind.INVALID, "modality-not-offered");
  }

  @Test
  void a_decision_is_put_off_to_a_date_ahead() {
    inStatus(Status.CLAIMED)
        .when(new Defer("prov-1", "AZ", "AWAITING_CARDIOLOGY", START))
        .isRefused(Rejection.Kind.INVALID, "deferral-out-of-range")
        .when(new Defer("prov-1", "AZ", "AWAITING_CARDIOLOGY", START.plus(Duration.ofDays(181))))
        .isRefused(Rejection.Kind.INVALID, "deferral-out-of-range");
  }

  @Test
  void a_change_told_after_approval_suspends_it() {
    Reviewing reviewing = inStatus(Status.APPROVED).when(concern("change-1"));

    reviewing.stands(Status.SUSPENDED);
    assertThat(reviewing.events())
        .containsExactly(
            new ReviewEvent.ApprovalSuspended(
                PATIENT, EPISODE, EPISODE + ".a1", "MEDICATION_CHANGED", START));
    assertThat(reviewing.state().file().openConcerns()).hasSize(1);
  }

  @Test
  void reinstating_decides_on_everything_told_so_far() {
    Reviewing reviewing = inStatus(Status.APPROVED).when(concern("change-1")).when(reinstate());

    reviewing.stands(Status.APPROVED).tells(ReviewEvent.ApprovalReinstated.class);
    assertThat(reviewing.state().file().openConcerns()).isEmpty();
    assertThat(reviewing.state().file().concerns()).hasSize(1);
    reviewing.when(concern("change-1")).tellsNothing().stands(Status.APPROVED);
  }

  @Test
  void an_approval_suspended_by_a_new_intake_is_reinstated_only_on_its_dossier() {
    inStatus(Status.APPROVED)
        .when(amended(2, RiskTier.LOW))
        .stands(Status.SUSPENDED)
        .tells(ReviewEvent.ApprovalSuspended.class, ReviewEvent.ReviewOpened.class)
        .when(reinstate())
        .isRefused("dossier-not-here-yet")
        .when(dossier(2))
        .when(reinstate())
        .stands(Status.APPROVED);
  }

  @Test
  void an_approval_past_its_time_does_not_stand_again() {
    inStatus(Status.SUSPENDED)
        .after(Duration.ofDays(90))
        .when(reinstate())
        .isRefused("approval-expired");
  }

  @Test
  void ending_a_suspended_approval_tells_that_care_will_not_go_on() {
    inStatus(Status.SUSPENDED)
        .when(new Decline("prov-2", "AZ", "BP_TOO_HIGH"))
        .stands(Status.DISCONTINUED)
        .tells(ReviewEvent.CandidateDeclined.class);
  }

  @Test
  void the_approval_of_a_patient_who_withdraws_no_longer_stands() {
    inStatus(Status.APPROVED)
        .when(withdrew())
        .stands(Status.WITHDRAWN)
        .tells(ReviewEvent.ApprovalSuspended.class);
  }

  @Test
  void a_booked_series_is_kept_with_the_approval() {
    Reviewing reviewing = inStatus(Status.APPROVED).when(booked());

    assertThat(((Phase.Approved) reviewing.state().phase()).approval().seriesId())
        .isEqualTo("series-1");
    reviewing
        .when(new SeriesBooked(EPISODE, PATIENT, "series-2", EPISODE + ".a1"))
        .when(new SeriesEnded(EPISODE, PATIENT, "series-2", true, "SERIES_COMPLETED"))
        .stands(Status.APPROVED);
  }

  @Test
  void a_stopped_series_uses_up_its_approval() {
    inStatus(Status.APPROVED).when(booked()).when(stopped()).stands(Status.DISCONTINUED);
  }

  @Test
  void what_ended_a_review_is_kept_with_its_approval() {
    Reviewing reviewing = inStatus(Status.COMPLETED);

    assertThat(reviewing.state().phase())
        .isInstanceOfSatisfying(
            Phase.Closed.class,
            closed -> {
              assertThat(closed.reasonCode()).isEqualTo("SERIES_COMPLETED");
              assertThat(closed.approval()).isNotNull();
            });
  }

  @Test
  void the_story_tells_every_step_with_actor_reason_and_what_it_was_made_on() {
    assertThat(inStatus(Status.APPROVED).state().story())
        .containsExactly(
            step(
                "intake-service", Status.AWAITING_INTAKE, Status.WAITING, "INTAKE_SUBMITTED", null),
            step("prov-1", Status.WAITING, Status.CLAIMED, "CLAIMED", null),
            step("prov-1", Status.CLAIMED, Status.APPROVED, "APPROVED", 1));
  }

  private static Transition step(
      String actor, Status from, Status to, String reasonCode, @Nullable Integer revision) {
    String rules = revision == null ? null : "none";
    return new Transition(
        START, actor, from, to, reasonCode, "2026-11", revision, rules, "none", null);
  }
}
