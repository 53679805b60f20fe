package com.telemedicalservices.intake.web;

import com.telemedicalservices.intake.domain.SignedConsent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A consent as it was signed, and withdrawn. */
record ConsentView(
    String consent,
    String version,
    String language,
    String textHash,
    Instant signedAt,
    @Nullable Instant withdrawnAt) {

  static ConsentView of(SignedConsent signed) {
    return new ConsentView(
        signed.consent(),
        signed.version(),
        signed.language().tag(),
        signed.textHash(),
        signed.signedAt(),
        signed.withdrawnAt());
  }
}
