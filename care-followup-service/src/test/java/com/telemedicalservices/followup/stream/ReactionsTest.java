package com.telemedicalservices.followup.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.EventSamples;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.followup.domain.AlertCode;
import com.telemedicalservices.followup.domain.Episode;
import com.telemedicalservices.followup.domain.FollowUp;
import com.telemedicalservices.followup.domain.FollowUpCommand;
import com.telemedicalservices.followup.domain.FollowUpPolicy;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.events.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReactionsTest {

  private static final Instant NOW = Instant.parse("2026-12-01T16:00:00Z");
  private static final Episode EPISODE = new Episode("e1", "p1");

  private final FollowUp followUp = new FollowUp(FollowUpPolicy.defaults());
  private final EventCodec codec = new EventCodec();

  /** What a sample of the wire leads to. */
  record Sample(Topic topic, String wireName, String body) {}

  static Stream<Sample> samples() {
    return Stream.of(Topic.INTAKE, Topic.REVIEW, Topic.SCHEDULING, Topic.NOTIFICATION)
        .flatMap(
            topic ->
                topic.events().stream()
                    .flatMap(
                        type ->
                            EventSamples.of(type).stream()
                                .map(
                                    body -> new Sample(topic, EventCatalog.wireName(type), body))));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_event_that_ever_was_is_understood_and_leads_to_a_fact_that_is_not_refused(
      Sample sample) {
    Headers headers = EventCodec.headers("id", sample.wireName(), "/s", "subject", 1, NOW, null);
    EventEnvelope<Event> event =
        codec.read(sample.topic(), sample.body().getBytes(StandardCharsets.UTF_8), headers);

    List<Reaction<?>> reactions = to(event.data());

    assertThat(reactions).hasSizeLessThanOrEqualTo(1);
    for (Reaction<?> reaction : reactions) {
      FollowUpCommand.Fact fact = (FollowUpCommand.Fact) reaction.command();
      assertThat(reaction.aggregate()).isSameAs(followUp);
      assertThat(reaction.id()).isEqualTo(fact.episode().episodeId()).isNotBlank();
      assertThat(fact.episode().patientId()).isEqualTo(event.data().patientId());
      assertThat(followUp.decide(null, fact, NOW)).isInstanceOf(Decision.Accepted.class);
    }
  }

  @Test
  void the_samples_lead_to_a_fact_where_follow_up_is_concerned() {
    Set<String> concerned =
        samples()
            .filter(
                sample -> {
                  Headers headers =
                      EventCodec.headers("id", sample.wireName(), "/s", "subject", 1, NOW, null);
                  return !to(codec
                          .read(
                              sample.topic(),
                              sample.body().getBytes(StandardCharsets.UTF_8),
                              headers)
                          .data())
                      .isEmpty();
                })
            .map(Sample::wireName)
            .collect(Collectors.toSet());

    assertThat(concerned)
        .contains(
            "crisis.flagged.v1",
            "intake.withdrawn.v1",
            "change.reported.v1",
            "review.overdue.v1",
            "crisis.dispositioned.v1",
            "session.discharged.v1",
            "series.completed.v1",
            "session.no-show.v1",
            "session.transferred.v1",
            "vitals.alarmed.v1",
            "message.failed.v1")
        .doesNotContain("inquiry.received.v1", "candidate.approved.v1", "series.booked.v1");
  }

  @ParameterizedTest
  @CsvSource({"c-ssrs-screener, SI_HIGH", "phq-9-item-9, SI_HIGH", "crisis-lexicon, SI_TEXT"})
  void a_flag_calls_by_what_raised_it(String source, AlertCode code) {
    assertThat(commandOf(new IntakeEvent.CrisisFlagged("p1", "e1", "e1.1", source, "1", NOW)))
        .isInstanceOfSatisfying(
            FollowUpCommand.RiskFlagged.class, flag -> assertThat(flag.code()).isEqualTo(code));
  }

  private List<Reaction<?>> to(Event event) {
    return switch (event) {
      case IntakeEvent e -> new IntakeReactions(followUp).to(envelope(e));
      case ReviewEvent e -> new ReviewReactions(followUp).to(envelope(e));
      case SchedulingEvent e -> new SchedulingReactions(followUp).to(envelope(e));
      case NotificationEvent e -> new NotificationReactions(followUp).to(envelope(e));
      default -> throw new IllegalArgumentException(event.toString());
    };
  }

  private static <E extends Event> EventEnvelope<E> envelope(E event) {
    return new EventEnvelope<>("id", "/source", "subject", 1, NOW, null, event);
  }

  private FollowUpCommand commandOf(Event event) {
    List<Reaction<?>> reactions = to(event);
    assertThat(reactions).hasSize(1);
    return (FollowUpCommand) reactions.getFirst().command();
  }

  @Test
  void a_discharge_plans_check_ins() {
    assertThat(commandOf(new SchedulingEvent.SessionDischarged("p1", "e1", "s1", "x1", NOW)))
        .isEqualTo(new FollowUpCommand.SessionDischarged(EPISODE, "s1", "x1", NOW));
  }

  @Test
  void a_stopped_series_changes_nothing_as_only_sessions_that_were_given_are_followed_up() {
    assertThat(to(new SchedulingEvent.SeriesStopped("p1", "e1", "s1", "PATIENT_REQUEST", NOW)))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = RiskTier.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void an_intake_tells_its_tier(RiskTier tier) {
    assertThat(commandOf(new IntakeEvent.IntakeSubmitted("p1", "e1", "c", 2, tier, List.of(), NOW)))
        .isEqualTo(
            new FollowUpCommand.TierReported(EPISODE, tier, "intake.2", "intake", null, NOW));
  }

  @Test
  void an_intake_without_risk_costs_nothing() {
    assertThat(
            to(new IntakeEvent.IntakeSubmitted("p1", "e1", "c", 1, RiskTier.NONE, List.of(), NOW)))
        .isEmpty();
  }

  @Test
  void of_the_changes_only_a_pregnancy_is_an_alert() {
    assertThat(commandOf(new IntakeEvent.ChangeReported("p1", "e1", "c1", "PREGNANCY", NOW)))
        .isEqualTo(
            new FollowUpCommand.ConcernRaised(
                EPISODE, AlertCode.PREGNANCY_POSSIBLE, AlertLevel.P1, "c1", "PREGNANCY", NOW));
    assertThat(to(new IntakeEvent.ChangeReported("p1", "e1", "c1", "ADDRESS", NOW))).isEmpty();
  }

  @Test
  void an_alarm_keeps_its_level() {
    assertThat(
            commandOf(
                new SchedulingEvent.VitalsAlarmed(
                    "p1", "e1", "s1", "x1", AlertLevel.P2, "BP_RED", NOW)))
        .isEqualTo(
            new FollowUpCommand.ConcernRaised(
                EPISODE, AlertCode.BP_RED, AlertLevel.P2, "x1", "BP_RED", NOW));
  }

  @Test
  void a_page_that_arrived_is_noted_with_its_alert_and_other_messages_are_not() {
    assertThat(commandOf(delivered("e1.alert.SI_HIGH.1")))
        .isEqualTo(new FollowUpCommand.AlertNotified(EPISODE, "e1.alert.SI_HIGH.1", NOW));
    assertThat(to(delivered("e1.s1.1.h24"))).isEmpty();
  }

  private static NotificationEvent delivered(String subjectId) {
    return new NotificationEvent.MessageDelivered(
        "p1", "m1", "staff-page", subjectId, Channel.EMAIL, NOW);
  }

  @Test
  void a_lost_message_belongs_to_its_episode_or_else_to_that_of_its_subject() {
    assertThat(to(failed("s9", "e1")).getFirst().id()).isEqualTo("e1");
    assertThat(to(failed("e1.s1.1.h24", null)).getFirst().id()).isEqualTo("e1");
  }

  private static NotificationEvent failed(String subjectId, String episodeId) {
    return new NotificationEvent.MessageFailed(
        "p1", "m1", "check-in", subjectId, Channel.EMAIL, "bounced", NOW, episodeId);
  }
}
