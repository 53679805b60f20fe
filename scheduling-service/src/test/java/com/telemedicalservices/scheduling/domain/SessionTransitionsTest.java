package com.telemedicalservices.scheduling.domain;

import static com.telemedicalservices.scheduling.domain.SessionStatus.BLOCKED;
import static com.telemedicalservices.scheduling.domain.SessionStatus.CANCELLED;
import static com.telemedicalservices.scheduling.domain.SessionStatus.CHECKED_IN;
import static com.telemedicalservices.scheduling.domain.SessionStatus.CONFIRMED;
import static com.telemedicalservices.scheduling.domain.SessionStatus.DISCHARGED;
import static com.telemedicalservices.scheduling.domain.SessionStatus.INFUSING;
import static com.telemedicalservices.scheduling.domain.SessionStatus.NO_SHOW;
import static com.telemedicalservices.scheduling.domain.SessionStatus.PAUSED;
import static com.telemedicalservices.scheduling.domain.SessionStatus.PLANNED;
import static com.telemedicalservices.scheduling.domain.SessionStatus.RECOVERY;
import static com.telemedicalservices.scheduling.domain.SessionStatus.STOPPED;
import static com.telemedicalservices.scheduling.domain.SessionStatus.TRANSFERRED;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.NURSE;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.first;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.firstSessionIs;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.move;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.telemedicalservices.scheduling.domain.Session.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SessionTransitionsTest {

  /** For each command, the statuses it is carried out in, and what it leads to. */
  private static final Map<String, Map<SessionStatus, SessionStatus>> ALLOWED =
      Map.ofEntries(
          Map.entry("move", Map.of(PLANNED, PLANNED, CONFIRMED, PLANNED)),
          Map.entry(
              "cancel",
              Map.of(
                  PLANNED,
                  CANCELLED,
                  CONFIRMED,
                  CANCELLED,
                  CHECKED_IN,
                  CANCELLED,
                  BLOCKED,
                  CANCELLED)),
          Map.entry("confirm", Map.of(PLANNED, CONFIRMED)),
          Map.entry("check-in", Map.of(PLANNED, CHECKED_IN, CONFIRMED, CHECKED_IN)),
          Map.entry("start", Map.of(CHECKED_IN, INFUSING)),
          Map.entry("pause", Map.of(INFUSING, PAUSED)),
          Map.entry("resume", Map.of(PAUSED, INFUSING)),
          Map.entry("stop", Map.of(INFUSING, STOPPED, PAUSED, STOPPED)),
          Map.entry("finish", Map.of(INFUSING, RECOVERY, STOPPED, RECOVERY)),
          Map.entry("discharge", Map.of(RECOVERY, DISCHARGED)),
          Map.entry("transfer", Map.of(RECOVERY, TRANSFERRED)),
          Map.entry("no-show", Map.of(PLANNED, NO_SHOW, CONFIRMED, NO_SHOW)));

  private static TreatmentCommand command(String name) {
    return switch (name) {
      case "move" -> move(first(), "2026-12-01T18:00:00Z");
      case "cancel" -> new TreatmentCommand.Cancel(first(), "ill", NURSE);
      case "confirm" -> new TreatmentCommand.Confirm(first(), NURSE);
      case "check-in" -> new TreatmentCommand.CheckIn(first(), NURSE);
      case "start" -> start(first());
      case "pause" -> new TreatmentCommand.Pause(first(), "nausea", NURSE);
      case "resume" -> new TreatmentCommand.Resume(first(), NURSE);
      case "stop" -> new TreatmentCommand.Stop(first(), "patient-asked", NURSE);
      case "finish" -> new TreatmentCommand.Finish(first(), NURSE);
      case "discharge" -> new TreatmentCommand.Discharge(first(), List.of(), NURSE);
      case "transfer" -> new TreatmentCommand.Transfer(first(), "emergency", NURSE);
      case "no-show" -> new TreatmentCommand.NoShow(first(), NURSE);
      default -> throw new IllegalArgumentException(name);
    };
  }

  static Stream<Arguments> everyStatusAndCommand() {
    return Arrays.stream(SessionStatus.values())
        .flatMap(
            status -> ALLOWED.keySet().stream().sorted().map(name -> Arguments.of(status, name)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("everyStatusAndCommand")
  void a_command_is_carried_out_only_where_the_table_says_so(SessionStatus status, String name) {
    TreatmentScenario scenario = firstSessionIs(status);
    // A time at which nothing is too early or too late.
    Instant start = scenario.session(1).slot().startsAt();
    switch (name) {
      case "no-show" -> scenario.at(start.plus(Duration.ofMinutes(16)));
      case "check-in" -> scenario.at(start.minus(Duration.ofMinutes(10)));
      case "discharge" -> scenario.at(start.plus(Duration.ofHours(3)));
      default -> {}
    }
    TreatmentState before = scenario.state;

    scenario.attempts(command(name));

    SessionStatus expected = ALLOWED.getOrDefault(name, Map.of()).get(status);
    if (expected == null) {
      assertThat(scenario.refusal.code()).isIn("wrong-state", "start-gate");
      assertThat(scenario.state).isSameAs(before);
      assertThat(scenario.told).isEmpty();
    } else {
      assertThat(scenario.refusal).isNull();
      assertThat(scenario.session(1).status()).isEqualTo(expected);
      assertThat(scenario.session(1).sessionId()).isEqualTo(first());
      assertThat(scenario.statuses()).hasSize(6);
    }
  }

  @ParameterizedTest
  @EnumSource(SessionStatus.class)
  void no_status_is_followed_by_itself(SessionStatus status) {
    assertThat(status.next()).doesNotContain(status);
  }

  @ParameterizedTest
  @EnumSource(
      value = SessionStatus.class,
      names = {"DISCHARGED", "TRANSFERRED", "NO_SHOW", "CANCELLED"})
  void a_terminal_session_holds_nothing_and_is_followed_by_nothing(SessionStatus status) {
    assertThat(status.isTerminal()).isTrue();
    assertThat(firstSessionIs(status).treatment.claims(firstSessionIs(status).state))
        .noneMatch(claim -> claim.contains("2026-12-01T"));
  }

  @Test
  void the_table_says_how_a_session_gets_from_booked_to_discharged() {
    assertThat(PLANNED.next())
        .isEqualTo(Set.of(CONFIRMED, CHECKED_IN, BLOCKED, NO_SHOW, CANCELLED));
    assertThat(RECOVERY.next()).isEqualTo(Set.of(DISCHARGED, TRANSFERRED));
    assertThat(BLOCKED.mayBecome(INFUSING)).isFalse();
    assertThat(BLOCKED.mayBecome(CHECKED_IN)).isFalse();
  }

  @Test
  void every_step_carries_who_why_when_and_the_version_of_the_limits() {
    Session session = firstSessionIs(DISCHARGED).session(1);

    assertThat(session.transitions())
        .extracting(Transition::from, Transition::to)
        .containsExactly(
            tuple(PLANNED, CHECKED_IN),
            tuple(CHECKED_IN, INFUSING),
            tuple(INFUSING, RECOVERY),
            tuple(RECOVERY, DISCHARGED));
    assertThat(session.transitions())
        .allSatisfy(
            transition -> {
              assertThat(transition.actor()).isEqualTo(NURSE);
              assertThat(transition.reasonCode()).isNotBlank();
              assertThat(transition.policyVersion()).isEqualTo("2026-11");
            });
  }
}
