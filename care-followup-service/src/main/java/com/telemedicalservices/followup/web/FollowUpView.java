package com.telemedicalservices.followup.web;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.CheckIn;
import com.telemedicalservices.followup.domain.FollowUpState;
import com.telemedicalservices.followup.domain.Report;
import com.telemedicalservices.followup.domain.Submission;
import com.telemedicalservices.followup.domain.TierChange;
import com.telemedicalservices.followup.domain.Trend;
import com.telemedicalservices.kit.store.Stored;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A follow-up as clinicians see it.
 *
 * @param episodeId the course of care
 * @param patientId the patient
 * @param riskTier suicide-risk tier
 * @param tierHistory how it came to be
 * @param checkIns the planned contacts and what was sent for them
 * @param alerts everything a human had or has to deal with
 * @param reports unwanted effects told outside a check-in
 * @param trend how the symptoms have gone; absent before the baseline
 * @param ended why and when the course of care ended; absent while it goes on
 */
record FollowUpView(
    String episodeId,
    String patientId,
    RiskTier riskTier,
    List<TierChange> tierHistory,
    List<CheckInEntry> checkIns,
    List<AlertView> alerts,
    List<ReportEntry> reports,
    @Nullable Trend trend,
    FollowUpState.@Nullable Ending ended) {

  /**
   * A check-in and what was sent for it.
   *
   * @param checkIn the check-in
   * @param submissions what was sent, oldest first
   */
  record CheckInEntry(CheckInView checkIn, List<Submission> submissions) {

    static CheckInEntry of(String episodeId, CheckIn checkIn) {
      return new CheckInEntry(
          CheckInView.of(episodeId, checkIn).withoutQuestions(), checkIn.submissions());
    }
  }

  /**
   * An unwanted effect told outside a check-in.
   *
   * @param reportId its identity
   * @param sideEffect what was told
   * @param reporterId who wrote it down; absent when the patient did
   * @param reportedAt when
   */
  record ReportEntry(
      String reportId, SideEffectBody sideEffect, @Nullable String reporterId, Instant reportedAt) {

    static ReportEntry of(Report report) {
      return new ReportEntry(
          report.reportId(),
          SideEffectBody.of(report.sideEffect()),
          report.reporterId(),
          report.reportedAt());
    }
  }

  static FollowUpView of(Stored<FollowUpState> stored) {
    FollowUpState state = stored.state();
    return new FollowUpView(
        stored.id(),
        state.episode().patientId(),
        state.tier(),
        state.tierHistory(),
        state.checkIns().stream().map(checkIn -> CheckInEntry.of(stored.id(), checkIn)).toList(),
        state.alerts().stream().map(alert -> AlertView.of(state.episode(), alert)).toList(),
        state.reports().stream().map(ReportEntry::of).toList(),
        state.trend(),
        state.ended());
  }
}
