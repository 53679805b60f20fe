package com.telemedicalservices.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The laws that every aggregate keeps, whatever it is about. A service gives one state of each kind
 * it has and one command of each kind it takes:
 *
 * <pre>{@code
 * AggregateLaws.of(new ReviewRules()).states(open, claimed, approved).commands(claim, approve)
 *     .at(NOON).hold();
 * }</pre>
 *
 * @param <S> the aggregate's state
 * @param <C> the aggregate's commands
 * @param <E> the aggregate's events
 */
public final class AggregateLaws<S, C, E extends Event> {

  private static final int MAX_STEPS = 10_000;
  private static final List<Duration> LATENESS =
      List.of(Duration.ZERO, Duration.ofMillis(1), Duration.ofHours(5), Duration.ofDays(400));

  private final Aggregate<S, C, E> aggregate;
  private final List<S> states = new ArrayList<>();
  private final List<C> commands = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();

  private AggregateLaws(Aggregate<S, C, E> aggregate) {
    this.aggregate = aggregate;
    commands.add(aggregate.timePassed());
  }

  /** The laws for this aggregate. */
  public static <S, C, E extends Event> AggregateLaws<S, C, E> of(Aggregate<S, C, E> aggregate) {
    return new AggregateLaws<>(aggregate);
  }

  /** States to try; that there is no aggregate yet is tried without being named. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final AggregateLaws<S, C, E> states(S... more) {
    return states(List.of(more));
  }

  /** States to try. */
  public AggregateLaws<S, C, E> states(Collection<? extends S> more) {
    states.addAll(more);
    return this;
  }

  /** Commands to try; that time has passed is tried without being named. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final AggregateLaws<S, C, E> commands(C... more) {
    return commands(List.of(more));
  }

  /** Commands to try. */
  public AggregateLaws<S, C, E> commands(Collection<? extends C> more) {
    commands.addAll(more);
    return this;
  }

  /** Times to try commands at. */
  public AggregateLaws<S, C, E> at(Instant... more) {
    times.addAll(List.of(more));
    return this;
  }

  /** All of them. */
  public void hold() {
    everythingIsDecided();
    timeNeverLoops();
  }

  /**
   * A decision is total and pure: over all states (and none), commands and times nothing is thrown,
   * the same is decided twice, and of what is decided it can be told when it is due and what it
   * claims. No claim is empty.
   */
  public void everythingIsDecided() {
    assertThat(times).as("times to try").isNotEmpty();
    List<@Nullable S> before = new ArrayList<>(states);
    before.add(null);
    for (S state : before) {
      for (C command : commands) {
        for (Instant now : times) {
          assertThatCode(() -> decideTwice(state, command, now))
              .as("%s at %s on %s", command, now, state)
              .doesNotThrowAnyException();
        }
      }
    }
  }

  private void decideTwice(@Nullable S state, C command, Instant now) {
    Decision<S, E> first = aggregate.decide(state, command, now);
    assertThat(aggregate.decide(state, command, now)).as("decided again").isEqualTo(first);
    if (first instanceof Decision.Accepted<S, E> accepted) {
      S after = accepted.state();
      Instant dueAt = aggregate.dueAt(after);
      assertThat(aggregate.dueAt(after)).as("due, asked again").isEqualTo(dueAt);
      Set<String> claims = aggregate.claims(after);
      assertThat(claims).as("claims").doesNotContain("");
      assertThat(aggregate.claims(after)).as("claims, asked again").isEqualTo(claims);
    }
  }

  /**
   * Time makes progress: an aggregate told at its time, or any while later, that time has passed
   * accepts it, and after as many times as it takes is next due later than that, or never. One that
   * is due at the same time for ever would keep every worker busy with itself.
   */
  public void timeNeverLoops() {
    for (S state : states) {
      for (Duration late : LATENESS) {
        followTime(state, late);
      }
    }
  }

  private void followTime(S given, Duration late) {
    S state = given;
    Instant dueAt = aggregate.dueAt(given);
    for (int steps = 0; dueAt != null && steps < 50; steps++) {
      Instant now = dueAt.plus(late);
      state = catchUp(state, now);
      dueAt = aggregate.dueAt(state);
    }
  }

  /** Tells that time has passed until nothing is due at that time any more. */
  private S catchUp(S given, Instant now) {
    S state = given;
    for (int steps = 0; steps < MAX_STEPS; steps++) {
      Instant dueAt = aggregate.dueAt(state);
      if (dueAt == null || dueAt.isAfter(now)) {
        return state;
      }
      S after =
          switch (aggregate.decide(state, aggregate.timePassed(), now)) {
            case Decision.Accepted<S, E> accepted -> accepted.state();
            case Decision.Rejected<S, E>(Rejection rejection) ->
                throw new AssertionError(
                    "Refuses (%s) that time has passed at %s: %s"
                        .formatted(rejection.code(), now, state));
          };
      Instant nextDue = aggregate.dueAt(after);
      if (after.equals(state) && Objects.equals(nextDue, dueAt)) {
        throw new AssertionError(
            "Due at %s, and still is after time has passed at %s: %s".formatted(dueAt, now, state));
      }
      state = after;
    }
    throw new AssertionError("Always due again by %s: %s".formatted(now, given));
  }
}
