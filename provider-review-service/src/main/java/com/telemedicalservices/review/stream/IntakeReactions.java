package com.telemedicalservices.review.stream;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.review.domain.Review;
import com.telemedicalservices.review.domain.ReviewCommand;
import java.util.List;

/** What the intake service's events mean for reviews. */
public final class IntakeReactions implements Reactions<IntakeEvent> {

  private static final String INTAKE = Topic.INTAKE.producer();

  private final Review review;

  public IntakeReactions(Review review) {
    this.review = review;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends IntakeEvent> event) {
    return switch (event.data()) {
      case IntakeEvent.IntakeSubmitted e ->
          told(
              new ReviewCommand.IntakeSubmitted(
                  e.episodeId(),
                  e.patientId(),
                  e.clinicId(),
                  e.revision(),
                  e.riskTier(),
                  e.submittedAt()));
      case IntakeEvent.IntakeAmended e ->
          told(
              new ReviewCommand.IntakeAmended(
                  e.episodeId(), e.patientId(), e.revision(), e.riskTier(), e.amendedAt()));
      case IntakeEvent.CrisisFlagged e ->
          told(
              new ReviewCommand.RiskSignalled(
                  e.episodeId(), e.patientId(), e.flagId(), e.source(), INTAKE, e.flaggedAt()));
      case IntakeEvent.ChangeReported e ->
          told(
              new ReviewCommand.ConcernRaised(
                  e.episodeId(),
                  e.patientId(),
                  e.changeId(),
                  e.kind() + "_CHANGED",
                  INTAKE,
                  e.reportedAt()));
      case IntakeEvent.IntakeWithdrawn e ->
          told(new ReviewCommand.PatientWithdrew(e.episodeId(), e.patientId(), e.reasonCode()));
      case IntakeEvent.IntakeLapsed e ->
          told(new ReviewCommand.IntakeLapsed(e.episodeId(), e.patientId()));
      case IntakeEvent.InquiryReceived _, IntakeEvent.ContactChanged _ -> List.of();
      case IntakeEvent.IntakeReminderDue _ -> List.of();
      case IntakeEvent.ConsentSigned _, IntakeEvent.ConsentWithdrawn _ -> List.of();
    };
  }

  private List<Reaction<?>> told(ReviewCommand.Fact fact) {
    return List.of(new Reaction<ReviewCommand>(review, fact.episodeId(), fact));
  }
}
