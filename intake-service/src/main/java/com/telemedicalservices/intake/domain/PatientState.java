package com.telemedicalservices.intake.domain;

import java.time.Instant;

/**
 * The contact record of a patient.
 *
 * @param patientId the patient
 * @param contact how they are reached
 * @param contactVersion rises with every change
 * @param changedAt when it changed last
 */
public record PatientState(
    String patientId, Contact contact, long contactVersion, Instant changedAt) {}
