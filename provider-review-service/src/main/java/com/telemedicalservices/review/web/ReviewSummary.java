package com.telemedicalservices.review.web;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.review.domain.Basis;
import com.telemedicalservices.review.domain.Phase;
import com.telemedicalservices.review.domain.QueueEntry;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.review.domain.Status;
import com.telemedicalservices.review.domain.Urgency;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A review as one line of the queue.
 *
 * @param episodeId the course of care
 * @param patientId the patient
 * @param clinicId the clinic; absent until the intake has told
 * @param status where it stands
 * @param urgency how soon a provider must act
 * @param riskTier suicide-risk tier now
 * @param revision the newest revision of the dossier
 * @param since since when it has waited, or has stood where it stands
 * @param dueBy when a provider must have decided; absent when no clock runs
 * @param light green, amber or red; absent when no clock runs
 * @param overdue whether that time has passed
 * @param assignedTo the provider who is to look at it; absent when nobody is
 * @param claim who is deciding; absent when nobody is
 * @param openConcerns how many things were told that nobody has decided on
 * @param workUpOpen how many items of the work-up are missing or expired; absent until there is a
 *     copy of the dossier
 */
record ReviewSummary(
    String episodeId,
    String patientId,
    @Nullable String clinicId,
    Status status,
    Urgency urgency,
    RiskTier riskTier,
    int revision,
    Instant since,
    @Nullable Instant dueBy,
    QueueEntry.@Nullable Light light,
    boolean overdue,
    @Nullable String assignedTo,
    @Nullable ClaimView claim,
    int openConcerns,
    @Nullable Integer workUpOpen) {

  /**
   * Who is deciding.
   *
   * @param providerId the provider
   * @param until when the claim ends unless it is renewed
   */
  record ClaimView(String providerId, Instant until) {

    static @Nullable ClaimView of(Phase phase) {
      return phase instanceof Phase.Claimed claimed
          ? new ClaimView(claimed.providerId(), claimed.until())
          : null;
    }
  }

  static ReviewSummary of(Stored<ReviewState> stored, Basis basis, Instant now) {
    ReviewState state = stored.state();
    QueueEntry queue = state.queue();
    return new ReviewSummary(
        stored.id(),
        state.file().patientId(),
        state.file().clinicId(),
        queue.status(),
        Urgency.ofRank(queue.urgency()),
        state.file().tier(),
        state.file().revision(),
        queue.since(),
        queue.dueBy(),
        queue.light(now),
        queue.light(now) == QueueEntry.Light.RED,
        queue.assignedTo(),
        ClaimView.of(state.phase()),
        state.file().openConcerns().size(),
        state.checklist(basis, now).map(checklist -> checklist.open().size()).orElse(null));
  }
}
