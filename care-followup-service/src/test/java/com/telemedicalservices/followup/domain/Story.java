package com.telemedicalservices.followup.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One follow-up told step by step: what happens, when, and what comes of it. */
final class Story {

  /** A Tuesday morning in Phoenix. */
  static final Instant START = Instant.parse("2026-12-01T18:00:00Z");

  static final Episode EPISODE = new Episode("episode-1", "patient-1");
  static final String SERIES = "episode-1.s1";
  static final String SESSION = "episode-1.s1.1";
  static final String H24 = "episode-1.s1.1.h24";
  static final String H72 = "episode-1.s1.1.h72";
  static final String W1 = "episode-1.w1";

  final FollowUp followUp = new FollowUp(FollowUpPolicy.defaults());
  @Nullable FollowUpState state;
  Instant now = START;
  List<FollowUpEvent> events = List.of();
  final List<FollowUpEvent> told = new ArrayList<>();
  @Nullable Rejection rejection;

  static Story begins() {
    return new Story();
  }

  /** The first session has just ended. */
  static Story afterASession() {
    return begins().when(discharged(SESSION, START));
  }

  /** The 24-hour check-in is asked. */
  static Story asked24() {
    return afterASession().passes(Duration.ofHours(24));
  }

  /** An alert of this code has been raised by its usual way. */
  static Story withAlert() {
    return begins().when(flagged("flag-1"));
  }

  static FollowUpCommand.SessionDischarged discharged(String sessionId, Instant at) {
    return new FollowUpCommand.SessionDischarged(EPISODE, SERIES, sessionId, at);
  }

  static FollowUpCommand.EpisodeEnded ended() {
    return new FollowUpCommand.EpisodeEnded(EPISODE, "WITHDRAWN", START);
  }

  static FollowUpCommand.RiskFlagged flagged(String flagId) {
    return new FollowUpCommand.RiskFlagged(
        EPISODE, flagId, AlertCode.SI_HIGH, "c-ssrs-screener/1", START);
  }

  static FollowUpCommand.RiskFlagged heardInWords(String flagId) {
    return new FollowUpCommand.RiskFlagged(
        EPISODE, flagId, AlertCode.SI_TEXT, "crisis-lexicon/1", START);
  }

  static FollowUpCommand.TierReported told(RiskTier tier) {
    return new FollowUpCommand.TierReported(EPISODE, tier, "intake.1", "intake", null, START);
  }

  static FollowUpCommand.PatientAbsent absent() {
    return new FollowUpCommand.PatientAbsent(EPISODE, SESSION, START);
  }

  static FollowUpCommand.MessageLost lost(String messageId, String kind, String subjectId) {
    return new FollowUpCommand.MessageLost(EPISODE, messageId, kind, subjectId, START);
  }

  static FollowUpCommand.ConcernRaised concern(AlertCode code, AlertLevel level, String source) {
    return new FollowUpCommand.ConcernRaised(EPISODE, code, level, source, code.name(), START);
  }

  static FollowUpCommand.AnswerCheckIn answer(String checkInId, Map<String, Integer> answers) {
    return new FollowUpCommand.AnswerCheckIn(checkInId, answers, List.of());
  }

  static FollowUpCommand.AcknowledgeAlert acknowledge(String alertId) {
    return new FollowUpCommand.AcknowledgeAlert(alertId, "clinician-1");
  }

  static FollowUpCommand.StartAlert start(String alertId) {
    return new FollowUpCommand.StartAlert(alertId, "clinician-1");
  }

  static FollowUpCommand.ResolveAlert resolve(String alertId) {
    return new FollowUpCommand.ResolveAlert(alertId, "clinician-1", "REACHED", null, null);
  }

  static FollowUpCommand.ResolveAlert resolve(String alertId, RiskTier tier, String reason) {
    return new FollowUpCommand.ResolveAlert(alertId, "clinician-1", "REACHED", reason, tier);
  }

  Story when(FollowUpCommand command) {
    switch (followUp.decide(state, command, now)) {
      case Decision.Accepted<FollowUpState, FollowUpEvent>(var after, var happened) -> {
        state = after;
        events = happened;
        told.addAll(happened);
        rejection = null;
      }
      case Decision.Rejected<FollowUpState, FollowUpEvent>(var why) -> {
        events = List.of();
        rejection = why;
      }
    }
    return this;
  }

  /** Time passes and, as every worker would, acts on what has become due. */
  Story passes(Duration time) {
    now = now.plus(time);
    return when(new FollowUpCommand.TimePassed());
  }

  Story goesOnWithoutWorker(Duration time) {
    now = now.plus(time);
    return this;
  }

  Story then(Class<?>... types) {
    assertThat(events).<Class<?>>extracting(Object::getClass).containsExactly(types);
    assertThat(rejection).isNull();
    return this;
  }

  Story thenNothing() {
    return then();
  }

  Story thenRefused(String code) {
    assertThat(rejection).extracting(Rejection::code).isEqualTo(code);
    return this;
  }

  CheckInStatus statusOf(String checkInId) {
    return state.checkIn(checkInId).orElseThrow().status();
  }

  Alert alert(String alertId) {
    return state.alert(alertId).orElseThrow();
  }

  <E extends FollowUpEvent> List<E> told(Class<E> type) {
    return told.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
