package com.telemedicalservices.intake.stream;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import java.util.List;

/** What the review service's events mean for an intake. */
public final class ReviewReactions implements Reactions<ReviewEvent> {

  private final Intake intake;

  public ReviewReactions(Intake intake) {
    this.intake = intake;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends ReviewEvent> event) {
    return switch (event.data()) {
      case ReviewEvent.CrisisDispositioned e ->
          List.of(
              new Reaction<>(
                  intake,
                  e.episodeId(),
                  new IntakeCommand.RecordDisposition(
                      e.dispositionCode(),
                      e.tierAfter(),
                      e.providerId(),
                      e.dispositionedAt(),
                      e.flagsUntil() == null ? e.dispositionedAt() : e.flagsUntil())));
      case ReviewEvent.InformationRequested e ->
          List.of(
              new Reaction<>(
                  intake,
                  e.episodeId(),
                  new IntakeCommand.RequestInformation(
                      e.requestId(), e.reasonCode(), e.requestedAt())));
      case ReviewEvent.ReviewOpened e -> List.of();
      case ReviewEvent.CandidateApproved e -> List.of();
      case ReviewEvent.CandidateDeclined e -> List.of();
      case ReviewEvent.CandidateDeferred e -> List.of();
      case ReviewEvent.ApprovalSuspended e -> List.of();
      case ReviewEvent.ApprovalReinstated e -> List.of();
      case ReviewEvent.ApprovalExpired e -> List.of();
      case ReviewEvent.ReviewOverdue e -> List.of();
    };
  }
}
