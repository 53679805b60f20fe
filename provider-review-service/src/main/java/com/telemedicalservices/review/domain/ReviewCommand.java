package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.review.domain.candidacy.Resolution;
import com.telemedicalservices.review.domain.workup.Result;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What can be told to, or wanted of, a review. */
public sealed interface ReviewCommand {

  /** What another service told. It is never refused and may come in any order. */
  sealed interface Fact extends ReviewCommand {

    /** The course of care it is about; the identity of the review. */
    String episodeId();

    /** The patient it is about. */
    String patientId();
  }

  /** What a provider wants. */
  sealed interface ProviderCommand extends ReviewCommand {

    /** Who. */
    String providerId();
  }

  /**
   * The intake was handed in.
   *
   * @param clinicId the clinic that will treat
   * @param revision the revision
   * @param tier the highest tier found so far in this episode
   */
  record IntakeSubmitted(
      String episodeId,
      String patientId,
      String clinicId,
      int revision,
      RiskTier tier,
      Instant submittedAt)
      implements Fact {}

  /** The intake was changed after it had been handed in. */
  record IntakeAmended(
      String episodeId, String patientId, int revision, RiskTier tier, Instant amendedAt)
      implements Fact {}

  /**
   * An answer put the patient at HIGH risk.
   *
   * @param signalId identity of the signal: of the flag or of the check-in
   * @param source where it was seen
   * @param service who told
   */
  record RiskSignalled(
      String episodeId,
      String patientId,
      String signalId,
      String source,
      String service,
      Instant at)
      implements Fact {}

  /**
   * Something was told that re-opens the question of candidacy.
   *
   * @param concernId identity of the report
   * @param reasonCode what
   * @param service who told
   */
  record ConcernRaised(
      String episodeId,
      String patientId,
      String concernId,
      String reasonCode,
      String service,
      Instant at)
      implements Fact {}

  /** The patient ended the episode. */
  record PatientWithdrew(String episodeId, String patientId, String reasonCode) implements Fact {}

  /** The intake was abandoned before it was handed in. */
  record IntakeLapsed(String episodeId, String patientId) implements Fact {}

  /** A whole series was booked on an approval. */
  record SeriesBooked(String episodeId, String patientId, String seriesId, String approvalId)
      implements Fact {}

  /**
   * A series is over.
   *
   * @param completed whether every session was dealt with; if not, it was stopped
   */
  record SeriesEnded(
      String episodeId, String patientId, String seriesId, boolean completed, String reasonCode)
      implements Fact {}

  /** A provider takes a review to decide on it. */
  record Claim(String providerId) implements ProviderCommand {}

  /** The claimer needs more time. */
  record Renew(String providerId) implements ProviderCommand {}

  /** The claimer gives it back to the queue. */
  record Release(String providerId) implements ProviderCommand {}

  /**
   * Somebody is asked to look at a review; it locks nobody out.
   *
   * @param assigneeId who; null takes it back
   */
  record Assign(String providerId, @Nullable String assigneeId) implements ProviderCommand {}

  /** The claimer needs something from the patient first. */
  record RequestInformation(String providerId, String reasonCode) implements ProviderCommand {}

  /** The claimer found the patient a candidate. */
  record Approve(String providerId, String licenceState, Scope scope) implements ProviderCommand {}

  /** The claimer found the patient no candidate, or a re-review ends a suspended approval. */
  record Decline(String providerId, String licenceState, String reasonCode)
      implements ProviderCommand {}

  /**
   * A provider writes about a finding of the rules.
   *
   * @param ruleId the rule
   * @param documentId what shows it; null for all but a clearance
   */
  record ResolveFinding(
      String providerId,
      String licenceState,
      String ruleId,
      Resolution.Kind kind,
      String reasonCode,
      @Nullable String documentId)
      implements ProviderCommand {}

  /**
   * A provider records what came of an item of the work-up.
   *
   * @param item the item's code
   * @param takenOn the day it was taken
   * @param documentId what shows it
   * @param corrects the wrong entry this one replaces; null when it is no correction
   */
  record RecordResult(
      String providerId,
      String item,
      Result result,
      LocalDate takenOn,
      String documentId,
      @Nullable String corrects)
      implements ProviderCommand {}

  /** The claimer puts the decision off. */
  record Defer(String providerId, String licenceState, String reasonCode, Instant until)
      implements ProviderCommand {}

  /** A provider stops an approval at once; no claim is needed to be careful. */
  record Suspend(String providerId, String reasonCode) implements ProviderCommand {}

  /** A provider decides that a suspended approval stands again. */
  record Reinstate(String providerId, String licenceState, String reasonCode)
      implements ProviderCommand {}

  /** A clinician has assessed a patient in crisis. */
  record WriteDisposition(
      String providerId,
      String licenceState,
      Disposition.Code code,
      RiskTier tierAfter,
      String reasonCode)
      implements ProviderCommand {}

  /** The intake service has answered. */
  record DossierArrived(Dossier dossier) implements ReviewCommand {}

  /**
   * The intake service has not answered, or not with a dossier.
   *
   * @param revision the revision asked for
   * @param attempt which attempt
   * @param failureCode why
   */
  record DossierFailed(int revision, int attempt, String failureCode) implements ReviewCommand {}

  /** The time has come that the review is due. */
  record TimePassed() implements ReviewCommand {}
}
