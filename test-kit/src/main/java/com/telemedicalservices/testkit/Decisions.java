package com.telemedicalservices.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The language in which an aggregate's decisions are tested, without Spring, MongoDB or Kafka:
 *
 * <pre>{@code
 * private final Decisions<Review, ReviewCommand, ReviewEvent> review =
 *     Decisions.of(new ReviewRules());
 *
 * review.given(open()).when(new Approve(...)).at(NOON).thenEvents(approved()).thenState(approved);
 * review.givenCommands(NOON, new Open(...), new Claim(...)).when(new Claim(...)).at(LATER)
 *     .thenRejected("claimed-by-another");
 * review.given(open()).whenDue().thenEvents(overdue());
 * }</pre>
 *
 * @param <S> the aggregate's state
 * @param <C> the aggregate's commands
 * @param <E> the aggregate's events
 */
public final class Decisions<S, C, E extends Event> {

  private final Aggregate<S, C, E> aggregate;

  private Decisions(Aggregate<S, C, E> aggregate) {
    this.aggregate = aggregate;
  }

  /** Decisions of this aggregate. */
  public static <S, C, E extends Event> Decisions<S, C, E> of(Aggregate<S, C, E> aggregate) {
    return new Decisions<>(aggregate);
  }

  /** There is no such aggregate yet. */
  public Given givenNothing() {
    return new Given(null);
  }

  /** The aggregate stands like this. */
  public Given given(S state) {
    return new Given(state);
  }

  /** The aggregate has carried out these commands, all at one time, and none was refused. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final Given givenCommands(Instant at, C... commands) {
    return givenNothing().and(at, commands);
  }

  /** What is there before the decision. */
  public final class Given {

    private final @Nullable S state;

    private Given(@Nullable S state) {
      this.state = state;
    }

    /** And then it has carried out these. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Given and(Instant at, C... commands) {
      @Nullable S reached = state;
      for (C command : commands) {
        reached =
            switch (aggregate.decide(reached, command, at)) {
              case Decision.Accepted<S, E> accepted -> accepted.state();
              case Decision.Rejected<S, E>(Rejection rejection) ->
                  throw new AssertionError(
                      "%s of what is given is refused: %s"
                          .formatted(command.getClass().getSimpleName(), rejection.code()));
            };
      }
      return new Given(reached);
    }

    /** The state that is given; fails when nothing is. */
    public S state() {
      return Objects.requireNonNull(state, "There is no aggregate yet");
    }

    /** This is wanted of it. */
    public When when(C command) {
      return new When(state, command);
    }

    /** It is told that time has passed. */
    public When whenTimePasses() {
      return when(aggregate.timePassed());
    }

    /** It is told that time has passed at the very time it is due. */
    public Then whenDue() {
      Instant dueAt = aggregate.dueAt(state());
      assertThat(dueAt).as("time at which it is due").isNotNull();
      return whenTimePasses().at(Objects.requireNonNull(dueAt));
    }
  }

  /** A command that is not yet given. */
  public final class When {

    private final @Nullable S state;
    private final C command;

    private When(@Nullable S state, C command) {
      this.state = state;
      this.command = command;
    }

    /** The command is given at this time. */
    public Then at(Instant now) {
      return new Then(state, aggregate.decide(state, command, now));
    }
  }

  /** What has been decided. */
  public final class Then {

    private final @Nullable S before;
    private final Decision<S, E> decision;

    private Then(@Nullable S before, Decision<S, E> decision) {
      this.before = before;
      this.decision = decision;
    }

    /** Exactly these events, in this order. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Then thenEvents(E... events) {
      assertThat(events()).containsExactly(events);
      return this;
    }

    /** Exactly one event, for which this holds. */
    public <T extends E> Then thenEvent(Class<T> type, Consumer<T> requirement) {
      assertThat(events()).singleElement().isInstanceOfSatisfying(type, requirement);
      return this;
    }

    /** Events of exactly these types, in this order. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Then thenEventTypes(Class<? extends E>... types) {
      assertThat(events()).extracting(Object::getClass).isEqualTo(List.of(types));
      return this;
    }

    /** Accepted, and nobody is told anything. */
    public Then thenNoEvents() {
      assertThat(events()).isEmpty();
      return this;
    }

    /** Accepted, with exactly this state. */
    public Then thenState(S state) {
      assertThat(state()).isEqualTo(state);
      return this;
    }

    /** Accepted, with a state for which this holds. */
    public Then thenState(Consumer<S> requirement) {
      assertThat(state()).satisfies(requirement);
      return this;
    }

    /** Accepted, with a state of this member of its family, for which this holds. */
    public <T extends S> Then thenState(Class<T> type, Consumer<T> requirement) {
      assertThat(state()).isInstanceOfSatisfying(type, requirement);
      return this;
    }

    /** Accepted without any effect: the state as it was, and no events. */
    public Then thenNothing() {
      assertThat(state()).isEqualTo(before);
      return thenNoEvents();
    }

    /** Accepted, and time must act on it next at this time. */
    public Then thenDueAt(Instant dueAt) {
      assertThat(aggregate.dueAt(state())).isEqualTo(dueAt);
      return this;
    }

    /** Accepted, and time alone will never act on it. */
    public Then thenNeverDue() {
      assertThat(aggregate.dueAt(state())).isNull();
      return this;
    }

    /** Accepted, and it holds exactly these claims. */
    public Then thenClaims(String... claims) {
      assertThat(aggregate.claims(state())).containsExactlyInAnyOrder(claims);
      return this;
    }

    /** Refused with this code. */
    public Then thenRejected(String code) {
      assertThat(rejection().code()).isEqualTo(code);
      return this;
    }

    /** Refused in this way, with this code. */
    public Then thenRejected(Rejection.Kind kind, String code) {
      assertThat(rejection().kind()).isEqualTo(kind);
      return thenRejected(code);
    }

    /** Goes on from here. */
    public Given then() {
      return new Given(state());
    }

    /** The state after an accepted command; fails when it was refused. */
    public S state() {
      return accepted().state();
    }

    /** The events of an accepted command; fails when it was refused. */
    public List<E> events() {
      return accepted().events();
    }

    /** Why it was refused; fails when it was accepted. */
    public Rejection rejection() {
      return switch (decision) {
        case Decision.Rejected<S, E>(Rejection rejection) -> rejection;
        case Decision.Accepted<S, E> accepted ->
            throw new AssertionError("It is accepted, with events " + accepted.events());
      };
    }

    private Decision.Accepted<S, E> accepted() {
      return switch (decision) {
        case Decision.Accepted<S, E> accepted -> accepted;
        case Decision.Rejected<S, E>(Rejection rejection) ->
            throw new AssertionError(
                "It is refused: %s (%s)".formatted(rejection.code(), rejection.detail()));
      };
    }
  }
}
