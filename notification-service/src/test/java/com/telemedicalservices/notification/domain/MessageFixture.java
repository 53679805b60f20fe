package com.telemedicalservices.notification.domain;

import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.notification.domain.MessageState.Cancelled;
import com.telemedicalservices.notification.domain.MessageState.Dead;
import com.telemedicalservices.notification.domain.MessageState.Delivered;
import com.telemedicalservices.notification.domain.MessageState.Held;
import com.telemedicalservices.notification.domain.MessageState.Queued;
import com.telemedicalservices.notification.domain.MessageState.Sending;
import com.telemedicalservices.notification.domain.MessageState.Suppressed;
import com.telemedicalservices.notification.domain.MessageState.Tries;
import com.telemedicalservices.notification.domain.MessageState.Unknown;
import com.telemedicalservices.notification.domain.MessageState.Unplanned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One reminder of one session, in every state it can be in. */
final class MessageFixture {

  static final MessagePolicy POLICY = MessagePolicy.defaults();
  static final Instant BOOKED = Instant.parse("2026-12-01T17:00:00Z");
  static final Instant STARTS = Instant.parse("2026-12-10T16:00:00Z");
  static final Instant SEND_AT = Rung.HOURS_24.sendAt(STARTS);
  static final Instant STALE = Rung.HOURS_24.staleAfter(STARTS);
  static final Instant UNTIL = SEND_AT.plus(POLICY.attemptLimit());

  static final Letter LETTER =
      new Letter(
          "patient-1",
          "episode-1",
          "series-1",
          MessageKind.SESSION_REMINDER,
          "session-1",
          Rung.HOURS_24.occurrence(),
          Channel.EMAIL);

  private MessageFixture() {}

  static MessageCommand.Plan plan(Instant startsAt, Instant asOf) {
    return new MessageCommand.Plan(
        LETTER,
        new Content.SessionNear(Rung.HOURS_24, startsAt),
        Rung.HOURS_24.sendAt(startsAt),
        Rung.HOURS_24.staleAfter(startsAt),
        asOf);
  }

  static MessageState.Plan planned() {
    return new MessageState.Plan(
        new Content.SessionNear(Rung.HOURS_24, STARTS), SEND_AT, STALE, BOOKED, null);
  }

  static Queued queued() {
    return new Queued(LETTER, BOOKED, List.of(), planned(), Tries.NONE, SEND_AT);
  }

  static Queued queuedAfter(Tries tries, Instant nextTryAt) {
    return new Queued(LETTER, BOOKED, List.of(), planned(), tries, nextTryAt);
  }

  static Held held() {
    return new Held(LETTER, BOOKED, List.of(), planned(), Tries.NONE);
  }

  static Unplanned unplanned(boolean held) {
    return new Unplanned(LETTER, BOOKED, List.of(), held, BOOKED.plus(Duration.ofDays(1)));
  }

  static Sending sending() {
    return sending(Tries.NONE);
  }

  static Sending sending(Tries tries) {
    return new Sending(
        LETTER, BOOKED, List.of(), planned(), tries, tries.total() + 1, UNTIL, false, false, null);
  }

  static Sending overdue() {
    return new Sending(
        LETTER, BOOKED, List.of(), planned(), Tries.NONE, 1, UNTIL, true, false, null);
  }

  static Delivered delivered() {
    return new Delivered(LETTER, BOOKED, List.of());
  }

  static Unknown unknown() {
    return new Unknown(LETTER, BOOKED, List.of(), 1);
  }

  static Dead dead() {
    return new Dead(LETTER, BOOKED, List.of(), Reason.REFUSED);
  }

  static Suppressed suppressed() {
    return new Suppressed(LETTER, BOOKED, List.of(), Reason.STALE);
  }

  static Cancelled cancelled() {
    return new Cancelled(LETTER, BOOKED, List.of(), Reason.SESSION_CANCELLED);
  }
}
