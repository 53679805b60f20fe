package com.telemedicalservices.scheduling.domain;

import static com.telemedicalservices.scheduling.domain.TreatmentScenario.EPISODE;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.NURSE;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.PATIENT;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.TIMES;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.approved;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.book;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.booked;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.crisis;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.first;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.firstSessionIs;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.start;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.suspension;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.times;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.SchedulingEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartGateTest {

  @Test
  void an_infusion_starts_when_everything_is_as_it_must_be() {
    TreatmentScenario scenario = firstSessionIs(SessionStatus.CHECKED_IN).does(start(first()));

    assertThat(scenario.session(1).status()).isEqualTo(SessionStatus.INFUSING);
    assertThat(scenario.session(1).escortReference()).isEqualTo("escort-1");
    assertThat(scenario.session(1).infusionStartedAt()).isEqualTo(scenario.now);
    assertThat(scenario.state.live().status()).isEqualTo(Series.Status.ACTIVE);
    assertThat(scenario.toldTypes()).containsExactly("SessionStarted");
  }

  @Test
  void nobody_starts_without_escort_and_fasting() {
    TreatmentScenario scenario =
        firstSessionIs(SessionStatus.CHECKED_IN)
            .attempts(new TreatmentCommand.Start(first(), null, false, NURSE));

    assertThat(failed(scenario)).containsExactly("escort-unnamed", "fasting-unmet");
  }

  @Test
  void nobody_starts_without_the_consents() {
    TreatmentScenario scenario =
        approved()
            .does(book(TIMES))
            .at(TIMES.getFirst())
            .does(new TreatmentCommand.CheckIn(first(), NURSE))
            .attempts(start(first()));

    assertThat(failed(scenario))
        .containsExactly("treatment-consent-missing", "telehealth-consent-missing");
  }

  @Test
  void nobody_starts_in_a_crisis_or_without_a_standing_approval() {
    TreatmentScenario scenario =
        firstSessionIs(SessionStatus.CHECKED_IN)
            .hears(suspension())
            .hears(crisis())
            .attempts(start(first()));

    assertThat(failed(scenario))
        .containsExactly("not-checked-in", "approval-suspended", "crisis-open");
  }

  @Test
  void nobody_starts_who_has_not_been_checked_in() {
    TreatmentScenario scenario = booked().at(TIMES.getFirst()).attempts(start(first()));

    assertThat(failed(scenario)).containsExactly("not-checked-in");
  }

  @Test
  void nobody_starts_again_before_the_least_time_since_the_last_infusion() {
    TreatmentScenario scenario =
        TreatmentScenario.readyToStart()
            .does(book(times("2026-12-01T23:00:00Z", "2026-12-03T15:00:00Z")))
            .at(TIMES.getFirst());
    // Started an hour late, so that the planned distance of 40 hours is no longer kept.
    scenario.at(scenario.session(1).slot().startsAt());
    scenario.does(new TreatmentCommand.CheckIn(first(), NURSE));
    scenario.at(scenario.now.plus(Duration.ofHours(1))).does(start(first()));
    scenario.does(new TreatmentCommand.Finish(first(), NURSE));
    scenario.at(scenario.session(2).slot().startsAt());
    scenario.does(new TreatmentCommand.CheckIn(EPISODE + ".s1.2", NURSE));

    assertThat(failed(scenario.attempts(start(EPISODE + ".s1.2"))))
        .containsExactly("interval-too-short");

    scenario.at(scenario.now.plus(Duration.ofHours(1))).does(start(EPISODE + ".s1.2"));
  }

  @Test
  void the_consent_to_treatment_is_given_anew_for_the_next_series() {
    TreatmentScenario scenario =
        TreatmentScenario.readyToStart().does(book(TIMES.subList(0, 1))).gives(1);
    assertThat(scenario.state.series().getFirst().status()).isEqualTo(Series.Status.COMPLETED);
    scenario.hears(TreatmentScenario.approval("approval-2", TreatmentScenario.laterTerms(6)));
    scenario.does(book(TIMES.subList(1, 2))).at(TIMES.get(1));
    scenario.does(new TreatmentCommand.CheckIn(EPISODE + ".s2.1", NURSE));

    assertThat(failed(scenario.attempts(start(EPISODE + ".s2.1"))))
        .containsExactly("treatment-consent-of-earlier-series");

    scenario
        .hears(
            new TreatmentCommand.ConsentSigned(
                EPISODE, PATIENT, Consent.TREATMENT, "2026-12-01", scenario.now))
        .does(start(EPISODE + ".s2.1"));
  }

  @Test
  void resuming_is_no_way_round_the_gate() {
    TreatmentScenario scenario =
        firstSessionIs(SessionStatus.CHECKED_IN)
            .attempts(new TreatmentCommand.Resume(first(), NURSE));

    assertThat(scenario.refusal.code()).isEqualTo("wrong-state");
  }

  @Test
  void a_resumed_infusion_is_not_told_as_started_again() {
    TreatmentScenario scenario = firstSessionIs(SessionStatus.PAUSED);
    var startedAt = scenario.session(1).infusionStartedAt();

    scenario.at(scenario.now.plus(Duration.ofMinutes(5)));
    scenario.does(new TreatmentCommand.Resume(first(), NURSE));

    assertThat(scenario.told).isEmpty();
    assertThat(scenario.session(1).infusionStartedAt()).isEqualTo(startedAt);
  }

  @Test
  void nobody_is_checked_in_days_before() {
    TreatmentScenario scenario = booked().attempts(new TreatmentCommand.CheckIn(first(), NURSE));

    assertThat(scenario.refusal.code()).isEqualTo("too-early");
    assertThat(scenario.refusal.facts()).containsEntry("notBefore", "2026-12-01T14:00:00Z");
  }

  @Test
  void nobody_leaves_before_the_shortest_stay_is_over() {
    TreatmentScenario scenario = firstSessionIs(SessionStatus.RECOVERY);
    var ended = scenario.session(1).infusionEndedAt();
    TreatmentCommand discharge = new TreatmentCommand.Discharge(first(), List.of(), NURSE);

    scenario.at(ended.plus(Duration.ofMinutes(60)).minusMillis(1)).attempts(discharge);
    assertThat(scenario.refusal.code()).isEqualTo("too-early");

    scenario.at(ended.plus(Duration.ofMinutes(60))).does(discharge);
    assertThat(scenario.toldTypes()).containsExactly("SessionDischarged");
  }

  @Test
  void the_stay_is_counted_from_the_moment_the_infusion_was_stopped() {
    TreatmentScenario scenario = firstSessionIs(SessionStatus.STOPPED);
    var stopped = scenario.now;

    scenario.at(stopped.plus(Duration.ofMinutes(10)));
    scenario.does(new TreatmentCommand.Finish(first(), NURSE));

    assertThat(scenario.session(1).infusionEndedAt()).isEqualTo(stopped);
  }

  @Test
  void nobody_leaves_with_a_criterion_unmet() {
    TreatmentScenario scenario =
        firstSessionIs(SessionStatus.RECOVERY)
            .attempts(
                new TreatmentCommand.Discharge(
                    first(), Arrays.asList(DischargeCriterion.values()), NURSE));

    assertThat(scenario.refusal.code()).isEqualTo("discharge-criteria");
    assertThat(failedOf(scenario)).hasSize(DischargeCriterion.values().length);
    assertThat(failedOf(scenario)).contains("escort-present");
  }

  @Test
  void a_patient_handed_over_to_emergency_care_is_told_of() {
    TreatmentScenario scenario =
        firstSessionIs(SessionStatus.RECOVERY)
            .does(new TreatmentCommand.Transfer(first(), "emergency", NURSE));

    assertThat(scenario.told)
        .singleElement()
        .isInstanceOf(SchedulingEvent.SessionTransferred.class);
  }

  private static List<String> failed(TreatmentScenario scenario) {
    assertThat(scenario.refusal.code()).isEqualTo("start-gate");
    return failedOf(scenario);
  }

  @SuppressWarnings("unchecked")
  private static List<String> failedOf(TreatmentScenario scenario) {
    return (List<String>) scenario.refusal.facts().get("failed");
  }
}
