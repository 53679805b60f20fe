package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.CheckInKind;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A follow-up while one command is carried out, and what the other services will be told. It lives
 * no longer than the call of {@link FollowUp#decide} and leaves the state it started from as it
 * was.
 */
final class Draft {

  private static final Duration WEEK = Duration.ofDays(7);

  private final FollowUpPolicy policy;
  private final Instant now;
  private final Episode episode;
  private RiskTier tier;
  private final List<TierChange> tierHistory;
  private final List<CheckIn> checkIns;
  private FollowUpState.@Nullable WeeklyPlan weekly;
  private FollowUpState.@Nullable Ending ended;
  private final List<Alert> alerts;
  private final List<Report> reports;
  private @Nullable Trend trend;
  private final List<FollowUpEvent> events = new ArrayList<>();

  Draft(FollowUpState state, FollowUpPolicy policy, Instant now) {
    this.policy = policy;
    this.now = now;
    this.episode = state.episode();
    this.tier = state.tier();
    this.tierHistory = new ArrayList<>(state.tierHistory());
    this.checkIns = new ArrayList<>(state.checkIns());
    this.weekly = state.weekly();
    this.ended = state.ended();
    this.alerts = new ArrayList<>(state.alerts());
    this.reports = new ArrayList<>(state.reports());
    this.trend = state.trend();
  }

  Decision<FollowUpState, FollowUpEvent> accepted() {
    FollowUpState state =
        new FollowUpState(
            episode,
            tier,
            tierHistory,
            checkIns,
            weekly,
            ended,
            alerts,
            OpenAlerts.of(alerts),
            reports,
            trend);
    return new Decision.Accepted<>(state, events);
  }

  Episode episode() {
    return episode;
  }

  RiskTier tier() {
    return tier;
  }

  // Check-ins

  /**
   * Whoever was given an infusion is asked how they are, and never dropped: neither the end of the
   * series nor that of the course of care changes that. Only the weeks after end with the care.
   */
  void planAfter(String seriesId, String sessionId, Instant dischargedAt) {
    plan(
        episode.checkInAfter(sessionId, ".h24"),
        CheckInKind.HOURS_24,
        sessionId,
        seriesId,
        dischargedAt.plus(Duration.ofDays(1)));
    plan(
        episode.checkInAfter(sessionId, ".h72"),
        CheckInKind.HOURS_72,
        sessionId,
        seriesId,
        dischargedAt.plus(Duration.ofDays(3)));
    if (ended == null) {
      extendWeekly(seriesId, dischargedAt, dischargedAt);
    }
  }

  void extendWeeklyOf(String seriesId, Instant completedAt) {
    if (weekly != null && weekly.seriesId().equals(seriesId)) {
      extendWeekly(seriesId, weekly.anchorAt(), completedAt);
    }
  }

  private void extendWeekly(String seriesId, Instant anchorAt, Instant lastSeenAt) {
    Instant until = lastSeenAt.plus(WEEK.multipliedBy(policy.weeklyWeeksAfter()));
    if (weekly == null || until.isAfter(weekly.until())) {
      weekly = new FollowUpState.WeeklyPlan(seriesId, anchorAt, until);
    }
    planNextWeekly();
  }

  /** At most one weekly check-in is planned ahead: the plan may still change. */
  private void planNextWeekly() {
    List<CheckIn> weeklies =
        checkIns.stream().filter(checkIn -> checkIn.type() == CheckInKind.WEEKLY).toList();
    boolean planned =
        weeklies.stream().anyMatch(next -> next.status() instanceof CheckInStatus.Scheduled);
    if (weekly == null || planned) {
      return;
    }
    Instant dueAt = weekly.anchorAt().plus(WEEK);
    if (!weeklies.isEmpty()) {
      Instant afterLast = weeklies.getLast().dueAt().plus(WEEK);
      dueAt = afterLast.isAfter(dueAt) ? afterLast : dueAt;
    }
    if (!dueAt.isAfter(weekly.until())) {
      plan(
          episode.weeklyCheckIn(weeklies.size() + 1),
          CheckInKind.WEEKLY,
          episode.episodeId(),
          weekly.seriesId(),
          dueAt);
    }
  }

  private void plan(
      String checkInId, CheckInKind type, String subjectId, String seriesId, Instant dueAt) {
    if (indexOfCheckIn(checkInId) >= 0) {
      return;
    }
    checkIns.add(
        new CheckIn(
            checkInId,
            type,
            subjectId,
            seriesId,
            dueAt,
            dueAt.plus(policy.overdueAfter(type)),
            policy.version(),
            new CheckInStatus.Scheduled(),
            List.of()));
  }

  void end(String reasonCode, Instant endedAt) {
    if (ended == null) {
      ended = new FollowUpState.Ending(reasonCode, endedAt);
    }
    weekly = null;
    checkIns.replaceAll(
        checkIn ->
            checkIn.type() == CheckInKind.WEEKLY
                    && checkIn.status() instanceof CheckInStatus.Scheduled
                ? checkIn.to(new CheckInStatus.Superseded(now, reasonCode))
                : checkIn);
  }

  /** Asks and gives up whatever its time has come for, in the order of the times. */
  void catchUpCheckIns() {
    for (Optional<CheckIn> next = nextDue(); next.isPresent(); next = nextDue()) {
      CheckIn checkIn = next.get();
      if (checkIn.status() instanceof CheckInStatus.Scheduled) {
        ask(checkIn);
      } else {
        giveUp(checkIn);
      }
    }
  }

  private Optional<CheckIn> nextDue() {
    CheckIn earliest = null;
    Instant earliestAt = null;
    for (CheckIn checkIn : checkIns) {
      Instant at = FollowUp.actsAt(checkIn);
      if (at != null && !at.isAfter(now) && (earliestAt == null || at.isBefore(earliestAt))) {
        earliest = checkIn;
        earliestAt = at;
      }
    }
    return Optional.ofNullable(earliest);
  }

  private void ask(CheckIn checkIn) {
    replace(checkIn.to(new CheckInStatus.Sent(now)));
    events.add(
        new FollowUpEvent.CheckInDue(
            episode.patientId(),
            episode.episodeId(),
            checkIn.checkInId(),
            checkIn.type(),
            checkIn.dueAt(),
            checkIn.overdueAt()));
    if (checkIn.type() == CheckInKind.WEEKLY) {
      planNextWeekly();
    }
  }

  private void giveUp(CheckIn checkIn) {
    replace(checkIn.to(new CheckInStatus.Expired(now)));
    events.add(
        new FollowUpEvent.CheckInMissed(
            episode.patientId(), episode.episodeId(), checkIn.checkInId(), checkIn.type(), now));
    AlertLevel level =
        tier.compareTo(RiskTier.MODERATE) >= 0 ? AlertLevel.P2 : AlertCode.CHECKIN_OVERDUE.level();
    raise(
        AlertCode.CHECKIN_OVERDUE,
        level,
        new Alert.Cause(checkIn.checkInId(), "CHECKIN_MISSED", checkIn.overdueAt()));
  }

  /** Takes what the patient sent: all of it as the answer, or only the risk it shows. */
  void take(CheckIn checkIn, Submission submission) {
    CheckIn taken = checkIn.with(submission);
    if (submission.counted()) {
      taken = taken.to(new CheckInStatus.Scored(now));
      events.add(
          new FollowUpEvent.CheckInCompleted(
              episode.patientId(),
              episode.episodeId(),
              checkIn.checkInId(),
              checkIn.type(),
              submission.assessment().tier(),
              now));
    }
    replace(taken);
    // The one answer that counts is known elsewhere by its check-in.
    String sourceId =
        submission.counted()
            ? checkIn.checkInId()
            : checkIn.checkInId() + "." + taken.submissions().size();
    Assessment assessment = submission.assessment();
    if (assessment.tier() != RiskTier.HIGH && Assessment.areUnscreened(submission.answers())) {
      flag(sourceId, "CHECK_IN_UNSCREENED", assessment.version(), now);
    }
    foundRisk(assessment.tier(), sourceId, "CHECK_IN", assessment.version(), now);
    List<SideEffect> effects = submission.sideEffects();
    for (int i = 0; i < effects.size(); i++) {
      tell(effects.get(i), sourceId + ".e" + (i + 1));
      raiseFor(effects.get(i), sourceId);
    }
    if (submission.counted() && checkIn.type() == CheckInKind.WEEKLY) {
      follow(checkIn, assessment);
    }
  }

  private void follow(CheckIn checkIn, Assessment assessment) {
    Phq9 score = assessment.phq9();
    if (score == null) {
      return;
    }
    Trend before = trend;
    if (before == null) {
      trend = Trend.startingWith(score, assessment.tier(), checkIn.checkInId());
      return;
    }
    Trend after = before.with(score, assessment.tier(), now);
    trend = after;
    String patientId = episode.patientId();
    String episodeId = episode.episodeId();
    String checkInId = checkIn.checkInId();
    if (before.responseAt() == null && after.responseAt() != null) {
      events.add(
          new FollowUpEvent.ResponseReached(patientId, episodeId, checkInId, Trend.VERSION, now));
    }
    if (before.remissionAt() == null && after.remissionAt() != null) {
      events.add(
          new FollowUpEvent.RemissionReached(patientId, episodeId, checkInId, Trend.VERSION, now));
    }
    if (before.worseningAt() == null && after.worseningAt() != null) {
      events.add(
          new FollowUpEvent.WorseningDetected(patientId, episodeId, checkInId, Trend.VERSION, now));
      raise(
          AlertCode.WORSENING,
          AlertCode.WORSENING.level(),
          new Alert.Cause(checkInId, Trend.VERSION, now));
    }
  }

  private int indexOfCheckIn(String checkInId) {
    for (int i = 0; i < checkIns.size(); i++) {
      if (checkIns.get(i).checkInId().equals(checkInId)) {
        return i;
      }
    }
    return -1;
  }

  private void replace(CheckIn checkIn) {
    checkIns.set(indexOfCheckIn(checkIn.checkInId()), checkIn);
  }

  // Reports

  void report(SideEffect sideEffect, @Nullable String reporterId) {
    String reportId = episode.report(reports.size() + 1);
    reports.add(new Report(reportId, sideEffect, reporterId, now));
    tell(sideEffect, reportId);
    if (sideEffect.effect() == AdverseEventKind.SUICIDALITY) {
      foundRisk(RiskTier.HIGH, reportId, "ADVERSE_EVENT", policy.version(), now);
    }
    raiseFor(sideEffect, reportId);
  }

  private void tell(SideEffect sideEffect, String reportId) {
    events.add(
        new FollowUpEvent.AdverseEventReported(
            episode.patientId(), episode.episodeId(), reportId, sideEffect.isSerious(), now));
  }

  private void raiseFor(SideEffect sideEffect, String sourceId) {
    Alert.Cause cause = new Alert.Cause(sourceId, sideEffect.effect().name(), now);
    if (sideEffect.isSerious()) {
      raise(AlertCode.AE_SERIOUS, AlertCode.AE_SERIOUS.level(), cause);
    }
    AlertCode own = sideEffect.effect().alert();
    if (own != null) {
      raise(own, own.level(), cause);
    }
  }

  // Risk

  /**
   * The patient was found to be at this risk: the tier never sinks, and a human is called. Whoever
   * books or decides has to know of HIGH risk at once, also when the answers did not count.
   */
  void foundRisk(
      RiskTier found, String sourceId, String reasonCode, String ruleVersion, Instant at) {
    AlertCode code = AlertCode.ofTier(found);
    if (found == RiskTier.HIGH) {
      flag(sourceId, reasonCode, ruleVersion, at);
    }
    if (code != null) {
      callFor(code, found, new Alert.Cause(sourceId, reasonCode, at), ruleVersion);
    }
  }

  private void flag(String sourceId, String source, String ruleVersion, Instant at) {
    events.add(
        new FollowUpEvent.RiskFlagged(
            episode.patientId(), episode.episodeId(), sourceId, source, ruleVersion, at));
  }

  /** Another service has found the patient at HIGH risk. */
  void flagged(FollowUpCommand.RiskFlagged flag) {
    callFor(
        flag.code(),
        RiskTier.HIGH,
        new Alert.Cause(flag.flagId(), "CRISIS_FLAGGED", flag.flaggedAt()),
        flag.ruleVersion());
  }

  private void callFor(AlertCode code, RiskTier found, Alert.Cause cause, String ruleVersion) {
    if (alerts.stream().noneMatch(alert -> alert.isCausedBy(cause))) {
      raiseTier(found, cause.sourceId(), ruleVersion, null, cause.at());
      raise(code, code.level(), cause);
    }
  }

  /**
   * Another service tells the highest tier it knows. A rule there may repeat what a clinician has
   * assessed since; a new signal comes as a flag of its own.
   */
  void toldTier(FollowUpCommand.TierReported told) {
    Instant lastAssessed =
        tierHistory.stream()
            .filter(change -> change.clinicianId() != null)
            .map(TierChange::at)
            .max(Instant::compareTo)
            .orElse(null);
    boolean news =
        lastAssessed == null
            || (told.clinicianId() != null && told.reportedAt().isAfter(lastAssessed));
    if (news) {
      raiseTier(
          told.tier(), told.sourceId(), told.ruleVersion(), told.clinicianId(), told.reportedAt());
    }
  }

  private void raiseTier(
      RiskTier found,
      String sourceId,
      String ruleVersion,
      @Nullable String clinicianId,
      Instant at) {
    if (found.compareTo(tier) > 0) {
      tier = found;
      tierHistory.add(new TierChange(found, sourceId, ruleVersion, clinicianId, null, at));
    }
  }

  void assessTier(RiskTier assessed, String alertId, String clinicianId, @Nullable String reason) {
    tier = assessed;
    tierHistory.add(new TierChange(assessed, alertId, policy.version(), clinicianId, reason, now));
  }

  // Alerts

  /** Raises an alert, or adds the cause to the one there is. */
  void raise(AlertCode code, AlertLevel level, Alert.Cause cause) {
    if (alerts.stream().anyMatch(a -> a.code() == code && a.isCausedBy(cause))) {
      return;
    }
    for (Alert alert : alerts) {
      if (alert.isOpen() && alert.code() == code && alert.level() == level && isSame(alert)) {
        replace(alert.merge(cause));
        return;
      }
    }
    int occurrence = (int) alerts.stream().filter(alert -> alert.code() == code).count() + 1;
    Alert alert =
        new Alert(
            episode.alert(code, occurrence),
            code,
            level,
            now,
            policy.ladder(level).acknowledgeBy(now, policy.zone()),
            policy.version(),
            List.of(cause),
            new AlertStatus.Raised(),
            List.of());
    alerts.add(alert);
    events.add(
        new FollowUpEvent.AlertRaised(
            episode.patientId(),
            episode.episodeId(),
            alert.alertId(),
            code.name(),
            level,
            alert.acknowledgeBy(),
            now));
  }

  private boolean isSame(Alert alert) {
    return alert.code().isUndone() || now.isBefore(alert.raisedAt().plus(policy.mergeWindow()));
  }

  /**
   * A message was lost. One about an alert that messages are lost is only added to that alert, so
   * that a dead channel does not call about itself for ever.
   */
  void lost(String messageId, String messageKind, String subjectId, Instant lostAt) {
    Alert.Cause cause = new Alert.Cause(messageId, messageKind, lostAt);
    Alert subject =
        alerts.stream().filter(alert -> alert.alertId().equals(subjectId)).findFirst().orElse(null);
    if (subject != null && subject.code() == AlertCode.MSG_DEAD) {
      if (subject.isOpen() && !subject.isCausedBy(cause)) {
        replace(subject.merge(cause));
      }
      return;
    }
    boolean urgent =
        messageKind.toLowerCase(Locale.ROOT).contains("crisis")
            || (subject != null && subject.level() == AlertLevel.P1);
    raise(AlertCode.MSG_DEAD, urgent ? AlertLevel.P1 : AlertCode.MSG_DEAD.level(), cause);
  }

  void notified(String alertId, Instant notifiedAt) {
    alerts.replaceAll(
        alert ->
            alert.alertId().equals(alertId) && alert.status() instanceof AlertStatus.Raised
                ? alert.to(new AlertStatus.Notified(notifiedAt))
                : alert);
  }

  /** Calls out what nobody has taken. Of several calls missed at once only the last is made. */
  void catchUpAlerts() {
    alerts.replaceAll(
        alert -> {
          int rung = policy.ladder(alert.level()).rungsUntil(now, alert.raisedAt(), policy.zone());
          if (!alert.isUnacknowledged() || rung <= alert.rung()) {
            return alert;
          }
          events.add(
              new FollowUpEvent.AlertEscalated(
                  episode.patientId(), episode.episodeId(), alert.alertId(), rung, now));
          return alert.to(new AlertStatus.Escalated(rung, now));
        });
  }

  void acknowledge(Alert alert, String clinicianId) {
    replace(alert.to(new AlertStatus.Acknowledged(clinicianId, now)));
    events.add(
        new FollowUpEvent.AlertAcknowledged(
            episode.patientId(), episode.episodeId(), alert.alertId(), clinicianId, now));
  }

  void start(Alert alert, String clinicianId) {
    replace(alert.to(new AlertStatus.InProgress(clinicianId, now)));
  }

  void resolve(Alert alert, AlertStatus.Resolved resolved) {
    replace(alert.to(resolved));
    events.add(
        new FollowUpEvent.AlertResolved(
            episode.patientId(),
            episode.episodeId(),
            alert.alertId(),
            resolved.dispositionCode(),
            resolved.clinicianId(),
            now));
  }

  private void replace(Alert alert) {
    alerts.replaceAll(other -> other.alertId().equals(alert.alertId()) ? alert : other);
  }
}
