package com.telemedicalservices.notification.domain;

import static com.telemedicalservices.notification.domain.MessageFixture.BOOKED;
import static com.telemedicalservices.notification.domain.MessageFixture.LETTER;
import static com.telemedicalservices.notification.domain.MessageFixture.POLICY;
import static com.telemedicalservices.notification.domain.MessageFixture.SEND_AT;
import static com.telemedicalservices.notification.domain.MessageFixture.STALE;
import static com.telemedicalservices.notification.domain.MessageFixture.STARTS;
import static com.telemedicalservices.notification.domain.MessageFixture.UNTIL;
import static com.telemedicalservices.notification.domain.MessageFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.contracts.NotificationEvent.MessageDelivered;
import com.telemedicalservices.contracts.NotificationEvent.MessageFailed;
import com.telemedicalservices.contracts.NotificationEvent.MessageSuppressed;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.notification.domain.MessageCommand.Accepted;
import com.telemedicalservices.notification.domain.MessageCommand.Cancel;
import com.telemedicalservices.notification.domain.MessageCommand.Hold;
import com.telemedicalservices.notification.domain.MessageCommand.Postponed;
import com.telemedicalservices.notification.domain.MessageCommand.RefusedForNow;
import com.telemedicalservices.notification.domain.MessageCommand.Release;
import com.telemedicalservices.notification.domain.MessageCommand.TimePassed;
import com.telemedicalservices.notification.domain.MessageCommand.Withheld;
import com.telemedicalservices.notification.domain.MessageState.Cancelled;
import com.telemedicalservices.notification.domain.MessageState.Dead;
import com.telemedicalservices.notification.domain.MessageState.Held;
import com.telemedicalservices.notification.domain.MessageState.Queued;
import com.telemedicalservices.notification.domain.MessageState.Sending;
import com.telemedicalservices.notification.domain.MessageState.Suppressed;
import com.telemedicalservices.notification.domain.MessageState.Tries;
import com.telemedicalservices.notification.domain.MessageState.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageTest {

  private final Message message = new Message(POLICY);

  @Test
  void has_an_id_made_of_subject_kind_occurrence_and_channel() {
    assertThat(LETTER.messageId()).isEqualTo("session-1:session-reminder:t-24h:email");
  }

  @Test
  void is_due_when_it_is_to_be_sent_and_not_before() {
    MessageState queued = state(null, plan(STARTS, BOOKED), BOOKED);

    assertThat(message.dueAt(queued)).isEqualTo(SEND_AT);
    assertThat(state(queued, new TimePassed(), SEND_AT.minusMillis(1))).isEqualTo(queued);
    assertThat(state(queued, new TimePassed(), SEND_AT))
        .isInstanceOfSatisfying(
            Sending.class,
            sending -> {
              assertThat(sending.attempt()).isEqualTo(1);
              assertThat(sending.until()).isEqualTo(SEND_AT.plus(POLICY.attemptLimit()));
            });
  }

  @Test
  void says_so_when_the_channel_took_it() {
    assertThat(events(MessageFixture.sending(), new Accepted(1), SEND_AT))
        .containsExactly(
            new MessageDelivered(
                "patient-1",
                "session-1:session-reminder:t-24h:email",
                "session-reminder",
                "session-1",
                Channel.EMAIL,
                SEND_AT));
  }

  @Test
  void is_dropped_and_says_so_when_it_is_late_beyond_its_limit() {
    assertThat(events(MessageFixture.queued(), new TimePassed(), STALE))
        .singleElement()
        .isInstanceOfSatisfying(
            MessageSuppressed.class, event -> assertThat(event.reasonCode()).isEqualTo("stale"));
  }

  @Test
  void is_still_sent_when_it_is_late_within_its_limit() {
    assertThat(state(MessageFixture.queued(), new TimePassed(), STALE.minusMillis(1)))
        .isInstanceOf(Sending.class);
  }

  @Test
  void has_failed_rather_than_gone_stale_when_it_was_tried_in_time() {
    Queued tried =
        MessageFixture.queuedAfter(new Tries(0, 3, Reason.CHANNEL_AWAY), STALE.minusSeconds(60));

    assertThat(events(tried, new TimePassed(), STALE))
        .singleElement()
        .isInstanceOfSatisfying(
            MessageFailed.class,
            event -> {
              assertThat(event.reasonCode()).isEqualTo("channel-away");
              assertThat(event.episodeId()).isEqualTo("episode-1");
            });
  }

  @Test
  void an_attempt_nobody_heard_back_from_is_given_a_second_limit_and_then_never_sent_again() {
    Sending overdue = (Sending) state(MessageFixture.sending(), new TimePassed(), UNTIL);
    assertThat(overdue.until()).isEqualTo(UNTIL.plus(POLICY.secondLimit()));
    assertThat(overdue.attempt()).isEqualTo(1);

    MessageState unknown = state(overdue, new TimePassed(), overdue.until());

    assertThat(unknown).isInstanceOf(Unknown.class);
    assertThat(message.dueAt(unknown)).isNull();
    assertThat(events(overdue, new TimePassed(), overdue.until()))
        .singleElement()
        .isInstanceOfSatisfying(
            MessageFailed.class,
            event -> assertThat(event.reasonCode()).isEqualTo("outcome-unknown"));
  }

  @Test
  void waits_twice_as_long_after_each_refusal() {
    Tries tries = Tries.NONE;
    Duration expected = POLICY.refusedWait();
    for (int refusal = 1; refusal < 4; refusal++) {
      MessageState next =
          state(MessageFixture.sending(tries), new RefusedForNow(tries.total() + 1), SEND_AT);
      Queued queued = (Queued) next;
      assertThat(queued.nextTryAt()).isEqualTo(SEND_AT.plus(expected));
      tries = queued.tries();
      expected = expected.multipliedBy(2);
    }
  }

  @Test
  void is_given_up_after_so_many_refusals() {
    Tries tries = new Tries(POLICY.refusalLimit() - 1, 0, Reason.REFUSED_FOR_NOW);

    assertThat(state(MessageFixture.sending(tries), new RefusedForNow(tries.total() + 1), SEND_AT))
        .isInstanceOfSatisfying(
            Dead.class, dead -> assertThat(dead.reason()).isEqualTo(Reason.REFUSED_TOO_OFTEN));
  }

  @Test
  void an_outage_of_the_channel_is_waited_out_however_often_it_is_met() {
    Tries tries = new Tries(0, 500, Reason.CHANNEL_AWAY);

    assertThat(
            state(
                MessageFixture.sending(tries),
                new Postponed(tries.total() + 1, Reason.CHANNEL_AWAY),
                SEND_AT))
        .isInstanceOfSatisfying(
            Queued.class,
            queued -> assertThat(queued.nextTryAt()).isEqualTo(SEND_AT.plus(POLICY.longestWait())));
  }

  @Test
  void waits_a_while_for_a_consent_nobody_has_told_of_yet() {
    Withheld withheld = new Withheld(1, Reason.NO_CONSENT);

    assertThat(state(MessageFixture.sending(), withheld, SEND_AT)).isInstanceOf(Queued.class);
    assertThat(state(MessageFixture.sending(), withheld, SEND_AT.plus(POLICY.consentGrace())))
        .isInstanceOfSatisfying(
            Suppressed.class, s -> assertThat(s.reason()).isEqualTo(Reason.NO_CONSENT));
  }

  @Test
  void keeps_its_identity_when_its_session_is_moved() {
    Instant moved = BOOKED.plus(Duration.ofDays(1));
    Instant newStart = STARTS.plus(Duration.ofDays(2));

    Queued queued = (Queued) state(MessageFixture.queued(), plan(newStart, moved), moved);

    assertThat(queued.letter()).isEqualTo(LETTER);
    assertThat(queued.nextTryAt()).isEqualTo(Rung.HOURS_24.sendAt(newStart));
    assertThat(queued.plan().staleAfter()).isEqualTo(Rung.HOURS_24.staleAfter(newStart));
  }

  @Test
  void a_plan_told_late_does_not_undo_a_newer_one() {
    Instant moved = BOOKED.plus(Duration.ofDays(1));
    MessageState queued = state(null, plan(STARTS.plus(Duration.ofDays(2)), moved), moved);

    assertThat(state(queued, plan(STARTS, BOOKED), moved)).isEqualTo(queued);
  }

  @Test
  void is_suppressed_when_its_session_is_moved_so_near_that_its_time_has_passed() {
    Instant moved = STARTS.minus(Duration.ofDays(3));
    Instant near = moved.plus(Duration.ofHours(10));

    assertThat(events(MessageFixture.queued(), plan(near, moved), moved))
        .singleElement()
        .isInstanceOf(MessageSuppressed.class);
  }

  @Test
  void waits_while_its_session_is_blocked_and_goes_on_when_it_is_released() {
    Instant blocked = BOOKED.plus(Duration.ofDays(1));
    MessageState held = state(MessageFixture.queued(), new Hold(LETTER, blocked), blocked);
    assertThat(message.dueAt(held)).isEqualTo(STALE);

    MessageState released = state(held, new Release(LETTER, blocked.plusSeconds(1)), blocked);

    assertThat(message.dueAt(released)).isEqualTo(SEND_AT);
  }

  @Test
  void is_dropped_visibly_when_its_session_stays_blocked() {
    assertThat(events(MessageFixture.held(), new TimePassed(), STALE))
        .singleElement()
        .isInstanceOfSatisfying(
            MessageSuppressed.class,
            event -> assertThat(event.reasonCode()).isEqualTo("session-blocked"));
  }

  @Test
  void a_block_told_before_the_booking_holds_what_is_planned_then() {
    Instant blocked = BOOKED.plus(Duration.ofDays(1));
    MessageState unplanned = state(null, new Hold(LETTER, blocked), blocked);

    assertThat(state(unplanned, plan(STARTS, BOOKED), blocked)).isInstanceOf(Held.class);
    assertThat(state(unplanned, plan(STARTS, blocked.plusSeconds(1)), blocked))
        .isInstanceOf(Queued.class);
  }

  @Test
  void a_move_told_after_a_later_confirmation_moves_it_all_the_same() {
    Instant moved = BOOKED.plus(Duration.ofHours(1));
    Instant confirmed = BOOKED.plus(Duration.ofHours(2));
    MessageCommand.Plan move = plan(STARTS.plus(Duration.ofDays(1)), moved);
    Release release = new Release(LETTER, confirmed);

    for (MessageState before :
        List.of(MessageFixture.queued(), MessageFixture.held(), MessageFixture.sending())) {
      MessageState after = state(state(before, release, confirmed), move, confirmed);
      if (after instanceof Sending) {
        after = state(after, new Postponed(1, Reason.CHANNEL_AWAY), confirmed);
      }
      assertThat(message.dueAt(after)).as("%s", before).isEqualTo(SEND_AT.plus(Duration.ofDays(1)));
    }
  }

  @Test
  void a_move_told_after_a_later_block_moves_it_and_leaves_it_held() {
    Instant moved = BOOKED.plus(Duration.ofHours(1));
    Instant blocked = BOOKED.plus(Duration.ofHours(2));
    MessageState held = state(MessageFixture.queued(), new Hold(LETTER, blocked), blocked);

    MessageState after = state(held, plan(STARTS.plus(Duration.ofDays(1)), moved), blocked);

    assertThat(after).isInstanceOf(Held.class);
    MessageState released =
        state(after, new Release(LETTER, blocked.plusSeconds(1)), blocked.plusSeconds(1));
    assertThat(message.dueAt(released)).isEqualTo(SEND_AT.plus(Duration.ofDays(1)));
  }

  @Test
  void a_cancellation_told_before_the_booking_stays() {
    MessageState cancelled = state(null, new Cancel(LETTER, Reason.SESSION_CANCELLED), BOOKED);

    assertThat(state(cancelled, plan(STARTS, BOOKED), BOOKED)).isEqualTo(cancelled);
  }

  @Test
  void what_is_told_while_it_is_being_sent_counts_when_the_attempt_fails() {
    MessageState sending = MessageFixture.sending();
    Postponed away = new Postponed(1, Reason.CHANNEL_AWAY);
    Instant later = SEND_AT.plusSeconds(1);

    MessageState cancelled = state(sending, new Cancel(LETTER, Reason.SESSION_MISSED), SEND_AT);
    MessageState held = state(sending, new Hold(LETTER, later), SEND_AT);
    MessageState moved = state(sending, plan(STARTS.plus(Duration.ofDays(1)), later), SEND_AT);

    assertThat(state(cancelled, away, later))
        .isInstanceOfSatisfying(
            Cancelled.class, c -> assertThat(c.reason()).isEqualTo(Reason.SESSION_MISSED));
    assertThat(state(held, away, later)).isInstanceOf(Held.class);
    assertThat(message.dueAt(state(moved, away, later)))
        .isEqualTo(SEND_AT.plus(Duration.ofDays(1)));
    assertThat(state(cancelled, new Accepted(1), later)).isInstanceOf(MessageState.Delivered.class);
  }

  @Test
  void remembers_where_it_has_been() {
    MessageState state = state(null, plan(STARTS, BOOKED), BOOKED);
    state = state(state, new TimePassed(), SEND_AT);
    state = state(state, new Postponed(1, Reason.CONTACT_UNKNOWN), SEND_AT);
    state = state(state, new TimePassed(), message.dueAt(state));
    state = state(state, new Accepted(2), SEND_AT.plusSeconds(9));

    assertThat(state.steps().stream().map(step -> step.to() + " " + step.reason().code()))
        .containsExactly(
            "Queued planned",
            "Sending due",
            "Queued contact-unknown",
            "Sending due",
            "Delivered accepted");
  }

  private MessageState state(@Nullable MessageState state, MessageCommand command, Instant now) {
    return accepted(state, command, now).state();
  }

  private List<NotificationEvent> events(
      @Nullable MessageState state, MessageCommand command, Instant now) {
    return accepted(state, command, now).events();
  }

  private Decision.Accepted<MessageState, NotificationEvent> accepted(
      @Nullable MessageState state, MessageCommand command, Instant now) {
    return (Decision.Accepted<MessageState, NotificationEvent>) message.decide(state, command, now);
  }
}
