package com.telemedicalservices.notification.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Our copy of the ways to reach a patient; the intake service owns the original.
 *
 * @param version which version of the original it is a copy of
 * @param email e-mail address; null when there is none
 * @param phone phone number; null when there is none
 * @param phoneKey the number as {@link PhoneNumbers#key} writes it, to find its owner; null when
 *     there is no number
 * @param language language to write in, as a BCP 47 tag
 * @param zone time zone the patient lives in
 * @param copiedAt when it was copied
 */
public record Contact(
    long version,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String phoneKey,
    String language,
    String zone,
    Instant copiedAt) {

  /** Never printed: it would put addresses into logs. */
  @Override
  public String toString() {
    return "Contact[version=" + version + "]";
  }
}
