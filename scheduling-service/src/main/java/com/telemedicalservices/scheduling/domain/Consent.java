package com.telemedicalservices.scheduling.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * This service's own copy of a consent; comes out the same in whatever order it was heard of.
 *
 * @param name which consent: treatment or telehealth
 * @param version version of the text last signed
 * @param signedAt when it was last signed
 * @param withdrawnAt when it was last withdrawn
 */
public record Consent(
    String name,
    @Nullable String version,
    @Nullable Instant signedAt,
    @Nullable Instant withdrawnAt) {

  /** Consent to the treatment. */
  public static final String TREATMENT = "treatment";

  /** Consent to telehealth. */
  public static final String TELEHEALTH = "telehealth";

  static Consent unheardOf(String name) {
    return new Consent(name, null, null, null);
  }

  /** Whether it is signed and still stands. */
  public boolean isInForce() {
    return Times.isLatest(signedAt, withdrawnAt);
  }

  /** Whether it was withdrawn and not signed again. */
  boolean isWithdrawn() {
    return withdrawnAt != null && !isInForce();
  }

  Consent signed(String signedVersion, Instant at) {
    return signedAt != null && !at.isAfter(signedAt)
        ? this
        : new Consent(name, signedVersion, at, withdrawnAt);
  }

  Consent withdrawn(Instant at) {
    return new Consent(name, version, signedAt, Times.later(withdrawnAt, at));
  }
}
