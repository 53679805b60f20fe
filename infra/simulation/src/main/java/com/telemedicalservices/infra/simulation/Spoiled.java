package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.followup.domain.Alert;
import com.telemedicalservices.followup.domain.AlertStatus;
import com.telemedicalservices.followup.domain.FollowUpCommand;
import com.telemedicalservices.followup.domain.FollowUpState;
import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.CssrsScreener;
import com.telemedicalservices.intake.domain.FormAnswers;
import com.telemedicalservices.intake.domain.Instrument;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.Revision;
import com.telemedicalservices.intake.domain.Risk;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.notification.domain.Content;
import com.telemedicalservices.notification.domain.Letter;
import com.telemedicalservices.notification.domain.Message;
import com.telemedicalservices.notification.domain.MessageCommand;
import com.telemedicalservices.notification.domain.MessageState;
import com.telemedicalservices.scheduling.domain.SchedulingPolicy;
import com.telemedicalservices.scheduling.domain.Terms;
import com.telemedicalservices.scheduling.domain.Treatment;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rules that lack a protection: the services' own, with one mistake that somebody could make.
 *
 * @param rules the rules as they are
 * @param mistake what is decided instead
 */
record Spoiled<S, C, E extends Event>(Aggregate<S, C, E> rules, Mistake<S, C, E> mistake)
    implements Aggregate<S, C, E> {

  /** Decides, or has the rules decide on something else than they were asked. */
  interface Mistake<S, C, E extends Event> {
    Decision<S, E> decide(Aggregate<S, C, E> rules, @Nullable S state, C command, Instant now);
  }

  @Override
  public Decision<S, E> decide(@Nullable S state, C command, Instant now) {
    return mistake.decide(rules, state, command, now);
  }

  @Override
  public @Nullable Instant dueAt(S state) {
    return rules.dueAt(state);
  }

  @Override
  public C timePassed() {
    return rules.timePassed();
  }

  /** The rules of intakes without whatever is missing in this world. */
  static Aggregate<IntakeState, IntakeCommand, IntakeEvent> intake(
      World world, Intake rules, List<Instrument> instruments) {
    Aggregate<IntakeState, IntakeCommand, IntakeEvent> spoiled = rules;
    if (!world.has(Protection.TIER_KEPT)) {
      spoiled = afterSaving(spoiled, Spoiled::forgettingRisk);
    }
    if (!world.has(Protection.CRISIS_AT_ONCE)) {
      spoiled = afterSaving(spoiled, Spoiled::notHeld);
    }
    if (!world.has(Protection.SCREENER_BY_THE_RULE)) {
      spoiled = scoring(spoiled, Spoiled::withoutIntent);
    }
    if (!world.has(Protection.MISSING_IS_NOT_ZERO)) {
      spoiled = scoring(spoiled, save -> withZeros(save, instruments));
    }
    if (!world.has(Protection.HISTORY_KEPT)) {
      spoiled = afterwards(spoiled, Spoiled::withOneRevision);
    }
    if (!world.has(Protection.ENDED_FOR_GOOD)) {
      spoiled = reopened(spoiled);
    }
    return spoiled;
  }

  /** The rules of messages without whatever is missing in this world. */
  static Aggregate<MessageState, MessageCommand, NotificationEvent> messages(
      World world, Message rules) {
    Aggregate<MessageState, MessageCommand, NotificationEvent> spoiled = rules;
    if (!world.has(Protection.SENT_AT_MOST_ONCE)) {
      spoiled = sendingAgain(spoiled);
    }
    if (!world.has(Protection.STALE_DROPPED)) {
      spoiled = sendingLate(spoiled);
    }
    return spoiled;
  }

  /** An attempt nobody has heard of again is taken for one that failed. */
  private static Aggregate<MessageState, MessageCommand, NotificationEvent> sendingAgain(
      Aggregate<MessageState, MessageCommand, NotificationEvent> messages) {
    return new Spoiled<>(
        messages,
        (rules, state, command, now) ->
            command instanceof MessageCommand.TimePassed
                    && state instanceof MessageState.Sending sending
                ? rules.decide(state, new MessageCommand.RefusedForNow(sending.attempt()), now)
                : rules.decide(state, command, now));
  }

  /** What is due is sent, however late it has become. */
  private static Aggregate<MessageState, MessageCommand, NotificationEvent> sendingLate(
      Aggregate<MessageState, MessageCommand, NotificationEvent> messages) {
    return new Spoiled<>(
        messages,
        (rules, state, command, now) ->
            command instanceof MessageCommand.TimePassed
                    && state instanceof MessageState.Queued queued
                    && !now.isBefore(queued.plan().staleAfter())
                ? Decision.accept(sending(queued, now))
                : rules.decide(state, command, now));
  }

  private static MessageState sending(MessageState.Queued queued, Instant now) {
    return new MessageState.Sending(
        queued.letter(),
        queued.createdAt(),
        queued.steps(),
        queued.plan(),
        queued.tries(),
        queued.tries().total() + 1,
        now.plus(Duration.ofMinutes(5)),
        false,
        false,
        null);
  }

  /** Whoever was called first is the only one ever called. */
  static Aggregate<FollowUpState, FollowUpCommand, FollowUpEvent> neverEscalating(
      Aggregate<FollowUpState, FollowUpCommand, FollowUpEvent> followUps) {
    return new Aggregate<>() {
      @Override
      public Decision<FollowUpState, FollowUpEvent> decide(
          @Nullable FollowUpState state, FollowUpCommand command, Instant now) {
        return followUps.decide(state, command, now)
                instanceof Decision.Accepted<FollowUpState, FollowUpEvent>(var after, var events)
            ? new Decision.Accepted<>(
                with(after, after.alerts().stream().map(Spoiled::notEscalated).toList()),
                events.stream()
                    .filter(event -> !(event instanceof FollowUpEvent.AlertEscalated))
                    .toList())
            : followUps.decide(state, command, now);
      }

      @Override
      public @Nullable Instant dueAt(FollowUpState state) {
        return followUps.dueAt(with(state, List.of()));
      }

      @Override
      public FollowUpCommand timePassed() {
        return followUps.timePassed();
      }
    };
  }

  private static Alert notEscalated(Alert alert) {
    return alert.status() instanceof AlertStatus.Escalated
        ? new Alert(
            alert.alertId(),
            alert.code(),
            alert.level(),
            alert.raisedAt(),
            alert.acknowledgeBy(),
            alert.ladderVersion(),
            alert.causes(),
            new AlertStatus.Raised(),
            List.of())
        : alert;
  }

  private static FollowUpState with(FollowUpState state, List<Alert> alerts) {
    return new FollowUpState(
        state.episode(),
        state.tier(),
        state.tierHistory(),
        state.checkIns(),
        state.weekly(),
        state.ended(),
        alerts,
        state.openAlerts(),
        state.reports(),
        state.trend());
  }

  /** Patients leave as soon as they are fit. */
  static SchedulingPolicy withoutStay(SchedulingPolicy policy) {
    return new SchedulingPolicy(
        policy.version(),
        policy.preparation(),
        policy.infusion(),
        policy.recovery(),
        policy.minimumInterval(),
        policy.fullDaysBetween(),
        policy.longestGap(),
        policy.usualGap(),
        policy.confirmBefore(),
        policy.lateCancellation(),
        policy.earliestCheckIn(),
        policy.arrivalGrace(),
        Duration.ZERO,
        policy.overdueAfter(),
        policy.shortestNotice(),
        policy.proposalStep(),
        policy.proposalHorizon());
  }

  /** One session more than was approved is taken for a trifle. */
  static Reactions<ReviewEvent> allowingMore(
      Reactions<ReviewEvent> decisions, Treatment treatments) {
    return event ->
        decisions.to(event).stream()
            .<Reaction<?>>map(
                reaction ->
                    reaction.command() instanceof TreatmentCommand.Approved approved
                        ? new Reaction<TreatmentCommand>(
                            treatments, reaction.id(), withOneMore(approved))
                        : reaction)
            .toList();
  }

  private static TreatmentCommand withOneMore(TreatmentCommand.Approved approved) {
    var terms = approved.terms();
    return new TreatmentCommand.Approved(
        approved.episodeId(),
        approved.patientId(),
        approved.approvalId(),
        new Terms(
            terms.clinicId(),
            terms.modality(),
            terms.sessionCount() + 1,
            terms.minimumHours(),
            terms.windowDays(),
            terms.startBy(),
            terms.finishBy(),
            terms.ruleSetVersion(),
            terms.approvedAt()));
  }

  /** A session that is moved gets reminders of its own for every time it is given. */
  static Reactions<SchedulingEvent> remindingAnew(
      Reactions<SchedulingEvent> appointments, Message messages) {
    return event ->
        appointments.to(event).stream()
            .<Reaction<?>>map(
                reaction ->
                    event.data() instanceof SchedulingEvent.SessionMoved moved
                            && reaction.command() instanceof MessageCommand.Plan plan
                            && plan.content() instanceof Content.SessionNear
                        ? anew(messages, plan, moved.movedAt())
                        : reaction)
            .toList();
  }

  private static Reaction<MessageCommand> anew(
      Message messages, MessageCommand.Plan plan, Instant movedAt) {
    var old = plan.letter();
    var letter =
        new Letter(
            old.patientId(),
            old.episodeId(),
            old.seriesId(),
            old.messageKind(),
            old.subjectId(),
            old.occurrence() + " of " + movedAt,
            old.channel());
    return new Reaction<>(
        messages,
        letter.messageId(),
        new MessageCommand.Plan(
            letter, plan.content(), plan.sendAt(), plan.staleAfter(), plan.asOf()));
  }

  private static Aggregate<IntakeState, IntakeCommand, IntakeEvent> afterSaving(
      Aggregate<IntakeState, IntakeCommand, IntakeEvent> intakes,
      BinaryOperator<IntakeState> mistake) {
    return new Spoiled<>(
        intakes,
        (rules, state, command, now) ->
            command instanceof IntakeCommand.SaveForm
                ? altered(rules.decide(state, command, now), state, mistake)
                : rules.decide(state, command, now));
  }

  private static Aggregate<IntakeState, IntakeCommand, IntakeEvent> afterwards(
      Aggregate<IntakeState, IntakeCommand, IntakeEvent> intakes,
      BinaryOperator<IntakeState> mistake) {
    return new Spoiled<>(
        intakes,
        (rules, state, command, now) -> altered(rules.decide(state, command, now), state, mistake));
  }

  private static Decision<IntakeState, IntakeEvent> altered(
      Decision<IntakeState, IntakeEvent> decision,
      @Nullable IntakeState before,
      BinaryOperator<IntakeState> mistake) {
    return before != null
            && decision
                instanceof Decision.Accepted<IntakeState, IntakeEvent>(var after, var events)
        ? new Decision.Accepted<>(mistake.apply(before, after), events)
        : decision;
  }

  private static IntakeState forgettingRisk(IntakeState before, IntakeState after) {
    var risk = after.risk();
    return before.risk().highest() == RiskTier.NONE
        ? after
        : with(after, new Risk(RiskTier.NONE, List.of(), risk.signals(), risk.dispositions()));
  }

  /** A crisis is left to be noticed when the intake is handed in. */
  private static IntakeState notHeld(IntakeState before, IntakeState after) {
    var risk = after.risk();
    return new IntakeState(
        after.episode(),
        before.progress(),
        after.forms(),
        after.consents(),
        new Risk(
            risk.highest(), risk.findings(), before.risk().signals(), before.risk().dispositions()),
        after.revisions(),
        after.changes(),
        after.requests());
  }

  /** A repository was found in which intent counted as less than HIGH (DOMAIN §0). */
  private static IntakeCommand.SaveForm withoutIntent(IntakeCommand.SaveForm save) {
    var answers = new HashMap<>(save.answers());
    for (var item : List.of(CssrsScreener.INTENT, CssrsScreener.PLAN)) {
      answers.computeIfPresent(item, (_, _) -> CssrsScreener.NO);
    }
    return with(save, answers);
  }

  private static IntakeCommand.SaveForm withZeros(
      IntakeCommand.SaveForm save, List<Instrument> instruments) {
    var answers = new HashMap<>(save.answers());
    for (var instrument : instruments) {
      if (instrument.code().equals(save.form())) {
        for (var item : instrument.items()) {
          item.points().entrySet().stream()
              .filter(option -> option.getValue() == 0)
              .findFirst()
              .ifPresent(
                  none -> answers.putIfAbsent(item.linkId(), new Answer.Text(none.getKey())));
        }
      }
    }
    return with(save, answers);
  }

  /** What is scored is not what was answered. */
  private static Aggregate<IntakeState, IntakeCommand, IntakeEvent> scoring(
      Aggregate<IntakeState, IntakeCommand, IntakeEvent> intakes,
      UnaryOperator<IntakeCommand.SaveForm> mistake) {
    return new Spoiled<>(
        intakes,
        (rules, state, command, now) ->
            command instanceof IntakeCommand.SaveForm save
                ? altered(
                    rules.decide(state, mistake.apply(save), now),
                    state,
                    (_, after) -> answered(after, save))
                : rules.decide(state, command, now));
  }

  private static IntakeState answered(IntakeState after, IntakeCommand.SaveForm save) {
    var forms = new HashMap<>(after.forms());
    forms.computeIfPresent(
        save.form(),
        (_, kept) ->
            new FormAnswers(
                kept.form(),
                kept.version(),
                kept.language(),
                save.answers(),
                kept.answeredAt(),
                kept.score()));
    return new IntakeState(
        after.episode(),
        after.progress(),
        forms,
        after.consents(),
        after.risk(),
        after.revisions(),
        after.changes(),
        after.requests());
  }

  private static IntakeCommand.SaveForm with(
      IntakeCommand.SaveForm save, Map<String, Answer> answers) {
    return new IntakeCommand.SaveForm(
        save.form(), save.version(), save.language(), answers, save.actor());
  }

  private static IntakeState with(IntakeState state, Risk risk) {
    return new IntakeState(
        state.episode(),
        state.progress(),
        state.forms(),
        state.consents(),
        risk,
        state.revisions(),
        state.changes(),
        state.requests());
  }

  /** An amendment takes the place of what it amends. */
  private static IntakeState withOneRevision(IntakeState before, IntakeState after) {
    var revisions = after.revisions();
    return revisions.size() < 2
        ? after
        : new IntakeState(
            after.episode(),
            after.progress(),
            after.forms(),
            after.consents(),
            after.risk(),
            List.of(numberedFirst(revisions.getLast())),
            after.changes(),
            after.requests());
  }

  private static Revision numberedFirst(Revision revision) {
    return new Revision(
        1,
        revision.policyVersion(),
        revision.highestTier(),
        revision.forms(),
        revision.consents(),
        revision.submittedAt());
  }

  /** Whoever ended an intake goes on with it as it was before. */
  private static Aggregate<IntakeState, IntakeCommand, IntakeEvent> reopened(
      Aggregate<IntakeState, IntakeCommand, IntakeEvent> intakes) {
    var alive = new HashMap<String, IntakeState>();
    return new Spoiled<>(
        intakes,
        (rules, state, command, now) -> {
          if (state == null) {
            return rules.decide(null, command, now);
          }
          if (!state.status().isTerminal()) {
            alive.put(state.episode().episodeId(), state);
          }
          return rules.decide(alive.get(state.episode().episodeId()), command, now);
        });
  }
}
