package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.ReviewEvent;
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
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a review by time alone, and what the answers of the intake service mean. After
 * weeks of silence everything missed is caught up in the order it would have happened in.
 */
final class TimeRules {

  private static final String CLOCK = "clock";

  private final ReviewPolicy policy;

  TimeRules(ReviewPolicy policy) {
    this.policy = policy;
  }

  void passed(Turn turn) {
    for (Instant due = dueAt(turn); due != null && !due.isAfter(turn.now()); due = dueAt(turn)) {
      if (due.equals(endOf(turn.phase()))) {
        phaseEnds(turn, due);
      } else if (due.equals(lookAt(turn.phase()))) {
        look(turn, due);
      } else if (due.equals(turn.queue().dueBy()) && !turn.queue().overdueTold()) {
        overdue(turn, due);
      } else {
        askAgain(turn);
      }
    }
  }

  private @Nullable Instant dueAt(Turn turn) {
    return dueAt(turn.phase(), turn.queue(), turn.question());
  }

  /** When time must act on a review next; null when it never must. */
  @Nullable Instant dueAt(Phase phase, QueueEntry queue, @Nullable DossierQuestion question) {
    Instant overdueAt = queue.overdueTold() ? null : queue.dueBy();
    Instant askAt = question == null ? null : question.until();
    return Stream.of(endOf(phase), lookAt(phase), overdueAt, askAt)
        .filter(at -> at != null)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** When a phase ends by time alone; null when it never does. */
  static @Nullable Instant endOf(Phase phase) {
    return switch (phase) {
      case Claimed claimed -> claimed.until();
      case InformationRequested requested -> requested.until();
      case Deferred deferred -> deferred.until();
      case Approved approved -> approved.approval().expiresAt();
      case Suspended suspended -> suspended.approval().expiresAt();
      case InCrisis crisis -> expiryDuring(crisis);
      case AwaitingIntake _, Waiting _, Closed _ -> null;
    };
  }

  private static @Nullable Instant expiryDuring(InCrisis crisis) {
    Suspended suspended = crisis.suspended();
    return suspended == null || crisis.ending() != null ? null : suspended.approval().expiresAt();
  }

  /**
   * When it is looked at again whether an approval still stands; null when none does. Not when its
   * licence ends: a policy that ends it sooner would be in force, and the approval would stand
   * until the end that was true when it was given. Licences are valid for whole days, so the first
   * moment of every day finds each end on time, whichever policy is in force then, for one small
   * write a day for each standing approval.
   */
  private @Nullable Instant lookAt(Phase phase) {
    return phase instanceof Approved(Approval approval)
        ? policy.dayAfter(approval.standsOn().seenValidAt())
        : null;
  }

  private void look(Turn turn, Instant due) {
    if (!(turn.phase() instanceof Approved(Approval approval))) {
      return;
    }
    Licence licence = approval.standsOn();
    String clinicState = policy.clinics().stateOf(turn.file().clinicId());
    if (policy.covers(licence, clinicState, due)) {
      lookAtWorkUp(turn, licence.seenValidAt(), due);
      turn.extend(new Approved(approval.with(licence.seenValid(due))));
    } else {
      FactRules.suspend(turn, approval, CLOCK, "LICENCE_LAPSED", due);
    }
  }

  /** That a result has run out is noted. It suspends nothing: the day of infusion asks for it. */
  private static void lookAtWorkUp(Turn turn, Instant before, Instant due) {
    if (turn.dossier() != null
        && !turn.checklist(before).open().containsAll(turn.checklist(due).open())) {
      turn.note(CLOCK, "WORK_UP_RAN_OUT");
    }
  }

  /** A phase ends; its successor's clock runs since then, not since it was noticed. */
  private static void phaseEnds(Turn turn, Instant due) {
    switch (turn.phase()) {
      case Claimed _ -> turn.move(new Waiting(), CLOCK, "CLAIM_RAN_OUT", due);
      case InformationRequested _ -> turn.move(new Waiting(), CLOCK, "NO_ANSWER", due);
      case Deferred _ -> {
        turn.move(new Waiting(), CLOCK, "DEFERRAL_OVER", due);
        FactRules.open(turn);
      }
      case Approved(Approval approval) -> {
        expire(turn, approval);
        turn.move(expired(turn, approval), CLOCK, "APPROVAL_EXPIRED");
      }
      case Suspended suspended -> {
        expire(turn, suspended.approval());
        turn.move(expired(turn, suspended.approval()), CLOCK, "APPROVAL_EXPIRED");
      }
      case InCrisis crisis -> {
        Suspended suspended = crisis.suspended();
        if (suspended != null) {
          expire(turn, suspended.approval());
        }
        FactRules.endAfter(turn, crisis, Ending.EXPIRED, CLOCK, "APPROVAL_EXPIRED");
      }
      case AwaitingIntake _, Waiting _, Closed _ -> {}
    }
  }

  private static Closed expired(Turn turn, Approval approval) {
    return new Closed(Ending.EXPIRED, "APPROVAL_EXPIRED", turn.now(), approval);
  }

  private static void expire(Turn turn, Approval approval) {
    turn.tell(
        new ReviewEvent.ApprovalExpired(
            turn.file().patientId(), turn.file().episodeId(), approval.approvalId(), turn.now()));
  }

  private static void overdue(Turn turn, Instant dueBy) {
    turn.note(CLOCK, "OVERDUE");
    turn.overdueTold();
    turn.tell(
        new ReviewEvent.ReviewOverdue(
            turn.file().patientId(), turn.file().episodeId(), dueBy, turn.now()));
  }

  private void askAgain(Turn turn) {
    DossierQuestion question = turn.question();
    if (question == null) {
      return;
    }
    String failureCode = question.underWay() ? "no-answer-in-time" : question.failureCode();
    turn.ask(
        new DossierQuestion(
            question.revision(),
            question.attempt() + 1,
            true,
            turn.now().plus(policy.dossier().patience()),
            failureCode));
  }

  void arrived(Turn turn, Dossier dossier) {
    if (dossier.revision() == turn.file().revision()) {
      turn.keep(dossier);
    }
  }

  /** An answer to an attempt that is no longer the one under way tells nothing new. */
  void failed(Turn turn, ReviewCommand.DossierFailed failed) {
    DossierQuestion question = turn.question();
    if (question == null
        || !question.underWay()
        || question.revision() != failed.revision()
        || question.attempt() != failed.attempt()) {
      return;
    }
    turn.ask(
        new DossierQuestion(
            question.revision(),
            question.attempt(),
            false,
            turn.now().plus(policy.dossier().pauseAfter(question.attempt())),
            failed.failureCode()));
  }
}
