package com.telemedicalservices.review.domain;

import static com.telemedicalservices.review.domain.Reviewing.POLICY;
import static com.telemedicalservices.review.domain.Reviewing.START;
import static com.telemedicalservices.review.domain.Reviewing.amended;
import static com.telemedicalservices.review.domain.Reviewing.booked;
import static com.telemedicalservices.review.domain.Reviewing.concern;
import static com.telemedicalservices.review.domain.Reviewing.inStatus;
import static com.telemedicalservices.review.domain.Reviewing.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.review.domain.QueueEntry.Light;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.review.domain.ReviewCommand.Release;
import com.telemedicalservices.review.domain.ReviewCommand.Renew;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens by time alone, on time, late, and after weeks of silence. */
class ClockTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T16:00:00Z, 2, 2026-11-25T16:00:00Z",
    "2026-11-26T16:00:00Z, 2, 2026-11-30T16:00:00Z",
    "2026-11-27T22:30:00Z, 1, 2026-11-30T22:30:00Z",
    "2026-11-28T18:00:00Z, 2, 2026-12-02T07:00:00Z",
    "2026-11-30T06:59:00Z, 1, 2026-12-01T07:00:00Z"
  })
  void business_days_are_counted_where_the_clinic_is(Instant start, int days, Instant end) {
    assertThat(POLICY.clock().businessDaysAfter(start, days)).isEqualTo(end);
  }

  @Test
  void holidays_are_no_business_days() {
    ReviewPolicy.ClockPolicy clock = POLICY.clock();
    ReviewPolicy.ClockPolicy withThanksgiving =
        new ReviewPolicy.ClockPolicy(
            ZoneId.of("America/Phoenix"),
            Set.of(LocalDate.parse("2026-11-26")),
            clock.lease(),
            2,
            1,
            1,
            clock.crisis(),
            clock.informationPatience(),
            clock.longestDeferral());
    assertThat(withThanksgiving.businessDaysAfter(Instant.parse("2026-11-25T16:00:00Z"), 1))
        .isEqualTo("2026-11-27T16:00:00Z");
  }

  @Test
  void a_routine_review_turns_amber_after_one_business_day_and_red_after_two() {
    QueueEntry queue = inStatus(Status.WAITING).state().queue();

    assertThat(queue.light(START)).isEqualTo(Light.GREEN);
    assertThat(queue.light(START.plus(Duration.ofHours(24)))).isEqualTo(Light.AMBER);
    assertThat(queue.light(START.plus(Duration.ofHours(48)))).isEqualTo(Light.RED);
    assertThat(inStatus(Status.APPROVED).state().queue().light(START)).isNull();
  }

  @Test
  void an_overdue_review_is_told_once() {
    Reviewing reviewing = inStatus(Status.WAITING).after(Duration.ofHours(48)).timePasses();

    assertThat(reviewing.events())
        .containsExactly(
            new ReviewEvent.ReviewOverdue(
                Reviewing.PATIENT,
                Reviewing.EPISODE,
                START.plus(Duration.ofHours(48)),
                reviewing.now()));
    assertThat(reviewing.dueAt()).isNull();
    reviewing.after(Duration.ofDays(1)).timePasses().tellsNothing();
  }

  @Test
  void a_crisis_that_waits_is_told_after_fifteen_minutes() {
    inStatus(Status.CRISIS)
        .after(Duration.ofMinutes(15))
        .timePasses()
        .tells(ReviewEvent.ReviewOverdue.class)
        .stands(Status.CRISIS);
  }

  @Test
  void a_suspended_approval_waits_no_longer_than_a_business_day_unseen() {
    inStatus(Status.SUSPENDED)
        .after(Duration.ofHours(24))
        .timePasses()
        .tells(ReviewEvent.ReviewOverdue.class)
        .stands(Status.SUSPENDED);
  }

  @Test
  void a_review_keeps_its_place_when_it_is_claimed_and_given_back() {
    QueueEntry first = inStatus(Status.WAITING).state().queue();
    QueueEntry after =
        inStatus(Status.WAITING)
            .after(Duration.ofHours(3))
            .when(new Claim("prov-1"))
            .after(Duration.ofMinutes(5))
            .when(new Release("prov-1"))
            .state()
            .queue();

    assertThat(after).isEqualTo(first);
  }

  @Test
  void a_claim_runs_out_unless_it_is_renewed() {
    inStatus(Status.CLAIMED)
        .after(Duration.ofMinutes(14))
        .when(new Renew("prov-1"))
        .after(Duration.ofMinutes(14))
        .timePasses()
        .stands(Status.CLAIMED)
        .after(Duration.ofMinutes(1))
        .timePasses()
        .stands(Status.WAITING);
  }

  @Test
  void a_concern_makes_a_waiting_review_more_urgent_without_losing_its_place() {
    QueueEntry queue =
        inStatus(Status.WAITING)
            .after(Duration.ofHours(2))
            .when(concern("change-1"))
            .state()
            .queue();

    assertThat(Urgency.ofRank(queue.urgency())).isEqualTo(Urgency.ELEVATED);
    assertThat(queue.since()).isEqualTo(START);
    assertThat(queue.dueBy()).isEqualTo(START.plus(Duration.ofHours(26)));
  }

  @Test
  void moderate_risk_is_decided_within_a_business_day() {
    QueueEntry queue = new Reviewing().when(submitted(RiskTier.MODERATE)).state().queue();

    assertThat(Urgency.ofRank(queue.urgency())).isEqualTo(Urgency.ELEVATED);
    assertThat(queue.dueBy()).isEqualTo(START.plus(Duration.ofHours(24)));
  }

  @Test
  void an_unanswered_request_comes_back_to_the_queue() {
    Reviewing reviewing =
        inStatus(Status.INFORMATION_REQUESTED).after(Duration.ofDays(14)).timePasses();

    reviewing.stands(Status.WAITING);
    assertThat(reviewing.state().story().getLast().reasonCode()).isEqualTo("NO_ANSWER");
  }

  @Test
  void a_deferred_review_comes_back_on_its_day() {
    inStatus(Status.DEFERRED)
        .after(Duration.ofDays(21))
        .timePasses()
        .stands(Status.WAITING)
        .tells(ReviewEvent.ReviewOpened.class);
  }

  @Test
  void weeks_of_silence_are_caught_up_in_order() {
    Reviewing reviewing = inStatus(Status.DEFERRED).after(Duration.ofDays(60)).timePasses();

    reviewing
        .stands(Status.WAITING)
        .tells(ReviewEvent.ReviewOpened.class, ReviewEvent.ReviewOverdue.class);
    assertThat(reviewing.dueAt()).isNull();
  }

  @Test
  void an_approval_not_booked_in_time_expires() {
    inStatus(Status.APPROVED)
        .after(Duration.ofDays(90).minusMillis(1))
        .timePasses()
        .stands(Status.APPROVED)
        .after(Duration.ofMillis(1))
        .timePasses()
        .stands(Status.EXPIRED)
        .tells(ReviewEvent.ApprovalExpired.class);
  }

  @Test
  void a_booked_approval_lasts_until_it_must_be_finished() {
    inStatus(Status.APPROVED)
        .when(booked())
        .after(Duration.ofDays(179))
        .timePasses()
        .stands(Status.APPROVED)
        .after(Duration.ofDays(1))
        .timePasses()
        .stands(Status.EXPIRED)
        .tells(ReviewEvent.ApprovalExpired.class);
  }

  @Test
  void an_intake_that_arrives_late_has_waited_all_the_while() {
    Reviewing reviewing =
        new Reviewing().after(Duration.ofDays(7)).when(submitted(RiskTier.LOW)).timePasses();

    reviewing.tells(ReviewEvent.ReviewOverdue.class);
    assertThat(reviewing.state().queue().since()).isEqualTo(START);
  }

  @Test
  void an_answer_to_a_request_begins_a_new_clock() {
    Reviewing reviewing =
        inStatus(Status.INFORMATION_REQUESTED)
            .after(Duration.ofDays(3))
            .when(amended(2, RiskTier.LOW));

    reviewing.stands(Status.WAITING).tells(ReviewEvent.ReviewOpened.class);
  }
}
