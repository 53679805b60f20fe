package com.telemedicalservices.intake.domain;

import com.telemedicalservices.contracts.RiskTier;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody wants of an intake, what a provider decided, or that time has passed. */
public sealed interface IntakeCommand {

  /** A wish, which may be refused. */
  sealed interface Wish extends IntakeCommand {}

  /** Something that has happened, which cannot be refused. */
  sealed interface Fact extends IntakeCommand {}

  /**
   * Somebody asks for help.
   *
   * @param episodeId the course of care to begin
   * @param patientId the patient, whose contact record exists
   * @param clinicId the clinic asked
   * @param stateOfResidence where the patient lives, two letters
   * @param language the language the patient chose
   * @param consentToEmail whether the patient may be written to
   */
  record Open(
      String episodeId,
      String patientId,
      String clinicId,
      String stateOfResidence,
      Language language,
      boolean consentToEmail)
      implements Wish {}

  /**
   * Keeps what a patient has answered so far. Replaces the draft of the form whole.
   *
   * @param form the form's code
   * @param version version of the text the patient read
   * @param language the language they read it in; null for the intake's own
   * @param answers the answers by link id; an item without answer is left out
   * @param actor who answers
   */
  record SaveForm(
      String form,
      String version,
      @Nullable Language language,
      Map<String, Answer> answers,
      String actor)
      implements Wish {
    public SaveForm {
      answers = Map.copyOf(answers);
    }
  }

  /**
   * Signs a consent.
   *
   * @param consent which consent
   * @param version version of the text read
   * @param textHash SHA-256 of the text read; null when the caller has not computed it
   * @param language the language it was read in; null for the intake's own
   * @param name the signer's full name, as they typed it
   * @param actor who signs
   */
  record SignConsent(
      String consent,
      String version,
      @Nullable String textHash,
      @Nullable Language language,
      String name,
      String actor)
      implements Wish {}

  /**
   * Withdraws a consent.
   *
   * @param consent which consent
   */
  record WithdrawConsent(String consent) implements Wish {}

  /**
   * Hands the intake in, or its amendment.
   *
   * @param actor who hands it in
   */
  record Submit(String actor) implements Wish {}

  /**
   * Tells that something has changed since the intake was submitted.
   *
   * @param kind what
   * @param note in the patient's words
   */
  record ReportChange(ChangeKind kind, @Nullable String note) implements Wish {

    /** What the words are read under; no form is called so. */
    public static final String FORM = "change";

    /** The patient's words, as answers are. */
    public Map<String, Answer> words() {
      return words(note);
    }

    /** The words of a note, as answers are. */
    public static Map<String, Answer> words(@Nullable String note) {
      return note == null ? Map.of() : Map.of("note", new Answer.Text(note));
    }
  }

  /**
   * Ends the intake.
   *
   * @param reason why
   * @param actor who
   */
  record Withdraw(WithdrawalReason reason, String actor) implements Wish {}

  /**
   * A patient gave answers that could not be kept, for example because another device had saved the
   * form meanwhile. They count as a signal of risk all the same.
   *
   * @param form the form's code
   * @param answers the answers
   */
  record NoteRisk(String form, Map<String, Answer> answers) implements Fact {
    public NoteRisk {
      answers = Map.copyOf(answers);
    }
  }

  /**
   * A clinician assessed the patient.
   *
   * @param code what happens next
   * @param tierAfter the tier by the clinician's own assessment
   * @param providerId the clinician
   * @param dispositionedAt when
   * @param flagsUntil until when what was flagged is dealt with; a flag that was still on its way
   *     to the clinician is not
   */
  record RecordDisposition(
      String code,
      RiskTier tierAfter,
      String providerId,
      Instant dispositionedAt,
      Instant flagsUntil)
      implements Fact {}

  /**
   * A provider needs more before deciding.
   *
   * @param requestId identity of the request
   * @param reasonCode what is missing
   * @param requestedAt when
   */
  record RequestInformation(String requestId, String reasonCode, Instant requestedAt)
      implements Fact {}

  /** Time has passed. */
  record TimePassed() implements Fact {}
}
