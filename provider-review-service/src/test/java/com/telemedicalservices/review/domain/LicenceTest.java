package com.telemedicalservices.review.domain;

import static com.telemedicalservices.review.domain.Reviewing.POLICY;
import static com.telemedicalservices.review.domain.Reviewing.START;
import static com.telemedicalservices.review.domain.Reviewing.approve;
import static com.telemedicalservices.review.domain.Reviewing.booked;
import static com.telemedicalservices.review.domain.Reviewing.dossier;
import static com.telemedicalservices.review.domain.Reviewing.provider;
import static com.telemedicalservices.review.domain.Reviewing.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.review.domain.ReviewCommand.Reinstate;
import com.telemedicalservices.review.domain.ReviewCommand.Suspend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An approval stands as long as the licence of the provider who gave it (DOMAIN §9, 3 and 4). */
class LicenceTest {

  /** The last day is a Wednesday; it ends in Phoenix with this moment. */
  private static final Instant END = Instant.parse("2026-12-10T07:00:00Z");

  private static final Duration UNTIL_END = Duration.between(START, END);
  private static final Duration A_MOMENT = Duration.ofMillis(1);

  private static final ReviewPolicy ENDING = until("2026-12-09");

  private static ReviewPolicy until(String lastDay) {
    return POLICY.with(
        List.of(provider("prov-1", lastDay, "AZ"), provider("prov-2", "2099-12-31", "AZ")));
  }

  private static Reviewing approvedUnder(ReviewPolicy policy) {
    return new Reviewing(policy)
        .when(submitted(RiskTier.LOW))
        .when(new Claim("prov-1"))
        .when(dossier(1))
        .when(approve())
        .isAccepted();
  }

  @Test
  void an_approval_is_suspended_the_moment_its_licence_ends() {
    Reviewing reviewing = approvedUnder(ENDING).when(booked());

    reviewing.liveThrough(UNTIL_END.minus(A_MOMENT)).stands(Status.APPROVED);
    reviewing.liveThrough(A_MOMENT).stands(Status.SUSPENDED);

    assertThat(reviewing.events())
        .containsExactly(
            new ReviewEvent.ApprovalSuspended(
                Reviewing.PATIENT,
                Reviewing.EPISODE,
                Reviewing.EPISODE + ".a1",
                "LICENCE_LAPSED",
                END));
    assertThat(reviewing.state().queue().needsProvider()).isTrue();
    assertThat(reviewing.state().queue().urgency()).isEqualTo(Urgency.SUSPENDED.rank());
    assertThat(reviewing.state().story().getLast().reasonCode()).isEqualTo("LICENCE_LAPSED");
  }

  @Test
  void a_licence_renewed_in_time_changes_nothing() {
    Reviewing reviewing = approvedUnder(ENDING);
    List<Transition> story = reviewing.state().story();

    reviewing.under(POLICY).liveThrough(UNTIL_END.plus(Duration.ofDays(1)));

    reviewing.stands(Status.APPROVED).tellsNothing();
    assertThat(reviewing.state().story()).isEqualTo(story);
    assertThat(reviewing.dueAt()).isAfter(reviewing.now());
  }

  @Test
  void a_licence_that_is_shortened_later_is_noticed_with_the_next_day() {
    Reviewing reviewing = approvedUnder(POLICY).liveThrough(Duration.ofDays(3));

    reviewing.under(until("2026-11-25")).liveThrough(Duration.ofHours(15));

    reviewing.stands(Status.SUSPENDED).tells(ReviewEvent.ApprovalSuspended.class);
    assertThat(reviewing.now()).isEqualTo("2026-11-27T07:00:00Z");
  }

  @Test
  void a_provider_who_has_left_gives_no_ground_to_stand_on() {
    Reviewing reviewing = approvedUnder(POLICY);

    reviewing.under(POLICY.with(List.of(provider("prov-2", "2099-12-31", "AZ"))));

    reviewing.liveThrough(Duration.ofHours(15)).stands(Status.SUSPENDED);
  }

  @Test
  void a_licence_in_another_state_does_not_replace_the_one_that_is_lost() {
    Reviewing reviewing = approvedUnder(POLICY);

    reviewing.under(POLICY.with(List.of(provider("prov-1", "2099-12-31", "CA"))));

    reviewing.liveThrough(Duration.ofHours(15)).stands(Status.SUSPENDED);
  }

  @Test
  void a_licence_is_needed_where_the_patient_is_as_well() {
    ReviewPolicy both = POLICY.with(List.of(provider("prov-2", "2099-12-31", "AZ", "CA")));
    Reviewing reviewing =
        new Reviewing(both)
            .when(submitted(RiskTier.LOW))
            .when(new Claim("prov-2"))
            .when(dossier(1, "CA", Set.of()))
            .when(new ReviewCommand.Approve("prov-2", "AZ", Reviewing.SIX))
            .isAccepted();

    reviewing.under(POLICY.with(List.of(provider("prov-2", "2099-12-31", "AZ"))));

    reviewing.liveThrough(Duration.ofHours(15)).stands(Status.SUSPENDED);
  }

  @Test
  void only_a_licensed_provider_lets_it_stand_again_and_from_then_on_it_stands_on_that_licence() {
    Reviewing reviewing = approvedUnder(ENDING).liveThrough(UNTIL_END).stands(Status.SUSPENDED);

    reviewing
        .when(new Reinstate("prov-1", "AZ", "RENEWAL_UNDER_WAY"))
        .isRefused(Rejection.Kind.FORBIDDEN, "not-licensed-here");
    reviewing.when(new Reinstate("prov-2", "AZ", "TAKEN_OVER")).stands(Status.APPROVED);
    reviewing.liveThrough(Duration.ofDays(30)).stands(Status.APPROVED);

    reviewing.under(POLICY.with(List.of(provider("prov-1", "2099-12-31", "AZ"))));
    reviewing.liveThrough(Duration.ofDays(1)).stands(Status.SUSPENDED);
  }

  @Test
  void the_record_of_who_approved_is_not_changed_by_who_took_over() {
    Reviewing reviewing =
        approvedUnder(ENDING)
            .liveThrough(UNTIL_END)
            .when(new Reinstate("prov-2", "AZ", "TAKEN_OVER"));

    assertThat(reviewing.state().phase())
        .isInstanceOfSatisfying(
            Phase.Approved.class,
            approved -> {
              assertThat(approved.approval().providerId()).isEqualTo("prov-1");
              assertThat(approved.approval().standsOn().providerId()).isEqualTo("prov-2");
            });
  }

  @Test
  void an_approval_suspended_for_another_reason_comes_back_on_a_valid_licence_only() {
    Reviewing reviewing =
        approvedUnder(ENDING)
            .when(new Suspend("prov-1", "BP_TOO_HIGH"))
            .liveThrough(UNTIL_END.plus(Duration.ofDays(2)))
            .when(new Reinstate("prov-2", "AZ", "BP_CONTROLLED"))
            .isAccepted();

    reviewing.liveThrough(Duration.ofDays(5)).stands(Status.APPROVED);
  }

  @Test
  void an_approval_that_expired_before_its_licence_did_is_only_expired() {
    Reviewing reviewing =
        approvedUnder(until("2027-03-01")).after(Duration.ofDays(200)).timePasses();

    reviewing.stands(Status.EXPIRED).tells(ReviewEvent.ApprovalExpired.class);
  }

  @Test
  void after_weeks_of_silence_a_lapse_is_caught_up_before_what_came_later() {
    Reviewing reviewing = approvedUnder(ENDING).after(Duration.ofDays(200)).timePasses();

    reviewing
        .stands(Status.EXPIRED)
        .tells(
            ReviewEvent.ApprovalSuspended.class,
            ReviewEvent.ReviewOverdue.class,
            ReviewEvent.ApprovalExpired.class);
  }

  @Test
  void an_approval_from_before_this_was_watched_stands_on_whoever_gave_it() {
    Reviewing reviewing = approvedUnder(POLICY);
    Phase phase = reviewing.state().phase();

    assertThat(phase)
        .isInstanceOfSatisfying(
            Phase.Approved.class,
            approved -> {
              Approval approval = approved.approval();
              Approval older =
                  new Approval(
                      approval.approvalId(),
                      approval.scope(),
                      approval.revision(),
                      approval.startBy(),
                      approval.finishBy(),
                      approval.providerId(),
                      approval.licenceState(),
                      approval.patientState(),
                      approval.policyVersion(),
                      approval.candidacy(),
                      approval.approvedAt(),
                      approval.seriesId(),
                      null,
                      approval.conditions(),
                      approval.workUpVersion());
              assertThat(older.standsOn()).isEqualTo(approval.licence());
            });
  }
}
