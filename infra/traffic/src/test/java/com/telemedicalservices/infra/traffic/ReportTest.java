package com.telemedicalservices.infra.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.infra.traffic.audit.Finding;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final PatientPlan PLAN = PatientMix.of(1, 1).getFirst();
  private static final Ending AS_PLANNED =
      new Ending(PLAN, "episode-1", PLAN.story().outcome(), List.of());
  private static final Finding NOTHING = new Finding("cells held twice", 12, List.of());

  private final Screen screen =
      new Screen(new PrintStream(OutputStream.nullOutputStream()), false, false);

  @Test
  void all_as_planned_and_nothing_found_is_clean() {
    assertThat(report(AS_PLANNED, NOTHING, "").clean()).isTrue();
  }

  @Test
  void one_finding_is_enough_not_to_be_clean() {
    Finding twice = new Finding("cells held twice", 12, List.of("chair-1 by a and by b"));

    assertThat(report(AS_PLANNED, twice, "").clean()).isFalse();
    assertThat(report(AS_PLANNED, twice, "").lines(screen))
        .anyMatch(line -> line.contains("chair-1 by a and by b"))
        .last()
        .asString()
        .contains("Not clean: 1 cells held twice.");
  }

  @Test
  void one_patient_elsewhere_is_enough_not_to_be_clean() {
    Ending elsewhere = new Ending(PLAN, "episode-1", Outcome.UNFINISHED, List.of("review WAITING"));

    assertThat(report(elsewhere, NOTHING, "").clean()).isFalse();
    assertThat(report(elsewhere, NOTHING, "").lines(screen))
        .anyMatch(line -> line.contains("episode-1") && line.contains("review WAITING"));
  }

  @Test
  void a_run_that_came_to_no_end_is_not_clean() {
    assertThat(report(AS_PLANNED, NOTHING, "The system has not come to rest").clean()).isFalse();
  }

  @Test
  void of_many_faults_only_the_first_are_shown() {
    Finding many =
        new Finding("cells held twice", 50, java.util.Collections.nCopies(20, "chair-1 twice"));

    assertThat(report(AS_PLANNED, many, "").lines(screen))
        .filteredOn(line -> line.contains("chair-1 twice"))
        .hasSize(5);
    assertThat(report(AS_PLANNED, many, "").lines(screen))
        .anyMatch(line -> line.contains("and 15 more"));
  }

  private static Report report(Ending ending, Finding finding, String aborted) {
    return new Report(
        List.of(ending),
        Map.of("check-in", 3L),
        Map.of("delivered", 3L),
        new Latencies(),
        new Latencies(),
        10,
        0,
        0,
        20,
        Duration.ofDays(60),
        Duration.ofSeconds(200),
        List.of(finding),
        aborted);
  }
}
