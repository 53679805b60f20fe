package com.telemedicalservices.review.domain;

import static com.telemedicalservices.review.domain.Reviewing.POLICY;
import static com.telemedicalservices.review.domain.Reviewing.START;
import static com.telemedicalservices.review.domain.Reviewing.amended;
import static com.telemedicalservices.review.domain.Reviewing.approve;
import static com.telemedicalservices.review.domain.Reviewing.booked;
import static com.telemedicalservices.review.domain.Reviewing.completed;
import static com.telemedicalservices.review.domain.Reviewing.concern;
import static com.telemedicalservices.review.domain.Reviewing.disposition;
import static com.telemedicalservices.review.domain.Reviewing.dossier;
import static com.telemedicalservices.review.domain.Reviewing.flagged;
import static com.telemedicalservices.review.domain.Reviewing.highCheckIn;
import static com.telemedicalservices.review.domain.Reviewing.inStatus;
import static com.telemedicalservices.review.domain.Reviewing.lapsed;
import static com.telemedicalservices.review.domain.Reviewing.reinstate;
import static com.telemedicalservices.review.domain.Reviewing.result;
import static com.telemedicalservices.review.domain.Reviewing.safe;
import static com.telemedicalservices.review.domain.Reviewing.stopped;
import static com.telemedicalservices.review.domain.Reviewing.submitted;
import static com.telemedicalservices.review.domain.Reviewing.withdrew;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.review.domain.ReviewCommand.Assign;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.review.domain.ReviewCommand.Decline;
import com.telemedicalservices.review.domain.ReviewCommand.Defer;
import com.telemedicalservices.review.domain.ReviewCommand.DossierFailed;
import com.telemedicalservices.review.domain.ReviewCommand.Release;
import com.telemedicalservices.review.domain.ReviewCommand.Renew;
import com.telemedicalservices.review.domain.ReviewCommand.RequestInformation;
import com.telemedicalservices.review.domain.ReviewCommand.Suspend;
import com.telemedicalservices.review.domain.ReviewCommand.TimePassed;
import com.telemedicalservices.review.domain.candidacy.Resolution;
import com.telemedicalservices.review.domain.workup.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The transition table: what every command makes of a review in every status, allowed or refused.
 */
class ReviewTransitionsTest {

  /** As in the table below; the claim of a claimed review belongs to prov-1. */
  private static final Map<String, ReviewCommand> COMMANDS = commands();

  /**
   * A cell is where the review stands after the command, "=" for where it stood, or the code of the
   * refusal. The last five columns, where a review is over, are one.
   */
  private static final String TABLE =
      """
      command              | AWAITING_INTAKE | WAITING            | CLAIMED               | INFORMATION_REQUESTED | DEFERRED           | CRISIS                   | APPROVED     | SUSPENDED    | over
      submitted            | WAITING         | =                  | =                     | =                     | =                  | =                        | =            | =            | =
      submitted at risk    | CRISIS          | CRISIS             | CRISIS                | CRISIS                | CRISIS             | =                        | CRISIS       | CRISIS       | =
      amended              | WAITING         | =                  | WAITING               | WAITING               | WAITING            | =                        | SUSPENDED    | =            | =
      amended at risk      | CRISIS          | CRISIS             | CRISIS                | CRISIS                | CRISIS             | =                        | CRISIS       | CRISIS       | =
      flagged              | CRISIS          | CRISIS             | CRISIS                | CRISIS                | CRISIS             | =                        | CRISIS       | CRISIS       | =
      check-in at risk     | CRISIS          | CRISIS             | CRISIS                | CRISIS                | CRISIS             | =                        | CRISIS       | CRISIS       | =
      concern              | =               | =                  | WAITING               | WAITING               | WAITING            | =                        | SUSPENDED    | =            | =
      withdrew             | WITHDRAWN       | WITHDRAWN          | WITHDRAWN             | WITHDRAWN             | WITHDRAWN          | =                        | WITHDRAWN    | WITHDRAWN    | =
      lapsed               | WITHDRAWN       | =                  | =                     | =                     | =                  | =                        | =            | =            | =
      booked               | =               | =                  | =                     | =                     | =                  | =                        | =            | =            | =
      completed            | =               | =                  | =                     | =                     | =                  | =                        | COMPLETED    | COMPLETED    | =
      stopped              | =               | =                  | =                     | =                     | =                  | =                        | DISCONTINUED | DISCONTINUED | =
      dossier arrived      | =               | =                  | =                     | =                     | =                  | =                        | =            | =            | =
      dossier failed       | =               | =                  | =                     | =                     | =                  | =                        | =            | =            | =
      a minute passes      | =               | =                  | =                     | =                     | =                  | =                        | =            | =            | =
      20 minutes pass      | =               | =                  | WAITING               | =                     | =                  | =                        | =            | =            | =
      23 days pass         | =               | =                  | WAITING               | WAITING               | WAITING            | =                        | =            | =            | =
      a year passes        | =               | =                  | WAITING               | WAITING               | WAITING            | =                        | EXPIRED      | EXPIRED      | =
      claim                | wrong-state     | CLAIMED            | =                     | CLAIMED               | CLAIMED            | crisis-not-dispositioned | wrong-state  | wrong-state  | review-closed
      claim by another     | wrong-state     | CLAIMED            | claimed-by-another    | CLAIMED               | CLAIMED            | crisis-not-dispositioned | wrong-state  | wrong-state  | review-closed
      renew                | wrong-state     | not-claimed-by-you | =                     | not-claimed-by-you    | not-claimed-by-you | crisis-not-dispositioned | wrong-state  | wrong-state  | review-closed
      renew by another     | wrong-state     | not-claimed-by-you | not-claimed-by-you    | not-claimed-by-you    | not-claimed-by-you | crisis-not-dispositioned | wrong-state  | wrong-state  | review-closed
      release              | wrong-state     | not-claimed-by-you | WAITING               | not-claimed-by-you    | not-claimed-by-you | crisis-not-dispositioned | wrong-state  | wrong-state  | review-closed
      assign               | =               | =                  | =                     | =                     | =                  | =                        | =            | =            | review-closed
      assign to nobody     | =               | =                  | =                     | =                     | =                  | =                        | =            | =            | review-closed
      request information  | wrong-state     | not-claimed-by-you | INFORMATION_REQUESTED | not-claimed-by-you    | not-claimed-by-you | crisis-not-dispositioned | wrong-state  | wrong-state  | review-closed
      approve              | wrong-state     | not-claimed-by-you | dossier-not-here-yet  | not-claimed-by-you    | not-claimed-by-you | crisis-not-dispositioned | wrong-state  | wrong-state  | review-closed
      resolve a finding    | wrong-state     | dossier-not-here-yet | dossier-not-here-yet | dossier-not-here-yet | dossier-not-here-yet | crisis-not-dispositioned | wrong-state | unknown-finding | review-closed
      record a result      | wrong-state     | =                  | =                     | =                     | =                  | =                        | =            | =            | review-closed
      decline              | wrong-state     | not-claimed-by-you | DECLINED              | not-claimed-by-you    | not-claimed-by-you | crisis-not-dispositioned | wrong-state  | DISCONTINUED | review-closed
      defer                | wrong-state     | not-claimed-by-you | DEFERRED              | not-claimed-by-you    | not-claimed-by-you | crisis-not-dispositioned | wrong-state  | wrong-state  | review-closed
      suspend              | wrong-state     | wrong-state        | wrong-state           | wrong-state           | wrong-state        | crisis-not-dispositioned | SUSPENDED    | wrong-state  | review-closed
      reinstate            | wrong-state     | wrong-state        | wrong-state           | wrong-state           | wrong-state        | crisis-not-dispositioned | wrong-state  | APPROVED     | review-closed
      disposition          | wrong-state     | wrong-state        | wrong-state           | wrong-state           | wrong-state        | WAITING                  | wrong-state  | wrong-state  | review-closed
      ending disposition   | wrong-state     | wrong-state        | wrong-state           | wrong-state           | wrong-state        | DISCONTINUED             | wrong-state  | wrong-state  | review-closed
      """;

  private static Map<String, ReviewCommand> commands() {
    Map<String, ReviewCommand> commands = new LinkedHashMap<>();
    commands.put("submitted", submitted(RiskTier.LOW));
    commands.put("submitted at risk", submitted(RiskTier.HIGH));
    commands.put("amended", amended(2, RiskTier.LOW));
    commands.put("amended at risk", amended(2, RiskTier.HIGH));
    commands.put("flagged", flagged("flag-1"));
    commands.put("check-in at risk", highCheckIn("check-in-1"));
    commands.put("concern", concern("change-1"));
    commands.put("withdrew", withdrew());
    commands.put("lapsed", lapsed());
    commands.put("booked", booked());
    commands.put("completed", completed());
    commands.put("stopped", stopped());
    commands.put("dossier arrived", dossier(1));
    commands.put("dossier failed", new DossierFailed(1, 1, "intake-unavailable"));
    commands.put("a minute passes", new TimePassed());
    commands.put("20 minutes pass", new TimePassed());
    commands.put("23 days pass", new TimePassed());
    commands.put("a year passes", new TimePassed());
    commands.put("claim", new Claim("prov-1"));
    commands.put("claim by another", new Claim("prov-2"));
    commands.put("renew", new Renew("prov-1"));
    commands.put("renew by another", new Renew("prov-2"));
    commands.put("release", new Release("prov-1"));
    commands.put("assign", new Assign("prov-1", "prov-2"));
    commands.put("assign to nobody", new Assign("prov-1", null));
    commands.put("request information", new RequestInformation("prov-1", "LAB_RESULTS_MISSING"));
    commands.put("approve", approve());
    commands.put(
        "resolve a finding",
        new ReviewCommand.ResolveFinding(
            "prov-1", "AZ", "stroke", Resolution.Kind.RATIONALE, "WEIGHED", null));
    commands.put("record a result", result("LIVER_PANEL", Result.NORMAL, "2026-11-20"));
    commands.put("decline", new Decline("prov-1", "AZ", "PSYCHOSIS"));
    commands.put(
        "defer", new Defer("prov-1", "AZ", "AWAITING_CARDIOLOGY", START.plus(Duration.ofDays(21))));
    commands.put("suspend", new Suspend("prov-1", "BP_TOO_HIGH"));
    commands.put("reinstate", reinstate());
    commands.put("disposition", safe());
    commands.put(
        "ending disposition", disposition(Disposition.Code.REFERRED_TO_HIGHER_CARE, RiskTier.HIGH));
    return commands;
  }

  static List<ReviewCommand> commandsToTry() {
    return List.copyOf(COMMANDS.values());
  }

  private static Duration before(String command) {
    return switch (command) {
      case "20 minutes pass" -> Duration.ofMinutes(20);
      case "23 days pass" -> Duration.ofDays(23);
      case "a year passes" -> Duration.ofDays(365);
      default -> Duration.ofMinutes(1);
    };
  }

  static Stream<Arguments> cells() {
    List<List<String>> rows =
        TABLE
            .lines()
            .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
            .toList();
    List<String> heads = rows.getFirst();
    List<Arguments> cells = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      for (int column = 1; column < heads.size(); column++) {
        for (Status status : statusesOf(heads.get(column))) {
          cells.add(Arguments.of(row.getFirst(), status, row.get(column)));
        }
      }
    }
    return cells.stream();
  }

  private static List<Status> statusesOf(String head) {
    return head.equals("over")
        ? Arrays.stream(Status.values()).filter(Status::terminal).toList()
        : List.of(Status.valueOf(head));
  }

  @ParameterizedTest(name = "{0} in {1}: {2}")
  @MethodSource("cells")
  void every_command_does_in_every_status_what_the_table_says(
      String command, Status status, String expected) {
    Reviewing reviewing = inStatus(status).isAccepted().stands(status).after(before(command));
    ReviewState before = reviewing.state();

    reviewing.when(COMMANDS.get(command));

    if (expected.equals("=")) {
      reviewing.isAccepted().stands(status);
    } else if (expected.equals(expected.toUpperCase(Locale.ROOT))) {
      reviewing.isAccepted().stands(Status.valueOf(expected));
      assertThat(reviewing.state().story().getLast().to()).isEqualTo(Status.valueOf(expected));
    } else {
      reviewing.isRefused(
          expected.startsWith("unknown-") ? Rejection.Kind.UNKNOWN : Rejection.Kind.CONFLICT,
          expected);
      assertThat(reviewing.state()).isSameAs(before);
    }
  }

  @Test
  void the_table_has_every_command_and_every_status() {
    List<Arguments> cells = cells().toList();
    assertThat(cells).hasSize(COMMANDS.size() * Status.values().length);
    assertThat(COMMANDS.values().stream().<Class<?>>map(Object::getClass))
        .containsAll(membersOf(ReviewCommand.class));
  }

  private static List<Class<?>> membersOf(Class<?> family) {
    return Arrays.stream(family.getPermittedSubclasses())
        .flatMap(member -> member.isSealed() ? membersOf(member).stream() : Stream.of(member))
        .<Class<?>>map(member -> member)
        .toList();
  }

  @Test
  void nobody_can_do_anything_to_a_review_nobody_has_heard_of() {
    Review review = new Review(new Basis(POLICY, Reviewing.NO_RULES, Reviewing.NO_WORK_UP));
    COMMANDS.values().stream()
        .filter(command -> !(command instanceof ReviewCommand.Fact))
        .map(command -> review.decide(null, command, START))
        .forEach(
            decision ->
                assertThat(decision)
                    .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        rejected ->
                            assertThat(rejected.rejection().code()).isEqualTo("unknown-review")));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void every_fact_can_be_the_first(ReviewCommand fact) {
    new Reviewing().when(fact).isAccepted();
  }

  static Stream<ReviewCommand> facts() {
    return COMMANDS.values().stream().filter(ReviewCommand.Fact.class::isInstance);
  }
}
