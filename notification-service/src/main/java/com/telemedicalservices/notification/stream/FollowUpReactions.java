package com.telemedicalservices.notification.stream;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.notification.domain.Content;
import com.telemedicalservices.notification.domain.MessagePolicy;
import com.telemedicalservices.notification.stream.Mailings.About;
import java.util.List;

/**
 * What the care-followup service's events mean for messages: questions to the patient, pages to the
 * clinician on call. A missed check-in alone pages nobody; follow-up raises an alert for it.
 */
public final class FollowUpReactions implements Reactions<FollowUpEvent> {

  private final Mailings mailings;
  private final MessagePolicy policy;

  public FollowUpReactions(Mailings mailings, MessagePolicy policy) {
    this.mailings = mailings;
    this.policy = policy;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends FollowUpEvent> event) {
    return switch (event.data()) {
      case FollowUpEvent.CheckInDue e ->
          List.of(
              mailings.now(
                  new About(e.patientId(), e.episodeId(), null, e.checkInId()),
                  new Content.Questions(e.checkInId(), e.overdueAt()),
                  Mailings.ONCE,
                  e.dueAt(),
                  e.overdueAt()));
      case FollowUpEvent.AlertRaised e ->
          e.level() == AlertLevel.P3
              ? List.of()
              : List.of(
                  mailings.now(
                      new About(e.patientId(), e.episodeId(), null, e.alertId()),
                      new Content.Page(e.alertId(), e.episodeId(), 0, e.level(), e.acknowledgeBy()),
                      "0",
                      e.raisedAt(),
                      e.raisedAt().plus(policy.pageLife())));
      case FollowUpEvent.AlertEscalated e ->
          List.of(
              mailings.now(
                  new About(e.patientId(), e.episodeId(), null, e.alertId()),
                  new Content.Page(e.alertId(), e.episodeId(), e.rung(), null, null),
                  Integer.toString(e.rung()),
                  e.escalatedAt(),
                  e.escalatedAt().plus(policy.pageLife())));
      case FollowUpEvent.CheckInCompleted _,
          FollowUpEvent.CheckInMissed _,
          FollowUpEvent.AdverseEventReported _,
          FollowUpEvent.RiskFlagged _,
          FollowUpEvent.AlertAcknowledged _,
          FollowUpEvent.AlertResolved _,
          FollowUpEvent.ResponseReached _,
          FollowUpEvent.RemissionReached _,
          FollowUpEvent.RelapseDetected _,
          FollowUpEvent.WorseningDetected _,
          FollowUpEvent.BoosterRecommended _ ->
          List.of();
    };
  }
}
