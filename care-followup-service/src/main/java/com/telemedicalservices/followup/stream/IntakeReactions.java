package com.telemedicalservices.followup.stream;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.AlertCode;
import com.telemedicalservices.followup.domain.Episode;
import com.telemedicalservices.followup.domain.FollowUp;
import com.telemedicalservices.followup.domain.FollowUpCommand.ConcernRaised;
import com.telemedicalservices.followup.domain.FollowUpCommand.EpisodeEnded;
import com.telemedicalservices.followup.domain.FollowUpCommand.Fact;
import com.telemedicalservices.followup.domain.FollowUpCommand.RiskFlagged;
import com.telemedicalservices.followup.domain.FollowUpCommand.TierReported;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import java.time.Instant;
import java.util.List;

/** What the intake service's events mean for follow-up: who is at risk, and who has left. */
public final class IntakeReactions implements Reactions<IntakeEvent> {

  private static final String RULE = "intake";

  private final FollowUp followUp;

  public IntakeReactions(FollowUp followUp) {
    this.followUp = followUp;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends IntakeEvent> event) {
    return switch (event.data()) {
      case IntakeEvent.IntakeSubmitted e ->
          tier(episode(e.episodeId(), e), e.revision(), e.riskTier(), e.submittedAt());
      case IntakeEvent.IntakeAmended e ->
          tier(episode(e.episodeId(), e), e.revision(), e.riskTier(), e.amendedAt());
      case IntakeEvent.CrisisFlagged e ->
          react(
              new RiskFlagged(
                  episode(e.episodeId(), e),
                  e.flagId(),
                  AlertCode.ofSignal(e.source()),
                  e.ruleVersion(),
                  e.flaggedAt()));
      case IntakeEvent.IntakeWithdrawn e ->
          react(new EpisodeEnded(episode(e.episodeId(), e), "INTAKE_WITHDRAWN", e.withdrawnAt()));
      case IntakeEvent.ChangeReported e ->
          e.kind().equals("PREGNANCY")
              ? react(
                  new ConcernRaised(
                      episode(e.episodeId(), e),
                      AlertCode.PREGNANCY_POSSIBLE,
                      AlertCode.PREGNANCY_POSSIBLE.level(),
                      e.changeId(),
                      e.kind(),
                      e.reportedAt()))
              : List.of();
      case IntakeEvent.InquiryReceived e -> List.of();
      case IntakeEvent.ConsentSigned e -> List.of();
      case IntakeEvent.ConsentWithdrawn e -> List.of();
      case IntakeEvent.ContactChanged e -> List.of();
      case IntakeEvent.IntakeReminderDue e -> List.of();
      case IntakeEvent.IntakeLapsed e -> List.of();
    };
  }

  private List<Reaction<?>> tier(Episode episode, int revision, RiskTier tier, Instant at) {
    return tier == RiskTier.NONE
        ? List.of()
        : react(new TierReported(episode, tier, "intake." + revision, RULE, null, at));
  }

  private static Episode episode(String episodeId, IntakeEvent event) {
    return new Episode(episodeId, event.patientId());
  }

  private List<Reaction<?>> react(Fact fact) {
    return List.of(new Reaction<>(followUp, fact.episode().episodeId(), fact));
  }
}
