package com.telemedicalservices.scheduling.web;

import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.web.Actor;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.scheduling.domain.ClinicCommand;
import com.telemedicalservices.scheduling.domain.ClinicState;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Clinics: opening hours, chairs, nurses, prescribers. */
@RestController
@RequestMapping("/api/clinics")
class ClinicController {

  private final AggregateStore<ClinicState, ClinicCommand, SchedulingEvent> clinics;
  private final Changes changes;

  ClinicController(
      AggregateStore<ClinicState, ClinicCommand, SchedulingEvent> clinics, Changes changes) {
    this.clinics = clinics;
    this.changes = changes;
  }

  /**
   * Makes the clinic be as given: {@code If-None-Match: *} to create it, {@code If-Match} to change
   * it. What is booked stays booked. For clinic admins. Refused with {@code clinic-id-invalid},
   * {@code unknown-zone}, {@code resources-missing}, {@code resource-twice}, {@code hours-missing},
   * {@code hours-invalid}, {@code special-day-invalid}.
   */
  @PutMapping("/{clinicId}")
  ResponseEntity<Object> put(
      @PathVariable String clinicId,
      @Valid @RequestBody ClinicBody body,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return changes.apply(
        clinics,
        clinicId,
        new ClinicCommand.Put(body.toState(clinicId)),
        request,
        stored -> ClinicBody.of(stored.state()));
  }

  /** The clinic. For everybody. 404 {@code unknown-clinic}. */
  @GetMapping("/{clinicId}")
  ResponseEntity<Object> get(@PathVariable String clinicId) {
    return changes.show(
        clinics, clinicId, "unknown-clinic", stored -> ClinicBody.of(stored.state()));
  }
}
