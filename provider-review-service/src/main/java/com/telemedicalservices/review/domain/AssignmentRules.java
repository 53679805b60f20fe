package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.review.domain.ReviewCommand.Assign;
import java.util.Objects;

/**
 * Who is to look at a review: advice among colleagues, and no lock. Whoever may, still claims it;
 * so it outlasts every claim, and ends only with the review.
 */
final class AssignmentRules {

  private AssignmentRules() {}

  static Decision<ReviewState, ReviewEvent> assign(Turn turn, Assign wanted, ReviewPolicy policy) {
    String assignee = wanted.assigneeId();
    if (turn.phase().status().terminal()) {
      return ProviderRules.closed(turn);
    }
    if (assignee != null && policy.provider(assignee).isEmpty()) {
      return Decision.invalid(
          "unknown-assignee", "Assign it to a provider in this clinic's directory, or to nobody.");
    }
    if (!Objects.equals(assignee, turn.queue().assignedTo())) {
      turn.assign(assignee, wanted.providerId());
    }
    return turn.done();
  }
}
