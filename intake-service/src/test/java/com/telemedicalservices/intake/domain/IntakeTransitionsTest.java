package com.telemedicalservices.intake.domain;

import static com.telemedicalservices.intake.domain.IntakeFixture.START;
import static com.telemedicalservices.intake.domain.IntakeFixture.answers;
import static com.telemedicalservices.intake.domain.IntakeFixture.disposition;
import static com.telemedicalservices.intake.domain.IntakeFixture.gad7;
import static com.telemedicalservices.intake.domain.IntakeFixture.open;
import static com.telemedicalservices.intake.domain.IntakeFixture.screener;
import static com.telemedicalservices.intake.domain.IntakeFixture.sign;
import static com.telemedicalservices.intake.domain.IntakeFixture.submit;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.kit.domain.Rejection;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status by every command: where it leads, or the code it is refused with. */
class IntakeTransitionsTest {

  /** The places an intake can be in; some statuses are told apart by what was handed in. */
  enum Place {
    NOTHING,
    INQUIRY,
    IN_PROGRESS,
    COMPLETE,
    SUBMITTED,
    HELD,
    HELD_AFTER_SUBMIT,
    LAPSED,
    WITHDRAWN;

    IntakeFixture fixture() {
      return switch (this) {
        case NOTHING -> IntakeFixture.nothing();
        case INQUIRY -> IntakeFixture.inquiry();
        case IN_PROGRESS -> IntakeFixture.inProgress();
        case COMPLETE -> IntakeFixture.complete();
        case SUBMITTED -> IntakeFixture.submitted();
        case HELD -> IntakeFixture.held();
        case HELD_AFTER_SUBMIT -> IntakeFixture.heldAfterSubmit();
        case LAPSED -> IntakeFixture.lapsed();
        case WITHDRAWN -> IntakeFixture.withdrawn();
      };
    }
  }

  enum Step {
    OPEN(open(false)),
    SAVE(answers("gad-7", gad7(3))),
    SAVE_HIGH(answers(CssrsScreener.FORM, screener("YYNYNN-"))),
    SIGN(sign("sms")),
    WITHDRAW_CONSENT(new IntakeCommand.WithdrawConsent("telehealth")),
    SUBMIT(submit()),
    REPORT(new IntakeCommand.ReportChange(ChangeKind.MEDICATION, null)),
    WITHDRAW(new IntakeCommand.Withdraw(WithdrawalReason.NOT_SAID, "patient")),
    NOTE_RISK(new IntakeCommand.NoteRisk(CssrsScreener.FORM, screener("---Y---"))),
    DISPOSITION(disposition(START)),
    REQUEST(new IntakeCommand.RequestInformation("request-1", "LABS", START)),
    TIME(new IntakeCommand.TimePassed());

    private final IntakeCommand command;

    Step(IntakeCommand command) {
      this.command = command;
    }
  }

  private static final String UNKNOWN = "unknown-episode";
  private static final String LAPSED = "intake-lapsed";
  private static final String WITHDRAWN = "intake-withdrawn";

  /** In the order of the places: a status where it is allowed, a code where it is refused. */
  private static final Map<Step, List<String>> TABLE = new EnumMap<>(Step.class);

  static {
    row(
        Step.OPEN,
        "INQUIRY",
        "episode-exists",
        "episode-exists",
        "episode-exists",
        "episode-exists",
        "episode-exists",
        "episode-exists",
        "episode-exists",
        "episode-exists");
    row(
        Step.SAVE,
        UNKNOWN,
        "INTAKE_IN_PROGRESS",
        "INTAKE_IN_PROGRESS",
        "INTAKE_IN_PROGRESS",
        "SUBMITTED",
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        LAPSED,
        WITHDRAWN);
    row(
        Step.SAVE_HIGH,
        UNKNOWN,
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        LAPSED,
        WITHDRAWN);
    row(
        Step.SIGN,
        UNKNOWN,
        "INTAKE_IN_PROGRESS",
        "INTAKE_IN_PROGRESS",
        "INTAKE_IN_PROGRESS",
        "SUBMITTED",
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        LAPSED,
        WITHDRAWN);
    row(
        Step.WITHDRAW_CONSENT,
        UNKNOWN,
        "consent-not-signed",
        "consent-not-signed",
        "INTAKE_IN_PROGRESS",
        "SUBMITTED",
        "consent-not-signed",
        "CRISIS_HOLD",
        "consent-not-signed",
        "WITHDRAWN");
    row(
        Step.SUBMIT,
        UNKNOWN,
        "intake-incomplete",
        "intake-incomplete",
        "SUBMITTED",
        "nothing-to-submit",
        "intake-incomplete",
        "CRISIS_HOLD",
        LAPSED,
        WITHDRAWN);
    row(
        Step.REPORT,
        UNKNOWN,
        "not-submitted",
        "not-submitted",
        "not-submitted",
        "SUBMITTED",
        "not-submitted",
        "CRISIS_HOLD",
        LAPSED,
        WITHDRAWN);
    row(
        Step.WITHDRAW,
        UNKNOWN,
        "WITHDRAWN",
        "WITHDRAWN",
        "WITHDRAWN",
        "WITHDRAWN",
        "WITHDRAWN",
        "WITHDRAWN",
        LAPSED,
        WITHDRAWN);
    row(
        Step.NOTE_RISK,
        UNKNOWN,
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        "LAPSED",
        "WITHDRAWN");
    row(
        Step.DISPOSITION,
        UNKNOWN,
        "INQUIRY",
        "INTAKE_IN_PROGRESS",
        "INTAKE_IN_PROGRESS",
        "SUBMITTED",
        "INTAKE_IN_PROGRESS",
        "SUBMITTED",
        "LAPSED",
        "WITHDRAWN");
    row(
        Step.REQUEST,
        UNKNOWN,
        "INQUIRY",
        "INTAKE_IN_PROGRESS",
        "INTAKE_IN_PROGRESS",
        "SUBMITTED",
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        "LAPSED",
        "WITHDRAWN");
    row(
        Step.TIME,
        UNKNOWN,
        "INQUIRY",
        "INTAKE_IN_PROGRESS",
        "INTAKE_IN_PROGRESS",
        "SUBMITTED",
        "CRISIS_HOLD",
        "CRISIS_HOLD",
        "LAPSED",
        "WITHDRAWN");
  }

  private static void row(Step step, String... outcomes) {
    TABLE.put(step, List.of(outcomes));
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(Place.values())
        .flatMap(
            place ->
                Arrays.stream(Step.values())
                    .map(step -> Arguments.of(place, step, TABLE.get(step).get(place.ordinal()))));
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @MethodSource("pairs")
  void every_status_answers_every_command(Place place, Step step, String outcome) {
    IntakeFixture intake = place.fixture();
    IntakeState before = intake.state();
    intake.when(step.command);

    if (Arrays.stream(IntakeStatus.values()).anyMatch(status -> status.name().equals(outcome))) {
      intake.thenAccepted().thenStatus(IntakeStatus.valueOf(outcome));
      if (before != null && before.status() != intake.state().status()) {
        assertThat(intake.state().progress().transitions().getLast().to())
            .isEqualTo(intake.state().status());
      }
    } else {
      intake.thenRefused(kind(outcome), outcome);
      assertThat(intake.state()).isEqualTo(before);
    }
  }

  private static Rejection.Kind kind(String code) {
    return switch (code) {
      case UNKNOWN -> Rejection.Kind.UNKNOWN;
      case "intake-incomplete" -> Rejection.Kind.INVALID;
      default -> Rejection.Kind.CONFLICT;
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"LAPSED", "WITHDRAWN"})
  void nothing_follows_the_end(IntakeStatus status) {
    assertThat(status.isTerminal()).isTrue();
    assertThat(status.next()).isEmpty();
  }

  @Test
  void only_a_disposition_or_the_patient_ends_a_hold() {
    assertThat(IntakeStatus.CRISIS_HOLD.lapses()).isFalse();
  }
}
