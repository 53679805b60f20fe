package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.review.domain.Phase.Approved;
import com.telemedicalservices.review.domain.Phase.AwaitingIntake;
import com.telemedicalservices.review.domain.Phase.Claimed;
import com.telemedicalservices.review.domain.Phase.Closed;
import com.telemedicalservices.review.domain.Phase.Deferred;
import com.telemedicalservices.review.domain.Phase.Ending;
import com.telemedicalservices.review.domain.Phase.InCrisis;
import com.telemedicalservices.review.domain.Phase.InformationRequested;
import com.telemedicalservices.review.domain.Phase.Suspended;
import com.telemedicalservices.review.domain.Phase.Waiting;
import com.telemedicalservices.review.domain.ReviewCommand.ConcernRaised;
import com.telemedicalservices.review.domain.ReviewCommand.Fact;
import com.telemedicalservices.review.domain.ReviewCommand.IntakeAmended;
import com.telemedicalservices.review.domain.ReviewCommand.IntakeLapsed;
import com.telemedicalservices.review.domain.ReviewCommand.IntakeSubmitted;
import com.telemedicalservices.review.domain.ReviewCommand.PatientWithdrew;
import com.telemedicalservices.review.domain.ReviewCommand.RiskSignalled;
import com.telemedicalservices.review.domain.ReviewCommand.SeriesBooked;
import com.telemedicalservices.review.domain.ReviewCommand.SeriesEnded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the other services' facts mean for a review, in every phase and in any order. A fact voids
 * an approval the moment it is known, and takes a review out of the hands of a provider who decides
 * on what is no longer all there is to know (DOMAIN §9, invariant 4).
 */
final class FactRules {

  /** Who tells of intakes. */
  static final String INTAKE = "intake-service";

  private static final String SCHEDULING = "scheduling-service";

  void apply(Turn turn, Fact fact) {
    switch (fact) {
      case IntakeSubmitted submitted -> submitted(turn, submitted);
      case IntakeAmended amended ->
          handedIn(turn, amended.revision(), amended.tier(), "INTAKE_AMENDED", amended.amendedAt());
      case RiskSignalled signalled -> signalled(turn, signalled);
      case ConcernRaised concern -> concern(turn, concern);
      case PatientWithdrew withdrew -> withdrew(turn, withdrew.reasonCode());
      case IntakeLapsed lapsed -> lapsed(turn);
      case SeriesBooked booked -> booked(turn, booked);
      case SeriesEnded ended -> ended(turn, ended);
    }
  }

  private static void submitted(Turn turn, IntakeSubmitted submitted) {
    if (turn.file().clinicId() == null) {
      turn.learn(turn.file().withClinic(submitted.clinicId()));
    }
    handedIn(
        turn, submitted.revision(), submitted.tier(), "INTAKE_SUBMITTED", submitted.submittedAt());
  }

  private static void handedIn(
      Turn turn, int revision, RiskTier tier, String reasonCode, Instant at) {
    CaseFile before = turn.file();
    CaseFile file = before.withIntakeTier(tier);
    // Told before, by an earlier revision or by the flag itself, it may have been dealt with.
    boolean newlyHigh = tier == RiskTier.HIGH && before.intakeTier() != RiskTier.HIGH;
    boolean newRevision = revision > file.revision();
    turn.learn(newRevision ? file.withRevision(revision) : file);
    if (newRevision) {
      revised(turn, reasonCode, at);
    }
    if (newlyHigh) {
      enterCrisis(turn, INTAKE, at);
    }
    if (newRevision && !(turn.phase() instanceof Closed)) {
      open(turn);
    }
  }

  /** There is a new dossier, so whoever decides must read it first. */
  private static void revised(Turn turn, String reasonCode, Instant at) {
    switch (turn.phase()) {
      case AwaitingIntake _, Claimed _, InformationRequested _, Deferred _ ->
          turn.move(new Waiting(), INTAKE, reasonCode, notAhead(turn, at));
      case Waiting _, InCrisis _, Suspended _, Closed _ -> turn.note(INTAKE, reasonCode);
      case Approved(Approval approval) -> suspend(turn, approval, INTAKE, reasonCode);
    }
  }

  static void open(Turn turn) {
    CaseFile file = turn.file();
    Instant dueBy = turn.queue().dueBy();
    turn.tell(
        new ReviewEvent.ReviewOpened(
            file.patientId(),
            file.episodeId(),
            file.revision(),
            file.tier(),
            dueBy == null ? turn.now() : dueBy,
            turn.now()));
  }

  private static void signalled(Turn turn, RiskSignalled signalled) {
    CaseFile file = turn.file();
    if (file.knowsSignal(signalled.signalId())) {
      return;
    }
    CaseFile after =
        file.withSignal(
            new CaseFile.Told(
                signalled.signalId(), signalled.source(), signalled.at(), signalled.service()));
    boolean byIntake = signalled.service().equals(INTAKE);
    turn.learn(byIntake ? after.withIntakeTier(RiskTier.HIGH) : after);
    enterCrisis(turn, signalled.service(), signalled.at());
  }

  /** A clock runs since the patient acted, not since this service heard of it. */
  private static Instant notAhead(Turn turn, Instant at) {
    return at.isBefore(turn.now()) ? at.truncatedTo(ChronoUnit.MILLIS) : turn.now();
  }

  private static void enterCrisis(Turn turn, String actor, Instant at) {
    String reasonCode = "HIGH_RISK_TIER";
    Instant since = notAhead(turn, at);
    switch (turn.phase()) {
      case AwaitingIntake _, Waiting _, Claimed _, InformationRequested _, Deferred _ ->
          turn.move(new InCrisis(since, null, null), actor, reasonCode, since);
      case InCrisis _ -> turn.note(actor, reasonCode);
      case Approved approved -> {
        Suspended suspended = new Suspended(approved.approval(), reasonCode, turn.now());
        turn.move(new InCrisis(since, suspended, null), actor, reasonCode, since);
        tellSuspended(turn, approved.approval(), reasonCode);
      }
      case Suspended suspended ->
          turn.move(new InCrisis(since, suspended, null), actor, reasonCode, since);
      // The episode is over; the alert of the follow-up service owns what happens to the patient.
      case Closed _ -> turn.note(actor, reasonCode);
    }
  }

  static void concern(Turn turn, ConcernRaised raised) {
    CaseFile file = turn.file();
    if (file.knowsConcern(raised.concernId())) {
      return;
    }
    turn.learn(
        file.withConcern(
            new CaseFile.Told(
                raised.concernId(), raised.reasonCode(), raised.at(), raised.service())));
    String actor = raised.service();
    String reasonCode = raised.reasonCode();
    switch (turn.phase()) {
      case AwaitingIntake _, Waiting _, InCrisis _, Suspended _, Closed _ ->
          turn.note(actor, reasonCode);
      case Claimed _, InformationRequested _, Deferred _ ->
          turn.move(new Waiting(), actor, reasonCode);
      case Approved(Approval approval) -> suspend(turn, approval, actor, reasonCode);
    }
  }

  private static void suspend(Turn turn, Approval approval, String actor, String reasonCode) {
    suspend(turn, approval, actor, reasonCode, turn.now());
  }

  static void suspend(
      Turn turn, Approval approval, String actor, String reasonCode, Instant since) {
    turn.move(new Suspended(approval, reasonCode, since), actor, reasonCode, since);
    tellSuspended(turn, approval, reasonCode);
  }

  static void tellSuspended(Turn turn, Approval approval, String reasonCode) {
    CaseFile file = turn.file();
    turn.tell(
        new ReviewEvent.ApprovalSuspended(
            file.patientId(), file.episodeId(), approval.approvalId(), reasonCode, turn.now()));
  }

  private static void withdrew(Turn turn, String reasonCode) {
    Instant now = turn.now();
    switch (turn.phase()) {
      case AwaitingIntake _, Waiting _, Claimed _, InformationRequested _, Deferred _ ->
          turn.move(new Closed(Ending.WITHDRAWN, reasonCode, now, null), INTAKE, reasonCode);
      case InCrisis crisis -> endAfter(turn, crisis, Ending.WITHDRAWN, INTAKE, reasonCode);
      case Approved(Approval approval) -> {
        turn.move(new Closed(Ending.WITHDRAWN, reasonCode, now, approval), INTAKE, reasonCode);
        tellSuspended(turn, approval, "PATIENT_WITHDREW");
      }
      case Suspended suspended ->
          turn.move(
              new Closed(Ending.WITHDRAWN, reasonCode, now, suspended.approval()),
              INTAKE,
              reasonCode);
      case Closed _ -> {}
    }
  }

  /** A crisis outlives whatever would have ended the review; the first such ending is kept. */
  static void endAfter(Turn turn, InCrisis crisis, Ending ending, String actor, String reasonCode) {
    if (crisis.ending() != null) {
      return;
    }
    Suspended suspended = crisis.suspended();
    Approval approval = suspended == null ? null : suspended.approval();
    Closed closed = new Closed(ending, reasonCode, turn.now(), approval);
    turn.move(new InCrisis(crisis.since(), suspended, closed), actor, reasonCode);
  }

  private static void lapsed(Turn turn) {
    if (turn.file().revision() > 0) {
      return;
    }
    switch (turn.phase()) {
      case AwaitingIntake _ ->
          turn.move(
              new Closed(Ending.WITHDRAWN, "INTAKE_LAPSED", turn.now(), null),
              INTAKE,
              "INTAKE_LAPSED");
      case InCrisis crisis -> endAfter(turn, crisis, Ending.WITHDRAWN, INTAKE, "INTAKE_LAPSED");
      case Waiting _, Claimed _, InformationRequested _, Deferred _ -> {}
      case Approved _, Suspended _, Closed _ -> {}
    }
  }

  private static void booked(Turn turn, SeriesBooked booked) {
    switch (turn.phase()) {
      case Approved(Approval approval) -> {
        if (isFirstSeriesOf(approval, booked)) {
          turn.move(new Approved(approval.with(booked.seriesId())), SCHEDULING, "SERIES_BOOKED");
        }
      }
      case Suspended suspended -> {
        if (isFirstSeriesOf(suspended.approval(), booked)) {
          turn.move(with(suspended, booked), SCHEDULING, "SERIES_BOOKED");
        }
      }
      case InCrisis crisis -> {
        Suspended suspended = crisis.suspended();
        if (suspended != null && isFirstSeriesOf(suspended.approval(), booked)) {
          turn.move(
              new InCrisis(crisis.since(), with(suspended, booked), crisis.ending()),
              SCHEDULING,
              "SERIES_BOOKED");
        }
      }
      case AwaitingIntake _, Waiting _, Claimed _, InformationRequested _, Deferred _ -> {}
      case Closed _ -> {}
    }
  }

  private static boolean isFirstSeriesOf(Approval approval, SeriesBooked booked) {
    return approval.seriesId() == null && approval.approvalId().equals(booked.approvalId());
  }

  private static Suspended with(Suspended suspended, SeriesBooked booked) {
    return new Suspended(
        suspended.approval().with(booked.seriesId()), suspended.reasonCode(), suspended.since());
  }

  private static void ended(Turn turn, SeriesEnded ended) {
    Ending ending = ended.completed() ? Ending.COMPLETED : Ending.DISCONTINUED;
    String reasonCode = ended.reasonCode();
    switch (turn.phase()) {
      case Approved(Approval approval) -> {
        if (isOfOrUnknownTo(approval, ended)) {
          turn.move(new Closed(ending, reasonCode, turn.now(), approval), SCHEDULING, reasonCode);
        }
      }
      case Suspended suspended -> {
        if (isOfOrUnknownTo(suspended.approval(), ended)) {
          turn.move(
              new Closed(ending, reasonCode, turn.now(), suspended.approval()),
              SCHEDULING,
              reasonCode);
        }
      }
      case InCrisis crisis -> {
        Suspended suspended = crisis.suspended();
        if (suspended != null && isOfOrUnknownTo(suspended.approval(), ended)) {
          endAfter(turn, crisis, ending, SCHEDULING, reasonCode);
        }
      }
      case AwaitingIntake _, Waiting _, Claimed _, InformationRequested _, Deferred _ -> {}
      case Closed _ -> {}
    }
  }

  /** That a series is over may be heard before that it was booked. */
  private static boolean isOfOrUnknownTo(Approval approval, SeriesEnded ended) {
    return approval.seriesId() == null || approval.seriesId().equals(ended.seriesId());
  }
}
