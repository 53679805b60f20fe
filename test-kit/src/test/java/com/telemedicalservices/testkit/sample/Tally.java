package com.telemedicalservices.testkit.sample;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts what it is told, holds cells, and reminds itself an hour after each count. */
public final class Tally implements Aggregate<Tally.State, Tally.Command, IntakeEvent> {

  /** How long after a count the tally reminds itself. */
  public static final Duration REMINDER = Duration.ofHours(1);

  /** A mark that begins like this, told by another service, holds a cell. */
  public static final String HOLDS = "holds-";

  /** A mark that, told by another service, makes a tally larger than a document may be. */
  public static final String TOO_LARGE = "too-large";

  /** A tally with this mark breaks when its time has come. */
  public static final String TIME_BOMB = "time-bomb";

  /** A tally with a mark that begins like this would hold a cell when its time has come. */
  public static final String HOLDS_IN_TIME = "holds-in-time-";

  /** What is counted so far. */
  public record State(
      String id,
      List<String> marks,
      Set<String> cells,
      int reminders,
      @Nullable Instant remindAt) {}

  /** What a tally can be told. */
  public sealed interface Command {
    /** Count this. */
    record Add(String mark) implements Command {}

    /** Another service says so. */
    record Noted(String mark) implements Command {}

    /** Hold this cell. */
    record Hold(String cell) implements Command {}

    /** Hold all these cells, or none. */
    record HoldAll(List<String> cells) implements Command {}

    /** Hold these cells no more. */
    record LetGo(List<String> cells) implements Command {}

    /** An hour is over. */
    record TimePassed() implements Command {}
  }

  @Override
  public Decision<State, IntakeEvent> decide(@Nullable State before, Command command, Instant now) {
    State state = before == null ? new State("", List.of(), Set.of(), 0, null) : before;
    return switch (command) {
      case Command.Add(String mark) when mark.equals("nonsense") ->
          Decision.invalid("nonsense", "Say something else.");
      case Command.Add(String mark) -> marked(state, mark, now);
      case Command.Noted(String mark) when mark.equals("broken") ->
          throw new IllegalStateException("a bug");
      case Command.Noted(String mark) when mark.startsWith(HOLDS) ->
          Decision.accept(holding(state, List.of(mark.substring(HOLDS.length()))));
      case Command.Noted(String mark) when mark.equals(TOO_LARGE) ->
          marked(state, "x".repeat(17_000_000), now);
      case Command.Noted(String mark) -> marked(state, mark, now);
      case Command.Hold(String cell) -> Decision.accept(holding(state, List.of(cell)));
      case Command.HoldAll(List<String> cells) -> Decision.accept(holding(state, cells));
      case Command.LetGo(List<String> cells) -> Decision.accept(lettingGo(state, cells));
      case Command.TimePassed() when state.marks().contains(TIME_BOMB) ->
          throw new IllegalStateException("a bug that time brings out");
      case Command.TimePassed() when !cellsInTime(state).isEmpty() ->
          Decision.accept(holding(state, cellsInTime(state)));
      case Command.TimePassed() -> {
        Instant remindAt = state.remindAt();
        yield remindAt == null || now.isBefore(remindAt)
            ? Decision.accept(state)
            : Decision.accept(
                new State(state.id(), state.marks(), state.cells(), state.reminders() + 1, null),
                reported("reminder-" + (state.reminders() + 1), now));
      }
    };
  }

  private static List<String> cellsInTime(State state) {
    return state.marks().stream()
        .filter(mark -> mark.startsWith(HOLDS_IN_TIME))
        .map(mark -> mark.substring(HOLDS_IN_TIME.length()))
        .toList();
  }

  private static State holding(State state, List<String> more) {
    Set<String> cells = new TreeSet<>(state.cells());
    cells.addAll(more);
    return with(cells, state);
  }

  private static State lettingGo(State state, List<String> some) {
    Set<String> cells = new TreeSet<>(state.cells());
    some.forEach(cells::remove);
    return with(cells, state);
  }

  private static State with(Set<String> cells, State state) {
    return new State(state.id(), state.marks(), cells, state.reminders(), state.remindAt());
  }

  private static Decision<State, IntakeEvent> marked(State state, String mark, Instant now) {
    List<String> marks = new ArrayList<>(state.marks());
    marks.add(mark);
    return Decision.accept(
        new State(state.id(), marks, state.cells(), state.reminders(), now.plus(REMINDER)),
        reported(mark, now));
  }

  private static IntakeEvent reported(String mark, Instant now) {
    return new IntakeEvent.ChangeReported("patient", "episode", mark, "MOOD", now);
  }

  @Override
  public @Nullable Instant dueAt(State state) {
    return state.remindAt();
  }

  @Override
  public Command timePassed() {
    return new Command.TimePassed();
  }

  @Override
  public Set<String> claims(State state) {
    return state.cells();
  }
}
