package com.telemedicalservices.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.EventSamples;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.contracts.SchedulingEvent.BookedSession;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.notification.domain.Message;
import com.telemedicalservices.notification.domain.MessageCommand;
import com.telemedicalservices.notification.domain.MessageKind;
import com.telemedicalservices.notification.domain.MessagePolicy;
import com.telemedicalservices.notification.domain.Recipient;
import com.telemedicalservices.notification.domain.RecipientCommand;
import com.telemedicalservices.notification.domain.RecipientPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReactionsTest {

  private static final Instant NOW = Instant.parse("2026-12-01T17:00:00Z");
  private static final Instant STARTS = NOW.plus(Duration.ofDays(10));

  private final MessagePolicy policy = MessagePolicy.defaults();
  private final Message message = new Message(policy);
  private final Recipient recipient = new Recipient(RecipientPolicy.defaults());
  private final Mailings mailings = new Mailings(message, policy);
  private final Reactions<IntakeEvent> intake = new IntakeReactions(mailings, recipient);
  private final Reactions<ReviewEvent> review = new ReviewReactions(mailings);
  private final Reactions<SchedulingEvent> scheduling =
      new SchedulingReactions(mailings, recipient);
  private final Reactions<FollowUpEvent> followUp = new FollowUpReactions(mailings, policy);

  static Stream<Arguments> samples() {
    return EventCatalog.all().stream()
        .filter(type -> Topic.of(type) != Topic.NOTIFICATION)
        .flatMap(type -> EventSamples.of(type).stream().map(body -> Arguments.of(type, body)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void every_event_ever_released_is_understood(Class<? extends Event> type, String body) {
    EventEnvelope<Event> event =
        new EventCodec()
            .read(
                Topic.of(type),
                body.getBytes(StandardCharsets.UTF_8),
                EventCodec.headers(
                    "id", EventCatalog.wireName(type), "/somewhere", "subject", 1, NOW, null));

    assertThat(react(event.data()))
        .allSatisfy(
            reaction -> {
              switch (reaction.command()) {
                case MessageCommand.Told told ->
                    assertThat(reaction.id()).isEqualTo(told.letter().messageId());
                case RecipientCommand.Told told ->
                    assertThat(reaction.id()).isEqualTo(told.patientId());
                default -> throw new AssertionError(reaction.command());
              }
            });
  }

  @Test
  void an_inquiry_is_answered_and_the_patient_met() {
    assertThat(ids(new IntakeEvent.InquiryReceived("patient-1", "episode-1", "phoenix", NOW)))
        .containsExactly("patient-1", "episode-1:intake-invitation:1:email");
  }

  @Test
  void each_revision_of_an_intake_is_acknowledged() {
    assertThat(
            ids(
                new IntakeEvent.IntakeSubmitted(
                    "patient-1",
                    "episode-1",
                    "phoenix",
                    2,
                    com.telemedicalservices.contracts.RiskTier.NONE,
                    List.of(),
                    NOW)))
        .containsExactly("episode-1:intake-received:2:email");
  }

  @Test
  void each_silence_is_broken_by_its_own_reminders_and_a_late_one_is_not_worth_sending() {
    var reminder = new IntakeEvent.IntakeReminderDue("patient-1", "episode-1", 2, NOW);
    var plan = (MessageCommand.Plan) react(reminder).getFirst().command();

    assertThat(ids(reminder))
        .containsExactly("episode-1:intake-reminder:20261201t170000.000z:email");
    assertThat(
            ids(new IntakeEvent.IntakeReminderDue("patient-1", "episode-1", 1, NOW.plusSeconds(1))))
        .containsExactly("episode-1:intake-reminder:20261201t170001.000z:email");
    assertThat(plan.content().kind().permit()).isEqualTo(MessageKind.Permit.CONSENT);
    assertThat(plan.staleAfter()).isEqualTo(NOW.plus(Duration.ofDays(3)));
  }

  @Test
  void only_consents_to_a_channel_concern_us() {
    assertThat(
            react(new IntakeEvent.ConsentSigned("patient-1", "episode-1", "treatment", "1", NOW)))
        .isEmpty();
    assertThat(react(new IntakeEvent.ConsentSigned("patient-1", "episode-1", "email", "1", NOW)))
        .singleElement()
        .extracting(Reaction::command)
        .isInstanceOf(RecipientCommand.ConsentGiven.class);
  }

  @Test
  void an_approval_and_a_decline_read_the_same() {
    var declined =
        (MessageCommand.Plan)
            react(
                    new ReviewEvent.CandidateDeclined(
                        "patient-1", "episode-1", "too-risky", "provider-1", NOW))
                .getFirst()
                .command();

    assertThat(declined.content().template()).isEqualTo("decision-ready");
    assertThat(declined.letter().messageId())
        .isEqualTo("episode-1:decision-ready:20261201t170000.000z:email");
  }

  @Test
  void a_booked_series_is_confirmed_and_every_session_reminded_of_five_times() {
    List<String> ids = ids(booked(STARTS, STARTS.plus(Duration.ofDays(3))));

    assertThat(ids)
        .hasSize(11)
        .contains(
            "series-1:series-confirmation:1:email",
            "session-1:session-reminder:t-7d:email",
            "session-1:session-reminder:t-72h:email",
            "session-1:session-reminder:t-24h:email",
            "session-1:session-reminder:t-8h:email",
            "session-1:session-reminder:t-2h:email",
            "session-2:session-reminder:t-2h:email");
  }

  @Test
  void reminders_whose_time_had_passed_before_the_booking_are_never_created() {
    assertThat(ids(booked(NOW.plus(Duration.ofHours(30)))))
        .containsExactly(
            "series-1:series-confirmation:1:email",
            "session-1:session-reminder:t-24h:email",
            "session-1:session-reminder:t-8h:email",
            "session-1:session-reminder:t-2h:email");
  }

  @Test
  void no_two_reminders_of_a_session_are_worth_sending_at_the_same_time() {
    List<MessageCommand.Plan> plans =
        react(booked(STARTS)).stream()
            .map(Reaction::command)
            .map(MessageCommand.Plan.class::cast)
            .skip(1)
            .toList();

    for (int i = 1; i < plans.size(); i++) {
      assertThat(plans.get(i - 1).staleAfter()).isEqualTo(plans.get(i).sendAt());
    }
    assertThat(plans.getLast().staleAfter()).isEqualTo(STARTS);
  }

  @Test
  void a_moved_session_keeps_the_ids_of_its_reminders_and_is_told_of() {
    List<String> before = ids(booked(STARTS));
    List<Reaction<?>> moved =
        react(
            new SchedulingEvent.SessionMoved(
                "patient-1",
                "episode-1",
                "series-1",
                "session-1",
                STARTS,
                STARTS.plus(Duration.ofDays(2)),
                STARTS.plus(Duration.ofDays(2)).plus(Duration.ofHours(2)),
                NOW.plusSeconds(60)));

    assertThat(moved.stream().skip(1).map(Reaction::id))
        .containsExactlyElementsOf(before.subList(1, before.size()));
    assertThat(moved.getFirst().id()).startsWith("session-1:session-moved:");
    assertThat(moved.stream().skip(1).map(Reaction::command))
        .allSatisfy(
            command ->
                assertThat(((MessageCommand.Plan) command).asOf()).isEqualTo(NOW.plusSeconds(60)));
  }

  @Test
  void every_reminder_hears_of_a_block_a_confirmation_a_cancellation_and_a_no_show() {
    assertThat(
            react(
                new SchedulingEvent.SessionBlocked(
                    "patient-1", "episode-1", "series-1", "session-1", "approval", NOW)))
        .hasSize(5)
        .extracting(Reaction::command)
        .hasOnlyElementsOfType(MessageCommand.Hold.class);
    assertThat(
            react(
                new SchedulingEvent.SessionConfirmed(
                    "patient-1", "episode-1", "series-1", "session-1", NOW)))
        .hasSize(5)
        .extracting(Reaction::command)
        .hasOnlyElementsOfType(MessageCommand.Release.class);
    assertThat(
            react(
                new SchedulingEvent.SessionCancelled(
                    "patient-1", "episode-1", "series-1", "session-1", "patient", false, NOW)))
        .hasSize(5)
        .extracting(Reaction::command)
        .hasOnlyElementsOfType(MessageCommand.Cancel.class);
    assertThat(
            react(
                new SchedulingEvent.SessionNoShow(
                    "patient-1", "episode-1", "series-1", "session-1", NOW)))
        .hasSize(5)
        .extracting(Reaction::command)
        .hasOnlyElementsOfType(MessageCommand.Cancel.class);
  }

  @Test
  void a_check_in_is_worth_sending_until_it_is_overdue() {
    var plan =
        (MessageCommand.Plan)
            react(
                    new FollowUpEvent.CheckInDue(
                        "patient-1",
                        "episode-1",
                        "check-in-1",
                        com.telemedicalservices.contracts.CheckInKind.HOURS_24,
                        NOW,
                        NOW.plusSeconds(99)))
                .getFirst()
                .command();

    assertThat(plan.staleAfter()).isEqualTo(NOW.plusSeconds(99));
  }

  @Test
  void staff_are_paged_for_the_urgent_levels_and_again_at_every_rung() {
    assertThat(ids(raised(AlertLevel.P1))).containsExactly("alert-1:staff-page:0:email");
    assertThat(ids(raised(AlertLevel.P2))).containsExactly("alert-1:staff-page:0:email");
    assertThat(ids(raised(AlertLevel.P3))).isEmpty();
    assertThat(ids(new FollowUpEvent.AlertEscalated("patient-1", "episode-1", "alert-1", 2, NOW)))
        .containsExactly("alert-1:staff-page:2:email");
  }

  private static FollowUpEvent raised(AlertLevel level) {
    return new FollowUpEvent.AlertRaised(
        "patient-1", "episode-1", "alert-1", "SI_HIGH", level, NOW, NOW);
  }

  private static SchedulingEvent.SeriesBooked booked(Instant... starts) {
    return new SchedulingEvent.SeriesBooked(
        "patient-1",
        "episode-1",
        "series-1",
        "approval-1",
        "phoenix",
        "America/Phoenix",
        Stream.iterate(1, i -> i <= starts.length, i -> i + 1)
            .map(
                i ->
                    new BookedSession(
                        "session-" + i, i, starts[i - 1], starts[i - 1].plusSeconds(7200)))
            .toList(),
        NOW);
  }

  private List<String> ids(Event event) {
    return react(event).stream().<String>map(Reaction::id).toList();
  }

  private List<Reaction<?>> react(Event event) {
    return switch (event) {
      case IntakeEvent e -> intake.to(envelope(e));
      case ReviewEvent e -> review.to(envelope(e));
      case SchedulingEvent e -> scheduling.to(envelope(e));
      case FollowUpEvent e -> followUp.to(envelope(e));
      default -> throw new AssertionError(event);
    };
  }

  private static <E extends Event> EventEnvelope<E> envelope(E event) {
    return new EventEnvelope<>("id", "/somewhere", "subject", 1, NOW, null, event);
  }
}
