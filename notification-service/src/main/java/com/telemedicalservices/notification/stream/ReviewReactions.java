package com.telemedicalservices.notification.stream;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.notification.domain.MessageKind;
import com.telemedicalservices.notification.stream.Mailings.About;
import java.util.List;

/**
 * What the provider-review service's events mean for messages. Approved and declined read the same:
 * the decision itself is for the patient's eyes only, after signing in.
 */
public final class ReviewReactions implements Reactions<ReviewEvent> {

  private final Mailings mailings;

  public ReviewReactions(Mailings mailings) {
    this.mailings = mailings;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends ReviewEvent> event) {
    return switch (event.data()) {
      case ReviewEvent.InformationRequested e ->
          List.of(
              mailings.notice(
                  About.episode(e.patientId(), e.episodeId()),
                  MessageKind.INFORMATION_REQUESTED,
                  e.requestId(),
                  e.requestedAt()));
      case ReviewEvent.CandidateApproved e ->
          List.of(
              mailings.notice(
                  About.episode(e.patientId(), e.episodeId()),
                  MessageKind.DECISION_READY,
                  Mailings.at(e.approvedAt()),
                  e.approvedAt()));
      case ReviewEvent.CandidateDeclined e ->
          List.of(
              mailings.notice(
                  About.episode(e.patientId(), e.episodeId()),
                  MessageKind.DECISION_READY,
                  Mailings.at(e.declinedAt()),
                  e.declinedAt()));
      case ReviewEvent.ReviewOpened _,
          ReviewEvent.CandidateDeferred _,
          ReviewEvent.ApprovalSuspended _,
          ReviewEvent.ApprovalReinstated _,
          ReviewEvent.ApprovalExpired _,
          ReviewEvent.CrisisDispositioned _,
          ReviewEvent.ReviewOverdue _ ->
          List.of();
    };
  }
}
