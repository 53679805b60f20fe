package com.telemedicalservices.review.stream;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.review.domain.Review;
import com.telemedicalservices.review.domain.ReviewCommand;
import java.util.List;

/** What the scheduling service's events mean for reviews. */
public final class SchedulingReactions implements Reactions<SchedulingEvent> {

  private final Review review;

  public SchedulingReactions(Review review) {
    this.review = review;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends SchedulingEvent> event) {
    return switch (event.data()) {
      case SchedulingEvent.SeriesBooked e ->
          told(
              new ReviewCommand.SeriesBooked(
                  e.episodeId(), e.patientId(), e.seriesId(), e.approvalId()));
      case SchedulingEvent.SeriesCompleted e ->
          told(
              new ReviewCommand.SeriesEnded(
                  e.episodeId(), e.patientId(), e.seriesId(), true, "SERIES_COMPLETED"));
      case SchedulingEvent.SeriesStopped e -> told(stopped(e));
      // A patient handed over to emergency care needs a provider's word before the next session.
      case SchedulingEvent.SessionTransferred e ->
          told(
              new ReviewCommand.ConcernRaised(
                  e.episodeId(),
                  e.patientId(),
                  e.sessionId() + ".transfer",
                  "TRANSFERRED_TO_EMERGENCY",
                  Topic.SCHEDULING.producer(),
                  e.transferredAt()));
      case SchedulingEvent.SessionConfirmed _, SchedulingEvent.SessionMoved _ -> List.of();
      case SchedulingEvent.SessionCancelled _, SchedulingEvent.SessionCheckedIn _ -> List.of();
      case SchedulingEvent.SessionBlocked _, SchedulingEvent.SessionStarted _ -> List.of();
      case SchedulingEvent.SessionCompleted _, SchedulingEvent.SessionDischarged _ -> List.of();
      case SchedulingEvent.SessionNoShow _, SchedulingEvent.VitalsAlarmed _ -> List.of();
    };
  }

  /**
   * Scheduling may have heard that the patient withdrew before this service does; that is how the
   * review ends, too, whichever of the two tells it first.
   */
  private static ReviewCommand.Fact stopped(SchedulingEvent.SeriesStopped e) {
    return e.reasonCode().equals(SchedulingEvent.SeriesStopped.PATIENT_WITHDREW)
        ? new ReviewCommand.PatientWithdrew(e.episodeId(), e.patientId(), e.reasonCode())
        : new ReviewCommand.SeriesEnded(
            e.episodeId(), e.patientId(), e.seriesId(), false, e.reasonCode());
  }

  private List<Reaction<?>> told(ReviewCommand.Fact fact) {
    return List.of(new Reaction<ReviewCommand>(review, fact.episodeId(), fact));
  }
}
