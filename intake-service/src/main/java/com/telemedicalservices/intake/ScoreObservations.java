package com.telemedicalservices.intake;

import com.telemedicalservices.intake.domain.Score;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Scores as FHIR R4 Observations of the category survey, derived from the answers they were
 * computed of (DOMAIN §3.3).
 */
public final class ScoreObservations {

  private static final String LOINC = "http://loinc.org";
  private static final String UCUM = "http://unitsofmeasure.org";
  private static final String CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  private static final String OWN = "https://telemedicalservices.com/fhir/CodeSystem/";

  private final Questionnaires questionnaires;

  public ScoreObservations(Questionnaires questionnaires) {
    this.questionnaires = questionnaires;
  }

  /**
   * A score as a resource.
   *
   * @param responseId the QuestionnaireResponse it was computed of
   * @param patientId whose it is
   * @param score the score
   * @param answeredAt when the answers were given
   */
  public JsonNode write(String responseId, String patientId, Score score, Instant answeredAt) {
    ObjectNode observation =
        JsonMapper.shared()
            .createObjectNode()
            .put("resourceType", "Observation")
            .put("id", responseId + ".score")
            .put("status", "final");
    coding(observation.putArray("category").addObject(), CATEGORY, "survey");
    switch (score) {
      case Score.Total total -> {
        coding(observation.putObject("code"), LOINC, code(total));
        observation
            .putObject("valueQuantity")
            .put("value", total.total())
            .put("unit", "{score}")
            .put("system", UCUM)
            .put("code", "{score}");
        observation.putArray("interpretation").addObject().put("text", total.band());
      }
      // LOINC has the questions of this screener, but no code for its tier.
      case Score.Tier tier -> {
        coding(observation.putObject("code"), OWN + "score", tier.scorer() + "-tier");
        coding(
            observation.putObject("valueCodeableConcept"), OWN + "risk-tier", tier.tier().name());
      }
    }
    observation.putObject("subject").put("reference", "Patient/" + patientId);
    observation.put("effectiveDateTime", answeredAt.toString());
    observation.putObject("method").put("text", score.scorerVersion());
    observation
        .putArray("derivedFrom")
        .addObject()
        .put("reference", "QuestionnaireResponse/" + responseId);
    return observation;
  }

  private String code(Score.Total total) {
    return questionnaires
        .scoreCode(total.scorer())
        .orElseThrow(() -> new IllegalStateException(total.scorer() + " has no code of its score"));
  }

  private static void coding(ObjectNode concept, String system, String code) {
    concept.putArray("coding").addObject().put("system", system).put("code", code);
  }
}
