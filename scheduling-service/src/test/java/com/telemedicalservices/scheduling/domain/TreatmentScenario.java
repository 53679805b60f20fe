package com.telemedicalservices.scheduling.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Modality;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The treatment of one patient, told step by step with a clock that stands until it is moved. */
final class TreatmentScenario {

  static final String EPISODE = "episode-1";
  static final String PATIENT = "patient-1";
  static final String APPROVAL = "approval-1";
  static final String CLINIC = "phoenix";
  static final String ZONE = "America/Phoenix";
  static final String NURSE = "staff-7";

  /** A Monday, nine o'clock at the clinic. */
  static final Instant START = Instant.parse("2026-11-23T16:00:00Z");

  /** Six sessions, Tuesdays and Fridays at nine. */
  static final List<Instant> TIMES =
      times(
          "2026-12-01T16:00:00Z",
          "2026-12-04T16:00:00Z",
          "2026-12-08T16:00:00Z",
          "2026-12-11T16:00:00Z",
          "2026-12-15T16:00:00Z",
          "2026-12-18T16:00:00Z");

  final SchedulingPolicy policy = SchedulingPolicy.defaults();
  final Treatment treatment = new Treatment(policy);
  final List<SchedulingEvent> told = new ArrayList<>();
  Instant now = START;
  TreatmentState state;
  Rejection refusal;

  static TreatmentScenario unheardOf() {
    return new TreatmentScenario();
  }

  static TreatmentScenario approved() {
    return unheardOf().hears(approval(APPROVAL, terms(6)));
  }

  static TreatmentScenario readyToStart() {
    return approved().hears(signed(Consent.TREATMENT)).hears(signed(Consent.TELEHEALTH));
  }

  static TreatmentScenario booked() {
    return readyToStart().does(book(TIMES)).forgetsWhatWasTold();
  }

  /** A booked series whose first session has come to this status, at a time that fits it. */
  static TreatmentScenario firstSessionIs(SessionStatus status) {
    TreatmentScenario scenario = booked();
    Instant start = TIMES.getFirst();
    switch (status) {
      case PLANNED -> {}
      case CONFIRMED -> scenario.does(new TreatmentCommand.Confirm(first(), NURSE));
      case BLOCKED -> scenario.hears(suspension());
      case NO_SHOW -> scenario.at(start.plus(Duration.ofMinutes(15))).timePasses();
      case CANCELLED -> scenario.does(new TreatmentCommand.Cancel(first(), "ill", NURSE));
      case CHECKED_IN, INFUSING, PAUSED, STOPPED, RECOVERY, DISCHARGED, TRANSFERRED -> {
        scenario.at(start).does(new TreatmentCommand.CheckIn(first(), NURSE));
        if (status != SessionStatus.CHECKED_IN) {
          scenario.does(start(first()));
        }
        if (status == SessionStatus.PAUSED) {
          scenario.does(new TreatmentCommand.Pause(first(), "nausea", NURSE));
        }
        if (status == SessionStatus.STOPPED) {
          scenario.does(new TreatmentCommand.Stop(first(), "patient-asked", NURSE));
        }
        if (status == SessionStatus.RECOVERY
            || status == SessionStatus.DISCHARGED
            || status == SessionStatus.TRANSFERRED) {
          scenario.at(start.plus(Duration.ofMinutes(60)));
          scenario.does(new TreatmentCommand.Finish(first(), NURSE));
          scenario.at(start.plus(Duration.ofMinutes(120)));
        }
        if (status == SessionStatus.DISCHARGED) {
          scenario.does(new TreatmentCommand.Discharge(first(), List.of(), NURSE));
        }
        if (status == SessionStatus.TRANSFERRED) {
          scenario.does(new TreatmentCommand.Transfer(first(), "emergency", NURSE));
        }
      }
    }
    assertThat(scenario.session(1).status()).isEqualTo(status);
    return scenario.forgetsWhatWasTold();
  }

  TreatmentScenario at(Instant time) {
    now = time;
    return this;
  }

  TreatmentScenario hears(TreatmentCommand.Fact fact) {
    return does(fact);
  }

  TreatmentScenario timePasses() {
    return does(new TreatmentCommand.TimePassed());
  }

  TreatmentScenario does(TreatmentCommand command) {
    TreatmentScenario scenario = attempts(command);
    assertThat(scenario.refusal).as("refusal of %s", command).isNull();
    return scenario;
  }

  TreatmentScenario attempts(TreatmentCommand command) {
    refusal = null;
    switch (treatment.decide(state, command, now)) {
      case Decision.Accepted<TreatmentState, SchedulingEvent> accepted -> {
        state = accepted.state();
        told.addAll(accepted.events());
      }
      case Decision.Rejected<TreatmentState, SchedulingEvent> rejected ->
          refusal = rejected.rejection();
    }
    return this;
  }

  TreatmentScenario forgetsWhatWasTold() {
    told.clear();
    return this;
  }

  /** Gives the first session to its end. */
  TreatmentScenario gives(int number) {
    Instant start = session(number).slot().startsAt();
    String id = session(number).sessionId();
    at(start).does(new TreatmentCommand.CheckIn(id, NURSE));
    at(start.plus(Duration.ofMinutes(20))).does(start(id));
    at(start.plus(Duration.ofMinutes(60))).does(new TreatmentCommand.Finish(id, NURSE));
    at(start.plus(Duration.ofMinutes(120)));
    return does(new TreatmentCommand.Discharge(id, List.of(), NURSE));
  }

  Session session(int number) {
    return state.sessionsOf(state.series().getLast()).get(number - 1);
  }

  List<SessionStatus> statuses() {
    return state.sessionsOf(state.series().getLast()).stream().map(Session::status).toList();
  }

  List<String> toldTypes() {
    return told.stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  static String first() {
    return EPISODE + ".s1.1";
  }

  static List<Instant> times(String... times) {
    return Arrays.stream(times).map(Instant::parse).toList();
  }

  static Slot slot(Instant start) {
    return new Slot(CLINIC, start, start.plus(Duration.ofMinutes(135)), "chair-1", "ann", "doc");
  }

  static TreatmentCommand.BookSeries book(List<Instant> times) {
    return new TreatmentCommand.BookSeries(
        ZONE, times.stream().map(TreatmentScenario::slot).toList(), NURSE);
  }

  static Terms terms(int sessions) {
    return terms(sessions, 28, START.plus(Duration.ofDays(90)), START.plus(Duration.ofDays(180)));
  }

  static Terms terms(int sessions, int windowDays, Instant startBy, Instant finishBy) {
    return new Terms(
        CLINIC,
        Modality.IV_RACEMIC,
        sessions,
        40,
        windowDays,
        startBy,
        finishBy,
        "2026-11",
        START.minus(Duration.ofDays(1)));
  }

  static Terms laterTerms(int sessions) {
    Terms terms = terms(sessions);
    return new Terms(
        terms.clinicId(),
        terms.modality(),
        terms.sessionCount(),
        terms.minimumHours(),
        terms.windowDays(),
        terms.startBy(),
        terms.finishBy(),
        terms.ruleSetVersion(),
        START);
  }

  static TreatmentCommand.Approved approval(String approvalId, Terms terms) {
    return new TreatmentCommand.Approved(EPISODE, PATIENT, approvalId, terms);
  }

  static TreatmentCommand.Suspended suspension() {
    return new TreatmentCommand.Suspended(EPISODE, PATIENT, APPROVAL, "new-medication", START);
  }

  static TreatmentCommand.Reinstated reinstatement() {
    return new TreatmentCommand.Reinstated(
        EPISODE, PATIENT, APPROVAL, START.plus(Duration.ofHours(1)));
  }

  static TreatmentCommand.Expired expiry() {
    return new TreatmentCommand.Expired(EPISODE, PATIENT, APPROVAL, START);
  }

  static TreatmentCommand.CrisisFlagged crisis() {
    return new TreatmentCommand.CrisisFlagged(EPISODE, PATIENT, START);
  }

  static TreatmentCommand.CrisisDispositioned disposition(RiskTier tierAfter) {
    return new TreatmentCommand.CrisisDispositioned(
        EPISODE, PATIENT, tierAfter, START.plus(Duration.ofHours(1)));
  }

  static TreatmentCommand.ConsentSigned signed(String kind) {
    return new TreatmentCommand.ConsentSigned(
        EPISODE, PATIENT, kind, "2026-11-01", START.minus(Duration.ofDays(2)));
  }

  static TreatmentCommand.ConsentWithdrawn consentWithdrawn(String kind) {
    return new TreatmentCommand.ConsentWithdrawn(EPISODE, PATIENT, kind, START);
  }

  static TreatmentCommand.Withdrawn withdrawal() {
    return new TreatmentCommand.Withdrawn(EPISODE, PATIENT, START);
  }

  static TreatmentCommand.Start start(String sessionId) {
    return new TreatmentCommand.Start(sessionId, "escort-1", true, NURSE);
  }

  static TreatmentCommand.Move move(String sessionId, String to) {
    return new TreatmentCommand.Move(sessionId, slot(Instant.parse(to)), "patient-asked", NURSE);
  }
}
