package com.telemedicalservices.infra.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No more than so many in a second go through. */
class PaceTest {

  private long now = 1_000;
  private final List<Duration> pauses = new ArrayList<>();

  private Pace pace(double perSecond) {
    return new Pace(
        perSecond,
        () -> now,
        pause -> {
          pauses.add(pause);
          now += pause.toNanos();
        });
  }

  @Test
  void the_first_goes_at_once_and_each_other_when_its_time_has_come() throws Exception {
    var pace = pace(20);
    for (int i = 0; i < 5; i++) {
      pace.awaitTurn();
    }

    assertThat(pauses).hasSize(4).containsOnly(Duration.ofMillis(50));
  }

  @Test
  void nobody_waits_for_what_is_over() throws Exception {
    var pace = pace(20);
    pace.awaitTurn();
    now += Duration.ofMillis(30).toNanos();
    pace.awaitTurn();

    assertThat(pauses).containsExactly(Duration.ofMillis(20));
  }

  @Test
  void a_long_silence_lets_no_crowd_through_after_it() throws Exception {
    var pace = pace(0.5);
    pace.awaitTurn();
    now += Duration.ofMinutes(5).toNanos();
    pace.awaitTurn();
    pace.awaitTurn();

    assertThat(pauses).containsExactly(Duration.ofSeconds(2));
  }
}
