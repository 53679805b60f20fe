package com.telemedicalservices.notification.domain;

import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.contracts.NotificationEvent.MessageDelivered;
import com.telemedicalservices.contracts.NotificationEvent.MessageFailed;
import com.telemedicalservices.contracts.NotificationEvent.MessageSuppressed;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.notification.domain.MessageCommand.Accepted;
import com.telemedicalservices.notification.domain.MessageCommand.Cancel;
import com.telemedicalservices.notification.domain.MessageCommand.Hold;
import com.telemedicalservices.notification.domain.MessageCommand.Lost;
import com.telemedicalservices.notification.domain.MessageCommand.Overtaken;
import com.telemedicalservices.notification.domain.MessageCommand.Postponed;
import com.telemedicalservices.notification.domain.MessageCommand.Refused;
import com.telemedicalservices.notification.domain.MessageCommand.RefusedForNow;
import com.telemedicalservices.notification.domain.MessageCommand.Release;
import com.telemedicalservices.notification.domain.MessageCommand.Result;
import com.telemedicalservices.notification.domain.MessageCommand.TimePassed;
import com.telemedicalservices.notification.domain.MessageCommand.Told;
import com.telemedicalservices.notification.domain.MessageCommand.Withheld;
import com.telemedicalservices.notification.domain.MessageState.Cancelled;
import com.telemedicalservices.notification.domain.MessageState.Dead;
import com.telemedicalservices.notification.domain.MessageState.Delivered;
import com.telemedicalservices.notification.domain.MessageState.Held;
import com.telemedicalservices.notification.domain.MessageState.Plan;
import com.telemedicalservices.notification.domain.MessageState.Queued;
import com.telemedicalservices.notification.domain.MessageState.Sending;
import com.telemedicalservices.notification.domain.MessageState.Step;
import com.telemedicalservices.notification.domain.MessageState.Suppressed;
import com.telemedicalservices.notification.domain.MessageState.Tries;
import com.telemedicalservices.notification.domain.MessageState.Unknown;
import com.telemedicalservices.notification.domain.MessageState.Unplanned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message: created once per subject, kind, occurrence and channel, sent at most once, dropped
 * when it is late beyond its limit (DOMAIN §9, invariant 17).
 *
 * <p>It refuses nothing, because all it is told are facts. Facts carry the time they happened, so
 * that one told late does not undo a newer one.
 */
public final class Message implements Aggregate<MessageState, MessageCommand, NotificationEvent> {

  private final MessagePolicy policy;

  public Message(MessagePolicy policy) {
    this.policy = policy;
  }

  @Override
  public Decision<MessageState, NotificationEvent> decide(
      @Nullable MessageState state, MessageCommand command, Instant now) {
    if (state == null) {
      return switch (command) {
        case Told told -> first(told, now);
        // Nobody can be told the outcome of an attempt on a message that does not exist.
        case Result _, TimePassed _ ->
            Decision.conflict("message-not-planned", "There is no such message.");
      };
    }
    return switch (state) {
      case Unplanned unplanned -> unplanned(unplanned, command, now);
      case Queued queued -> queued(queued, command, now);
      case Held held -> held(held, command, now);
      case Sending sending -> sending(sending, command, now);
      case Unknown unknown -> unknown(unknown, command, now);
      case Delivered _, Dead _, Suppressed _, Cancelled _ -> Decision.accept(state);
    };
  }

  @Override
  public @Nullable Instant dueAt(MessageState state) {
    return switch (state) {
      case Queued queued -> queued.nextTryAt();
      case Held held -> held.plan().staleAfter();
      case Sending sending -> sending.until();
      case Unplanned _, Delivered _, Unknown _, Dead _, Suppressed _, Cancelled _ -> null;
    };
  }

  @Override
  public MessageCommand timePassed() {
    return new TimePassed();
  }

  private Decision<MessageState, NotificationEvent> first(Told told, Instant now) {
    return switch (told) {
      case MessageCommand.Plan plan ->
          plan(plan.letter(), now, List.of(), plan, null, Tries.NONE, now);
      case Hold hold ->
          Decision.accept(
              new Unplanned(
                  hold.letter(),
                  now,
                  step(List.of(), Unplanned.class, now, Reason.SESSION_BLOCKED),
                  true,
                  hold.asOf()));
      case Release release ->
          Decision.accept(
              new Unplanned(
                  release.letter(),
                  now,
                  step(List.of(), Unplanned.class, now, Reason.SESSION_RELEASED),
                  false,
                  release.asOf()));
      case Cancel cancel ->
          Decision.accept(
              new Cancelled(
                  cancel.letter(),
                  now,
                  step(List.of(), Cancelled.class, now, cancel.reason()),
                  cancel.reason()));
    };
  }

  private Decision<MessageState, NotificationEvent> unplanned(
      Unplanned state, MessageCommand command, Instant now) {
    return switch (command) {
      case MessageCommand.Plan plan ->
          state.held() && plan.asOf().isBefore(state.asOf())
              ? Decision.accept(
                  new Held(
                      plan.letter(),
                      state.createdAt(),
                      step(state.steps(), Held.class, now, Reason.SESSION_BLOCKED),
                      planned(plan, state.asOf()),
                      Tries.NONE))
              : plan(
                  plan.letter(),
                  state.createdAt(),
                  state.steps(),
                  plan,
                  state.asOf(),
                  Tries.NONE,
                  now);
      case Hold hold ->
          Decision.accept(
              hold.asOf().isBefore(state.asOf())
                  ? state
                  : new Unplanned(
                      state.letter(), state.createdAt(), state.steps(), true, hold.asOf()));
      case Release release ->
          Decision.accept(
              release.asOf().isBefore(state.asOf())
                  ? state
                  : new Unplanned(
                      state.letter(), state.createdAt(), state.steps(), false, release.asOf()));
      case Cancel cancel -> cancel(state, cancel.reason(), now);
      case TimePassed _, Result _ -> Decision.accept(state);
    };
  }

  private Decision<MessageState, NotificationEvent> queued(
      Queued state, MessageCommand command, Instant now) {
    return switch (command) {
      case MessageCommand.Plan plan ->
          plan.asOf().isAfter(state.plan().asOf())
              ? replanned(state, state.plan(), plan, state.tries(), now)
              : Decision.accept(state);
      case Hold hold ->
          Decision.accept(
              state.plan().knowsBetterThan(hold.asOf())
                  ? state
                  : new Held(
                      state.letter(),
                      state.createdAt(),
                      step(state.steps(), Held.class, now, Reason.SESSION_BLOCKED),
                      state.plan().gated(hold.asOf()),
                      state.tries()));
      case Release release ->
          Decision.accept(
              state.plan().knowsBetterThan(release.asOf())
                  ? state
                  : new Queued(
                      state.letter(),
                      state.createdAt(),
                      state.steps(),
                      state.plan().gated(release.asOf()),
                      state.tries(),
                      state.nextTryAt()));
      case Cancel cancel -> cancel(state, cancel.reason(), now);
      case TimePassed _ -> due(state, now);
      case Result _ -> Decision.accept(state);
    };
  }

  private Decision<MessageState, NotificationEvent> due(Queued state, Instant now) {
    if (now.isBefore(state.nextTryAt())) {
      return Decision.accept(state);
    }
    if (!now.isBefore(state.plan().staleAfter())) {
      return late(state, state.tries(), now);
    }
    return Decision.accept(
        new Sending(
            state.letter(),
            state.createdAt(),
            step(state.steps(), Sending.class, now, Reason.DUE),
            state.plan(),
            state.tries(),
            state.tries().total() + 1,
            now.plus(policy.attemptLimit()),
            false,
            false,
            null));
  }

  private Decision<MessageState, NotificationEvent> held(
      Held state, MessageCommand command, Instant now) {
    return switch (command) {
      case MessageCommand.Plan plan -> {
        if (!plan.asOf().isAfter(state.plan().asOf())) {
          yield Decision.accept(state);
        }
        yield state.plan().gatesPlanOf(plan.asOf())
            ? Decision.accept(
                new Held(
                    state.letter(),
                    state.createdAt(),
                    state.steps(),
                    planned(plan, state.plan().gateAsOf()),
                    state.tries()))
            : replanned(state, state.plan(), plan, state.tries(), now);
      }
      case Release release ->
          state.plan().knowsBetterThan(release.asOf())
              ? Decision.accept(state)
              : Decision.accept(
                  new Queued(
                      state.letter(),
                      state.createdAt(),
                      step(state.steps(), Queued.class, now, Reason.SESSION_RELEASED),
                      state.plan().gated(release.asOf()),
                      state.tries(),
                      state.plan().sendAt()));
      case Hold hold ->
          Decision.accept(
              state.plan().knowsBetterThan(hold.asOf())
                  ? state
                  : new Held(
                      state.letter(),
                      state.createdAt(),
                      state.steps(),
                      state.plan().gated(hold.asOf()),
                      state.tries()));
      case Cancel cancel -> cancel(state, cancel.reason(), now);
      case TimePassed _ ->
          now.isBefore(state.plan().staleAfter())
              ? Decision.accept(state)
              : suppress(state, Reason.SESSION_BLOCKED, now);
      case Result _ -> Decision.accept(state);
    };
  }

  private Decision<MessageState, NotificationEvent> sending(
      Sending state, MessageCommand command, Instant now) {
    return switch (command) {
      case MessageCommand.Plan plan ->
          Decision.accept(
              plan.asOf().isAfter(state.plan().asOf())
                  ? meanwhile(
                      state,
                      planned(plan, state.plan().gateAsOf()),
                      state.held() && state.plan().gatesPlanOf(plan.asOf()),
                      state.cancelled())
                  : state);
      case Hold hold ->
          Decision.accept(
              state.plan().knowsBetterThan(hold.asOf())
                  ? state
                  : meanwhile(state, state.plan().gated(hold.asOf()), true, state.cancelled()));
      case Release release ->
          Decision.accept(
              state.plan().knowsBetterThan(release.asOf())
                  ? state
                  : meanwhile(state, state.plan().gated(release.asOf()), false, state.cancelled()));
      case Cancel cancel ->
          Decision.accept(meanwhile(state, state.plan(), state.held(), cancel.reason()));
      case TimePassed _ -> timeIsUp(state, now);
      case Result result ->
          result.attempt() == state.attempt() ? result(state, result, now) : Decision.accept(state);
    };
  }

  private Decision<MessageState, NotificationEvent> timeIsUp(Sending state, Instant now) {
    if (now.isBefore(state.until())) {
      return Decision.accept(state);
    }
    if (state.overdue()) {
      return lost(state, now);
    }
    return Decision.accept(
        new Sending(
            state.letter(),
            state.createdAt(),
            state.steps(),
            state.plan(),
            state.tries(),
            state.attempt(),
            now.plus(policy.secondLimit()),
            true,
            state.held(),
            state.cancelled()));
  }

  /** What is told while it is being sent; it counts only if the attempt fails. */
  private static Sending meanwhile(
      Sending state, Plan plan, boolean held, @Nullable Reason cancelled) {
    return new Sending(
        state.letter(),
        state.createdAt(),
        state.steps(),
        plan,
        state.tries(),
        state.attempt(),
        state.until(),
        state.overdue(),
        held,
        cancelled);
  }

  private Decision<MessageState, NotificationEvent> result(
      Sending state, Result result, Instant now) {
    Tries tries = state.tries();
    return switch (result) {
      case Accepted _ -> delivered(state, now);
      case Lost _ -> lost(state, now);
      case Refused _ -> dead(state, Reason.REFUSED, now);
      case Withheld withheld ->
          withheld.reason() == Reason.NO_CONSENT
                  && now.isBefore(state.plan().sendAt().plus(policy.consentGrace()))
              ? postpone(state, Reason.NO_CONSENT, now)
              : suppress(state, withheld.reason(), now);
      case Overtaken _ -> cancel(state, Reason.CARE_ENDED, now);
      case Postponed postponed -> postpone(state, postponed.reason(), now);
      case RefusedForNow _ -> {
        Tries more = new Tries(tries.refused() + 1, tries.postponed(), Reason.REFUSED_FOR_NOW);
        yield more.refused() >= policy.refusalLimit()
            ? dead(state, Reason.REFUSED_TOO_OFTEN, now)
            : later(state, more, Reason.REFUSED_FOR_NOW, now);
      }
    };
  }

  private Decision<MessageState, NotificationEvent> postpone(
      Sending state, Reason why, Instant now) {
    Tries tries = state.tries();
    return later(state, new Tries(tries.refused(), tries.postponed() + 1, why), why, now);
  }

  /** Certainly not sent; so it may be tried again unless something was told in the meantime. */
  private Decision<MessageState, NotificationEvent> later(
      Sending state, Tries tries, Reason why, Instant now) {
    if (state.cancelled() != null) {
      return cancel(state, state.cancelled(), now);
    }
    if (state.held()) {
      return Decision.accept(
          new Held(
              state.letter(),
              state.createdAt(),
              step(state.steps(), Held.class, now, Reason.SESSION_BLOCKED),
              state.plan(),
              tries));
    }
    Duration wait =
        why == Reason.REFUSED_FOR_NOW
            ? policy.waitAfterRefusal(tries.refused())
            : policy.waitAfterPostponing(tries.postponed());
    Instant again = latest(now.plus(wait), state.plan().sendAt());
    return Decision.accept(
        new Queued(
            state.letter(),
            state.createdAt(),
            step(state.steps(), Queued.class, now, why),
            state.plan(),
            tries,
            again.isBefore(state.plan().staleAfter()) ? again : state.plan().staleAfter()));
  }

  private Decision<MessageState, NotificationEvent> unknown(
      Unknown state, MessageCommand command, Instant now) {
    return switch (command) {
      // The process that made the attempt was only slow: this is the outcome nobody knew.
      case Accepted accepted ->
          accepted.attempt() == state.attempt() ? delivered(state, now) : Decision.accept(state);
      case Told _, TimePassed _ -> Decision.accept(state);
      case RefusedForNow _, Refused _, Postponed _, Withheld _, Overtaken _, Lost _ ->
          Decision.accept(state);
    };
  }

  /** Queued; or suppressed, when its time had passed before it was planned. */
  private static Decision<MessageState, NotificationEvent> plan(
      Letter letter,
      Instant createdAt,
      List<Step> steps,
      MessageCommand.Plan plan,
      @Nullable Instant gateAsOf,
      Tries tries,
      Instant now) {
    Reason why = steps.isEmpty() ? Reason.PLANNED : Reason.REPLANNED;
    Queued queued =
        new Queued(
            letter,
            createdAt,
            step(steps, Queued.class, now, why),
            planned(plan, gateAsOf),
            tries,
            plan.sendAt());
    boolean passed = plan.sendAt().isBefore(plan.asOf()) || !now.isBefore(plan.staleAfter());
    return passed ? late(queued, tries, now) : Decision.accept(queued);
  }

  private static Decision<MessageState, NotificationEvent> replanned(
      MessageState state, Plan before, MessageCommand.Plan plan, Tries tries, Instant now) {
    return plan(
        state.letter(), state.createdAt(), state.steps(), plan, before.gateAsOf(), tries, now);
  }

  private static Plan planned(MessageCommand.Plan plan, @Nullable Instant gateAsOf) {
    return new Plan(plan.content(), plan.sendAt(), plan.staleAfter(), plan.asOf(), gateAsOf);
  }

  /** Too late. One that was offered in time and could not be sent has failed. */
  private static Decision<MessageState, NotificationEvent> late(
      MessageState state, Tries tries, Instant now) {
    Reason last = tries.last();
    if (last == null) {
      return suppress(state, Reason.STALE, now);
    }
    return last == Reason.NO_CONSENT ? suppress(state, last, now) : dead(state, last, now);
  }

  private static Decision<MessageState, NotificationEvent> delivered(
      MessageState state, Instant now) {
    Letter letter = state.letter();
    return Decision.accept(
        new Delivered(
            letter, state.createdAt(), step(state.steps(), Delivered.class, now, Reason.ACCEPTED)),
        new MessageDelivered(
            letter.patientId(),
            letter.messageId(),
            letter.messageKind().code(),
            letter.subjectId(),
            letter.channel(),
            now));
  }

  private static Decision<MessageState, NotificationEvent> lost(Sending state, Instant now) {
    return Decision.accept(
        new Unknown(
            state.letter(),
            state.createdAt(),
            step(state.steps(), Unknown.class, now, Reason.OUTCOME_UNKNOWN),
            state.attempt()),
        failed(state.letter(), Reason.OUTCOME_UNKNOWN, now));
  }

  private static Decision<MessageState, NotificationEvent> dead(
      MessageState state, Reason reason, Instant now) {
    return Decision.accept(
        new Dead(
            state.letter(),
            state.createdAt(),
            step(state.steps(), Dead.class, now, reason),
            reason),
        failed(state.letter(), reason, now));
  }

  private static MessageFailed failed(Letter letter, Reason reason, Instant now) {
    return new MessageFailed(
        letter.patientId(),
        letter.messageId(),
        letter.messageKind().code(),
        letter.subjectId(),
        letter.channel(),
        reason.code(),
        now,
        letter.episodeId());
  }

  private static Decision<MessageState, NotificationEvent> suppress(
      MessageState state, Reason reason, Instant now) {
    Letter letter = state.letter();
    return Decision.accept(
        new Suppressed(
            letter, state.createdAt(), step(state.steps(), Suppressed.class, now, reason), reason),
        new MessageSuppressed(
            letter.patientId(),
            letter.messageId(),
            letter.messageKind().code(),
            letter.subjectId(),
            letter.channel(),
            reason.code(),
            now));
  }

  private static Decision<MessageState, NotificationEvent> cancel(
      MessageState state, Reason reason, Instant now) {
    return Decision.accept(
        new Cancelled(
            state.letter(),
            state.createdAt(),
            step(state.steps(), Cancelled.class, now, reason),
            reason));
  }

  private static List<Step> step(
      List<Step> steps, Class<? extends MessageState> to, Instant at, Reason why) {
    return MessageState.with(steps, to, at, why);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
