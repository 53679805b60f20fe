package com.telemedicalservices.infra.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator can fail: whatever is taken away is missed. */
class ProtectionTest {

  private static final int WITHIN_SEEDS = 60;

  @ParameterizedTest
  @EnumSource
  void a_protection_that_is_missing_is_missed(Protection protection) {
    var broken =
        IntStream.rangeClosed(1, WITHIN_SEEDS)
            .mapToObj(seed -> Simulation.run(Scenario.of(seed, Set.of(protection))))
            .flatMap(verdict -> verdict.invariant().stream())
            .findFirst();

    assertThat(broken).contains(protection.invariant());
  }
}
