package com.telemedicalservices.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the provider-review service says: whether a licensed human found the patient a candidate,
 * under which conditions, and whether that still stands.
 */
public sealed interface ReviewEvent extends Event {

  /**
   * A dossier waits for a provider.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param revision revision of the dossier to review
   * @param riskTier suicide-risk tier it came with
   * @param dueBy when a provider must have decided (DOMAIN §8.4)
   * @param openedAt when
   */
  @EventType("review.opened")
  record ReviewOpened(
      String patientId,
      String episodeId,
      int revision,
      RiskTier riskTier,
      Instant dueBy,
      Instant openedAt)
      implements ReviewEvent {}

  /**
   * The provider needs something from the patient before deciding.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param requestId identity of the request
   * @param reasonCode what is missing
   * @param requestedAt when
   */
  @EventType("information.requested")
  record InformationRequested(
      String patientId, String episodeId, String requestId, String reasonCode, Instant requestedAt)
      implements ReviewEvent {}

  /**
   * A licensed provider approved the patient for one series (DOMAIN §8.1).
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param clinicId the clinic that will treat
   * @param approvalId identity of the approval
   * @param modality the modality approved
   * @param sessionCount how many sessions
   * @param minimumHoursBetweenSessions least hours from the start of a session to the start of the
   *     next
   * @param windowDays days within which the whole series must lie
   * @param startBy the first session must start before this
   * @param finishBy the last session must end before this
   * @param ruleSetVersion version of the candidacy rules applied
   * @param providerId the approving provider
   * @param licenceState state whose licence the provider approved under
   * @param approvedAt when
   * @param conditions what must still be dealt with before an infusion; null when told by a release
   *     that did not know conditions
   */
  @EventType("candidate.approved")
  record CandidateApproved(
      String patientId,
      String episodeId,
      String clinicId,
      String approvalId,
      Modality modality,
      int sessionCount,
      int minimumHoursBetweenSessions,
      int windowDays,
      Instant startBy,
      Instant finishBy,
      String ruleSetVersion,
      String providerId,
      String licenceState,
      Instant approvedAt,
      @Nullable List<Condition> conditions)
      implements ReviewEvent {}

  /**
   * A licensed provider declined the patient.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param reasonCode coded reason
   * @param providerId the declining provider
   * @param declinedAt when
   */
  @EventType("candidate.declined")
  record CandidateDeclined(
      String patientId, String episodeId, String reasonCode, String providerId, Instant declinedAt)
      implements ReviewEvent {}

  /**
   * The decision waits for a date or a condition.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param reasonCode what it waits for
   * @param providerId the deferring provider
   * @param until when the review opens again
   * @param deferredAt when
   */
  @EventType("candidate.deferred")
  record CandidateDeferred(
      String patientId,
      String episodeId,
      String reasonCode,
      String providerId,
      Instant until,
      Instant deferredAt)
      implements ReviewEvent {}

  /**
   * An approval no longer stands; every future session is to be blocked (DOMAIN §9, invariant 4).
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param approvalId the approval
   * @param reasonCode the fact that voids it
   * @param suspendedAt when
   */
  @EventType("approval.suspended")
  record ApprovalSuspended(
      String patientId, String episodeId, String approvalId, String reasonCode, Instant suspendedAt)
      implements ReviewEvent {}

  /**
   * A provider decided that a suspended approval stands again.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param approvalId the approval
   * @param providerId who decided
   * @param reinstatedAt when
   */
  @EventType("approval.reinstated")
  record ApprovalReinstated(
      String patientId,
      String episodeId,
      String approvalId,
      String providerId,
      Instant reinstatedAt)
      implements ReviewEvent {}

  /**
   * An approval ended by time before its series was finished.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param approvalId the approval
   * @param expiredAt when
   */
  @EventType("approval.expired")
  record ApprovalExpired(String patientId, String episodeId, String approvalId, Instant expiredAt)
      implements ReviewEvent {}

  /**
   * A clinician assessed a patient in crisis and wrote what happens next.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param dispositionCode what happens next
   * @param tierAfter the tier by the clinician's own assessment
   * @param providerId the clinician
   * @param dispositionedAt when
   * @param flagsUntil what the intake had flagged until then is dealt with: the last flag the
   *     clinician could know of, or 1970 when nothing is dealt with; null when told by a build that
   *     deals with all that came before
   */
  @EventType("crisis.dispositioned")
  record CrisisDispositioned(
      String patientId,
      String episodeId,
      String dispositionCode,
      RiskTier tierAfter,
      String providerId,
      Instant dispositionedAt,
      @Nullable Instant flagsUntil)
      implements ReviewEvent {}

  /**
   * A review was not decided within its time.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param dueBy when it should have been decided
   * @param overdueAt when this was noticed
   */
  @EventType("review.overdue")
  record ReviewOverdue(String patientId, String episodeId, Instant dueBy, Instant overdueAt)
      implements ReviewEvent {}

  /**
   * Something that must still be dealt with before an infusion, though the patient is approved.
   *
   * @param conditionCode what
   */
  record Condition(String conditionCode) {}
}
