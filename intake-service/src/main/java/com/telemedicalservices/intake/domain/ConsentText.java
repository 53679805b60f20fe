package com.telemedicalservices.intake.domain;

import java.util.Map;

/**
 * The text of a consent as it is offered for signing now.
 *
 * @param consent which consent: telehealth, treatment, privacy, release, email or sms
 * @param version version of the text
 * @param hashes SHA-256 of the text in every language it is written in
 */
public record ConsentText(String consent, String version, Map<Language, String> hashes) {

  public ConsentText {
    hashes = Map.copyOf(hashes);
  }
}
