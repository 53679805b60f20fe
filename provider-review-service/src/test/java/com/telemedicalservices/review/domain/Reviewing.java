package com.telemedicalservices.review.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Modality;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.review.CandidacyCase;
import com.telemedicalservices.review.CandidacyRules;
import com.telemedicalservices.review.WorkUpPlans;
import com.telemedicalservices.review.domain.ReviewCommand.Approve;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.review.domain.ReviewCommand.ConcernRaised;
import com.telemedicalservices.review.domain.ReviewCommand.Decline;
import com.telemedicalservices.review.domain.ReviewCommand.Defer;
import com.telemedicalservices.review.domain.ReviewCommand.DossierArrived;
import com.telemedicalservices.review.domain.ReviewCommand.IntakeAmended;
import com.telemedicalservices.review.domain.ReviewCommand.IntakeLapsed;
import com.telemedicalservices.review.domain.ReviewCommand.IntakeSubmitted;
import com.telemedicalservices.review.domain.ReviewCommand.PatientWithdrew;
import com.telemedicalservices.review.domain.ReviewCommand.RecordResult;
import com.telemedicalservices.review.domain.ReviewCommand.Reinstate;
import com.telemedicalservices.review.domain.ReviewCommand.RequestInformation;
import com.telemedicalservices.review.domain.ReviewCommand.RiskSignalled;
import com.telemedicalservices.review.domain.ReviewCommand.SeriesBooked;
import com.telemedicalservices.review.domain.ReviewCommand.SeriesEnded;
import com.telemedicalservices.review.domain.ReviewCommand.Suspend;
import com.telemedicalservices.review.domain.ReviewCommand.TimePassed;
import com.telemedicalservices.review.domain.ReviewCommand.WriteDisposition;
import com.telemedicalservices.review.domain.candidacy.Condition;
import com.telemedicalservices.review.domain.candidacy.Outcome;
import com.telemedicalservices.review.domain.candidacy.RuleSet;
import com.telemedicalservices.review.domain.workup.Checklist;
import com.telemedicalservices.review.domain.workup.Item;
import com.telemedicalservices.review.domain.workup.Result;
import com.telemedicalservices.review.domain.workup.WorkUpPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One review told as a story: when this, after so long, then that. */
final class Reviewing {

  static final String EPISODE = "episode-1";
  static final String PATIENT = "patient-1";

  /** A Monday, nine in the morning in Phoenix. */
  static final Instant START = Instant.parse("2026-11-23T16:00:00Z");

  static final ReviewPolicy POLICY =
      ReviewPolicy.defaults()
          .with(
              List.of(
                  provider("prov-1", "2099-12-31", "AZ"),
                  provider("prov-2", "2099-12-31", "AZ", "CA"),
                  provider("prov-3", "2026-11-23", "AZ"),
                  provider("prov-ca", "2099-12-31", "CA")));

  static final Scope SIX = new Scope(Modality.IV_RACEMIC, 6, 40, 28, null, List.of());

  /** For what does not depend on the rules of candidacy. */
  static final RuleSet NO_RULES = new RuleSet("none", List.of(), List.of());

  /** For what does not depend on the work-up: nobody needs anything, but it may be recorded. */
  static final WorkUpPlan NO_WORK_UP =
      new WorkUpPlan(
          "none",
          Period.ofYears(2),
          List.of(
              new Item(
                  "LIVER_PANEL",
                  "2.4",
                  "Liver panel",
                  List.of(),
                  new Condition.Any(List.of()),
                  null,
                  Set.of(Result.NORMAL, Result.ABNORMAL),
                  Map.of(Result.ABNORMAL, Outcome.HOLD),
                  "nobody",
                  "Nobody needs it.")));

  /** The rules and the work-up as they are shipped. */
  static final Basis SHIPPED = new Basis(POLICY, CandidacyRules.shipped(), WorkUpPlans.shipped());

  private Basis basis;
  private Review review;
  private @Nullable ReviewState state;
  private Instant now = START;
  private List<ReviewEvent> events = List.of();
  private @Nullable Rejection rejection;

  Reviewing() {
    this(POLICY);
  }

  Reviewing(ReviewPolicy policy) {
    this(policy, NO_RULES);
  }

  Reviewing(ReviewPolicy policy, RuleSet rules) {
    this(new Basis(policy, rules, NO_WORK_UP));
  }

  Reviewing(Basis basis) {
    this.basis = basis;
    this.review = new Review(basis);
  }

  static ReviewPolicy.Provider provider(String id, String until, String... states) {
    return new ReviewPolicy.Provider(id, Set.of(states), LocalDate.parse(until));
  }

  /** A review that has come to this status on its usual way. */
  static Reviewing inStatus(Status status) {
    Reviewing reviewing = new Reviewing();
    return switch (status) {
      case AWAITING_INTAKE -> reviewing.when(concern("change-0"));
      case WAITING -> reviewing.when(submitted(RiskTier.LOW));
      case CLAIMED -> inStatus(Status.WAITING).when(new Claim("prov-1"));
      case INFORMATION_REQUESTED ->
          inStatus(Status.CLAIMED).when(new RequestInformation("prov-1", "LAB_RESULTS_MISSING"));
      case DEFERRED ->
          inStatus(Status.CLAIMED)
              .when(
                  new Defer(
                      "prov-1", "AZ", "AWAITING_CARDIOLOGY", START.plus(Duration.ofDays(21))));
      case CRISIS -> reviewing.when(submitted(RiskTier.HIGH));
      case APPROVED -> inStatus(Status.CLAIMED).when(dossier(1)).when(approve());
      case SUSPENDED -> inStatus(Status.APPROVED).when(new Suspend("prov-1", "BP_TOO_HIGH"));
      case DECLINED -> inStatus(Status.CLAIMED).when(new Decline("prov-1", "AZ", "PSYCHOSIS"));
      case WITHDRAWN -> inStatus(Status.WAITING).when(withdrew());
      case DISCONTINUED ->
          inStatus(Status.SUSPENDED).when(new Decline("prov-1", "AZ", "BP_TOO_HIGH"));
      case EXPIRED -> inStatus(Status.APPROVED).after(Duration.ofDays(91)).timePasses();
      case COMPLETED -> inStatus(Status.APPROVED).when(booked()).when(completed());
    };
  }

  static IntakeSubmitted submitted(RiskTier tier) {
    return new IntakeSubmitted(EPISODE, PATIENT, "phoenix", 1, tier, START);
  }

  static IntakeAmended amended(int revision, RiskTier tier) {
    return new IntakeAmended(EPISODE, PATIENT, revision, tier, START);
  }

  static RiskSignalled flagged(String id) {
    return new RiskSignalled(EPISODE, PATIENT, id, "c-ssrs-screener", "intake-service", START);
  }

  static RiskSignalled highCheckIn(String id) {
    return new RiskSignalled(EPISODE, PATIENT, id, "check-in", "care-followup-service", START);
  }

  static ConcernRaised concern(String id) {
    return new ConcernRaised(EPISODE, PATIENT, id, "MEDICATION_CHANGED", "intake-service", START);
  }

  static PatientWithdrew withdrew() {
    return new PatientWithdrew(EPISODE, PATIENT, "COST");
  }

  static IntakeLapsed lapsed() {
    return new IntakeLapsed(EPISODE, PATIENT);
  }

  static SeriesBooked booked() {
    return new SeriesBooked(EPISODE, PATIENT, "series-1", EPISODE + ".a1");
  }

  static SeriesEnded completed() {
    return new SeriesEnded(EPISODE, PATIENT, "series-1", true, "SERIES_COMPLETED");
  }

  static SeriesEnded stopped() {
    return new SeriesEnded(EPISODE, PATIENT, "series-1", false, "PATIENT_REQUEST");
  }

  static Approve approve() {
    return new Approve("prov-1", "AZ", SIX);
  }

  static Reinstate reinstate() {
    return new Reinstate("prov-2", "AZ", "BP_CONTROLLED");
  }

  static WriteDisposition disposition(Disposition.Code code, RiskTier tierAfter) {
    return new WriteDisposition("prov-2", "AZ", code, tierAfter, "SPOKEN_TO_PATIENT");
  }

  static WriteDisposition safe() {
    return disposition(Disposition.Code.SAFETY_PLAN_COMPLETED, RiskTier.MODERATE);
  }

  static DossierArrived dossier(int revision) {
    return dossier(revision, "AZ", Set.of());
  }

  static DossierArrived dossier(int revision, String patientState, Set<String> authors) {
    return new DossierArrived(
        new Dossier(
            revision, START, RiskTier.LOW, List.of(), List.of(), null, patientState, authors));
  }

  /** The dossier of somebody nothing stands in the way of, but for these answers. */
  static DossierArrived answered(int revision, String... itemsAndValues) {
    Map<String, String> answers = new HashMap<>(CandidacyCase.harmless().answersByItem());
    for (int i = 0; i < itemsAndValues.length; i += 2) {
      answers.put(itemsAndValues[i], itemsAndValues[i + 1]);
    }
    return new DossierArrived(
        new Dossier(
            revision,
            START,
            RiskTier.LOW,
            List.of(new Dossier.FormResult("phq-9", "1.0.0", 18, "MODERATELY_SEVERE")),
            answers.entrySet().stream()
                .map(answer -> new Dossier.GivenAnswer(answer.getKey(), answer.getValue()))
                .toList(),
            "AZ",
            "AZ",
            Set.of()));
  }

  static RecordResult result(String item, Result result, String takenOn) {
    return result(item, result, takenOn, null);
  }

  static RecordResult result(
      String item, Result result, String takenOn, @Nullable String corrects) {
    return new RecordResult(
        "prov-1", item, result, LocalDate.parse(takenOn), "document-1", corrects);
  }

  Reviewing when(ReviewCommand command) {
    switch (review.decide(state, command, now)) {
      case Decision.Accepted<ReviewState, ReviewEvent>(var after, var told) -> {
        state = after;
        events = told;
        rejection = null;
      }
      case Decision.Rejected<ReviewState, ReviewEvent>(var why) -> {
        events = List.of();
        rejection = why;
      }
    }
    return this;
  }

  /** From now on the policy is another. */
  Reviewing under(ReviewPolicy policy) {
    return under(new Basis(policy, basis.rules(), basis.workUp()));
  }

  /** From now on everything may be another. */
  Reviewing under(Basis other) {
    basis = other;
    review = new Review(other);
    return this;
  }

  Reviewing after(Duration time) {
    now = now.plus(time);
    return this;
  }

  Reviewing timePasses() {
    return when(new TimePassed());
  }

  /** Gives the clock's command whenever it is due, as a worker does, for so long. */
  Reviewing liveThrough(Duration time) {
    Instant end = now.plus(time);
    for (Instant due = dueAt(); due != null && !due.isAfter(end); due = dueAt()) {
      now = due.isAfter(now) ? due : now;
      timePasses();
    }
    now = end;
    return this;
  }

  Reviewing isAccepted() {
    assertThat(rejection).isNull();
    return this;
  }

  Reviewing isRefused(Rejection.Kind kind, String code) {
    assertThat(rejection).isNotNull();
    assertThat(rejection.kind()).isEqualTo(kind);
    assertThat(rejection.code()).isEqualTo(code);
    return this;
  }

  Reviewing isRefused(String code) {
    return isRefused(Rejection.Kind.CONFLICT, code);
  }

  Reviewing stands(Status status) {
    assertThat(state().phase().status()).isEqualTo(status);
    assertThat(state().queue().status()).isEqualTo(status);
    return this;
  }

  Reviewing tells(Class<?>... types) {
    assertThat(events).<Class<?>>extracting(ReviewEvent::getClass).containsExactly(types);
    return this;
  }

  Reviewing tellsNothing() {
    assertThat(events).isEmpty();
    return this;
  }

  ReviewState state() {
    assertThat(state).isNotNull();
    return state;
  }

  @Nullable Instant dueAt() {
    return review.dueAt(state());
  }

  Checklist checklist() {
    return state().checklist(basis, now).orElseThrow();
  }

  Instant now() {
    return now;
  }

  List<ReviewEvent> events() {
    return events;
  }

  @Nullable Rejection rejection() {
    return rejection;
  }
}
