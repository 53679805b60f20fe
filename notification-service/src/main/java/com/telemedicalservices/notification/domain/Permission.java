package com.telemedicalservices.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a patient may be written to on one channel.
 *
 * @param consent what the patient has signed
 * @param version version of the text it was signed on; null when nothing was signed
 * @param since when that was; null when nothing was signed
 * @param optedOutAt when the patient said stop; null while the patient has not. It stands above
 *     consent, and only the patient's own preferences lift it
 */
public record Permission(
    Consent consent,
    @Nullable String version,
    @Nullable Instant since,
    @Nullable Instant optedOutAt) {

  /** Nothing was told yet. */
  public static final Permission NONE = new Permission(Consent.NEVER_GIVEN, null, null, null);

  /** What the patient has signed. */
  public enum Consent {
    NEVER_GIVEN,
    GIVEN,
    WITHDRAWN
  }

  /** Whether the patient said stop. */
  public boolean optedOut() {
    return optedOutAt != null;
  }

  Permission signed(Consent newConsent, String newVersion, Instant at) {
    return since != null && at.isBefore(since)
        ? this
        : new Permission(newConsent, newVersion, at, optedOutAt);
  }

  Permission optedOut(@Nullable Instant at) {
    return new Permission(consent, version, since, at);
  }
}
