package com.telemedicalservices.notification.domain;

import static com.telemedicalservices.notification.domain.MessageFixture.BOOKED;
import static com.telemedicalservices.notification.domain.MessageFixture.LETTER;
import static com.telemedicalservices.notification.domain.MessageFixture.SEND_AT;
import static com.telemedicalservices.notification.domain.MessageFixture.STALE;
import static com.telemedicalservices.notification.domain.MessageFixture.STARTS;
import static com.telemedicalservices.notification.domain.MessageFixture.plan;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.notification.domain.MessageState.Queued;
import com.telemedicalservices.notification.domain.MessageState.Sending;
import com.telemedicalservices.notification.domain.MessageState.Step;
import com.telemedicalservices.notification.domain.MessageState.Tries;
import com.telemedicalservices.notification.domain.RecipientState.Copying;
import com.telemedicalservices.testkit.AggregateLaws;
import com.telemedicalservices.testkit.StoredStates;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every aggregate keeps to, for both of this service. */
class LawsTest {

  private static final List<MessageState> MESSAGES =
      List.of(
          MessageFixture.unplanned(true),
          MessageFixture.unplanned(false),
          MessageFixture.queued(),
          MessageFixture.queuedAfter(new Tries(2, 3, Reason.CHANNEL_AWAY), SEND_AT),
          MessageFixture.held(),
          MessageFixture.sending(),
          MessageFixture.overdue(),
          new Sending(
              LETTER,
              BOOKED,
              List.of(new Step("Queued", BOOKED, Reason.PLANNED)),
              MessageFixture.planned(),
              new Tries(1, 0, Reason.REFUSED_FOR_NOW),
              2,
              STALE,
              true,
              true,
              Reason.SESSION_CANCELLED),
          MessageFixture.delivered(),
          MessageFixture.unknown(),
          MessageFixture.dead(),
          MessageFixture.suppressed(),
          MessageFixture.cancelled());

  private static final Contact CONTACT =
      new Contact(3, "ann@example.org", "+16025550100", "key", "es", "America/Phoenix", BOOKED);

  private static final List<RecipientState> RECIPIENTS =
      List.of(
          new RecipientState(
              "patient-1",
              Permission.NONE,
              Permission.NONE,
              null,
              0,
              new Copying.Asking(SEND_AT, 1),
              Set.of()),
          new RecipientState(
              "patient-1",
              new Permission(Permission.Consent.GIVEN, "1", BOOKED, null),
              new Permission(Permission.Consent.WITHDRAWN, "1", BOOKED, SEND_AT),
              CONTACT,
              4,
              new Copying.Waiting(SEND_AT, 7),
              Set.of("episode-1.x", "series-1")),
          new RecipientState(
              "patient-1",
              Permission.NONE,
              Permission.NONE,
              new Contact(1, null, null, null, "en", "America/Phoenix", BOOKED),
              1,
              new Copying.Settled(),
              Set.of()));

  @Test
  void messages_keep_the_laws() {
    AggregateLaws.of(new Message(MessageFixture.POLICY))
        .states(MESSAGES)
        .commands(
            List.of(
                plan(STARTS, BOOKED),
                plan(STARTS.plusSeconds(86_400), SEND_AT),
                new MessageCommand.Hold(LETTER, SEND_AT),
                new MessageCommand.Release(LETTER, SEND_AT),
                new MessageCommand.Cancel(LETTER, Reason.SESSION_MISSED),
                new MessageCommand.Accepted(1),
                new MessageCommand.Lost(1),
                new MessageCommand.Refused(1),
                new MessageCommand.RefusedForNow(1),
                new MessageCommand.Postponed(1, Reason.CONTACT_UNKNOWN),
                new MessageCommand.Withheld(1, Reason.NO_CONSENT),
                new MessageCommand.Overtaken(1)))
        .at(BOOKED, SEND_AT, STALE, STARTS, STARTS.plusSeconds(40_000_000))
        .hold();
  }

  @Test
  void recipients_keep_the_laws() {
    AggregateLaws.of(new Recipient(RecipientPolicy.defaults()))
        .states(RECIPIENTS)
        .commands(
            List.of(
                new RecipientCommand.Meet("patient-1"),
                new RecipientCommand.ContactChanged("patient-1", 5),
                new RecipientCommand.ConsentGiven("patient-1", Channel.EMAIL, "1", BOOKED),
                new RecipientCommand.ConsentTaken("patient-1", Channel.SMS, "1", BOOKED),
                new RecipientCommand.EndCare("patient-1", "series-1"),
                new RecipientCommand.Copied(CONTACT),
                new RecipientCommand.NotCopied(),
                new RecipientCommand.NoContact(),
                new RecipientCommand.OptOut(Channel.SMS),
                new RecipientCommand.SetPreferences(true, false)))
        .at(BOOKED, SEND_AT, STARTS)
        .hold();
  }

  @Test
  void every_state_comes_back_as_it_was_stored() {
    StoredStates.roundTrip(MessageState.class, MESSAGES);
    StoredStates.roundTrip(RecipientState.class, RECIPIENTS);
  }

  @Test
  void every_content_comes_back_as_it_was_stored() {
    StoredStates.roundTrip(
        MessageState.class,
        List.<Content>of(
                new Content.Notice(MessageKind.DECISION_READY),
                new Content.SeriesDates(List.of(STARTS, STALE)),
                new Content.SeriesDates(List.of()),
                new Content.NewTime(STARTS, STALE),
                new Content.Questions("check-in-1", STALE),
                new Content.Page("alert-1", "episode-1", 0, AlertLevel.P1, STALE),
                new Content.Page("alert-1", "episode-1", 2, null, null))
            .stream()
            .map(LawsTest::queuedWith)
            .toList());
  }

  private static MessageState queuedWith(Content content) {
    return new Queued(
        new Letter("patient-1", "episode-1", null, content.kind(), "subject-1", "1", Channel.EMAIL),
        BOOKED,
        List.of(),
        new MessageState.Plan(content, SEND_AT, STALE, Instant.EPOCH, null),
        Tries.NONE,
        SEND_AT);
  }
}
