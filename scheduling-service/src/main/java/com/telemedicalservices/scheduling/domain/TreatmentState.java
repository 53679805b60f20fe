package com.telemedicalservices.scheduling.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The treatment of one episode: what has been heard about whether it may go on, its series, and
 * their sessions. One document, so that a whole series is booked by one write.
 *
 * @param episodeId the course of care
 * @param patientId the patient
 * @param approvals approvals heard of
 * @param consents consents heard of
 * @param crisisAt when a suicide-risk signal was last heard of
 * @param crisisClearedAt until when a clinician who found the patient not at HIGH risk could know
 *     of the signals
 * @param withdrawnAt when the patient ended the episode
 * @param series all series, the last of which may be live
 * @param sessions the sessions of all series
 */
public record TreatmentState(
    String episodeId,
    String patientId,
    List<Approval> approvals,
    List<Consent> consents,
    @Nullable Instant crisisAt,
    @Nullable Instant crisisClearedAt,
    @Nullable Instant withdrawnAt,
    List<Series> series,
    List<Session> sessions) {

  public TreatmentState {
    approvals = List.copyOf(approvals);
    consents = List.copyOf(consents);
    series = List.copyOf(series);
    sessions = List.copyOf(sessions);
  }

  static TreatmentState unheardOf(String episodeId, String patientId) {
    return new TreatmentState(
        episodeId, patientId, List.of(), List.of(), null, null, null, List.of(), List.of());
  }

  /** The series whose sessions are still to come or under way; null when there is none. */
  public @Nullable Series live() {
    return series.isEmpty() || !series.getLast().status().isLive() ? null : series.getLast();
  }

  /** A series of this treatment; null when there is none of this identity. */
  public @Nullable Series series(String seriesId) {
    return series.stream().filter(one -> one.seriesId().equals(seriesId)).findFirst().orElse(null);
  }

  /** A session of this treatment; null when there is none of this identity. */
  public @Nullable Session session(String sessionId) {
    return sessions.stream()
        .filter(session -> session.sessionId().equals(sessionId))
        .findFirst()
        .orElse(null);
  }

  /** The sessions of a series in the order of their numbers. */
  public List<Session> sessionsOf(Series one) {
    return sessions.stream().filter(session -> session.seriesId().equals(one.seriesId())).toList();
  }

  /** An approval by its identity; null when it has not been heard of. */
  @Nullable Approval approval(String approvalId) {
    return approvals.stream()
        .filter(approval -> approval.approvalId().equals(approvalId))
        .findFirst()
        .orElse(null);
  }

  /** The approval given last; earlier ones are superseded. Null when none was given. */
  public @Nullable Approval latestApproval() {
    return approvals.stream()
        .filter(approval -> approval.terms() != null)
        .max(
            Comparator.comparing(approval -> Objects.requireNonNull(approval.terms()).approvedAt()))
        .orElse(null);
  }

  /** What has been heard of a consent; null when nothing. */
  public @Nullable Consent consent(String name) {
    return consents.stream()
        .filter(consent -> consent.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Whether a suicide-risk signal waits for a clinician's disposition. */
  public boolean isCrisisOpen() {
    return Times.isLatest(crisisAt, crisisClearedAt);
  }

  /** When the patient's last infusion began; null when there was none. */
  public @Nullable Instant lastInfusionAt() {
    return sessions.stream()
        .map(Session::infusionStartedAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  TreatmentState withApproval(String approvalId, UnaryOperator<Approval> change) {
    List<Approval> changed = new ArrayList<>(approvals);
    Approval known = approval(approvalId);
    changed.remove(known);
    changed.add(change.apply(known == null ? Approval.unheardOf(approvalId) : known));
    return new TreatmentState(
        episodeId,
        patientId,
        changed,
        consents,
        crisisAt,
        crisisClearedAt,
        withdrawnAt,
        series,
        sessions);
  }

  TreatmentState withConsent(String name, UnaryOperator<Consent> change) {
    List<Consent> changed = new ArrayList<>(consents);
    Consent known = consent(name);
    changed.remove(known);
    changed.add(change.apply(known == null ? Consent.unheardOf(name) : known));
    return new TreatmentState(
        episodeId,
        patientId,
        approvals,
        changed,
        crisisAt,
        crisisClearedAt,
        withdrawnAt,
        series,
        sessions);
  }

  TreatmentState withCrisis(Instant at) {
    return new TreatmentState(
        episodeId,
        patientId,
        approvals,
        consents,
        Times.later(crisisAt, at),
        crisisClearedAt,
        withdrawnAt,
        series,
        sessions);
  }

  TreatmentState withCrisisCleared(Instant at) {
    return new TreatmentState(
        episodeId,
        patientId,
        approvals,
        consents,
        crisisAt,
        Times.later(crisisClearedAt, at),
        withdrawnAt,
        series,
        sessions);
  }

  TreatmentState withdrawn(Instant at) {
    return new TreatmentState(
        episodeId,
        patientId,
        approvals,
        consents,
        crisisAt,
        crisisClearedAt,
        withdrawnAt == null ? at : withdrawnAt,
        series,
        sessions);
  }

  TreatmentState with(Series changed) {
    List<Series> all = new ArrayList<>(series);
    all.removeIf(one -> one.seriesId().equals(changed.seriesId()));
    all.add(changed);
    return new TreatmentState(
        episodeId,
        patientId,
        approvals,
        consents,
        crisisAt,
        crisisClearedAt,
        withdrawnAt,
        all,
        sessions);
  }

  TreatmentState with(Session changed) {
    List<Session> all = new ArrayList<>(sessions);
    all.replaceAll(one -> one.sessionId().equals(changed.sessionId()) ? changed : one);
    return withSessions(all);
  }

  TreatmentState withSessions(List<Session> all) {
    return new TreatmentState(
        episodeId,
        patientId,
        approvals,
        consents,
        crisisAt,
        crisisClearedAt,
        withdrawnAt,
        series,
        all);
  }
}
