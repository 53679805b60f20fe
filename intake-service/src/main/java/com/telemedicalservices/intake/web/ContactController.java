package com.telemedicalservices.intake.web;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.intake.domain.PatientCommand;
import com.telemedicalservices.intake.domain.PatientState;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How a patient is reached. */
@RestController
@RequestMapping("/api/patients/{patientId}/contact")
class ContactController {

  private final AggregateStore<PatientState, PatientCommand, IntakeEvent> patients;
  private final Changes changes;

  ContactController(
      AggregateStore<PatientState, PatientCommand, IntakeEvent> patients, Changes changes) {
    this.patients = patients;
    this.changes = changes;
  }

  /**
   * The contact record. For the patient, clinic staff and the notification service. Errors: {@code
   * unknown-patient}.
   */
  @GetMapping
  ResponseEntity<?> show(@PathVariable String patientId) {
    return changes.show(patients, patientId, "unknown-patient", ContactView::of);
  }

  /**
   * Replaces the contact record. For the patient and the front desk. Errors: {@code
   * unknown-patient}, {@code unknown-zone}.
   */
  @PutMapping
  ResponseEntity<?> change(
      @PathVariable String patientId,
      @Valid @RequestBody ContactRequest body,
      ChangeRequest request) {
    return changes.apply(
        patients,
        patientId,
        new PatientCommand.ChangeContact(body.toContact()),
        request,
        ContactView::of);
  }
}
