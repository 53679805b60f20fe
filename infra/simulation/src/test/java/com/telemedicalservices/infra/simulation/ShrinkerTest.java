package com.telemedicalservices.infra.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A failure is told with nothing in it that it does not need. */
class ShrinkerTest {

  @Test
  void a_failing_run_is_told_without_what_it_does_not_need() {
    var failing = failing(Protection.SUSPENSION_HEARD);

    var shortest = Shrinker.shrink(failing);

    assertThat(shortest.invariant()).isEqualTo(failing.invariant());
    assertThat(shortest.scenario().absent()).isNotEmpty();
    assertThat(shortest.scenario().faults()).hasSizeLessThan(Fault.values().length / 2);
    assertThat(shorter(shortest))
        .noneMatch(run -> Simulation.run(run).invariant().equals(failing.invariant()));
    assertThat(shortest.storyOfViolation()).hasSizeLessThan(failing.story().size() / 2);
  }

  @Test
  void a_failure_that_needs_a_fault_keeps_it() {
    var shortest = Shrinker.shrink(failing(Protection.SENT_AT_MOST_ONCE));

    // A mail is sent twice only if its first sender was not told, or died, or came too late.
    assertThat(shortest.scenario().faults()).isNotEmpty();
    assertThat(Simulation.run(shortest.scenario())).isEqualTo(shortest);
  }

  /** What could still be left out. */
  private static Stream<Scenario> shorter(Simulation.Verdict verdict) {
    var scenario = verdict.scenario();
    return Stream.concat(
        IntStream.rangeClosed(1, verdict.patients())
            .filter(number -> !scenario.absent().contains(number))
            .mapToObj(scenario::withoutPatient),
        scenario.faults().stream().map(scenario::without));
  }

  /** The first that has somebody to leave out. */
  private static Simulation.Verdict failing(Protection missing) {
    return LongStream.rangeClosed(1, 60)
        .mapToObj(seed -> Simulation.run(Scenario.of(seed, Set.of(missing))))
        .filter(verdict -> verdict.violation().isPresent() && verdict.patients() > 2)
        .findFirst()
        .orElseThrow();
  }
}
