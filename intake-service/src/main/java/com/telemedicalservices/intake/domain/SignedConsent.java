package com.telemedicalservices.intake.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A consent a patient gave. Never changed but for its withdrawal; signing anew adds another.
 *
 * @param consent which consent
 * @param version version of the text
 * @param language the language it was read in
 * @param textHash SHA-256 of the text
 * @param signedAt when it was signed
 * @param withdrawnAt when it was withdrawn; null while it stands
 */
public record SignedConsent(
    String consent,
    String version,
    Language language,
    String textHash,
    Instant signedAt,
    @Nullable Instant withdrawnAt) {

  boolean stands() {
    return withdrawnAt == null;
  }

  SignedConsent withdrawn(Instant at) {
    return new SignedConsent(consent, version, language, textHash, signedAt, at);
  }
}
