package com.telemedicalservices.scheduling.domain;

import static com.telemedicalservices.scheduling.domain.ClinicFixture.clinic;
import static com.telemedicalservices.scheduling.domain.ClinicFixture.resources;
import static com.telemedicalservices.scheduling.domain.ClinicFixture.small;
import static com.telemedicalservices.scheduling.domain.ClinicFixture.weekdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

  private static final Duration LENGTH = Duration.ofMinutes(135);
  private static final Duration STEP = Duration.ofMinutes(15);
  private static final Instant LONG_AGO = Instant.parse("2026-11-01T00:00:00Z");
  private static final LocalDate TUESDAY = LocalDate.parse("2026-12-01");
  private static final Instant NINE = Instant.parse("2026-12-01T16:00:00Z");

  @Test
  void an_empty_clinic_offers_every_start_whose_session_ends_before_it_closes() {
    List<Instant> starts =
        availability(small("America/Phoenix"), List.of()).starts(TUESDAY, TUESDAY, STEP);

    assertThat(starts).hasSize(28);
    assertThat(starts.getFirst()).isEqualTo("2026-12-01T15:00:00Z");
    assertThat(starts.getLast()).isEqualTo("2026-12-01T21:45:00Z");
  }

  @Test
  void what_is_taken_is_not_offered_up_to_the_very_cell() {
    Availability availability =
        availability(small("America/Phoenix"), List.of(slot(NINE, "chair-1", "nurse-1")));

    assertThat(availability.assign(NINE.minus(LENGTH), 0)).isNull(); // not open yet
    assertThat(availability.assign(NINE.plus(LENGTH).minus(Cells.LENGTH), 0)).isNull();
    assertThat(availability.assign(NINE.plus(LENGTH), 0)).isNotNull();
  }

  @Test
  void a_session_needs_chair_nurse_and_prescriber_at_once() {
    ClinicState clinic = clinic("America/Phoenix", weekdays("08:00", "17:00"), 2, 1, 2);

    assertThat(availability(clinic, List.of(slot(NINE, "chair-1", "nurse-1"))).assign(NINE, 0))
        .isNull();
    assertThat(availability(clinic, List.of(slot(NINE, "chair-1", "another"))).assign(NINE, 0))
        .satisfies(free -> assertThat(free.chair()).isEqualTo("chair-2"));
  }

  @Test
  void one_prescriber_serves_as_many_sessions_at_once_as_there_are_lanes() {
    ClinicState clinic =
        new ClinicState(
            "phoenix",
            "Phoenix",
            "America/Phoenix",
            weekdays("08:00", "17:00"),
            resources("chair", 5, 1),
            resources("nurse", 5, 1),
            List.of(new Resource("doc", 3)));
    List<Slot> taken = new ArrayList<>();
    for (int patient = 0; patient < 3; patient++) {
      taken.add(availability(clinic, taken).assign(NINE, patient));
    }

    assertThat(taken)
        .extracting(Slot::prescriber)
        .containsExactlyInAnyOrder("doc", "doc#2", "doc#3");
    assertThat(availability(clinic, taken).assign(NINE, 0)).isNull();
  }

  @Test
  void what_is_booked_keeps_its_lane_when_a_capacity_grows() {
    assertThat(new Resource("doc", 1).lanes()).containsExactly("doc");
    assertThat(new Resource("doc", 3).lanes()).containsExactly("doc", "doc#2", "doc#3");
  }

  @Test
  void the_turn_says_where_to_begin_looking_and_goes_round() {
    ClinicState clinic = clinic("America/Phoenix", weekdays("08:00", "17:00"), 3, 3, 3);
    Availability availability = availability(clinic, List.of(slot(NINE, "chair-3", "nurse-3")));

    assertThat(availability.assign(NINE, 1).chair()).isEqualTo("chair-2");
    assertThat(availability.assign(NINE, 2).chair()).isEqualTo("chair-1");
    assertThat(availability.assign(NINE, -1).chair()).isEqualTo("chair-1");
  }

  @Test
  void a_chair_and_a_nurse_of_the_same_name_are_two() {
    ClinicState clinic =
        new ClinicState(
            "phoenix",
            "Phoenix",
            "America/Phoenix",
            weekdays("08:00", "17:00"),
            List.of(new Resource("a", 1), new Resource("b", 1)),
            List.of(new Resource("a", 1), new Resource("b", 1)),
            List.of(new Resource("a", 2)));

    Slot free =
        availability(clinic, List.of(new Slot("phoenix", NINE, NINE.plus(LENGTH), "a", "b", "a")))
            .assign(NINE, 0);

    assertThat(free.chair()).isEqualTo("b");
    assertThat(free.nurse()).isEqualTo("a");
    assertThat(free.prescriber()).isEqualTo("a#2");
  }

  @Test
  void a_patient_who_is_committed_elsewhere_is_not_free() {
    Availability availability =
        new Availability(
            small("America/Phoenix"),
            LENGTH,
            Occupancy.of(LONG_AGO, List.of()),
            Set.of(NINE.plus(Duration.ofMinutes(120))));

    assertThat(availability.assign(NINE, 0)).isNull();
    assertThat(availability.assign(NINE.minus(Cells.LENGTH), 0)).isNotNull();
    assertThat(availability.starts(TUESDAY, TUESDAY, STEP)).hasSize(28 - 9);
  }

  @Test
  void a_session_across_the_change_of_the_clocks_is_as_long_as_any() {
    ClinicState clinic =
        clinic("America/New_York", ClinicFixture.everyDay("00:00", "06:00"), 1, 1, 1);
    Availability availability = availability(clinic, List.of());
    LocalDate longDay = LocalDate.parse("2026-11-01");
    LocalDate shortDay = LocalDate.parse("2027-03-14");

    // Seven hours of opening on the long day, five on the short one.
    assertThat(availability.starts(longDay, longDay, STEP)).hasSize(7 * 4 - 9 + 1);
    assertThat(availability.starts(shortDay, shortDay, STEP)).hasSize(5 * 4 - 9 + 1);
  }

  @Test
  void nothing_is_known_of_the_time_before_and_so_nothing_is_free() {
    Availability availability =
        new Availability(
            small("America/Phoenix"), LENGTH, Occupancy.of(NINE.plus(LENGTH), List.of()), Set.of());

    assertThat(availability.assign(NINE, 0)).isNull();
  }

  private static Availability availability(ClinicState clinic, List<Slot> taken) {
    return new Availability(clinic, LENGTH, Occupancy.of(LONG_AGO, taken), Set.of());
  }

  private static Slot slot(Instant start, String chair, String nurse) {
    return new Slot("phoenix", start, start.plus(LENGTH), chair, nurse, "prescriber-1");
  }
}
