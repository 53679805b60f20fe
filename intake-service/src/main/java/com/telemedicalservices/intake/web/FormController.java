package com.telemedicalservices.intake.web;

import com.telemedicalservices.intake.Consents;
import com.telemedicalservices.intake.Questionnaires;
import com.telemedicalservices.intake.domain.Form;
import com.telemedicalservices.intake.domain.Intake;
import com.telemedicalservices.intake.domain.Language;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.web.RejectedException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The texts a patient reads before answering and signing. For anybody. */
@RestController
@RequestMapping("/api")
class FormController {

  static final String FHIR_JSON = "application/fhir+json";

  private static final MediaType FHIR = MediaType.parseMediaType(FHIR_JSON);

  private final Questionnaires questionnaires;
  private final Consents consents;
  private final Intake rules;

  FormController(Questionnaires questionnaires, Consents consents, Intake rules) {
    this.questionnaires = questionnaires;
    this.consents = consents;
    this.rules = rules;
  }

  /** A form in the list of forms. */
  record FormEntry(String form, String version, Map<String, String> title, boolean required) {}

  /** All forms. */
  record FormList(List<FormEntry> forms) {}

  /** A consent in the list of consents; the hash is of the text in the same language. */
  record ConsentEntry(
      String consent,
      String version,
      boolean required,
      Map<String, String> title,
      Map<String, String> text,
      Map<String, String> textHash) {}

  /** All consents. */
  record ConsentList(List<ConsentEntry> consents) {}

  /** The forms, in the order they are filled in. */
  @GetMapping("/forms")
  FormList forms() {
    return new FormList(questionnaires.forms().stream().map(this::entry).toList());
  }

  private FormEntry entry(Form form) {
    Map<String, String> title = new TreeMap<>();
    for (Language language : Language.values()) {
      title.put(language.tag(), questionnaires.title(form.code(), language));
    }
    return new FormEntry(
        form.code(), form.version(), title, rules.policy().requiredForms().contains(form.code()));
  }

  /** A form as a FHIR R4 Questionnaire, with translations. Errors: {@code unknown-form}. */
  @GetMapping("/forms/{form}")
  ResponseEntity<JsonNode> form(@PathVariable String form) {
    JsonNode questionnaire =
        questionnaires
            .resource(form)
            .orElseThrow(
                () ->
                    new RejectedException(
                        new Rejection(
                            Rejection.Kind.UNKNOWN,
                            "unknown-form",
                            "There is no such form; list the forms.",
                            Map.of())));
    return ResponseEntity.ok()
        .contentType(FHIR)
        .eTag(questionnaire.path("version").asString())
        .body(questionnaire);
  }

  /** The texts of all consents. */
  @GetMapping("/consents")
  ConsentList consents() {
    return new ConsentList(
        consents.texts().stream()
            .map(
                text ->
                    new ConsentEntry(
                        text.consent(),
                        text.version(),
                        rules.policy().requiredConsents().contains(text.consent()),
                        byTag(text.title()),
                        byTag(text.text()),
                        byTag(text.textHash())))
            .toList());
  }

  private static Map<String, String> byTag(Map<Language, String> texts) {
    Map<String, String> byTag = new TreeMap<>();
    texts.forEach((language, text) -> byTag.put(language.tag(), text));
    return byTag;
  }
}
