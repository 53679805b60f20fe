package com.telemedicalservices.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.testkit.sample.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DecisionsTest {

  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  private final Decisions<Tally.State, Tally.Command, IntakeEvent> tally =
      Decisions.of(new Tally());

  @Test
  void an_accepted_command_is_seen_by_its_events_and_state() {
    tally
        .givenNothing()
        .when(new Tally.Command.Add("one"))
        .at(NOON)
        .thenEvent(IntakeEvent.ChangeReported.class, e -> assertThat(e.changeId()).isEqualTo("one"))
        .thenEventTypes(IntakeEvent.ChangeReported.class)
        .thenState(state -> assertThat(state.marks()).containsExactly("one"))
        .thenDueAt(NOON.plus(Tally.REMINDER));
  }

  @Test
  void a_state_can_be_given_by_the_commands_that_led_to_it() {
    tally
        .givenCommands(NOON, new Tally.Command.Add("one"), new Tally.Command.Hold("c"))
        .whenDue()
        .thenState(state -> assertThat(state.reminders()).isEqualTo(1))
        .thenClaims("c")
        .thenNeverDue();
  }

  @Test
  void a_refused_command_is_seen_by_its_code() {
    tally.givenNothing().when(new Tally.Command.Add("nonsense")).at(NOON).thenRejected("nonsense");
  }

  @Test
  void whatever_is_not_so_fails() {
    var added = tally.givenNothing().when(new Tally.Command.Add("one")).at(NOON);
    var refused = tally.givenNothing().when(new Tally.Command.Add("nonsense")).at(NOON);

    assertFails(() -> added.thenNoEvents());
    assertFails(() -> added.thenNothing());
    assertFails(() -> added.thenRejected("nonsense"));
    assertFails(() -> added.thenNeverDue());
    assertFails(() -> added.thenClaims("c"));
    assertFails(() -> added.thenState(new Tally.State("", List.of(), Set.of(), 0, null)));
    assertFails(() -> refused.thenNothing());
    assertFails(() -> refused.thenNoEvents());
    assertFails(() -> refused.thenRejected("other"));
    assertFails(() -> tally.givenCommands(NOON, new Tally.Command.Add("nonsense")));
    assertFails(() -> tally.givenCommands(NOON, new Tally.Command.Hold("c")).whenDue());
  }

  @Nested
  class Laws {

    @Test
    void hold_for_an_aggregate_that_keeps_them() {
      AggregateLaws.of(new Tally())
          .states(tally.givenCommands(NOON, new Tally.Command.Add("one")).state())
          .commands(new Tally.Command.Add("two"), new Tally.Command.Hold("c"))
          .at(NOON)
          .hold();
    }

    @Test
    void fail_for_one_that_throws() {
      assertFails(
          () ->
              AggregateLaws.of(new Tally())
                  .commands(new Tally.Command.Noted("broken"))
                  .at(NOON)
                  .everythingIsDecided());
    }

    @Test
    void fail_for_one_that_is_due_for_ever() {
      assertFails(() -> AggregateLaws.of(new Loop(0)).states("loop").timeNeverLoops());
      assertFails(() -> AggregateLaws.of(new Loop(-1)).states("loop").timeNeverLoops());
    }
  }

  @Nested
  class Stored_states {

    @Test
    void come_back_equal() {
      StoredStates.roundTrip(
          Tally.State.class,
          new Tally.State("t", List.of("one", "two"), Set.of("c"), 2, NOON),
          new Tally.State("", List.of(), Set.of(), 0, null));
    }

    record Dotted(Map<String, String> answers) {}

    record TooExact(Instant at) {}

    @Test
    void fail_when_something_is_lost_or_cannot_be_written() {
      assertThatThrownBy(
          () -> StoredStates.roundTrip(Dotted.class, new Dotted(Map.of("a.b", "c"))));
      assertFails(
          () -> StoredStates.roundTrip(TooExact.class, new TooExact(NOON.plusNanos(1_001))));
    }
  }

  private static void assertFails(Runnable claim) {
    assertThatThrownBy(claim::run).isInstanceOf(AssertionError.class);
  }

  /** Due again at the same time after each time. */
  private record Loop(long shift) implements Aggregate<String, String, IntakeEvent> {

    @Override
    public Decision<String, IntakeEvent> decide(
        @Nullable String state, String command, Instant now) {
      return Decision.accept(shift == 0 || state == null ? "loop" : state + "x");
    }

    @Override
    public Instant dueAt(String state) {
      return NOON.plusSeconds(shift);
    }

    @Override
    public String timePassed() {
      return "time passed";
    }
  }
}
