package com.telemedicalservices.intake.web;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.intake.domain.ChangeKind;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.PatientCommand;
import com.telemedicalservices.intake.domain.PatientState;
import com.telemedicalservices.intake.domain.Revision;
import com.telemedicalservices.intake.domain.WithdrawalReason;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.kit.web.RejectedException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Intakes: opened by anybody, filled in by the patient or by the front desk for them, read by the
 * clinic's staff and the review service.
 *
 * <p>Whatever happens to a request with answers at HIGH risk, as long as they can be read at all,
 * its answer holds the property {@code crisis}: whom to call now, and what happens next. {@link
 * CrisisGuard} sees to it.
 */
@RestController
@RequestMapping("/api/intakes")
class IntakeController {

  private static final String ACTOR = "X-Actor-Id";
  private static final String PATIENT = "patient";
  private static final String UNKNOWN = "unknown-episode";

  private final AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes;
  private final AggregateStore<PatientState, PatientCommand, IntakeEvent> patients;
  private final Intake rules;
  private final Changes changes;

  IntakeController(
      AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes,
      AggregateStore<PatientState, PatientCommand, IntakeEvent> patients,
      Intake rules,
      Changes changes) {
    this.intakes = intakes;
    this.patients = patients;
    this.rules = rules;
    this.changes = changes;
  }

  private IntakeView view(Stored<IntakeState> stored) {
    return IntakeView.of(rules, stored);
  }

  /**
   * Opens an intake, and the contact record of a new patient before it. The two are two writes; a
   * crash between them is completed by the same request sent again. For anybody. Errors: {@code
   * contact-required}, {@code unknown-patient}, {@code unknown-zone}.
   */
  @PostMapping
  ResponseEntity<?> open(@Valid @RequestBody OpenIntakeRequest body, ChangeRequest request) {
    String episodeId = request.derivedId("episode");
    // A key that was used for another patient must not change how this one is reached.
    return changes
        .createdBefore(intakes, episodeId, request)
        .orElseGet(() -> open(episodeId, body, request));
  }

  private ResponseEntity<Object> open(
      String episodeId, OpenIntakeRequest body, ChangeRequest request) {
    String known = body.patientId();
    String patientId = known == null ? request.derivedId("patient") : known;
    ContactDetails contact = body.contact();
    if (contact != null) {
      ResponseEntity<Object> reachable =
          changes.apply(
              patients,
              patientId,
              known == null
                  ? new PatientCommand.Register(patientId, contact.toContact(body.inLanguage()))
                  : new PatientCommand.ChangeContact(contact.toContact(body.inLanguage())),
              new ChangeRequest(request.path(), request.requestKey(), null),
              stored -> null);
      if (!reachable.getStatusCode().is2xxSuccessful()) {
        return reachable;
      }
    } else {
      requireKnown(known);
    }
    return changes.create(
        intakes, episodeId, body.toCommand(episodeId, patientId), request, this::view);
  }

  private void requireKnown(@Nullable String patientId) {
    if (patientId == null) {
      throw new RejectedException(
          Rejection.Kind.INVALID,
          "contact-required",
          "Say how the patient is reached, or who they are if they are known.");
    }
    if (patients.find(patientId).isEmpty()) {
      throw new RejectedException(
          Rejection.Kind.UNKNOWN,
          "unknown-patient",
          "There is no such patient; say how they are reached instead.");
    }
  }

  /**
   * The intake as it stands, to be resumed on any device. For the patient and clinic staff. Errors:
   * {@code unknown-episode}.
   */
  @GetMapping("/{episodeId}")
  ResponseEntity<?> show(@PathVariable String episodeId) {
    return changes.show(intakes, episodeId, UNKNOWN, this::view);
  }

  /**
   * Keeps the answers to a form so far, complete or not; says what is missing. After submitting it
   * prepares an amendment. For the patient, or the front desk for them. Errors: {@code
   * unknown-form}, {@code form-version-outdated}, {@code unknown-item}, {@code
   * answer-out-of-range}, {@code intake-lapsed}, {@code intake-withdrawn}.
   */
  @PutMapping("/{episodeId}/forms/{form}")
  ResponseEntity<?> answer(
      @PathVariable String episodeId,
      @PathVariable String form,
      @Valid @RequestBody AnswerFormRequest body,
      ChangeRequest request,
      @RequestHeader(name = ACTOR, defaultValue = PATIENT) String actor) {
    String language = body.language();
    return changes.apply(
        intakes,
        episodeId,
        new IntakeCommand.SaveForm(
            form,
            body.version(),
            language == null ? null : Patterns.language(language),
            body.toAnswers(form),
            Patterns.actor(actor)),
        request,
        this::view);
  }

  /**
   * The consent that was read, and the signature.
   *
   * @param name the signer's full name, as they typed it
   */
  record SignRequest(
      @NotNull @Pattern(regexp = Patterns.ID) String version,
      @Nullable @Pattern(regexp = "[0-9a-f]{64}") String textHash,
      @Nullable @Pattern(regexp = Patterns.LANGUAGE) String language,
      @NotNull @Size(max = 200) @Pattern(regexp = Patterns.NAME) String name) {}

  /**
   * Signs a consent. For the patient. Errors: {@code unknown-consent}, {@code
   * consent-version-outdated}, {@code consent-text-mismatch}, {@code intake-lapsed}, {@code
   * intake-withdrawn}.
   */
  @PutMapping("/{episodeId}/consents/{consent}")
  ResponseEntity<?> sign(
      @PathVariable String episodeId,
      @PathVariable String consent,
      @Valid @RequestBody SignRequest body,
      ChangeRequest request,
      @RequestHeader(name = ACTOR, defaultValue = PATIENT) String actor) {
    String language = body.language();
    return changes.apply(
        intakes,
        episodeId,
        new IntakeCommand.SignConsent(
            consent,
            body.version(),
            body.textHash(),
            language == null ? null : Patterns.language(language),
            body.name(),
            Patterns.actor(actor)),
        request,
        this::view);
  }

  /**
   * Withdraws a consent, at any time. For the patient, or the front desk for them. Errors: {@code
   * unknown-consent}, {@code consent-not-signed}.
   */
  @PostMapping("/{episodeId}/consents/{consent}/withdraw")
  ResponseEntity<?> withdrawConsent(
      @PathVariable String episodeId, @PathVariable String consent, ChangeRequest request) {
    return changes.apply(
        intakes, episodeId, new IntakeCommand.WithdrawConsent(consent), request, this::view);
  }

  /**
   * Hands the intake in for review, or its amendment. A screener with a yes left unexplained is not
   * handed in but holds the intake: the answer has {@code crisis} and what is missing. For the
   * patient, or the front desk for them. Errors: {@code c-ssrs-required}, {@code
   * intake-incomplete}, {@code nothing-to-submit}, {@code intake-lapsed}, {@code intake-withdrawn}.
   */
  @PostMapping("/{episodeId}/submit")
  ResponseEntity<?> submit(
      @PathVariable String episodeId,
      ChangeRequest request,
      @RequestHeader(name = ACTOR, defaultValue = PATIENT) String actor) {
    return changes.apply(
        intakes, episodeId, new IntakeCommand.Submit(Patterns.actor(actor)), request, this::view);
  }

  /** What has changed since submitting, and in the patient's words. */
  record ChangeReport(@NotNull ChangeKind kind, @Nullable @Size(max = 2000) String note) {}

  /**
   * Tells that something has changed since submitting; words that sound like a crisis are answered
   * with {@code crisis}. For the patient, or staff for them. Errors: {@code not-submitted}, {@code
   * intake-withdrawn}.
   */
  @PostMapping("/{episodeId}/changes")
  ResponseEntity<?> report(
      @PathVariable String episodeId,
      @Valid @RequestBody ChangeReport body,
      ChangeRequest request) {
    return changes.apply(
        intakes,
        episodeId,
        new IntakeCommand.ReportChange(body.kind(), body.note()),
        request,
        this::view);
  }

  /** Why the patient ends the intake. */
  record WithdrawRequest(@NotNull WithdrawalReason reason) {}

  /**
   * Ends the intake for good. For the patient, or the front desk for them. Errors: {@code
   * intake-lapsed}, {@code intake-withdrawn}.
   */
  @PostMapping("/{episodeId}/withdraw")
  ResponseEntity<?> withdraw(
      @PathVariable String episodeId,
      @Valid @RequestBody WithdrawRequest body,
      ChangeRequest request,
      @RequestHeader(name = ACTOR, defaultValue = PATIENT) String actor) {
    return changes.apply(
        intakes,
        episodeId,
        new IntakeCommand.Withdraw(body.reason(), Patterns.actor(actor)),
        request,
        this::view);
  }

  /**
   * A dossier as it was handed in, with answers, scores and versions; the latest one when no
   * revision is named. For providers and the review service. Errors: {@code unknown-episode},
   * {@code unknown-revision}.
   */
  @GetMapping("/{episodeId}/dossier")
  ResponseEntity<DossierView> dossier(
      @PathVariable String episodeId, @RequestParam Optional<Integer> revision) {
    IntakeState intake = Changes.found(intakes, episodeId, UNKNOWN).state();
    Revision found =
        revision
            .map(intake::revision)
            .orElseGet(intake::latestRevision)
            .orElseThrow(
                () ->
                    new RejectedException(
                        Rejection.Kind.UNKNOWN,
                        "unknown-revision",
                        "This dossier has not been handed in."));
    return ResponseEntity.ok(DossierView.of(intake, found));
  }
}
