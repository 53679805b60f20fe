package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.FollowUpCommand.AcknowledgeAlert;
import com.telemedicalservices.followup.domain.FollowUpCommand.AlertNotified;
import com.telemedicalservices.followup.domain.FollowUpCommand.AnswerCheckIn;
import com.telemedicalservices.followup.domain.FollowUpCommand.ConcernRaised;
import com.telemedicalservices.followup.domain.FollowUpCommand.EpisodeEnded;
import com.telemedicalservices.followup.domain.FollowUpCommand.Fact;
import com.telemedicalservices.followup.domain.FollowUpCommand.MessageLost;
import com.telemedicalservices.followup.domain.FollowUpCommand.NoteRisk;
import com.telemedicalservices.followup.domain.FollowUpCommand.PatientAbsent;
import com.telemedicalservices.followup.domain.FollowUpCommand.ReportAdverseEvent;
import com.telemedicalservices.followup.domain.FollowUpCommand.ResolveAlert;
import com.telemedicalservices.followup.domain.FollowUpCommand.RiskFlagged;
import com.telemedicalservices.followup.domain.FollowUpCommand.SeriesCompleted;
import com.telemedicalservices.followup.domain.FollowUpCommand.SessionDischarged;
import com.telemedicalservices.followup.domain.FollowUpCommand.StartAlert;
import com.telemedicalservices.followup.domain.FollowUpCommand.TierReported;
import com.telemedicalservices.followup.domain.FollowUpCommand.TimePassed;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of follow-up: who is asked when, what the answers lead to, and that no alert is
 * forgotten (DOMAIN §5, §8.3).
 */
public final class FollowUp implements Aggregate<FollowUpState, FollowUpCommand, FollowUpEvent> {

  private final FollowUpPolicy policy;

  public FollowUp(FollowUpPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Decision<FollowUpState, FollowUpEvent> decide(
      @Nullable FollowUpState state, FollowUpCommand command, Instant now) {
    return switch (command) {
      case Fact fact -> {
        FollowUpState known = state == null ? FollowUpState.startingWith(fact.episode()) : state;
        Draft draft = new Draft(known, policy, now);
        apply(fact, draft);
        yield draft.accepted();
      }
      case TimePassed time -> {
        if (state == null) {
          yield Decision.unknown("unknown-episode", "There is no such follow-up.");
        }
        Draft draft = new Draft(state, policy, now);
        draft.catchUpCheckIns();
        draft.catchUpAlerts();
        yield draft.accepted();
      }
      case AnswerCheckIn answer -> answer(state, answer, now);
      case NoteRisk note -> noteRisk(state, note, now);
      case ReportAdverseEvent report -> report(state, report, now);
      case AcknowledgeAlert acknowledge -> acknowledge(state, acknowledge, now);
      case StartAlert start -> start(state, start, now);
      case ResolveAlert resolve -> resolve(state, resolve, now);
    };
  }

  private static void apply(Fact fact, Draft draft) {
    switch (fact) {
      case SessionDischarged f -> draft.planAfter(f.seriesId(), f.sessionId(), f.dischargedAt());
      case SeriesCompleted f -> draft.extendWeeklyOf(f.seriesId(), f.completedAt());
      case EpisodeEnded f -> draft.end(f.reasonCode(), f.endedAt());
      case RiskFlagged f -> draft.flagged(f);
      case TierReported f -> draft.toldTier(f);
      case PatientAbsent f -> {
        if (draft.tier() == RiskTier.HIGH) {
          draft.raise(
              AlertCode.SI_NO_SHOW,
              AlertCode.SI_NO_SHOW.level(),
              new Alert.Cause(f.sessionId(), "NO_SHOW", f.absentAt()));
        }
      }
      case MessageLost f -> draft.lost(f.messageId(), f.messageKind(), f.subjectId(), f.lostAt());
      case AlertNotified f -> draft.notified(f.alertId(), f.notifiedAt());
      case ConcernRaised f ->
          draft.raise(
              f.code(), f.level(), new Alert.Cause(f.sourceId(), f.reasonCode(), f.raisedAt()));
    }
  }

  /**
   * Answers that are complete and in time answer the check-in. Whatever else is sent is refused,
   * unless it shows a risk: then the risk is taken, however late, early or incomplete the rest is.
   */
  private Decision<FollowUpState, FollowUpEvent> answer(
      @Nullable FollowUpState state, AnswerCheckIn command, Instant now) {
    CheckIn checkIn = state == null ? null : state.checkIn(command.checkInId()).orElse(null);
    if (state == null || checkIn == null) {
      return unknownCheckIn();
    }
    Assessment assessment = Assessment.of(checkIn.type(), command.answers(), command.sideEffects());
    List<SideEffect> sideEffects = Objects.requireNonNullElse(command.sideEffects(), List.of());
    boolean counts = assessment.isCountable() && checkIn.status() instanceof CheckInStatus.Sent;
    boolean risk =
        assessment.tier() != RiskTier.NONE || sideEffects.stream().anyMatch(SideEffect::isSerious);
    if (!counts && !risk) {
      return refuse(checkIn, assessment);
    }
    Draft draft = new Draft(state, policy, now);
    draft.take(checkIn, new Submission(now, command.answers(), sideEffects, assessment, counts));
    return draft.accepted();
  }

  private Decision<FollowUpState, FollowUpEvent> noteRisk(
      @Nullable FollowUpState state, NoteRisk note, Instant now) {
    CheckIn checkIn = state == null ? null : state.checkIn(note.checkInId()).orElse(null);
    if (state == null || checkIn == null) {
      return unknownCheckIn();
    }
    Assessment assessment = Assessment.of(checkIn.type(), note.answers(), note.sideEffects());
    Draft draft = new Draft(state, policy, now);
    draft.take(checkIn, new Submission(now, note.answers(), note.sideEffects(), assessment, false));
    return draft.accepted();
  }

  private static Decision<FollowUpState, FollowUpEvent> unknownCheckIn() {
    return Decision.unknown("unknown-check-in", "There is no such check-in.");
  }

  private static Decision<FollowUpState, FollowUpEvent> refuse(
      CheckIn checkIn, Assessment assessment) {
    return switch (checkIn.status()) {
      case CheckInStatus.Scheduled s ->
          Decision.conflict(
              "check-in-not-due", "This check-in is not asked yet; answer it when it is.");
      case CheckInStatus.Scored s ->
          Decision.conflict("check-in-answered", "This check-in has been answered already.");
      case CheckInStatus.Expired e ->
          Decision.conflict(
              "check-in-expired", "This check-in is over; the clinic will be in touch.");
      case CheckInStatus.Superseded s ->
          Decision.conflict("check-in-superseded", "This check-in is no longer asked.");
      case CheckInStatus.Sent s -> {
        String items =
            assessment.problems().stream()
                .map(problem -> problem.item() + " (" + problem.code() + ")")
                .collect(Collectors.joining(", "));
        yield Decision.invalid(
            "answers-incomplete", "Answer each question once and in its range: " + items + ".");
      }
    };
  }

  private Decision<FollowUpState, FollowUpEvent> report(
      @Nullable FollowUpState state, ReportAdverseEvent command, Instant now) {
    if (state == null) {
      return Decision.unknown("unknown-episode", "There is no follow-up of this episode.");
    }
    if (!command.sideEffect().isInRange()) {
      return Decision.invalid(
          "severity-out-of-range",
          "Give a severity from %d to %d.".formatted(SideEffect.LEAST, SideEffect.MOST));
    }
    Draft draft = new Draft(state, policy, now);
    draft.report(command.sideEffect(), command.reporterId());
    return draft.accepted();
  }

  private Decision<FollowUpState, FollowUpEvent> acknowledge(
      @Nullable FollowUpState state, AcknowledgeAlert command, Instant now) {
    Alert alert = find(state, command.alertId());
    if (state == null || alert == null) {
      return unknownAlert();
    }
    if (!alert.isUnacknowledged()) {
      return alert.isOpen() ? alreadyTaken() : alreadyResolved();
    }
    if (command.clinicianId().isBlank()) {
      return nobody();
    }
    Draft draft = new Draft(state, policy, now);
    draft.acknowledge(alert, command.clinicianId());
    return draft.accepted();
  }

  private Decision<FollowUpState, FollowUpEvent> start(
      @Nullable FollowUpState state, StartAlert command, Instant now) {
    Alert alert = find(state, command.alertId());
    if (state == null || alert == null) {
      return unknownAlert();
    }
    return switch (alert.status()) {
      case AlertStatus.Raised s -> notTaken();
      case AlertStatus.Notified s -> notTaken();
      case AlertStatus.Escalated s -> notTaken();
      case AlertStatus.Acknowledged s -> {
        if (command.clinicianId().isBlank()) {
          yield nobody();
        }
        Draft draft = new Draft(state, policy, now);
        draft.start(alert, command.clinicianId());
        yield draft.accepted();
      }
      case AlertStatus.InProgress s ->
          Decision.conflict("alert-in-progress", "A clinician works on this alert already.");
      case AlertStatus.Resolved s -> alreadyResolved();
    };
  }

  private Decision<FollowUpState, FollowUpEvent> resolve(
      @Nullable FollowUpState state, ResolveAlert command, Instant now) {
    Alert alert = find(state, command.alertId());
    if (state == null || alert == null) {
      return unknownAlert();
    }
    return switch (alert.status()) {
      case AlertStatus.Raised s -> notTaken();
      case AlertStatus.Notified s -> notTaken();
      case AlertStatus.Escalated s -> notTaken();
      case AlertStatus.Acknowledged s -> resolve(state, alert, command, now);
      case AlertStatus.InProgress s -> resolve(state, alert, command, now);
      case AlertStatus.Resolved s -> alreadyResolved();
    };
  }

  private Decision<FollowUpState, FollowUpEvent> resolve(
      FollowUpState state, Alert alert, ResolveAlert command, Instant now) {
    RiskTier tierAfter = command.tierAfter();
    String reason = command.reason();
    if (command.dispositionCode().isBlank() || command.clinicianId().isBlank()) {
      return Decision.invalid(
          "disposition-required", "Say what was done, and who did it, to resolve an alert.");
    }
    if (tierAfter != null) {
      if (!alert.code().isSuicideRisk()) {
        return Decision.invalid(
            "tier-not-assessed-here", "Only an alert about suicide risk can change the tier.");
      }
      if (tierAfter.compareTo(state.tier()) < 0) {
        if (reason == null || reason.isBlank()) {
          return Decision.invalid("reason-required", "Give the reason to lower the tier.");
        }
        boolean another =
            state.alerts().stream()
                .anyMatch(
                    other ->
                        other.isOpen()
                            && other.code().isHighRisk()
                            && !other.alertId().equals(alert.alertId()));
        if (another) {
          return Decision.conflict(
              "risk-alert-open",
              "Another alert of HIGH risk is open; the last one to be resolved lowers the tier.");
        }
      }
    }
    Draft draft = new Draft(state, policy, now);
    draft.resolve(
        alert,
        new AlertStatus.Resolved(
            command.clinicianId(), now, command.dispositionCode(), reason, tierAfter));
    if (tierAfter != null && tierAfter != state.tier()) {
      draft.assessTier(tierAfter, alert.alertId(), command.clinicianId(), reason);
    }
    return draft.accepted();
  }

  private static @Nullable Alert find(@Nullable FollowUpState state, String alertId) {
    return state == null ? null : state.alert(alertId).orElse(null);
  }

  private static Decision<FollowUpState, FollowUpEvent> unknownAlert() {
    return Decision.unknown("unknown-alert", "There is no such alert.");
  }

  private static Decision<FollowUpState, FollowUpEvent> nobody() {
    return Decision.invalid("clinician-required", "Say who takes care of the alert.");
  }

  private static Decision<FollowUpState, FollowUpEvent> notTaken() {
    return Decision.conflict("alert-not-acknowledged", "Acknowledge the alert first.");
  }

  private static Decision<FollowUpState, FollowUpEvent> alreadyTaken() {
    return Decision.conflict("alert-acknowledged", "A clinician has taken this alert already.");
  }

  private static Decision<FollowUpState, FollowUpEvent> alreadyResolved() {
    return Decision.conflict("alert-resolved", "This alert has been resolved.");
  }

  @Override
  public @Nullable Instant dueAt(FollowUpState state) {
    return Stream.concat(
            state.checkIns().stream().map(FollowUp::actsAt),
            state.alerts().stream().map(this::actsAt))
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** When time acts on a check-in next; null when never. */
  static @Nullable Instant actsAt(CheckIn checkIn) {
    return switch (checkIn.status()) {
      case CheckInStatus.Scheduled s -> checkIn.dueAt();
      case CheckInStatus.Sent s -> checkIn.overdueAt();
      case CheckInStatus.Scored s -> null;
      case CheckInStatus.Expired e -> null;
      case CheckInStatus.Superseded s -> null;
    };
  }

  private @Nullable Instant actsAt(Alert alert) {
    return alert.isUnacknowledged()
        ? policy.ladder(alert.level()).nextCall(alert.rung(), alert.raisedAt(), policy.zone())
        : null;
  }

  @Override
  public FollowUpCommand timePassed() {
    return new TimePassed();
  }
}
