package com.telemedicalservices.intake.domain;

/** What somebody wants of a contact record. */
public sealed interface PatientCommand {

  /**
   * A patient who is new, or comes again and says how to be reached.
   *
   * @param patientId the patient
   * @param contact how they are reached
   */
  record Register(String patientId, Contact contact) implements PatientCommand {}

  /**
   * A known patient is to be reached in another way.
   *
   * @param contact how they are reached
   */
  record ChangeContact(Contact contact) implements PatientCommand {}

  /** Time has passed; it changes nothing about a contact record. */
  record ContactAged() implements PatientCommand {}
}
