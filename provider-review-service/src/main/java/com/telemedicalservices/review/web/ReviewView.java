package com.telemedicalservices.review.web;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.review.domain.Approval;
import com.telemedicalservices.review.domain.Basis;
import com.telemedicalservices.review.domain.CaseFile;
import com.telemedicalservices.review.domain.Disposition;
import com.telemedicalservices.review.domain.Dossier;
import com.telemedicalservices.review.domain.DossierQuestion;
import com.telemedicalservices.review.domain.Phase;
import com.telemedicalservices.review.domain.QueueEntry;
import com.telemedicalservices.review.domain.Reading;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.review.domain.Status;
import com.telemedicalservices.review.domain.Transition;
import com.telemedicalservices.review.domain.Urgency;
import com.telemedicalservices.review.domain.candidacy.RuleSet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A review with its whole story.
 *
 * @param episodeId the course of care
 * @param patientId the patient
 * @param clinicId the clinic; absent until the intake has told
 * @param status where it stands
 * @param reasonCode why it stands there; absent where nothing needs a reason
 * @param until when that ends by time alone; absent when it does not
 * @param urgency how soon a provider must act
 * @param riskTier suicide-risk tier now
 * @param revision the newest revision of the dossier
 * @param since since when it has waited, or has stood where it stands
 * @param dueBy when a provider must have decided; absent when no clock runs
 * @param light green, amber or red; absent when no clock runs
 * @param overdue whether that time has passed
 * @param assignedTo the provider who is to look at it; absent when nobody is
 * @param claim who is deciding; absent when nobody is
 * @param requestId the information request the patient is to answer; absent when there is none
 * @param approval what was approved, whether or not it still stands; absent when nothing was
 * @param dossierIsCurrent whether the copy below is of the newest revision
 * @param dossier the newest copy of a dossier; absent when none was fetched yet
 * @param candidacy what the rules find in that copy; absent when there is none
 * @param readings how each dossier fetched was read, the newest last
 * @param workUp what must be known before an infusion, and how it stands; absent until there is a
 *     copy
 * @param dossierQuestion the dossier being asked for; absent when none is
 * @param signals the signals of HIGH risk
 * @param concerns what was told after the intake, oldest first
 * @param openConcerns how many of these, from the last, nobody has decided on
 * @param dispositions what clinicians wrote about crises
 * @param story every transition, oldest first
 * @param seenBy the people among the hundred who were shown it last, the latest first; absent in
 *     the answer to a decision
 */
record ReviewView(
    String episodeId,
    String patientId,
    @Nullable String clinicId,
    Status status,
    @Nullable String reasonCode,
    @Nullable Instant until,
    Urgency urgency,
    RiskTier riskTier,
    int revision,
    Instant since,
    @Nullable Instant dueBy,
    QueueEntry.@Nullable Light light,
    boolean overdue,
    @Nullable String assignedTo,
    ReviewSummary.@Nullable ClaimView claim,
    @Nullable String requestId,
    @Nullable Approval approval,
    boolean dossierIsCurrent,
    @Nullable Dossier dossier,
    @Nullable CandidacyView candidacy,
    List<Reading> readings,
    @Nullable WorkUpView workUp,
    @Nullable DossierQuestion dossierQuestion,
    List<CaseFile.Told> signals,
    List<CaseFile.Told> concerns,
    int openConcerns,
    List<Disposition> dispositions,
    List<Transition> story,
    @Nullable List<AccessLog.SeenBy> seenBy) {

  static ReviewView of(
      Stored<ReviewState> stored,
      Basis basis,
      Instant now,
      @Nullable List<AccessLog.SeenBy> seenBy) {
    ReviewState state = stored.state();
    ReviewSummary summary = ReviewSummary.of(stored, basis, now);
    return new ReviewView(
        summary.episodeId(),
        summary.patientId(),
        summary.clinicId(),
        summary.status(),
        reasonCode(state.phase()),
        until(state.phase()),
        summary.urgency(),
        summary.riskTier(),
        summary.revision(),
        summary.since(),
        summary.dueBy(),
        summary.light(),
        summary.overdue(),
        summary.assignedTo(),
        summary.claim(),
        state.phase() instanceof Phase.InformationRequested requested
            ? requested.requestId()
            : null,
        approval(state.phase()),
        state.hasCurrentDossier(),
        state.dossier(),
        candidacy(state, basis.rules()),
        state.readings(),
        workUp(state, basis, now),
        state.question(),
        state.file().signals(),
        state.file().concerns(),
        summary.openConcerns(),
        state.dispositions(),
        state.story(),
        seenBy);
  }

  /** As the rules in force read the dossier now, which is what a decision goes by. */
  private static @Nullable CandidacyView candidacy(ReviewState state, RuleSet rules) {
    Dossier dossier = state.dossier();
    return dossier == null
        ? null
        : CandidacyView.of(dossier.readBy(rules, state.candidacy()), rules);
  }

  private static @Nullable WorkUpView workUp(ReviewState state, Basis basis, Instant now) {
    return state
        .checklist(basis, now)
        .map(checklist -> WorkUpView.of(basis.workUp().version(), checklist, state.results()))
        .orElse(null);
  }

  private static @Nullable String reasonCode(Phase phase) {
    return switch (phase) {
      case Phase.InformationRequested requested -> requested.reasonCode();
      case Phase.Deferred deferred -> deferred.reasonCode();
      case Phase.Suspended suspended -> suspended.reasonCode();
      case Phase.Closed closed -> closed.reasonCode();
      case Phase.AwaitingIntake _, Phase.Waiting _, Phase.Claimed _ -> null;
      case Phase.InCrisis _, Phase.Approved _ -> null;
    };
  }

  private static @Nullable Instant until(Phase phase) {
    return switch (phase) {
      case Phase.Claimed claimed -> claimed.until();
      case Phase.InformationRequested requested -> requested.until();
      case Phase.Deferred deferred -> deferred.until();
      case Phase.Approved approved -> approved.approval().expiresAt();
      case Phase.Suspended suspended -> suspended.approval().expiresAt();
      case Phase.AwaitingIntake _, Phase.Waiting _, Phase.InCrisis _, Phase.Closed _ -> null;
    };
  }

  private static @Nullable Approval approval(Phase phase) {
    return switch (phase) {
      case Phase.Approved approved -> approved.approval();
      case Phase.Suspended suspended -> suspended.approval();
      case Phase.Closed closed -> closed.approval();
      case Phase.InCrisis crisis -> {
        Phase.Suspended suspended = crisis.suspended();
        yield suspended == null ? null : suspended.approval();
      }
      case Phase.AwaitingIntake _, Phase.Waiting _, Phase.Claimed _ -> null;
      case Phase.InformationRequested _, Phase.Deferred _ -> null;
    };
  }
}
