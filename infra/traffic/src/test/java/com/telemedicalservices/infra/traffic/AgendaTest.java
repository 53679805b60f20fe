package com.telemedicalservices.infra.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AgendaTest {

  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final Duration GRID = Duration.ofMinutes(15);

  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final Agenda agenda =
      new Agenda((who, why) -> failures.add(who + " " + why.getMessage()));

  @Test
  void everybody_does_what_they_planned_in_the_order_of_the_times() throws Exception {
    agenda.plan(NOON, "ann", () -> done.add("second"));
    agenda.plan(NOON.minusSeconds(60), "ann", () -> done.add("first"));
    agenda.plan(NOON, "ann", () -> done.add("third"));

    assertThat(agenda.workOff(NOON, 4)).isEqualTo(3);
    assertThat(done).containsExactly("first", "second", "third");
  }

  @Test
  void what_is_planned_for_later_is_left() throws Exception {
    agenda.plan(NOON.plusSeconds(1), "ann", () -> done.add("later"));

    assertThat(agenda.workOff(NOON, 2)).isZero();
    assertThat(done).isEmpty();
    assertThat(agenda.next()).contains(NOON.plusSeconds(1));
  }

  @Test
  void what_is_planned_meanwhile_is_done_as_well() throws Exception {
    agenda.plan(NOON, "ann", () -> agenda.plan(NOON, "bob", () -> done.add("answer")));

    assertThat(agenda.workOff(NOON, 2)).isEqualTo(2);
    assertThat(done).containsExactly("answer");
  }

  @Test
  void nobody_does_two_things_at_once() throws Exception {
    AtomicInteger busy = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int deed = 0; deed < 200; deed++) {
      agenda.plan(
          NOON,
          "ann",
          () -> {
            most.accumulateAndGet(busy.incrementAndGet(), Math::max);
            Thread.yield();
            busy.decrementAndGet();
          });
    }

    assertThat(agenda.workOff(NOON, 8)).isEqualTo(200);
    assertThat(most).hasValue(1);
  }

  @Test
  void different_people_act_at_the_same_time() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    for (String who : List.of("ann", "bob")) {
      agenda.plan(
          NOON,
          who,
          () -> {
            both.countDown();
            if (both.await(10, TimeUnit.SECONDS)) {
              done.add(who);
            }
          });
    }

    agenda.workOff(NOON, 2);

    assertThat(done).containsExactlyInAnyOrder("ann", "bob");
  }

  @Test
  void who_fails_is_told_of_and_the_others_go_on() throws Exception {
    agenda.plan(
        NOON,
        "ann",
        () -> {
          throw new IllegalStateException("fell");
        });
    agenda.plan(NOON, "bob", () -> done.add("bob"));

    assertThat(agenda.workOff(NOON, 1)).isEqualTo(2);
    assertThat(failures).containsExactly("ann fell");
    assertThat(done).containsExactly("bob");
  }

  @Test
  void the_next_stop_is_the_earliest_of_what_is_planned_and_due() {
    assertThat(stop(at(120), at(45))).isEqualTo(NOON.plus(Duration.ofMinutes(45)));
    assertThat(stop(at(30), at(45))).isEqualTo(NOON.plus(Duration.ofMinutes(30)));
  }

  @Test
  void the_next_stop_lies_on_the_grid_and_never_before_what_it_is_for() {
    assertThat(stop(at(31), Optional.empty())).isEqualTo(NOON.plus(Duration.ofMinutes(45)));
  }

  @Test
  void the_clock_never_leaps_further_than_the_longest_step() {
    assertThat(stop(Optional.empty(), Optional.empty())).isEqualTo(NOON.plus(Duration.ofHours(6)));
    assertThat(stop(at(10_000), at(20_000))).isEqualTo(NOON.plus(Duration.ofHours(6)));
  }

  @Test
  void what_is_past_already_is_no_reason_to_go_back() {
    assertThat(stop(at(-60), Optional.empty())).isEqualTo(NOON);
  }

  private static Optional<Instant> at(long minutes) {
    return Optional.of(NOON.plus(Duration.ofMinutes(minutes)));
  }

  private static Instant stop(Optional<Instant> planned, Optional<Instant> due) {
    return Agenda.nextStop(NOON, planned, due, Duration.ofHours(6), GRID);
  }
}
