package com.telemedicalservices.scheduling.web;

import com.telemedicalservices.scheduling.domain.Series;
import com.telemedicalservices.scheduling.domain.Session;
import com.telemedicalservices.scheduling.domain.SessionStatus;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is shown.
 *
 * @param localStart what the clinic's wall clock shows at its start
 * @param reasonCode why it is blocked, cancelled, paused or stopped
 * @param overdueSince when it was noticed that it should long be over; absent when it is not
 */
record SessionView(
    String sessionId,
    String seriesId,
    String episodeId,
    String patientId,
    int number,
    SessionStatus status,
    String clinicId,
    String zone,
    Instant startsAt,
    Instant endsAt,
    LocalDateTime localStart,
    String chair,
    String nurse,
    String prescriber,
    @Nullable String reasonCode,
    @Nullable Instant infusionStartedAt,
    @Nullable Instant infusionEndedAt,
    @Nullable Instant overdueSince,
    List<TransitionView> transitions) {

  /** A step from one status to another. */
  record TransitionView(
      SessionStatus from,
      SessionStatus to,
      String actor,
      String reasonCode,
      Instant at,
      String policyVersion) {}

  static SessionView of(TreatmentState treatment, String sessionId) {
    Session session = treatment.session(sessionId);
    if (session == null) {
      throw SeriesIds.unknown("unknown-session", "There is no session of this id.");
    }
    return of(treatment, session);
  }

  static SessionView of(TreatmentState treatment, Session session) {
    Series series = Objects.requireNonNull(treatment.series(session.seriesId()));
    Instant start = session.slot().startsAt();
    return new SessionView(
        session.sessionId(),
        session.seriesId(),
        treatment.episodeId(),
        treatment.patientId(),
        session.number(),
        session.status(),
        session.slot().clinicId(),
        series.zone(),
        start,
        session.slot().endsAt(),
        LocalDateTime.ofInstant(start, ZoneId.of(series.zone())),
        session.slot().chair(),
        session.slot().nurse(),
        session.slot().prescriber(),
        session.transitions().isEmpty() ? null : session.transitions().getLast().reasonCode(),
        session.infusionStartedAt(),
        session.infusionEndedAt(),
        session.status().isTerminal() ? null : session.overdueSince(),
        session.transitions().stream()
            .map(
                step ->
                    new TransitionView(
                        step.from(),
                        step.to(),
                        step.actor(),
                        step.reasonCode(),
                        step.at(),
                        step.policyVersion()))
            .toList());
  }
}
