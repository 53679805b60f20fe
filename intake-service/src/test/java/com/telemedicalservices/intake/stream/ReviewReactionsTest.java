package com.telemedicalservices.intake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.EventSamples;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.intake.Consents;
import com.telemedicalservices.intake.Questionnaires;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.IntakePolicy;
import com.telemedicalservices.kit.domain.Reaction;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ReviewReactionsTest {

  private static final Instant AT = Instant.parse("2026-12-01T16:00:00Z");
  private static final Intake INTAKE =
      new Intake(
          IntakePolicy.defaults(),
          Questionnaires.shipped().forms(),
          Questionnaires.shipped().instruments(),
          Consents.shipped().forRules(),
          Questionnaires.shipped().crisisLexicon());
  private final ReviewReactions reactions = new ReviewReactions(INTAKE);

  private List<Reaction<?>> to(ReviewEvent event) {
    return reactions.to(
        new EventEnvelope<>("event-1", "/provider-review-service", "e", 1, AT, null, event));
  }

  @Test
  void a_disposition_is_recorded_with_its_intake() {
    assertThat(
            to(
                new ReviewEvent.CrisisDispositioned(
                    "patient-1",
                    "episode-1",
                    "SAFETY_PLAN",
                    RiskTier.LOW,
                    "provider-1",
                    AT,
                    AT.minusSeconds(60))))
        .isEqualTo(
            List.of(
                new Reaction<>(
                    INTAKE,
                    "episode-1",
                    new IntakeCommand.RecordDisposition(
                        "SAFETY_PLAN", RiskTier.LOW, "provider-1", AT, AT.minusSeconds(60)))));
  }

  @Test
  void a_disposition_that_names_no_flags_is_about_all_before_it() {
    assertThat(
            to(
                new ReviewEvent.CrisisDispositioned(
                    "patient-1", "episode-1", "SAFETY_PLAN", RiskTier.LOW, "provider-1", AT, null)))
        .extracting(Reaction::command)
        .isEqualTo(
            List.of(
                new IntakeCommand.RecordDisposition(
                    "SAFETY_PLAN", RiskTier.LOW, "provider-1", AT, AT)));
  }

  @Test
  void a_request_for_information_reaches_its_intake() {
    assertThat(
            to(
                new ReviewEvent.InformationRequested(
                    "patient-1", "episode-1", "request-1", "LABS", AT)))
        .isEqualTo(
            List.of(
                new Reaction<>(
                    INTAKE,
                    "episode-1",
                    new IntakeCommand.RequestInformation("request-1", "LABS", AT))));
  }

  static Stream<ReviewEvent> samples() {
    JsonMapper json = JsonMapper.shared();
    return Topic.REVIEW.events().stream()
        .flatMap(type -> EventSamples.of(type).stream().map(body -> read(json, body, type)));
  }

  private static ReviewEvent read(JsonMapper json, String body, Class<? extends Event> type) {
    return (ReviewEvent) json.readValue(body, type);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_event_ever_released_has_a_meaning_or_none(ReviewEvent event) {
    boolean concerns =
        event instanceof ReviewEvent.CrisisDispositioned
            || event instanceof ReviewEvent.InformationRequested;

    assertThat(to(event)).hasSize(concerns ? 1 : 0);
  }
}
