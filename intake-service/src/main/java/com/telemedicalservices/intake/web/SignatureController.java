package com.telemedicalservices.intake.web;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.intake.ConsentCopy;
import com.telemedicalservices.intake.Consents;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.PatientCommand;
import com.telemedicalservices.intake.domain.PatientState;
import com.telemedicalservices.intake.domain.SignedConsent;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.kit.web.RejectedException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a patient has signed, to be read again and kept. For the patient and clinic staff. */
@RestController
@RequestMapping("/api/intakes/{episodeId}/consents")
class SignatureController {

  private final AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes;
  private final AggregateStore<PatientState, PatientCommand, IntakeEvent> patients;
  private final Consents consents;

  SignatureController(
      AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes,
      AggregateStore<PatientState, PatientCommand, IntakeEvent> patients,
      Consents consents) {
    this.intakes = intakes;
    this.patients = patients;
    this.consents = consents;
  }

  /**
   * A signature.
   *
   * @param signatureId its identity
   * @param textHash SHA-256 of the text signed
   * @param name the signer's full name as typed; null when it was not asked for
   */
  record SignatureView(
      String signatureId,
      String consent,
      String version,
      String language,
      String textHash,
      @Nullable String name,
      Instant signedAt,
      @Nullable Instant withdrawnAt) {

    static SignatureView of(SignedConsent signed) {
      return new SignatureView(
          signed.signatureId(),
          signed.consent(),
          signed.version(),
          signed.language().tag(),
          signed.textHash(),
          signed.name(),
          signed.signedAt(),
          signed.withdrawnAt());
    }
  }

  /** All signatures, oldest first. */
  record SignatureList(List<SignatureView> signatures) {}

  /** Everything that was ever signed, also what was withdrawn. Errors: {@code unknown-episode}. */
  @GetMapping
  SignatureList signatures(@PathVariable String episodeId) {
    return new SignatureList(intake(episodeId).consents().stream().map(SignatureView::of).toList());
  }

  /**
   * The patient's copy of what was signed, in the words and the language it was signed in, as a
   * PDF. Errors: {@code unknown-episode}, {@code unknown-signature}, {@code text-not-here}.
   */
  @GetMapping(path = "/{signatureId}/copy", produces = MediaType.APPLICATION_PDF_VALUE)
  ResponseEntity<byte[]> copy(@PathVariable String episodeId, @PathVariable String signatureId) {
    IntakeState intake = intake(episodeId);
    SignedConsent signed =
        intake
            .signature(signatureId)
            .orElseThrow(
                () ->
                    new RejectedException(
                        Rejection.Kind.UNKNOWN,
                        "unknown-signature",
                        "Nothing was signed under this id; list the signatures."));
    Consents.Text text =
        consents
            .signedWith(signed)
            .orElseThrow(
                () ->
                    new RejectedException(
                        Rejection.Kind.CONFLICT,
                        "text-not-here",
                        "The text that was signed is not known to this instance; ask for the copy"
                            + " again, and if that does not help, the clinic for it."));
    ZoneId zone =
        patients
            .find(intake.episode().patientId())
            .map(Stored::state)
            .map(patient -> ZoneId.of(patient.contact().zone()))
            .orElse(ZoneOffset.UTC);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header(
            "Content-Disposition",
            "inline; filename=\"%s-%s.pdf\"".formatted(signed.consent(), signed.version()))
        .body(new ConsentCopy(text, signed, zone).pdf());
  }

  private IntakeState intake(String episodeId) {
    return Changes.found(intakes, episodeId, "unknown-episode").state();
  }
}
