package com.telemedicalservices.notification.stream;

import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.contracts.SchedulingEvent.BookedSession;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Reactions;
import com.telemedicalservices.notification.domain.Content;
import com.telemedicalservices.notification.domain.MessageCommand.Cancel;
import com.telemedicalservices.notification.domain.MessageCommand.Hold;
import com.telemedicalservices.notification.domain.MessageCommand.Release;
import com.telemedicalservices.notification.domain.MessageKind;
import com.telemedicalservices.notification.domain.Reason;
import com.telemedicalservices.notification.domain.Recipient;
import com.telemedicalservices.notification.domain.RecipientCommand;
import com.telemedicalservices.notification.domain.RecipientCommand.EndCare;
import com.telemedicalservices.notification.stream.Mailings.About;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the scheduling service's events mean for messages.
 *
 * <p>A blocked session's reminders are held, not cancelled: an obstacle is often removed in time.
 * They go on when the session is confirmed or gets a new time, each within its own limit.
 */
public final class SchedulingReactions implements Reactions<SchedulingEvent> {

  private final Mailings mailings;
  private final Recipient recipient;

  public SchedulingReactions(Mailings mailings, Recipient recipient) {
    this.mailings = mailings;
    this.recipient = recipient;
  }

  @Override
  public List<Reaction<?>> to(EventEnvelope<? extends SchedulingEvent> event) {
    return switch (event.data()) {
      case SchedulingEvent.SeriesBooked e -> booked(e);
      case SchedulingEvent.SeriesStopped e ->
          List.of(
              end(e.patientId(), e.seriesId()),
              mailings.notice(
                  new About(e.patientId(), e.episodeId(), e.seriesId(), e.seriesId()),
                  MessageKind.SERIES_STOPPED,
                  Mailings.ONCE,
                  e.stoppedAt()));
      case SchedulingEvent.SeriesCompleted e -> List.of(end(e.patientId(), e.seriesId()));
      case SchedulingEvent.SessionMoved e -> moved(e);
      case SchedulingEvent.SessionBlocked e ->
          mailings.eachReminder(
              session(e.patientId(), e.episodeId(), e.seriesId(), e.sessionId()),
              letter -> new Hold(letter, e.blockedAt()));
      case SchedulingEvent.SessionConfirmed e ->
          mailings.eachReminder(
              session(e.patientId(), e.episodeId(), e.seriesId(), e.sessionId()),
              letter -> new Release(letter, e.confirmedAt()));
      case SchedulingEvent.SessionCancelled e ->
          mailings.eachReminder(
              session(e.patientId(), e.episodeId(), e.seriesId(), e.sessionId()),
              letter -> new Cancel(letter, Reason.SESSION_CANCELLED));
      case SchedulingEvent.SessionNoShow e ->
          mailings.eachReminder(
              session(e.patientId(), e.episodeId(), e.seriesId(), e.sessionId()),
              letter -> new Cancel(letter, Reason.SESSION_MISSED));
      case SchedulingEvent.SessionCheckedIn _,
          SchedulingEvent.SessionStarted _,
          SchedulingEvent.SessionCompleted _,
          SchedulingEvent.SessionDischarged _,
          SchedulingEvent.SessionTransferred _,
          SchedulingEvent.VitalsAlarmed _ ->
          List.of();
    };
  }

  private List<Reaction<?>> booked(SchedulingEvent.SeriesBooked e) {
    List<BookedSession> sessions = e.sessions();
    Reaction<?> confirmation =
        mailings.now(
            new About(e.patientId(), e.episodeId(), e.seriesId(), e.seriesId()),
            new Content.SeriesDates(sessions.stream().map(BookedSession::startsAt).toList()),
            Mailings.ONCE,
            e.bookedAt(),
            // Dates are worth telling until the last of them has come.
            sessions.isEmpty() ? e.bookedAt() : sessions.getLast().startsAt());
    return Stream.concat(
            Stream.of(confirmation),
            sessions.stream()
                .flatMap(
                    session ->
                        mailings.remindersOfNew(
                            session(
                                e.patientId(), e.episodeId(), e.seriesId(), session.sessionId()),
                            session.startsAt(),
                            e.bookedAt())))
        .toList();
  }

  private List<Reaction<?>> moved(SchedulingEvent.SessionMoved e) {
    About session = session(e.patientId(), e.episodeId(), e.seriesId(), e.sessionId());
    Reaction<?> notice =
        mailings.now(
            session,
            new Content.NewTime(e.previousStartsAt(), e.startsAt()),
            Mailings.at(e.movedAt()),
            e.movedAt(),
            e.startsAt());
    return Stream.concat(
            Stream.of(notice), mailings.remindersOfMoved(session, e.startsAt(), e.movedAt()))
        .toList();
  }

  private Reaction<RecipientCommand> end(String patientId, String seriesId) {
    return new Reaction<>(recipient, patientId, new EndCare(patientId, seriesId));
  }

  private static About session(
      String patientId, String episodeId, String seriesId, String sessionId) {
    return new About(patientId, episodeId, seriesId, sessionId);
  }
}
