package com.telemedicalservices.scheduling.domain;

import static com.telemedicalservices.scheduling.domain.ClinicFixture.small;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.scheduling.domain.OpeningHours.Hours;
import com.telemedicalservices.scheduling.domain.OpeningHours.SpecialDay;
import com.telemedicalservices.scheduling.domain.OpeningHours.WeekdayHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClinicTest {

  private static final Instant NOW = Instant.parse("2026-11-23T16:00:00Z");
  private static final ClinicState SMALL = small("America/Phoenix");
  private final Clinic clinic = new Clinic();

  @Test
  void a_clinic_is_as_it_was_put_last() {
    ClinicState larger = ClinicFixture.large("America/Phoenix");

    assertThat(clinic.decide(null, new ClinicCommand.Put(SMALL), NOW))
        .isEqualTo(Decision.accept(SMALL));
    assertThat(clinic.decide(SMALL, new ClinicCommand.Put(larger), NOW))
        .isEqualTo(Decision.accept(larger));
  }

  @Test
  void time_means_nothing_to_a_clinic() {
    assertThat(clinic.dueAt(SMALL)).isNull();
    assertThat(clinic.claims(SMALL)).isEmpty();
    assertThat(clinic.decide(SMALL, clinic.timePassed(), NOW)).isEqualTo(Decision.accept(SMALL));
    assertThat(clinic.decide(null, clinic.timePassed(), NOW)).isInstanceOf(Decision.Rejected.class);
  }

  static Stream<Arguments> wrongClinics() {
    OpeningHours hours = SMALL.hours();
    return Stream.of(
        Arguments.of(
            new ClinicState(
                "a|b",
                SMALL.name(),
                SMALL.zone(),
                hours,
                SMALL.chairs(),
                SMALL.nurses(),
                SMALL.prescribers()),
            "clinic-id-invalid"),
        Arguments.of(with("Mars/Olympus", hours, SMALL.chairs()), "unknown-zone"),
        Arguments.of(with("+01:00", hours, SMALL.chairs()), "unknown-zone"),
        Arguments.of(with("not a zone", hours, SMALL.chairs()), "unknown-zone"),
        Arguments.of(with("America/Phoenix", hours, List.of()), "resources-missing"),
        Arguments.of(
            with(
                "America/Phoenix",
                hours,
                List.of(new Resource("chair-1", 1), new Resource("chair-1", 1))),
            "resource-twice"),
        Arguments.of(
            with("America/Phoenix", hours, List.of(new Resource("chair-1", 0))),
            "capacity-too-small"),
        Arguments.of(
            with("America/Phoenix", new OpeningHours(List.of(), List.of()), SMALL.chairs()),
            "hours-missing"),
        Arguments.of(with(week("17:00", "08:00")), "hours-invalid"),
        Arguments.of(with(week("08:00", "12:00", "11:59", "17:00")), "hours-invalid"),
        Arguments.of(
            with(
                new OpeningHours(
                    hours.week(),
                    List.of(
                        new SpecialDay(LocalDate.parse("2026-12-25"), List.of()),
                        new SpecialDay(LocalDate.parse("2026-12-25"), List.of())))),
            "special-day-invalid"),
        Arguments.of(
            with(
                new OpeningHours(
                    hours.week(),
                    List.of(
                        new SpecialDay(
                            LocalDate.parse("2026-12-24"),
                            List.of(
                                new Hours(LocalTime.parse("12:00"), LocalTime.parse("12:00"))))))),
            "special-day-invalid"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("wrongClinics")
  void a_clinic_that_makes_no_sense_is_refused(ClinicState wrong, String code) {
    Decision<ClinicState, SchedulingEvent> decision =
        clinic.decide(null, new ClinicCommand.Put(wrong), NOW);

    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Rejected.class,
            rejected -> assertThat(rejected.rejection().code()).isEqualTo(code));
  }

  private static OpeningHours week(String... times) {
    return new OpeningHours(
        Stream.iterate(0, i -> i < times.length, i -> i + 2)
            .map(
                i ->
                    new WeekdayHours(
                        DayOfWeek.MONDAY, LocalTime.parse(times[i]), LocalTime.parse(times[i + 1])))
            .toList(),
        List.of());
  }

  private static ClinicState with(OpeningHours hours) {
    return with("America/Phoenix", hours, SMALL.chairs());
  }

  private static ClinicState with(String zone, OpeningHours hours, List<Resource> chairs) {
    return new ClinicState(
        SMALL.clinicId(), SMALL.name(), zone, hours, chairs, SMALL.nurses(), SMALL.prescribers());
  }
}
