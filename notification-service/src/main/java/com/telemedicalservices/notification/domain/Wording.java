package com.telemedicalservices.notification.domain;

/**
 * A message in words.
 *
 * @param subject one line
 * @param body plain text
 */
public record Wording(String subject, String body) {

  /** Never printed: it is between the clinic and the patient. */
  @Override
  public String toString() {
    return "Wording[]";
  }
}
