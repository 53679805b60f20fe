package com.telemedicalservices.testkit.sample;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.store.Attempts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Something that is done outside and must not be done twice. */
public final class Errand implements Aggregate<Errand.State, Errand.Command, IntakeEvent> {

  /** How long the errand may take. */
  public static final Duration TIME = Duration.ofMinutes(1);

  /** How far it has come. */
  public sealed interface State {
    /** Somebody is on the way. */
    record UnderWay(Instant until) implements State {}

    /** It is done. */
    record Done(String result) implements State {}

    /** Nobody can tell whether it was done. */
    record Unknown() implements State {}
  }

  /** What an errand can be told. */
  public sealed interface Command {
    /** Go. */
    record Go() implements Command {}

    /** This has come of it. */
    record Came(String result) implements Command {}

    /** Its time is up. */
    record TimePassed() implements Command {}
  }

  @Override
  public Decision<State, IntakeEvent> decide(@Nullable State state, Command command, Instant now) {
    return switch (command) {
      case Command.Go() when state == null -> Decision.accept(new State.UnderWay(now.plus(TIME)));
      case Command.Go() -> Decision.conflict("gone", "Somebody has gone already.");
      case Command.Came(String result) when state instanceof State.UnderWay ->
          Decision.accept(new State.Done(result));
      case Command.TimePassed()
          when state instanceof State.UnderWay(Instant until) && !now.isBefore(until) ->
          Decision.accept(new State.Unknown());
      case Command.Came _, Command.TimePassed _ ->
          state == null
              ? Decision.unknown("no-errand", "Nobody was sent.")
              : Decision.accept(state);
    };
  }

  @Override
  public @Nullable Instant dueAt(State state) {
    return state instanceof State.UnderWay(Instant until) ? until : null;
  }

  @Override
  public Command timePassed() {
    return new Command.TimePassed();
  }

  /** Runs the errand that a state has begun. */
  public static Attempts<State, Command> running(Callable<String> way) {
    return (before, after) ->
        before == null && after instanceof State.UnderWay
            ? Optional.of(() -> new Command.Came(way.call()))
            : Optional.empty();
  }
}
