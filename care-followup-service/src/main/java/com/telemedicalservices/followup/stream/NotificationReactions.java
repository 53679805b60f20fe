package com.telemedicalservices.followup.stream;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.NotificationEvent;
import com.telemedicalservices.followup.domain.Episode;
import com.telemedicalservices.followup.domain.FollowUp;
import com.telemedicalservices.followup.domain.FollowUpCommand.AlertNotified;
import com.telemedicalservices.followup.domain.FollowUpCommand.Fact;
import com.telemedicalservices.followup.domain.FollowUpCommand.MessageLost;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the notification service's events mean for follow-up: a lost message needs a human, and a
 * delivered page means that somebody was told of an alert.
 */
public final class NotificationReactions implements Reactions<NotificationEvent> {

  private final FollowUp followUp;

  public NotificationReactions(FollowUp followUp) {
    this.followUp = followUp;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends NotificationEvent> event) {
    return switch (event.data()) {
      case NotificationEvent.MessageFailed e ->
          react(
              new MessageLost(
                  episode(e.episodeId(), e.subjectId(), e),
                  e.messageId(),
                  e.kind(),
                  e.subjectId(),
                  e.failedAt()));
      case NotificationEvent.MessageDelivered e ->
          Episode.isAlert(e.subjectId())
              ? react(
                  new AlertNotified(
                      episode(null, e.subjectId(), e), e.subjectId(), e.deliveredAt()))
              : List.of();
      case NotificationEvent.MessageSuppressed e -> List.of();
      case NotificationEvent.ContactOptedOut e -> List.of();
    };
  }

  /** A message that does not say which course of care it belongs to is kept with its subject's. */
  private static Episode episode(
      @Nullable String episodeId, String subjectId, NotificationEvent event) {
    return new Episode(episodeId == null ? Episode.idOf(subjectId) : episodeId, event.patientId());
  }

  private List<Reaction<?>> react(Fact fact) {
    return List.of(new Reaction<>(followUp, fact.episode().episodeId(), fact));
  }
}
