package com.telemedicalservices.intake.web;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.intake.QuestionnaireResponses;
import com.telemedicalservices.intake.ScoreObservations;
import com.telemedicalservices.intake.domain.FormAnswers;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.Score;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.kit.web.RejectedException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Answers to forms for whoever speaks FHIR R4; the same answers as everywhere else. */
@RestController
@RequestMapping("/api/intakes/{episodeId}/forms/{form}")
class FhirController {

  private static final String ACTOR = "X-Actor-Id";

  private final AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes;
  private final Intake rules;
  private final Changes changes;
  private final QuestionnaireResponses responses;
  private final ScoreObservations observations;

  FhirController(
      AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes,
      Intake rules,
      Changes changes,
      QuestionnaireResponses responses,
      ScoreObservations observations) {
    this.intakes = intakes;
    this.rules = rules;
    this.changes = changes;
    this.responses = responses;
    this.observations = observations;
  }

  /**
   * The answers to a form so far, as a QuestionnaireResponse. For the patient and clinic staff.
   * Errors: {@code unknown-episode}, {@code not-answered}.
   */
  @GetMapping(produces = FormController.FHIR_JSON)
  ResponseEntity<JsonNode> answers(@PathVariable String episodeId, @PathVariable String form) {
    IntakeState intake = found(episodeId);
    FormAnswers answers = answered(intake, form);
    return ResponseEntity.ok(
        responses.write(
            responseId(episodeId, form),
            intake.episode().patientId(),
            answers,
            rules.missingItems(form, answers.answers()).isEmpty()));
  }

  /**
   * Keeps the answers of a QuestionnaireResponse, which names the form and its version; replaces
   * what was answered before. For the patient, or the front desk for them. Errors: {@code
   * unreadable-response}, {@code unknown-form}, {@code form-version-outdated}, {@code
   * unknown-item}, {@code answer-out-of-range}, {@code intake-lapsed}, {@code intake-withdrawn}.
   */
  @PutMapping(consumes = FormController.FHIR_JSON)
  ResponseEntity<?> answer(
      @PathVariable String episodeId,
      @PathVariable String form,
      @RequestBody JsonNode body,
      ChangeRequest request,
      @RequestHeader(name = ACTOR, defaultValue = "patient") String actor) {
    QuestionnaireResponses.Reading reading = responses.read(form, body);
    String problem = reading.problem();
    if (problem != null) {
      throw new RejectedException(Rejection.Kind.INVALID, "unreadable-response", problem);
    }
    return changes.apply(
        intakes,
        episodeId,
        new IntakeCommand.SaveForm(
            form, reading.version(), reading.language(), reading.answers(), Patterns.actor(actor)),
        request,
        stored -> IntakeView.of(rules, stored));
  }

  /**
   * What the server scored of complete answers, as an Observation. For clinic staff. Errors: {@code
   * unknown-episode}, {@code not-answered}, {@code not-scored} while an answer is missing, or for a
   * form without score.
   */
  @GetMapping(path = "/score", produces = FormController.FHIR_JSON)
  ResponseEntity<JsonNode> score(@PathVariable String episodeId, @PathVariable String form) {
    IntakeState intake = found(episodeId);
    FormAnswers answers = answered(intake, form);
    Score score = answers.score();
    if (score == null) {
      throw new RejectedException(
          Rejection.Kind.UNKNOWN,
          "not-scored",
          "This form has no score, or not all of it is answered yet.");
    }
    return ResponseEntity.ok(
        observations.write(
            responseId(episodeId, form),
            intake.episode().patientId(),
            score,
            answers.answeredAt()));
  }

  private IntakeState found(String episodeId) {
    return Changes.found(intakes, episodeId, "unknown-episode").state();
  }

  private static FormAnswers answered(IntakeState intake, String form) {
    FormAnswers answers = intake.forms().get(form);
    if (answers == null) {
      throw new RejectedException(
          Rejection.Kind.UNKNOWN, "not-answered", "Nothing was answered in this form yet.");
    }
    return answers;
  }

  private static String responseId(String episodeId, String form) {
    return episodeId + "." + form;
  }
}
