package com.telemedicalservices.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientTest {

  private static final Instant NOW = Instant.parse("2026-12-01T16:00:00Z");
  private static final Patient RULES = new Patient();
  private static final Contact CONTACT =
      new Contact(
          "Sample Person",
          "sample@example.org",
          "+16025550100",
          Language.EN,
          "America/Phoenix",
          new Contact.EmergencyContact("Other Person", "+16025550101"));
  private static final PatientState KNOWN = new PatientState("patient-1", CONTACT, 3, NOW);

  private static Contact inZone(String zone) {
    return new Contact("Sample Person", "s@example.org", "+16025550100", Language.EN, zone, null);
  }

  @Test
  void a_new_patient_is_told_by_the_version_of_the_record_alone() {
    assertThat(RULES.decide(null, new PatientCommand.Register("patient-1", CONTACT), NOW))
        .isEqualTo(
            Decision.accept(
                new PatientState("patient-1", CONTACT, 1, NOW),
                new IntakeEvent.ContactChanged("patient-1", 1, NOW)));
  }

  @Test
  void a_patient_who_comes_again_is_the_same_patient() {
    Contact moved = inZone("America/Denver");

    assertThat(RULES.decide(KNOWN, new PatientCommand.Register("patient-1", moved), NOW))
        .isEqualTo(
            Decision.accept(
                new PatientState("patient-1", moved, 4, NOW),
                new IntakeEvent.ContactChanged("patient-1", 4, NOW)));
  }

  @Test
  void a_contact_that_stays_the_same_is_not_told() {
    assertThat(RULES.decide(KNOWN, new PatientCommand.ChangeContact(CONTACT), NOW))
        .isEqualTo(Decision.accept(KNOWN));
  }

  @Test
  void the_contact_of_an_unknown_patient_is_not_changed() {
    assertThat(refusal(null, new PatientCommand.ChangeContact(CONTACT)).code())
        .isEqualTo("unknown-patient");
    assertThat(refusal(null, RULES.timePassed()).code()).isEqualTo("unknown-patient");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Phoenix", "America/Nowhere", "", "MST-", "utc"})
  void a_zone_nobody_knows_is_refused(String zone) {
    assertThat(refusal(KNOWN, new PatientCommand.ChangeContact(inZone(zone))).code())
        .isEqualTo("unknown-zone");
    assertThat(refusal(null, new PatientCommand.Register("patient-1", inZone(zone))).code())
        .isEqualTo("unknown-zone");
  }

  @Test
  void time_changes_nothing() {
    assertThat(RULES.dueAt(KNOWN)).isNull();
    assertThat(RULES.decide(KNOWN, RULES.timePassed(), NOW)).isEqualTo(Decision.accept(KNOWN));
  }

  @Test
  void a_contact_does_not_tell_its_values_to_a_log() {
    assertThat(CONTACT + " " + KNOWN).doesNotContain("Person", "example.org", "602555");
  }

  private static Rejection refusal(PatientState state, PatientCommand command) {
    return switch (RULES.decide(state, command, NOW)) {
      case Decision.Rejected<PatientState, IntakeEvent>(Rejection rejection) -> rejection;
      case Decision.Accepted<PatientState, IntakeEvent> accepted ->
          throw new AssertionError("accepted");
    };
  }
}
