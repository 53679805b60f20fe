package com.telemedicalservices.intake.domain;

import org.jspecify.annotations.Nullable;

/**
 * How a patient is reached.
 *
 * @param name how to address them
 * @param email their e-mail address
 * @param phone their telephone number, E.164
 * @param language the language to write and speak in
 * @param zone the time zone they live in, for example {@code America/Phoenix}
 * @param emergencyContact whom to call when they cannot be reached; null when they named nobody
 */
public record Contact(
    String name,
    String email,
    String phone,
    Language language,
    String zone,
    @Nullable EmergencyContact emergencyContact) {

  /**
   * Somebody close to the patient.
   *
   * @param name how to address them
   * @param phone their telephone number, E.164
   */
  public record EmergencyContact(String name, String phone) {

    /** Says nothing about the person: such values end up in logs. */
    @Override
    public String toString() {
      return "EmergencyContact[…]";
    }
  }

  /** Says nothing about the person: such values end up in logs. */
  @Override
  public String toString() {
    return "Contact[…]";
  }
}
