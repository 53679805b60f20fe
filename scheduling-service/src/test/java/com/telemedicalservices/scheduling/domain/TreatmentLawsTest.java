package com.telemedicalservices.scheduling.domain;

import static com.telemedicalservices.scheduling.domain.TreatmentScenario.NURSE;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.START;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.TIMES;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.book;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.first;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.firstSessionIs;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.move;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.start;

import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.testkit.AggregateLaws;
import com.telemedicalservices.testkit.StoredStates;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TreatmentLawsTest {

  private static List<TreatmentState> states() {
    List<TreatmentState> states = new ArrayList<>();
    for (SessionStatus status : SessionStatus.values()) {
      states.add(firstSessionIs(status).state);
    }
    TreatmentFactsTest.everyFact()
        .forEach(fact -> states.add(TreatmentScenario.unheardOf().hears(fact).state));
    states.add(TreatmentScenario.booked().does(move(first(), "2026-12-02T16:00:00Z")).state);
    states.add(
        firstSessionIs(SessionStatus.INFUSING)
            .at(TIMES.getFirst().plus(Duration.ofHours(5)))
            .timePasses()
            .state);
    states.add(TreatmentScenario.booked().hears(TreatmentScenario.withdrawal()).state);
    return states;
  }

  private static List<TreatmentCommand> commands() {
    return Stream.concat(
            TreatmentFactsTest.everyFact(),
            Stream.of(
                book(TIMES),
                book(List.of()),
                move(first(), "2026-12-02T16:00:00Z"),
                new TreatmentCommand.Cancel(first(), "ill", NURSE),
                new TreatmentCommand.Confirm(first(), NURSE),
                new TreatmentCommand.CheckIn(first(), NURSE),
                start(first()),
                new TreatmentCommand.Start(first(), null, false, NURSE),
                new TreatmentCommand.Pause(first(), "nausea", NURSE),
                new TreatmentCommand.Resume(first(), NURSE),
                new TreatmentCommand.Stop(first(), "nausea", NURSE),
                new TreatmentCommand.Finish(first(), NURSE),
                new TreatmentCommand.Discharge(first(), List.of(), NURSE),
                new TreatmentCommand.Discharge(
                    first(), Arrays.asList(DischargeCriterion.values()), NURSE),
                new TreatmentCommand.Transfer(first(), "emergency", NURSE),
                new TreatmentCommand.NoShow(first(), NURSE),
                new TreatmentCommand.NoShow("unknown", NURSE)))
        .toList();
  }

  @Test
  void a_treatment_keeps_the_laws_of_aggregates() {
    AggregateLaws.<TreatmentState, TreatmentCommand, SchedulingEvent>of(
            new Treatment(SchedulingPolicy.defaults()))
        .states(states())
        .commands(commands())
        .at(
            START,
            TIMES.getFirst(),
            TIMES.getFirst().plus(Duration.ofHours(2)),
            TIMES.getLast().plus(Duration.ofDays(400)))
        .hold();
  }

  @Test
  void a_treatment_is_read_back_as_it_was_stored() {
    StoredStates.roundTrip(TreatmentState.class, states());
  }

  @Test
  void a_clinic_is_read_back_as_it_was_stored() {
    ClinicState large = ClinicFixture.large("America/Phoenix");

    StoredStates.roundTrip(
        ClinicState.class,
        large,
        new ClinicState(
            large.clinicId(),
            large.name(),
            large.zone(),
            new OpeningHours(
                large.hours().week(),
                List.of(
                    new OpeningHours.SpecialDay(
                        LocalDate.parse("2026-12-24"),
                        List.of(
                            new OpeningHours.Hours(
                                LocalTime.parse("08:00"), LocalTime.parse("12:35")))),
                    new OpeningHours.SpecialDay(LocalDate.parse("2026-12-25"), List.of()))),
            large.chairs(),
            large.nurses(),
            large.prescribers()));
  }
}
