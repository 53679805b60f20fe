package com.telemedicalservices.intake.domain;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The rules of a contact record. The other services are told that it changed, never to what. */
public final class Patient implements Aggregate<PatientState, PatientCommand, IntakeEvent> {

  @Override
  public Decision<PatientState, IntakeEvent> decide(
      @Nullable PatientState state, PatientCommand command, Instant now) {
    return switch (command) {
      case PatientCommand.Register(String patientId, Contact contact) ->
          state == null ? changed(patientId, contact, 1, now) : change(state, contact, now);
      case PatientCommand.ChangeContact(Contact contact) ->
          state == null ? unknownPatient() : change(state, contact, now);
      case PatientCommand.ContactAged aged ->
          state == null ? unknownPatient() : Decision.accept(state);
    };
  }

  @Override
  public @Nullable Instant dueAt(PatientState state) {
    return null;
  }

  @Override
  public PatientCommand timePassed() {
    return new PatientCommand.ContactAged();
  }

  private static Decision<PatientState, IntakeEvent> change(
      PatientState state, Contact contact, Instant now) {
    return contact.equals(state.contact())
        ? Decision.accept(state)
        : changed(state.patientId(), contact, state.contactVersion() + 1, now);
  }

  private static Decision<PatientState, IntakeEvent> changed(
      String patientId, Contact contact, long contactVersion, Instant now) {
    if (!isZone(contact.zone())) {
      return Decision.invalid(
          "unknown-zone", "Name the time zone as the IANA database does, as in America/Phoenix.");
    }
    return Decision.accept(
        new PatientState(patientId, contact, contactVersion, now),
        new IntakeEvent.ContactChanged(patientId, contactVersion, now));
  }

  private static boolean isZone(String zone) {
    try {
      return ZoneId.of(zone).getId().equals(zone);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Decision<PatientState, IntakeEvent> unknownPatient() {
    return Decision.unknown("unknown-patient", "There is no such patient; open an intake.");
  }
}
