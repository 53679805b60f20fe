package com.telemedicalservices.contracts;

import java.time.Instant;
import java.util.List;

/**
 * What the intake service says: a patient's way from the first inquiry to a submitted intake, and
 * everything the patient tells us after.
 */
public sealed interface IntakeEvent extends Event {

  /**
   * Somebody asked for help and left a way to be reached.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param clinicId the clinic asked
   * @param receivedAt when the inquiry was accepted
   */
  @EventType("inquiry.received")
  record InquiryReceived(String patientId, String episodeId, String clinicId, Instant receivedAt)
      implements IntakeEvent {}

  /**
   * All required forms are complete, scored, and handed in for review.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param clinicId the clinic that will treat
   * @param revision which revision of the dossier, from 1
   * @param riskTier highest suicide-risk tier found so far in this episode
   * @param forms the forms handed in and their versions
   * @param submittedAt when the patient was told it is submitted
   */
  @EventType("intake.submitted")
  record IntakeSubmitted(
      String patientId,
      String episodeId,
      String clinicId,
      int revision,
      RiskTier riskTier,
      List<FormVersion> forms,
      Instant submittedAt)
      implements IntakeEvent {}

  /**
   * A submitted intake was changed; there is a new revision of the dossier.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param revision the new revision
   * @param riskTier highest suicide-risk tier found so far; never lower than before
   * @param forms the forms of this revision and their versions
   * @param amendedAt when
   */
  @EventType("intake.amended")
  record IntakeAmended(
      String patientId,
      String episodeId,
      int revision,
      RiskTier riskTier,
      List<FormVersion> forms,
      Instant amendedAt)
      implements IntakeEvent {}

  /**
   * An answer put the patient at HIGH suicide risk (DOMAIN §5.4). The patient has already been
   * shown 988 and 911.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param flagId identity of this signal
   * @param source instrument or channel that gave the signal, for example c-ssrs-screener
   * @param ruleVersion version of the scorer or lexicon that decided
   * @param flaggedAt when
   */
  @EventType("crisis.flagged")
  record CrisisFlagged(
      String patientId,
      String episodeId,
      String flagId,
      String source,
      String ruleVersion,
      Instant flaggedAt)
      implements IntakeEvent {

    /** The source of a signal found in free text by the crisis lexicon (DOMAIN §8.5, SI_TEXT). */
    public static final String FREE_TEXT = "crisis-lexicon";
  }

  /**
   * A consent text was signed.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param consent which consent: telehealth, treatment, privacy, release, email or sms
   * @param version version of the text signed
   * @param signedAt when
   */
  @EventType("consent.signed")
  record ConsentSigned(
      String patientId, String episodeId, String consent, String version, Instant signedAt)
      implements IntakeEvent {}

  /**
   * A signed consent was withdrawn.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param consent which consent
   * @param version version of the text it was signed on
   * @param withdrawnAt when
   */
  @EventType("consent.withdrawn")
  record ConsentWithdrawn(
      String patientId, String episodeId, String consent, String version, Instant withdrawnAt)
      implements IntakeEvent {}

  /**
   * The ways to reach the patient, or the language to do it in, changed; ask the intake service for
   * them.
   *
   * @param patientId the patient
   * @param contactVersion version of the contact record, rising
   * @param changedAt when
   */
  @EventType("contact.changed")
  record ContactChanged(String patientId, long contactVersion, Instant changedAt)
      implements IntakeEvent {}

  /**
   * The patient ended the episode.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param reasonCode why, as far as the patient said
   * @param withdrawnAt when
   */
  @EventType("intake.withdrawn")
  record IntakeWithdrawn(String patientId, String episodeId, String reasonCode, Instant withdrawnAt)
      implements IntakeEvent {}

  /**
   * A patient has begun an intake and gone silent: it is time to remind them of it, before it
   * lapses. Told once for each reminder; those of a silence that a sign of the patient has broken
   * begin anew.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param number which reminder of this silence, from 1
   * @param dueAt when it fell due; no other reminder of this intake does at the same time
   */
  @EventType("intake.reminder-due")
  record IntakeReminderDue(String patientId, String episodeId, int number, Instant dueAt)
      implements IntakeEvent {}

  /**
   * An intake was abandoned and closed by time (DOMAIN §8.1).
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param lapsedAt when
   */
  @EventType("intake.lapsed")
  record IntakeLapsed(String patientId, String episodeId, Instant lapsedAt)
      implements IntakeEvent {}

  /**
   * After submitting, the patient told of something that re-opens the question of candidacy.
   *
   * @param patientId the patient
   * @param episodeId the course of care this belongs to
   * @param changeId identity of this report
   * @param kind what changed: MEDICATION, PREGNANCY, MOOD, ILLNESS or ADDRESS
   * @param reportedAt when
   */
  @EventType("change.reported")
  record ChangeReported(
      String patientId, String episodeId, String changeId, String kind, Instant reportedAt)
      implements IntakeEvent {}

  /**
   * A form as it was answered.
   *
   * @param form the form's code, for example {@code phq-9}
   * @param version the version of its text and scoring
   */
  record FormVersion(String form, String version) {}
}
