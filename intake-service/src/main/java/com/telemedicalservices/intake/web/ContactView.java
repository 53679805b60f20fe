package com.telemedicalservices.intake.web;

import com.telemedicalservices.intake.domain.Contact;
import com.telemedicalservices.intake.domain.PatientState;
import com.telemedicalservices.kit.store.Stored;
import org.jspecify.annotations.Nullable;

/** How a patient is reached. */
record ContactView(
    String patientId,
    String name,
    String email,
    String phone,
    String language,
    String zone,
    Contact.@Nullable EmergencyContact emergencyContact,
    long contactVersion) {

  static ContactView of(Stored<PatientState> stored) {
    PatientState patient = stored.state();
    Contact contact = patient.contact();
    return new ContactView(
        patient.patientId(),
        contact.name(),
        contact.email(),
        contact.phone(),
        contact.language().tag(),
        contact.zone(),
        contact.emergencyContact(),
        patient.contactVersion());
  }
}
