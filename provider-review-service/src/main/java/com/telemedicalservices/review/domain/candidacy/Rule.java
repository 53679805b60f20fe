package com.telemedicalservices.review.domain.candidacy;

import java.util.Map;

/**
 * A rule of candidacy. It is data: signed by a clinician, and never changed within a version.
 *
 * @param id its name, kebab case
 * @param section where DOMAIN states it
 * @param outcome what it means when it holds
 * @param when when it holds
 * @param source who says so
 * @param forProvider what it says to the provider
 * @param forPatient what it says to the patient, by language
 */
public record Rule(
    String id,
    String section,
    Outcome outcome,
    Condition when,
    String source,
    String forProvider,
    Map<String, String> forPatient) {

  public Rule {
    forPatient = Map.copyOf(forPatient);
  }
}
