package com.telemedicalservices.scheduling.domain;

import static com.telemedicalservices.scheduling.domain.TreatmentScenario.EPISODE;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.NURSE;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.TIMES;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.booked;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.first;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.firstSessionIs;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.move;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.reinstatement;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.start;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.suspension;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.SchedulingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TreatmentTimeTest {

  private static final Instant FIRST = TIMES.getFirst();

  @Test
  void a_session_counts_as_confirmed_a_day_before() {
    TreatmentScenario scenario = booked();
    Instant dayBefore = FIRST.minus(Duration.ofHours(24));
    assertThat(scenario.treatment.dueAt(scenario.state)).isEqualTo(dayBefore);

    scenario.at(dayBefore).timePasses();

    assertThat(scenario.session(1).status()).isEqualTo(SessionStatus.CONFIRMED);
    assertThat(scenario.session(1).transitions().getLast().actor()).isEqualTo("clock");
    assertThat(scenario.session(2).status()).isEqualTo(SessionStatus.PLANNED);
    assertThat(scenario.toldTypes()).containsExactly("SessionConfirmed");
  }

  @Test
  void a_patient_who_has_not_come_in_time_is_a_no_show() {
    TreatmentScenario scenario = firstSessionIs(SessionStatus.CONFIRMED);

    scenario.at(FIRST.plus(Duration.ofMinutes(15)).minusMillis(1)).timePasses();
    assertThat(scenario.session(1).status()).isEqualTo(SessionStatus.CONFIRMED);

    scenario.at(FIRST.plus(Duration.ofMinutes(15))).timePasses();
    assertThat(scenario.session(1).status()).isEqualTo(SessionStatus.NO_SHOW);
    assertThat(scenario.toldTypes()).containsExactly("SessionNoShow");
  }

  @Test
  void a_blocked_session_is_cancelled_when_its_time_comes() {
    TreatmentScenario scenario = booked().hears(suspension()).forgetsWhatWasTold();

    scenario.at(FIRST).timePasses();

    assertThat(scenario.session(1).status()).isEqualTo(SessionStatus.CANCELLED);
    assertThat(scenario.session(2).status()).isEqualTo(SessionStatus.BLOCKED);
    assertThat(scenario.told)
        .singleElement()
        .isInstanceOfSatisfying(
            SchedulingEvent.SessionCancelled.class,
            cancelled -> assertThat(cancelled.reasonCode()).isEqualTo("approval-suspended"));
  }

  @Test
  void after_weeks_of_silence_everything_missed_is_made_up_for_at_once() {
    TreatmentScenario scenario = booked();

    scenario.at(TIMES.get(3).minus(Duration.ofHours(1))).timePasses();

    assertThat(scenario.statuses())
        .containsExactly(
            SessionStatus.NO_SHOW,
            SessionStatus.NO_SHOW,
            SessionStatus.NO_SHOW,
            SessionStatus.CONFIRMED,
            SessionStatus.PLANNED,
            SessionStatus.PLANNED);
    // What is past is not confirmed any more.
    assertThat(scenario.toldTypes())
        .containsExactly("SessionNoShow", "SessionNoShow", "SessionNoShow", "SessionConfirmed");
  }

  @Test
  void a_series_to_which_nobody_ever_came_is_stopped() {
    TreatmentScenario scenario = booked();

    scenario.at(TIMES.getLast().plus(Duration.ofDays(7))).timePasses();

    assertThat(scenario.told.getLast())
        .isInstanceOfSatisfying(
            SchedulingEvent.SeriesStopped.class,
            stopped -> assertThat(stopped.reasonCode()).isEqualTo("no-session-given"));
    assertThat(scenario.treatment.dueAt(scenario.state)).isNull();
  }

  @Test
  void a_series_with_a_session_given_is_completed_when_the_last_is_over() {
    TreatmentScenario scenario = booked().gives(1).forgetsWhatWasTold();

    scenario.at(TIMES.getLast().plus(Duration.ofDays(7))).timePasses();

    assertThat(scenario.told.getLast()).isInstanceOf(SchedulingEvent.SeriesCompleted.class);
    assertThat(scenario.state.series().getFirst().status()).isEqualTo(Series.Status.COMPLETED);
  }

  @ParameterizedTest
  @CsvSource({"CHECKED_IN, P2", "INFUSING, P1", "PAUSED, P1", "STOPPED, P2", "RECOVERY, P2"})
  void a_session_that_should_long_be_over_is_shown_and_never_ended_by_the_clock(
      SessionStatus status, AlertLevel level) {
    TreatmentScenario scenario = firstSessionIs(status);
    Instant overdue = FIRST.plus(Duration.ofMinutes(135 + 30));
    assertThat(scenario.treatment.dueAt(scenario.state)).isEqualTo(overdue);

    scenario.at(overdue).timePasses();

    assertThat(scenario.session(1).status()).isEqualTo(status);
    assertThat(scenario.session(1).overdueSince()).isEqualTo(overdue);
    assertThat(scenario.told)
        .singleElement()
        .isInstanceOfSatisfying(
            SchedulingEvent.VitalsAlarmed.class,
            alarm -> {
              assertThat(alarm.level()).isEqualTo(level);
              assertThat(alarm.reasonCode()).isEqualTo("session-overdue");
            });
    scenario.at(overdue.plus(Duration.ofHours(1))).timePasses();
    assertThat(scenario.told).hasSize(1);
  }

  @Test
  void nobody_is_a_no_show_before_the_grace_is_over() {
    TreatmentScenario scenario =
        booked().at(FIRST).attempts(new TreatmentCommand.NoShow(first(), NURSE));

    assertThat(scenario.refusal.code()).isEqualTo("too-early");
  }

  @ParameterizedTest
  @CsvSource({"2026-11-30T16:00:00Z, false", "2026-11-30T16:00:01Z, true"})
  void a_cancellation_within_a_day_is_late(Instant when, boolean late) {
    TreatmentScenario scenario =
        booked().at(when).does(new TreatmentCommand.Cancel(first(), "ill", NURSE));

    assertThat(scenario.told)
        .singleElement()
        .isInstanceOfSatisfying(
            SchedulingEvent.SessionCancelled.class,
            cancelled -> assertThat(cancelled.late()).isEqualTo(late));
  }

  @ParameterizedTest
  @EnumSource(SessionStatus.class)
  void after_time_has_passed_the_next_due_time_is_later(SessionStatus status) {
    TreatmentScenario scenario = firstSessionIs(status);
    for (int step = 0; step < 50; step++) {
      Instant due = scenario.treatment.dueAt(scenario.state);
      if (due == null) {
        return;
      }
      scenario.at(due.isAfter(scenario.now) ? due : scenario.now).timePasses();
      assertThat(scenario.treatment.dueAt(scenario.state))
          .satisfiesAnyOf(
              next -> assertThat(next).isNull(), next -> assertThat(next).isAfter(scenario.now));
    }
    throw new AssertionError("It is never done");
  }

  @Test
  void whatever_happens_no_identity_is_lost_and_time_always_comes_to_an_end() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      TreatmentScenario scenario = booked();
      for (int step = 0; step < 40; step++) {
        String id = EPISODE + ".s1." + (1 + random.nextInt(6));
        TreatmentState before = scenario.state;
        scenario.attempts(anything(random, id));
        scenario.state.sessions().forEach(session -> assertPath(before, session));
        assertThat(scenario.statuses()).hasSize(6);
        if (random.nextInt(3) == 0) {
          scenario.at(scenario.now.plus(Duration.ofMinutes(random.nextInt(3000)))).timePasses();
          Instant due = scenario.treatment.dueAt(scenario.state);
          assertThat(due == null || due.isAfter(scenario.now)).isTrue();
        }
      }
      assertThat(endings(scenario)).isLessThanOrEqualTo(1);
    }
  }

  private static long endings(TreatmentScenario scenario) {
    return scenario.toldTypes().stream()
        .filter(type -> type.equals("SeriesCompleted") || type.equals("SeriesStopped"))
        .count();
  }

  /** Every step of a session is in the table, and none is forgotten. */
  private static void assertPath(TreatmentState before, Session session) {
    SessionStatus status = SessionStatus.PLANNED;
    for (Session.Transition transition : session.transitions()) {
      assertThat(transition.from()).isEqualTo(status);
      assertThat(status.mayBecome(transition.to())).isTrue();
      status = transition.to();
    }
    assertThat(session.status()).isEqualTo(status);
    List<Session.Transition> earlier = before.session(session.sessionId()).transitions();
    assertThat(session.transitions().subList(0, earlier.size())).isEqualTo(earlier);
  }

  private static TreatmentCommand anything(Random random, String id) {
    return switch (random.nextInt(15)) {
      case 0 -> new TreatmentCommand.Cancel(id, "ill", NURSE);
      case 1 -> new TreatmentCommand.Confirm(id, NURSE);
      case 2, 3 -> new TreatmentCommand.CheckIn(id, NURSE);
      case 4, 5 -> start(id);
      case 6 -> new TreatmentCommand.Pause(id, "nausea", NURSE);
      case 7 -> new TreatmentCommand.Resume(id, NURSE);
      case 8 -> new TreatmentCommand.Stop(id, "patient-asked", NURSE);
      case 9 -> new TreatmentCommand.Finish(id, NURSE);
      case 10 -> new TreatmentCommand.Discharge(id, List.of(), NURSE);
      case 11 -> random.nextBoolean() ? suspension() : reinstatement();
      case 12 -> move(id, "2026-12-0" + (1 + random.nextInt(9)) + "T17:00:00Z");
      case 13 -> new TreatmentCommand.NoShow(id, NURSE);
      default -> random.nextInt(40) == 0 ? withdrawal() : reinstatement();
    };
  }
}
