package com.telemedicalservices.review.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.CheckInKind;
import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.EventSamples;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.review.CandidacyRules;
import com.telemedicalservices.review.WorkUpPlans;
import com.telemedicalservices.review.domain.Basis;
import com.telemedicalservices.review.domain.Review;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every event ever released means for a review. */
class ReactionsTest {

  private static final Instant AT = Instant.parse("2026-12-01T16:00:00Z");

  private static final Set<Class<? extends Event>> ALWAYS_MATTER =
      Set.of(
          FollowUpEvent.RiskFlagged.class,
          IntakeEvent.IntakeSubmitted.class,
          IntakeEvent.IntakeAmended.class,
          IntakeEvent.CrisisFlagged.class,
          IntakeEvent.ChangeReported.class,
          IntakeEvent.IntakeWithdrawn.class,
          IntakeEvent.IntakeLapsed.class,
          SchedulingEvent.SeriesBooked.class,
          SchedulingEvent.SeriesCompleted.class,
          SchedulingEvent.SeriesStopped.class,
          SchedulingEvent.SessionTransferred.class);

  private static final Set<Class<? extends Event>> SOMETIMES_MATTER =
      Set.of(FollowUpEvent.CheckInCompleted.class, FollowUpEvent.AdverseEventReported.class);

  private final Review review =
      new Review(
          new Basis(ReviewPolicy.defaults(), CandidacyRules.shipped(), WorkUpPlans.shipped()));
  private final Reactions<IntakeEvent> intake = new IntakeReactions(review);
  private final Reactions<SchedulingEvent> scheduling = new SchedulingReactions(review);
  private final Reactions<FollowUpEvent> followUp = new FollowUpReactions(review);

  static Stream<Arguments> samples() {
    return Stream.of(Topic.INTAKE, Topic.SCHEDULING, Topic.FOLLOW_UP)
        .flatMap(
            topic ->
                topic.events().stream()
                    .flatMap(
                        type ->
                            EventSamples.of(type).stream()
                                .map(body -> Arguments.of(topic, type, body))));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("samples")
  void every_sample_is_understood(Topic topic, Class<? extends Event> type, String body) {
    Event event =
        new EventCodec()
            .read(
                topic,
                body.getBytes(StandardCharsets.UTF_8),
                EventCodec.headers(
                    "019ad3b4-4d97-7247-83e9-00eaee3fa8db",
                    EventCatalog.wireName(type),
                    "/somewhere",
                    "subject",
                    1,
                    AT,
                    null))
            .data();

    List<Reaction<?>> reactions = reactionsTo(event);

    if (ALWAYS_MATTER.contains(type)) {
      assertThat(reactions).hasSize(1);
    } else if (!SOMETIMES_MATTER.contains(type)) {
      assertThat(reactions).isEmpty();
    }
    for (Reaction<?> reaction : reactions) {
      ReviewCommand.Fact fact = (ReviewCommand.Fact) reaction.command();
      assertThat(reaction.aggregate()).isSameAs(review);
      assertThat(reaction.id()).isEqualTo(fact.episodeId());
      assertThat(fact.patientId()).isEqualTo(event.patientId());
    }
  }

  private List<Reaction<?>> reactionsTo(Event event) {
    return switch (event) {
      case IntakeEvent e -> intake.to(envelope(e));
      case SchedulingEvent e -> scheduling.to(envelope(e));
      case FollowUpEvent e -> followUp.to(envelope(e));
      default -> throw new AssertionError("Not listened to: " + event.getClass());
    };
  }

  private static <E extends Event> EventEnvelope<E> envelope(E event) {
    return new EventEnvelope<>("id", "/somewhere", "subject", 1, AT, null, event);
  }

  private List<ReviewCommand> commandsOf(Event event) {
    return reactionsTo(event).stream()
        .<ReviewCommand>map(reaction -> (ReviewCommand) reaction.command())
        .toList();
  }

  @Test
  void a_submitted_intake_is_to_be_reviewed() {
    assertThat(
            commandsOf(
                new IntakeEvent.IntakeSubmitted(
                    "p", "e", "phoenix", 2, RiskTier.MODERATE, List.of(), AT)))
        .containsExactly(
            new ReviewCommand.IntakeSubmitted("e", "p", "phoenix", 2, RiskTier.MODERATE, AT));
  }

  @Test
  void a_reported_change_is_a_concern_named_after_its_kind() {
    assertThat(commandsOf(new IntakeEvent.ChangeReported("p", "e", "c-1", "PREGNANCY", AT)))
        .containsExactly(
            new ReviewCommand.ConcernRaised(
                "e", "p", "c-1", "PREGNANCY_CHANGED", "intake-service", AT));
  }

  @Test
  void only_a_check_in_at_high_risk_is_a_signal() {
    assertThat(commandsOf(checkIn(RiskTier.HIGH)))
        .containsExactly(
            new ReviewCommand.RiskSignalled(
                "e", "p", "check-in-1", "check-in", "care-followup-service", AT));
    assertThat(commandsOf(checkIn(RiskTier.MODERATE))).isEmpty();
  }

  @Test
  void whatever_the_follow_up_flags_is_a_signal() {
    assertThat(
            commandsOf(
                new FollowUpEvent.RiskFlagged(
                    "p", "e", "check-in-1.1", "CHECK_IN", "check-in-1", AT)))
        .containsExactly(
            new ReviewCommand.RiskSignalled(
                "e", "p", "check-in-1.1", "CHECK_IN", "care-followup-service", AT));
  }

  private static Event checkIn(RiskTier tier) {
    return new FollowUpEvent.CheckInCompleted(
        "p", "e", "check-in-1", CheckInKind.HOURS_24, tier, AT);
  }

  @Test
  void only_a_serious_adverse_event_is_a_concern() {
    assertThat(commandsOf(new FollowUpEvent.AdverseEventReported("p", "e", "r-1", true, AT)))
        .containsExactly(
            new ReviewCommand.ConcernRaised(
                "e", "p", "r-1", "SERIOUS_ADVERSE_EVENT", "care-followup-service", AT));
    assertThat(commandsOf(new FollowUpEvent.AdverseEventReported("p", "e", "r-1", false, AT)))
        .isEmpty();
  }

  @Test
  void a_patient_handed_to_emergency_care_is_a_concern() {
    assertThat(commandsOf(new SchedulingEvent.SessionTransferred("p", "e", "s", "s.2", AT)))
        .containsExactly(
            new ReviewCommand.ConcernRaised(
                "e", "p", "s.2.transfer", "TRANSFERRED_TO_EMERGENCY", "scheduling-service", AT));
  }

  @Test
  void a_series_stopped_by_a_withdrawal_ends_the_review_as_the_withdrawal_does() {
    assertThat(commandsOf(stopped("patient-withdrew")))
        .singleElement()
        .isInstanceOf(ReviewCommand.PatientWithdrew.class);
    assertThat(commandsOf(stopped("no-session-given")))
        .singleElement()
        .isInstanceOf(ReviewCommand.SeriesEnded.class);
  }

  private static Event stopped(String reasonCode) {
    return new SchedulingEvent.SeriesStopped("patient-1", "episode-1", "series-1", reasonCode, AT);
  }

  @Test
  void an_alert_is_not_the_business_of_a_review() {
    assertThat(
            commandsOf(
                new FollowUpEvent.AlertRaised("p", "e", "a", "SI_HIGH", AlertLevel.P1, AT, AT)))
        .isEmpty();
  }
}
