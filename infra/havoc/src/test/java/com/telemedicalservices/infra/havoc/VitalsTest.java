package com.telemedicalservices.infra.havoc;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.infra.havoc.Vitals.Vital;
import com.telemedicalservices.infra.local.StackState;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What grows is told from what only goes up and down. */
class VitalsTest {

  private static final Vital FIRST = new Vital(50, 40_000, 230_000);

  @Test
  void what_stays_within_the_measuring_does_not_grow() {
    var first = new Vitals(Map.of("intake-service", FIRST));
    var later = new Vitals(Map.of("intake-service", new Vital(60, 45_000, 260_000)));

    assertThat(later.grownSince(first)).isEmpty();
  }

  @Test
  void threads_and_memory_that_grow_are_told() {
    var first =
        new Vitals(
            Map.of("intake-service", FIRST, "scheduling-service", FIRST, "review-service", FIRST));
    var later =
        new Vitals(
            Map.of(
                "intake-service", new Vital(90, 40_000, 230_000),
                "scheduling-service", new Vital(50, 90_000, 230_000),
                "review-service", new Vital(50, 40_000, 320_000)));

    assertThat(later.grownSince(first))
        .containsExactly(
            "intake-service: 50 threads, then 90",
            "review-service: 230,000 KB of the machine's memory, then 320,000",
            "scheduling-service: 40,000 KB on the heap, then 90,000");
  }

  @Test
  void somebody_who_has_only_just_started_is_judged_by_the_most_of_some_looks() {
    assertThat(new Vital(22, 30_000, 200_000).atMost(new Vital(45, 25_000, 230_000)))
        .isEqualTo(new Vital(45, 30_000, 230_000));
  }

  @Test
  void nobody_is_judged_by_what_was_never_seen() {
    var later = new Vitals(Map.of("intake-service", FIRST));

    assertThat(later.grownSince(Vitals.none()))
        .containsExactly("intake-service: there is nothing to compare with");
  }

  @Test
  void a_running_jvm_says_what_it_holds() throws InterruptedException {
    var stack =
        new StackState(
            1,
            Instant.EPOCH,
            true,
            1,
            "",
            null,
            0,
            URI.create("http://127.0.0.1"),
            "",
            List.of(
                new StackState.Running(
                    "this",
                    "a-service",
                    "READY",
                    ProcessHandle.current().pid(),
                    "",
                    Instant.EPOCH,
                    0)));

    assertThat(Vitals.none().and(stack).processes())
        .hasEntrySatisfying(
            "this",
            vital -> {
              assertThat(vital.threads()).isPositive();
              assertThat(vital.heapKilobytes()).isPositive();
              assertThat(vital.residentKilobytes()).isGreaterThan(vital.heapKilobytes());
            });
  }
}
