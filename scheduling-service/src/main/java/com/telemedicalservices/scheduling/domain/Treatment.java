package com.telemedicalservices.scheduling.domain;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.contracts.SchedulingEvent.BookedSession;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.scheduling.domain.Session.Transition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a treatment: a series is booked whole or not at all, and whether it may go on is
 * asked again with everything that is heard, and at the start of every infusion.
 */
public final class Treatment
    implements Aggregate<TreatmentState, TreatmentCommand, SchedulingEvent> {

  private static final String CLOCK = "clock";
  private static final String PATIENT_WITHDREW = SchedulingEvent.SeriesStopped.PATIENT_WITHDREW;

  private final SchedulingPolicy policy;

  public Treatment(SchedulingPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Decision<TreatmentState, SchedulingEvent> decide(
      @Nullable TreatmentState state, TreatmentCommand command, Instant now) {
    return switch (command) {
      case TreatmentCommand.Fact fact ->
          hear(
              state == null ? TreatmentState.unheardOf(fact.episodeId(), fact.patientId()) : state,
              fact,
              now);
      case TreatmentCommand.BookSeries book ->
          state == null
              ? Decision.unknown("unknown-episode", "There is no approved episode of this id.")
              : book(state, book, now);
      case TreatmentCommand.OfSession ofSession -> {
        Session session = state == null ? null : state.session(ofSession.sessionId());
        yield state == null || session == null
            ? Decision.unknown("unknown-session", "There is no session of this id.")
            : ofSession(state, session, ofSession, now);
      }
      case TreatmentCommand.TimePassed() ->
          state == null
              ? Decision.unknown("unknown-episode", "There is no episode of this id.")
              : timePassed(state, now);
    };
  }

  private Decision<TreatmentState, SchedulingEvent> hear(
      TreatmentState state, TreatmentCommand.Fact fact, Instant now) {
    Draft draft =
        switch (fact) {
          case TreatmentCommand.Approved f ->
              ofReview(
                  state.withApproval(f.approvalId(), approval -> approval.with(f.terms())), now);
          case TreatmentCommand.Suspended f ->
              ofReview(
                  state.withApproval(
                      f.approvalId(), approval -> approval.suspended(f.at(), f.reasonCode())),
                  now);
          case TreatmentCommand.Reinstated f ->
              ofReview(
                  state.withApproval(f.approvalId(), approval -> approval.reinstated(f.at())), now);
          case TreatmentCommand.Expired f ->
              ofReview(
                  state.withApproval(f.approvalId(), approval -> approval.expired(f.at())), now);
          case TreatmentCommand.CrisisDispositioned f ->
              ofReview(
                  f.tierAfter() == RiskTier.HIGH ? state : state.withCrisisCleared(f.flagsUntil()),
                  now);
          case TreatmentCommand.CrisisFlagged f -> ofIntake(state.withCrisis(f.at()), now);
          case TreatmentCommand.ConsentSigned f ->
              ofIntake(
                  state.withConsent(f.kind(), consent -> consent.signed(f.version(), f.at())), now);
          case TreatmentCommand.ConsentWithdrawn f ->
              ofIntake(state.withConsent(f.kind(), consent -> consent.withdrawn(f.at())), now);
          case TreatmentCommand.Withdrawn f -> ofIntake(state.withdrawn(f.at()), now);
        };
    draft.reconsider();
    draft.settle();
    return draft.decision();
  }

  private Draft ofReview(TreatmentState state, Instant now) {
    return new Draft(state, "provider-review-service", now);
  }

  private Draft ofIntake(TreatmentState state, Instant now) {
    return new Draft(state, "intake-service", now);
  }

  /** Why no series can be booked at all for this treatment; null when one can. */
  public @Nullable Rejection whyNotBookable(TreatmentState state, Instant now) {
    if (state.withdrawnAt() != null) {
      return conflict("episode-ended", "The patient has ended this episode; begin a new one.");
    }
    Approval approval = state.latestApproval();
    if (approval == null) {
      return conflict("not-approved", "Wait until a provider has approved the patient.");
    }
    List<Obstacle> obstacles = obstacles(state, approval, now);
    if (!obstacles.isEmpty()) {
      return conflict(obstacles.getFirst().code(), obstacles.getFirst().detail());
    }
    Series live = state.live();
    if (live != null) {
      return conflict(
              "series-exists",
              "Move or cancel sessions of the series there is, or wait for its end.")
          .with(Map.of("seriesId", live.seriesId()));
    }
    return sessionsLeft(state) < 1
        ? conflict("approval-used", "This approval has been used; ask for a new one.")
        : null;
  }

  /**
   * How many sessions may still be booked under the approval given last. None once a series under
   * it is over: its review is closed with it, and nobody is left who could suspend it (DOMAIN §9,
   * invariants 1 and 4).
   */
  public int sessionsLeft(TreatmentState state) {
    Approval approval = state.latestApproval();
    Terms terms = approval == null ? null : approval.terms();
    if (approval == null || terms == null) {
      return 0;
    }
    List<Series> under =
        state.series().stream()
            .filter(series -> series.approvalId().equals(approval.approvalId()))
            .toList();
    if (under.stream().anyMatch(series -> !series.status().isLive())) {
      return 0;
    }
    long used =
        under.stream()
            .flatMap(series -> state.sessionsOf(series).stream())
            .filter(Session::counts)
            .count();
    return Math.toIntExact(Math.max(0, terms.sessionCount() - used));
  }

  /** The first moment at which the next series is proposed to start. */
  public Instant earliestStart(TreatmentState state, Terms terms, ZoneId zone, Instant now) {
    Instant lastInfusion = infusionBefore(state);
    Instant noticed = now.plus(policy.shortestNotice());
    return lastInfusion == null
        ? noticed
        : Times.later(noticed, terms.earliestAfter(lastInfusion, zone, policy));
  }

  private Decision<TreatmentState, SchedulingEvent> book(
      TreatmentState state, TreatmentCommand.BookSeries command, Instant now) {
    Rejection refusal = whyNotBookable(state, now);
    if (refusal != null) {
      return new Decision.Rejected<>(refusal);
    }
    List<Slot> slots = command.slots();
    Approval approval = Objects.requireNonNull(state.latestApproval());
    Terms terms = Objects.requireNonNull(approval.terms());
    if (slots.isEmpty()) {
      return Decision.invalid("no-sessions", "Choose the times of the sessions.");
    }
    if (slots.stream().anyMatch(slot -> !slot.clinicId().equals(terms.clinicId()))) {
      return Decision.invalid("other-clinic", "Book at the clinic the approval names.");
    }
    if (slots.size() > sessionsLeft(state)) {
      return new Decision.Rejected<>(broken(Terms.Breach.TOO_MANY_SESSIONS));
    }
    Rejection wrongTime = whyNotAtTimes(state, terms, command.zone(), slots, slots, now);
    if (wrongTime != null) {
      return new Decision.Rejected<>(wrongTime);
    }
    String seriesId = state.episodeId() + ".s" + (state.series().size() + 1);
    Series series =
        new Series(
            seriesId,
            approval.approvalId(),
            terms.clinicId(),
            command.zone(),
            Series.Status.BOOKED,
            now,
            command.actor(),
            policy.version(),
            null,
            null);
    List<Session> sessions = new ArrayList<>(state.sessions());
    List<BookedSession> booked = new ArrayList<>();
    for (int number = 1; number <= slots.size(); number++) {
      Session session = Session.planned(seriesId, number, slots.get(number - 1));
      sessions.add(session);
      booked.add(
          new BookedSession(
              session.sessionId(), number, session.slot().startsAt(), session.slot().endsAt()));
    }
    return Decision.accept(
        state.with(series).withSessions(sessions),
        new SchedulingEvent.SeriesBooked(
            state.patientId(),
            state.episodeId(),
            seriesId,
            approval.approvalId(),
            terms.clinicId(),
            command.zone(),
            booked,
            now));
  }

  private Decision<TreatmentState, SchedulingEvent> move(
      TreatmentState state, Session session, TreatmentCommand.Move command, Instant now) {
    Rejection refusal = whyNotMovable(state, session, command.slot(), now);
    if (refusal != null) {
      return new Decision.Rejected<>(refusal);
    }
    Draft draft = new Draft(state, command.actor(), now);
    draft.move(session, command.slot(), command.reasonCode());
    return draft.decision();
  }

  /** Why a session cannot be given this slot; null when it can. */
  public @Nullable Rejection whyNotMovable(
      TreatmentState state, Session session, Slot slot, Instant now) {
    Series live = state.live();
    if (live == null
        || (session.status() != SessionStatus.PLANNED
            && session.status() != SessionStatus.CONFIRMED)) {
      return wrongState(session);
    }
    Approval approval = state.approval(live.approvalId());
    Terms terms = approval == null ? null : approval.terms();
    if (approval == null || terms == null) {
      return conflict("not-approved", "Wait until a provider has approved the patient.");
    }
    List<Obstacle> obstacles = obstacles(state, approval, now);
    if (!obstacles.isEmpty()) {
      return conflict(obstacles.getFirst().code(), obstacles.getFirst().detail());
    }
    if (!slot.clinicId().equals(live.clinicId())) {
      return invalid("other-clinic", "Move sessions within the clinic of the series.");
    }
    if (slot.startsAt().equals(session.slot().startsAt())) {
      return invalid("same-time", "Choose another time than the session has.");
    }
    List<Slot> all =
        state.sessionsOf(live).stream()
            .filter(Session::counts)
            .map(one -> one.sessionId().equals(session.sessionId()) ? slot : one.slot())
            .sorted(Comparator.comparing(Slot::startsAt))
            .toList();
    return whyNotAtTimes(state, terms, live.zone(), List.of(slot), all, now);
  }

  /**
   * Free times a session could be moved to, the nearest to a wanted one first.
   *
   * @param availability what is free once the session gives up the time it has
   */
  public List<Instant> timesToMoveTo(
      TreatmentState state,
      Session session,
      Availability availability,
      Instant wanted,
      Instant now,
      int limit) {
    LocalDate day = LocalDate.ofInstant(wanted, availability.zone());
    long days = policy.longestGap().toDays();
    return availability
        .starts(day.minusDays(days), day.plusDays(days), policy.proposalStep())
        .stream()
        .sorted(Comparator.comparing(start -> Duration.between(wanted, start).abs()))
        .filter(start -> isMovableTo(state, session, availability.assign(start, 0), now))
        .limit(limit)
        .toList();
  }

  private boolean isMovableTo(
      TreatmentState state, Session session, @Nullable Slot slot, Instant now) {
    return slot != null && whyNotMovable(state, session, slot, now) == null;
  }

  private @Nullable Rejection whyNotAtTimes(
      TreatmentState state,
      Terms terms,
      String zone,
      List<Slot> chosen,
      List<Slot> all,
      Instant now) {
    Duration length = policy.sessionLength();
    for (Slot slot : chosen) {
      if (!Cells.onGrid(slot.startsAt()) || !slot.startsAt().plus(length).equals(slot.endsAt())) {
        return invalid("off-grid", "Choose starts at whole quarters of an hour.");
      }
      if (!slot.startsAt().isAfter(now)) {
        return invalid("in-the-past", "Choose times in the future.");
      }
    }
    List<Instant> starts = all.stream().map(Slot::startsAt).toList();
    ZoneId zoneId = ZoneId.of(zone);
    Terms.Breach breach = terms.breachOf(starts, length, zoneId, policy);
    if (breach != null) {
      return broken(breach);
    }
    Instant infusionBefore = infusionBefore(state);
    return infusionBefore != null
            && starts.getFirst().isBefore(terms.earliestAfter(infusionBefore, zoneId, policy))
        ? broken(Terms.Breach.INTERVAL_TOO_SHORT)
        : null;
  }

  // The last infusion of the series that are over.
  private static @Nullable Instant infusionBefore(TreatmentState state) {
    Series live = state.live();
    return state.sessions().stream()
        .filter(session -> live == null || !session.seriesId().equals(live.seriesId()))
        .map(Session::infusionStartedAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static List<Obstacle> obstacles(
      TreatmentState state, @Nullable Approval approval, Instant now) {
    List<Obstacle> obstacles = new ArrayList<>();
    if (approval != null) {
      switch (approval.standing()) {
        case CURRENT -> {
          Terms terms = approval.terms();
          if (terms != null && !now.isBefore(terms.finishBy())) {
            obstacles.add(Obstacle.APPROVAL_EXPIRED);
          }
        }
        case SUSPENDED -> obstacles.add(Obstacle.APPROVAL_SUSPENDED);
        case EXPIRED -> obstacles.add(Obstacle.APPROVAL_EXPIRED);
      }
    }
    if (state.isCrisisOpen()) {
      obstacles.add(Obstacle.CRISIS_OPEN);
    }
    if (state.consents().stream().anyMatch(Consent::isWithdrawn)) {
      obstacles.add(Obstacle.CONSENT_WITHDRAWN);
    }
    return obstacles;
  }

  private Decision<TreatmentState, SchedulingEvent> ofSession(
      TreatmentState state, Session session, TreatmentCommand.OfSession command, Instant now) {
    return switch (command) {
      case TreatmentCommand.Move move -> move(state, session, move, now);
      case TreatmentCommand.Cancel cancel ->
          step(state, session, SessionStatus.CANCELLED, command, cancel.reasonCode(), now);
      case TreatmentCommand.Confirm _ ->
          step(state, session, SessionStatus.CONFIRMED, command, "confirmed", now);
      case TreatmentCommand.CheckIn _ -> checkIn(state, session, command, now);
      case TreatmentCommand.Start start -> start(state, session, start, now);
      case TreatmentCommand.Pause pause ->
          step(state, session, SessionStatus.PAUSED, command, pause.reasonCode(), now);
      case TreatmentCommand.Resume _ ->
          // Only a halted pump is resumed; to start it is another command, behind the gate.
          session.status() == SessionStatus.PAUSED
              ? step(state, session, SessionStatus.INFUSING, command, "resumed", now)
              : new Decision.Rejected<>(wrongState(session));
      case TreatmentCommand.Stop stop ->
          step(state, session, SessionStatus.STOPPED, command, stop.reasonCode(), now);
      case TreatmentCommand.Finish _ ->
          step(state, session, SessionStatus.RECOVERY, command, "infusion-ended", now);
      case TreatmentCommand.Discharge discharge -> discharge(state, session, discharge, now);
      case TreatmentCommand.Transfer transfer ->
          step(state, session, SessionStatus.TRANSFERRED, command, transfer.reasonCode(), now);
      case TreatmentCommand.NoShow _ -> noShow(state, session, command, now);
    };
  }

  private Decision<TreatmentState, SchedulingEvent> step(
      TreatmentState state,
      Session session,
      SessionStatus to,
      TreatmentCommand.OfSession command,
      String reasonCode,
      Instant now) {
    if (!session.status().mayBecome(to)) {
      return new Decision.Rejected<>(wrongState(session));
    }
    Draft draft = new Draft(state, command.actor(), now);
    draft.step(session, to, reasonCode);
    draft.settle();
    return draft.decision();
  }

  private Decision<TreatmentState, SchedulingEvent> checkIn(
      TreatmentState state, Session session, TreatmentCommand.OfSession command, Instant now) {
    Instant earliest = session.slot().startsAt().minus(policy.earliestCheckIn());
    return session.status().mayBecome(SessionStatus.CHECKED_IN) && now.isBefore(earliest)
        ? tooEarly("Check the patient in on the day, shortly before the session.", earliest)
        : step(state, session, SessionStatus.CHECKED_IN, command, "arrived", now);
  }

  private Decision<TreatmentState, SchedulingEvent> start(
      TreatmentState state, Session session, TreatmentCommand.Start command, Instant now) {
    if (!session.status().isBeforeInfusion()) {
      return new Decision.Rejected<>(wrongState(session));
    }
    List<String> failed = closedGates(state, session, command, now);
    String escort = command.escortReference();
    if (!failed.isEmpty() || escort == null) {
      return new Decision.Rejected<>(
          conflict("start-gate", "Do not start: put right what failed, or block the session.")
              .with(Map.of("failed", failed)));
    }
    return step(
        state.with(session.withEscort(escort)),
        session.withEscort(escort),
        SessionStatus.INFUSING,
        command,
        "gate-passed",
        now);
  }

  // The go / no-go gate (DOMAIN §4.2): the codes of what is not as it must be.
  private List<String> closedGates(
      TreatmentState state, Session session, TreatmentCommand.Start command, Instant now) {
    List<String> failed = new ArrayList<>();
    if (session.status() != SessionStatus.CHECKED_IN) {
      failed.add("not-checked-in");
    }
    Series series = Objects.requireNonNull(state.series(session.seriesId()));
    Approval approval = state.approval(series.approvalId());
    Terms terms = approval == null ? null : approval.terms();
    if (terms == null) {
      failed.add("not-approved");
    }
    obstacles(state, approval, now).stream().map(Obstacle::code).forEach(failed::add);
    Instant signedSince = consentsSignedSince(state, series);
    for (String kind : List.of(Consent.TREATMENT, Consent.TELEHEALTH)) {
      Consent consent = state.consent(kind);
      Instant signedAt = consent == null || !consent.isInForce() ? null : consent.signedAt();
      if (signedAt == null) {
        failed.add(kind + "-consent-missing");
      } else if (kind.equals(Consent.TREATMENT)
          && signedSince != null
          && !signedAt.isAfter(signedSince)) {
        failed.add(kind + "-consent-of-earlier-series");
      }
    }
    if (command.escortReference() == null) {
      failed.add("escort-unnamed");
    }
    if (!command.fastingConfirmed()) {
      failed.add("fasting-unmet");
    }
    Instant lastInfusion = state.lastInfusionAt();
    if (terms != null
        && lastInfusion != null
        && now.isBefore(terms.earliestAfter(lastInfusion, ZoneId.of(series.zone()), policy))) {
      failed.add("interval-too-short");
    }
    return failed;
  }

  // Consent is given anew for every series (DOMAIN §9, invariant 2): since the last one completed.
  private static @Nullable Instant consentsSignedSince(TreatmentState state, Series series) {
    return state.series().stream()
        .filter(earlier -> !earlier.seriesId().equals(series.seriesId()))
        .filter(earlier -> earlier.status() == Series.Status.COMPLETED)
        .map(Series::endedAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private Decision<TreatmentState, SchedulingEvent> discharge(
      TreatmentState state, Session session, TreatmentCommand.Discharge command, Instant now) {
    Instant ended = session.infusionEndedAt();
    if (!session.status().mayBecome(SessionStatus.DISCHARGED) || ended == null) {
      return new Decision.Rejected<>(wrongState(session));
    }
    Instant earliest = ended.plus(policy.shortestStay());
    if (now.isBefore(earliest)) {
      return tooEarly("Keep the patient until the shortest stay is over.", earliest);
    }
    if (!command.unmet().isEmpty()) {
      return new Decision.Rejected<>(
          conflict("discharge-criteria", "Keep the patient until every criterion is met.")
              .with(
                  Map.of(
                      "failed", command.unmet().stream().map(DischargeCriterion::code).toList())));
    }
    return step(state, session, SessionStatus.DISCHARGED, command, "criteria-met", now);
  }

  private Decision<TreatmentState, SchedulingEvent> noShow(
      TreatmentState state, Session session, TreatmentCommand.OfSession command, Instant now) {
    Instant earliest = session.slot().startsAt().plus(policy.arrivalGrace());
    return session.status().mayBecome(SessionStatus.NO_SHOW) && now.isBefore(earliest)
        ? tooEarly("Wait for the patient a little longer.", earliest)
        : step(state, session, SessionStatus.NO_SHOW, command, "not-arrived", now);
  }

  private Decision<TreatmentState, SchedulingEvent> timePassed(TreatmentState state, Instant now) {
    Series live = state.live();
    if (live == null) {
      return Decision.accept(state);
    }
    Draft draft = new Draft(state, CLOCK, now);
    for (Session session : state.sessionsOf(live)) {
      Instant due = dueAt(session);
      if (due == null || now.isBefore(due)) {
        continue;
      }
      Instant start = session.slot().startsAt();
      switch (session.status()) {
        case PLANNED, CONFIRMED -> {
          if (!now.isBefore(start.plus(policy.arrivalGrace()))) {
            draft.step(session, SessionStatus.NO_SHOW, "not-arrived");
          } else {
            draft.step(session, SessionStatus.CONFIRMED, "24-hour-rule");
          }
        }
        case BLOCKED ->
            draft.step(
                session, SessionStatus.CANCELLED, session.transitions().getLast().reasonCode());
        case CHECKED_IN, INFUSING, PAUSED, STOPPED, RECOVERY -> draft.overdue(session);
        case DISCHARGED, TRANSFERRED, NO_SHOW, CANCELLED -> {}
      }
    }
    draft.settle();
    return draft.decision();
  }

  @Override
  public @Nullable Instant dueAt(TreatmentState state) {
    Series live = state.live();
    Instant due = null;
    if (live != null) {
      for (Session session : state.sessionsOf(live)) {
        due = Times.sooner(due, dueAt(session));
      }
    }
    return due;
  }

  private @Nullable Instant dueAt(Session session) {
    Instant start = session.slot().startsAt();
    return switch (session.status()) {
      case PLANNED -> start.minus(policy.confirmBefore());
      case CONFIRMED -> start.plus(policy.arrivalGrace());
      case BLOCKED -> start;
      // Nobody leaves by the clock: what should long be over is shown, once, to a human.
      case CHECKED_IN, INFUSING, PAUSED, STOPPED, RECOVERY ->
          session.overdueSince() == null
              ? session.slot().endsAt().plus(policy.overdueAfter())
              : null;
      case DISCHARGED, TRANSFERRED, NO_SHOW, CANCELLED -> null;
    };
  }

  @Override
  public TreatmentCommand timePassed() {
    return new TreatmentCommand.TimePassed();
  }

  @Override
  public Set<String> claims(TreatmentState state) {
    Set<String> claims = new LinkedHashSet<>();
    for (Session session : state.sessions()) {
      if (!session.status().isTerminal()) {
        claims.addAll(Claims.of(state.patientId(), session.slot()));
      }
    }
    return claims;
  }

  private static Rejection conflict(String code, String detail) {
    return new Rejection(Rejection.Kind.CONFLICT, code, detail, Map.of());
  }

  private static Rejection invalid(String code, String detail) {
    return new Rejection(Rejection.Kind.INVALID, code, detail, Map.of());
  }

  private static Rejection broken(Terms.Breach breach) {
    return invalid(breach.code(), breach.detail());
  }

  private static Decision<TreatmentState, SchedulingEvent> tooEarly(
      String detail, Instant earliest) {
    return new Decision.Rejected<>(
        conflict("too-early", detail).with(Map.of("notBefore", earliest.toString())));
  }

  private static Rejection wrongState(Session session) {
    return conflict(
            "wrong-state", "Look at the session again; where it stands, this cannot be done.")
        .with(Map.of("sessionStatus", session.status().name()));
  }

  /** A decision in the making: the state so far and what has been told. */
  private final class Draft {
    private final String actor;
    private final Instant now;
    private final List<SchedulingEvent> events = new ArrayList<>();
    private TreatmentState state;

    Draft(TreatmentState state, String actor, Instant now) {
      this.state = state;
      this.actor = actor;
      this.now = now;
    }

    Decision<TreatmentState, SchedulingEvent> decision() {
      return new Decision.Accepted<>(state, events);
    }

    void step(Session session, SessionStatus to, String reasonCode) {
      SessionStatus from = session.status();
      state =
          state.with(
              session.with(new Transition(from, to, actor, reasonCode, now, policy.version())));
      SchedulingEvent told = toldOf(session, to, reasonCode);
      if (told != null) {
        events.add(told);
      }
      Series live = state.live();
      if (to == SessionStatus.INFUSING && live != null && live.status() == Series.Status.BOOKED) {
        state = state.with(live.active());
      }
    }

    private @Nullable SchedulingEvent toldOf(Session session, SessionStatus to, String reason) {
      String patient = state.patientId();
      String episode = state.episodeId();
      String series = session.seriesId();
      String id = session.sessionId();
      return switch (to) {
        case CONFIRMED -> new SchedulingEvent.SessionConfirmed(patient, episode, series, id, now);
        case CHECKED_IN -> new SchedulingEvent.SessionCheckedIn(patient, episode, series, id, now);
        case BLOCKED ->
            new SchedulingEvent.SessionBlocked(patient, episode, series, id, reason, now);
        case INFUSING ->
            session.status() == SessionStatus.PAUSED
                ? null
                : new SchedulingEvent.SessionStarted(patient, episode, series, id, now);
        case RECOVERY -> new SchedulingEvent.SessionCompleted(patient, episode, series, id, now);
        case DISCHARGED -> new SchedulingEvent.SessionDischarged(patient, episode, series, id, now);
        case TRANSFERRED ->
            new SchedulingEvent.SessionTransferred(patient, episode, series, id, now);
        case NO_SHOW -> new SchedulingEvent.SessionNoShow(patient, episode, series, id, now);
        case CANCELLED ->
            new SchedulingEvent.SessionCancelled(
                patient, episode, series, id, reason, isLate(session), now);
        case PLANNED, PAUSED, STOPPED -> null;
      };
    }

    private boolean isLate(Session session) {
      return now.isAfter(session.slot().startsAt().minus(policy.lateCancellation()));
    }

    void move(Session session, Slot slot, String reasonCode) {
      Session moved =
          session.movedTo(slot, new Session.Move(session.slot(), actor, reasonCode, now));
      state = state.with(moved);
      if (session.status() == SessionStatus.CONFIRMED) {
        step(moved, SessionStatus.PLANNED, "moved");
      }
      events.add(
          new SchedulingEvent.SessionMoved(
              state.patientId(),
              state.episodeId(),
              session.seriesId(),
              session.sessionId(),
              session.slot().startsAt(),
              slot.startsAt(),
              slot.endsAt(),
              now));
    }

    void overdue(Session session) {
      state = state.with(session.overdue(now));
      events.add(
          new SchedulingEvent.VitalsAlarmed(
              state.patientId(),
              state.episodeId(),
              session.seriesId(),
              session.sessionId(),
              session.status() == SessionStatus.INFUSING || session.status() == SessionStatus.PAUSED
                  ? AlertLevel.P1
                  : AlertLevel.P2,
              "session-overdue",
              now));
    }

    /** Asks again, of every session not yet begun, whether it may still take place. */
    void reconsider() {
      Series live = state.live();
      if (live == null) {
        return;
      }
      live = underApprovalThatStands(live);
      List<Session> waiting =
          state.sessionsOf(live).stream()
              .filter(session -> session.status().isBeforeInfusion())
              .toList();
      if (state.withdrawnAt() != null) {
        waiting.forEach(session -> step(session, SessionStatus.CANCELLED, PATIENT_WITHDREW));
        return;
      }
      List<Obstacle> obstacles = obstacles(state, state.approval(live.approvalId()), now);
      for (Session session : waiting) {
        boolean blocked = session.status() == SessionStatus.BLOCKED;
        if (!obstacles.isEmpty() && !blocked) {
          step(session, SessionStatus.BLOCKED, obstacles.getFirst().code());
        } else if (obstacles.isEmpty() && blocked) {
          if (session.slot().startsAt().isAfter(now)) {
            step(session, SessionStatus.PLANNED, "obstacles-removed");
          } else {
            step(session, SessionStatus.CANCELLED, session.transitions().getLast().reasonCode());
          }
        }
      }
    }

    // A series whose approval fell goes on under a later one, if that covers all that is to come.
    private Series underApprovalThatStands(Series live) {
      Approval own = state.approval(live.approvalId());
      Approval latest = state.latestApproval();
      Terms terms = latest == null ? null : latest.terms();
      Terms ownTerms = own == null ? null : own.terms();
      if (latest == null
          || terms == null
          || own == null
          || ownTerms == null
          || own.standing() == Approval.Standing.CURRENT
          || latest.standing() != Approval.Standing.CURRENT
          || terms.modality() != ownTerms.modality()
          || !terms.clinicId().equals(live.clinicId())) {
        return live;
      }
      List<Instant> toCome =
          state.sessionsOf(live).stream()
              .filter(session -> session.status().isBeforeInfusion())
              .map(session -> session.slot().startsAt())
              .sorted()
              .toList();
      if (terms.breachOf(toCome, policy.sessionLength(), ZoneId.of(live.zone()), policy) != null) {
        return live;
      }
      Series adopted = live.under(latest.approvalId());
      state = state.with(adopted);
      return adopted;
    }

    /** Ends the series when its last session is over. */
    void settle() {
      Series live = state.live();
      if (live == null) {
        return;
      }
      Stream<Session> sessions = state.sessionsOf(live).stream();
      if (!sessions.allMatch(session -> session.status().isTerminal())) {
        return;
      }
      boolean given =
          state.sessionsOf(live).stream()
              .anyMatch(session -> session.status() == SessionStatus.DISCHARGED);
      if (given && state.withdrawnAt() == null) {
        state = state.with(live.ended(Series.Status.COMPLETED, now, null));
        events.add(
            new SchedulingEvent.SeriesCompleted(
                state.patientId(), state.episodeId(), live.seriesId(), now));
      } else {
        String reason = state.withdrawnAt() == null ? "no-session-given" : PATIENT_WITHDREW;
        state = state.with(live.ended(Series.Status.STOPPED, now, reason));
        events.add(
            new SchedulingEvent.SeriesStopped(
                state.patientId(), state.episodeId(), live.seriesId(), reason, now));
      }
    }
  }
}
