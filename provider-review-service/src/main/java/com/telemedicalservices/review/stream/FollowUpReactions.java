package com.telemedicalservices.review.stream;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.review.domain.Review;
import com.telemedicalservices.review.domain.ReviewCommand;
import java.util.List;

/** What the care-followup service's events mean for reviews. */
public final class FollowUpReactions implements Reactions<FollowUpEvent> {

  private static final String FOLLOW_UP = Topic.FOLLOW_UP.producer();

  private final Review review;

  public FollowUpReactions(Review review) {
    this.review = review;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends FollowUpEvent> event) {
    return switch (event.data()) {
      case FollowUpEvent.RiskFlagged e ->
          told(
              new ReviewCommand.RiskSignalled(
                  e.episodeId(), e.patientId(), e.flagId(), e.source(), FOLLOW_UP, e.flaggedAt()));
      // The same signal, told before this by an older build that tells it in no other way.
      case FollowUpEvent.CheckInCompleted e when e.riskTier() == RiskTier.HIGH ->
          told(
              new ReviewCommand.RiskSignalled(
                  e.episodeId(),
                  e.patientId(),
                  e.checkInId(),
                  "check-in",
                  FOLLOW_UP,
                  e.completedAt()));
      case FollowUpEvent.AdverseEventReported e when e.serious() ->
          told(
              new ReviewCommand.ConcernRaised(
                  e.episodeId(),
                  e.patientId(),
                  e.reportId(),
                  "SERIOUS_ADVERSE_EVENT",
                  FOLLOW_UP,
                  e.reportedAt()));
      case FollowUpEvent.CheckInDue _, FollowUpEvent.CheckInMissed _ -> List.of();
      case FollowUpEvent.CheckInCompleted _, FollowUpEvent.AdverseEventReported _ -> List.of();
      case FollowUpEvent.AlertRaised _, FollowUpEvent.AlertAcknowledged _ -> List.of();
      case FollowUpEvent.AlertEscalated _, FollowUpEvent.AlertResolved _ -> List.of();
      case FollowUpEvent.ResponseReached _, FollowUpEvent.RemissionReached _ -> List.of();
      case FollowUpEvent.RelapseDetected _, FollowUpEvent.WorseningDetected _ -> List.of();
      case FollowUpEvent.BoosterRecommended _ -> List.of();
    };
  }

  private List<Reaction<?>> told(ReviewCommand.Fact fact) {
    return List.of(new Reaction<ReviewCommand>(review, fact.episodeId(), fact));
  }
}
