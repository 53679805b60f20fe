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
      if (due.equals(Review.endOf(turn.phase()))) {
        phaseEnds(turn, due);
      } else if (due.equals(turn.queue().dueBy()) && !turn.queue().overdueTold()) {
        overdue(turn, due);
      } else {
        askAgain(turn);
      }
    }
  }

  private static @Nullable Instant dueAt(Turn turn) {
    return Review.dueAt(turn.phase(), turn.queue(), turn.question());
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
