package com.telemedicalservices.followup.stream;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.followup.domain.AlertCode;
import com.telemedicalservices.followup.domain.Episode;
import com.telemedicalservices.followup.domain.FollowUp;
import com.telemedicalservices.followup.domain.FollowUpCommand.ConcernRaised;
import com.telemedicalservices.followup.domain.FollowUpCommand.Fact;
import com.telemedicalservices.followup.domain.FollowUpCommand.PatientAbsent;
import com.telemedicalservices.followup.domain.FollowUpCommand.SeriesCompleted;
import com.telemedicalservices.followup.domain.FollowUpCommand.SessionDischarged;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import java.util.List;

/** What the scheduling service's events mean for follow-up: whom to ask, and what went wrong. */
public final class SchedulingReactions implements Reactions<SchedulingEvent> {

  private final FollowUp followUp;

  public SchedulingReactions(FollowUp followUp) {
    this.followUp = followUp;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends SchedulingEvent> event) {
    return switch (event.data()) {
      case SchedulingEvent.SessionDischarged e ->
          react(
              new SessionDischarged(
                  episode(e.episodeId(), e), e.seriesId(), e.sessionId(), e.dischargedAt()));
      case SchedulingEvent.SeriesCompleted e ->
          react(new SeriesCompleted(episode(e.episodeId(), e), e.seriesId(), e.completedAt()));
      case SchedulingEvent.SessionNoShow e ->
          react(new PatientAbsent(episode(e.episodeId(), e), e.sessionId(), e.noShowAt()));
      case SchedulingEvent.SessionTransferred e ->
          react(
              new ConcernRaised(
                  episode(e.episodeId(), e),
                  AlertCode.AE_SERIOUS,
                  AlertCode.AE_SERIOUS.level(),
                  e.sessionId(),
                  "TRANSFERRED",
                  e.transferredAt()));
      case SchedulingEvent.VitalsAlarmed e ->
          react(
              new ConcernRaised(
                  episode(e.episodeId(), e),
                  AlertCode.ofVitals(e.reasonCode()),
                  e.level(),
                  e.sessionId(),
                  e.reasonCode(),
                  e.alarmedAt()));
      // Only sessions that were given are followed up, and those go on being.
      case SchedulingEvent.SeriesStopped e -> List.of();
      case SchedulingEvent.SeriesBooked e -> List.of();
      case SchedulingEvent.SessionConfirmed e -> List.of();
      case SchedulingEvent.SessionMoved e -> List.of();
      case SchedulingEvent.SessionCancelled e -> List.of();
      case SchedulingEvent.SessionCheckedIn e -> List.of();
      case SchedulingEvent.SessionBlocked e -> List.of();
      case SchedulingEvent.SessionStarted e -> List.of();
      case SchedulingEvent.SessionCompleted e -> List.of();
    };
  }

  private static Episode episode(String episodeId, SchedulingEvent event) {
    return new Episode(episodeId, event.patientId());
  }

  private List<Reaction<?>> react(Fact fact) {
    return List.of(new Reaction<>(followUp, fact.episode().episodeId(), fact));
  }
}
