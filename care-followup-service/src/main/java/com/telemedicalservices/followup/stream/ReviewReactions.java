package com.telemedicalservices.followup.stream;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.followup.domain.AlertCode;
import com.telemedicalservices.followup.domain.Episode;
import com.telemedicalservices.followup.domain.FollowUp;
import com.telemedicalservices.followup.domain.FollowUpCommand.ConcernRaised;
import com.telemedicalservices.followup.domain.FollowUpCommand.Fact;
import com.telemedicalservices.followup.domain.FollowUpCommand.TierReported;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import java.util.List;

/**
 * What the provider-review service's events mean for follow-up: a review nobody decided needs a
 * human, and a clinician there may have found a higher risk. A lower one counts here only when an
 * alert is resolved with it.
 */
public final class ReviewReactions implements Reactions<ReviewEvent> {

  private static final String RULE = "review";

  private final FollowUp followUp;

  public ReviewReactions(FollowUp followUp) {
    this.followUp = followUp;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends ReviewEvent> event) {
    return switch (event.data()) {
      case ReviewEvent.ReviewOverdue e ->
          react(
              new ConcernRaised(
                  new Episode(e.episodeId(), e.patientId()),
                  AlertCode.REVIEW_OVERDUE,
                  AlertCode.REVIEW_OVERDUE.level(),
                  e.episodeId(),
                  "REVIEW_OVERDUE",
                  e.overdueAt()));
      case ReviewEvent.CrisisDispositioned e ->
          react(
              new TierReported(
                  new Episode(e.episodeId(), e.patientId()),
                  e.tierAfter(),
                  "review",
                  RULE,
                  e.providerId(),
                  e.dispositionedAt()));
      case ReviewEvent.ReviewOpened e -> List.of();
      case ReviewEvent.InformationRequested e -> List.of();
      case ReviewEvent.CandidateApproved e -> List.of();
      case ReviewEvent.CandidateDeclined e -> List.of();
      case ReviewEvent.CandidateDeferred e -> List.of();
      case ReviewEvent.ApprovalSuspended e -> List.of();
      case ReviewEvent.ApprovalReinstated e -> List.of();
      case ReviewEvent.ApprovalExpired e -> List.of();
    };
  }

  private List<Reaction<?>> react(Fact fact) {
    return List.of(new Reaction<>(followUp, fact.episode().episodeId(), fact));
  }
}
