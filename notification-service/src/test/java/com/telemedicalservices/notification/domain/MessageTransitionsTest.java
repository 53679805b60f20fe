package com.telemedicalservices.notification.domain;

import static com.telemedicalservices.notification.domain.MessageFixture.LETTER;
import static com.telemedicalservices.notification.domain.MessageFixture.POLICY;
import static com.telemedicalservices.notification.domain.MessageFixture.STARTS;
import static com.telemedicalservices.notification.domain.MessageFixture.UNTIL;
import static com.telemedicalservices.notification.domain.MessageFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.notification.domain.MessageCommand.Accepted;
import com.telemedicalservices.notification.domain.MessageCommand.Cancel;
import com.telemedicalservices.notification.domain.MessageCommand.Hold;
import com.telemedicalservices.notification.domain.MessageCommand.Lost;
import com.telemedicalservices.notification.domain.MessageCommand.Overtaken;
import com.telemedicalservices.notification.domain.MessageCommand.Postponed;
import com.telemedicalservices.notification.domain.MessageCommand.Refused;
import com.telemedicalservices.notification.domain.MessageCommand.RefusedForNow;
import com.telemedicalservices.notification.domain.MessageCommand.Release;
import com.telemedicalservices.notification.domain.MessageCommand.TimePassed;
import com.telemedicalservices.notification.domain.MessageCommand.Withheld;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state with every command: the whole table, allowed and ignored. */
class MessageTransitionsTest {

  private static final Instant LATER = MessageFixture.BOOKED.plus(Duration.ofDays(2));

  /** When the overdue attempt's time is up as well, and no reminder is stale yet. */
  private static final Instant NOW = UNTIL;

  /** An empty cell means that nothing changes. */
  private static final String TABLE =
      """
      |           | plan   | hold      | release   | cancel    | time    | accepted  | lost    | refused | for-now | postponed | withheld   | overtaken | another |
      | none      | Queued | Unplanned | Unplanned | Cancelled | -       | -         | -       | -       | -       | -         | -          | -         | -       |
      | unplanned | Queued | Unplanned | Unplanned | Cancelled |         |           |         |         |         |           |            |           |         |
      | queued    | Queued | Held      | Queued    | Cancelled | Sending |           |         |         |         |           |            |           |         |
      | held      | Queued | Held      | Queued    | Cancelled |         |           |         |         |         |           |            |           |         |
      | sending   | Sending| Sending   | Sending   | Sending   | Sending | Delivered | Unknown | Dead    | Queued  | Queued    | Suppressed | Cancelled |         |
      | overdue   | Sending| Sending   | Sending   | Sending   | Unknown | Delivered | Unknown | Dead    | Queued  | Queued    | Suppressed | Cancelled |         |
      | unknown   |        |           |           |           |         | Delivered |         |         |         |           |            |           |         |
      | delivered |        |           |           |           |         |           |         |         |         |           |            |           |         |
      | dead      |        |           |           |           |         |           |         |         |         |           |            |           |         |
      | suppressed|        |           |           |           |         |           |         |         |         |           |            |           |         |
      | cancelled |        |           |           |           |         |           |         |         |         |           |            |           |         |
      """;

  private static final Map<String, MessageState> STATES = new LinkedHashMap<>();
  private static final Map<String, MessageCommand> COMMANDS = new LinkedHashMap<>();

  static {
    STATES.put("none", null);
    STATES.put("unplanned", MessageFixture.unplanned(true));
    STATES.put("queued", MessageFixture.queued());
    STATES.put("held", MessageFixture.held());
    STATES.put("sending", MessageFixture.sending());
    STATES.put("overdue", MessageFixture.overdue());
    STATES.put("unknown", MessageFixture.unknown());
    STATES.put("delivered", MessageFixture.delivered());
    STATES.put("dead", MessageFixture.dead());
    STATES.put("suppressed", MessageFixture.suppressed());
    STATES.put("cancelled", MessageFixture.cancelled());
    COMMANDS.put("plan", plan(STARTS.plus(Duration.ofDays(3)), LATER));
    COMMANDS.put("hold", new Hold(LETTER, LATER));
    COMMANDS.put("release", new Release(LETTER, LATER));
    COMMANDS.put("cancel", new Cancel(LETTER, Reason.SESSION_CANCELLED));
    COMMANDS.put("time", new TimePassed());
    COMMANDS.put("accepted", new Accepted(1));
    COMMANDS.put("lost", new Lost(1));
    COMMANDS.put("refused", new Refused(1));
    COMMANDS.put("for-now", new RefusedForNow(1));
    COMMANDS.put("postponed", new Postponed(1, Reason.CHANNEL_AWAY));
    COMMANDS.put("withheld", new Withheld(1, Reason.OPTED_OUT));
    COMMANDS.put("overtaken", new Overtaken(1));
    COMMANDS.put("another", new Accepted(7));
  }

  private final Message message = new Message(POLICY);

  static Stream<Arguments> cells() {
    List<List<String>> rows = TABLE.lines().map(MessageTransitionsTest::row).toList();
    List<String> commands = rows.getFirst().subList(1, rows.getFirst().size());
    return rows.stream()
        .skip(1)
        .flatMap(
            row ->
                commands.stream()
                    .map(
                        command ->
                            Arguments.of(
                                row.getFirst(), command, row.get(1 + commands.indexOf(command)))));
  }

  private static List<String> row(String line) {
    String[] parts = line.split("\\|", -1);
    return Arrays.stream(parts).limit(parts.length - 1).skip(1).map(String::strip).toList();
  }

  @ParameterizedTest(name = "{0} + {1} → {2}")
  @MethodSource("cells")
  void goes_where_the_table_says(String from, String command, String to) {
    MessageState state = STATES.get(from);

    Decision<MessageState, ?> decision = message.decide(state, COMMANDS.get(command), NOW);

    if (to.equals("-")) {
      assertThat(decision).isInstanceOf(Decision.Rejected.class);
    } else if (to.isEmpty()) {
      assertThat(decision).isEqualTo(Decision.accept(state));
    } else {
      assertThat(decision)
          .isInstanceOfSatisfying(
              Decision.Accepted.class,
              accepted -> assertThat(accepted.state().getClass().getSimpleName()).isEqualTo(to));
    }
  }

  @Test
  void the_table_names_every_state_and_command() {
    assertThat(TABLE.lines().skip(1).map(line -> row(line).getFirst()))
        .containsExactlyElementsOf(STATES.keySet());
    assertThat(row(TABLE.lines().findFirst().orElseThrow()).stream().skip(1))
        .containsExactlyElementsOf(COMMANDS.keySet());
    assertThat(STATES.values().stream().filter(s -> s != null).map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(MessageState.class.getPermittedSubclasses());
  }

  @ParameterizedTest(name = "{0} + {1}")
  @MethodSource("cells")
  void time_is_never_due_again_at_once(String from, String command, String to) {
    MessageState state = STATES.get(from);
    if (!(message.decide(state, COMMANDS.get(command), NOW)
        instanceof Decision.Accepted<MessageState, ?>(MessageState next, var _))) {
      return;
    }
    for (Instant due = message.dueAt(next); due != null; due = message.dueAt(next)) {
      next = after(next, due);
      Instant again = message.dueAt(next);
      assertThat(again == null || again.isAfter(due)).isTrue();
    }
    assertThat(message.dueAt(next)).isNull();
  }

  @ParameterizedTest(name = "{0} + {1}")
  @MethodSource("cells")
  void one_look_is_enough_after_a_month_away(String from, String command, String to) {
    MessageState state = STATES.get(from);
    if (!(message.decide(state, COMMANDS.get(command), NOW)
        instanceof Decision.Accepted<MessageState, ?>(MessageState next, var _))) {
      return;
    }
    if (message.dueAt(next) == null) {
      return;
    }
    Instant month = STARTS.plus(Duration.ofDays(31));

    next = after(next, month);

    // Only an attempt that may still be under way is given one more minute.
    Instant due = message.dueAt(next);
    assertThat(due == null || due.equals(month.plus(POLICY.secondLimit()))).isTrue();
  }

  private MessageState after(MessageState state, Instant now) {
    return ((Decision.Accepted<MessageState, ?>) message.decide(state, new TimePassed(), now))
        .state();
  }
}
