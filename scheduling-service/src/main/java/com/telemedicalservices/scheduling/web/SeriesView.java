package com.telemedicalservices.scheduling.web;

import com.telemedicalservices.scheduling.domain.Series;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series and all its sessions as they are shown. */
record SeriesView(
    String seriesId,
    String episodeId,
    String patientId,
    String approvalId,
    String clinicId,
    String zone,
    Series.Status status,
    Instant bookedAt,
    String bookedBy,
    String policyVersion,
    @Nullable Instant endedAt,
    @Nullable String endReasonCode,
    int sessionCount,
    List<SessionView> sessions) {

  static SeriesView of(TreatmentState treatment, Series series) {
    List<SessionView> sessions =
        treatment.sessionsOf(series).stream()
            .map(session -> SessionView.of(treatment, session))
            .toList();
    return new SeriesView(
        series.seriesId(),
        treatment.episodeId(),
        treatment.patientId(),
        series.approvalId(),
        series.clinicId(),
        series.zone(),
        series.status(),
        series.bookedAt(),
        series.bookedBy(),
        series.policyVersion(),
        series.endedAt(),
        series.endReasonCode(),
        sessions.size(),
        sessions);
  }
}
