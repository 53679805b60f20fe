package com.telemedicalservices.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.intake.Harmless;
import com.telemedicalservices.intake.Questionnaires;
import com.telemedicalservices.kit.domain.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** What holds for every way through an intake, whoever sends what and in whatever order. */
class IntakePropertiesTest {

  /** A command and how long after the one before it comes. */
  record Step(IntakeCommand command, Duration after) {}

  @Property(tries = 400)
  void the_highest_tier_never_falls(@ForAll("ways") List<Step> way) {
    RiskTier highest = RiskTier.NONE;
    IntakeFixture intake = IntakeFixture.inquiry();
    for (Step step : way) {
      intake.after(step.after()).when(step.command());
      assertThat(intake.state().risk().highest()).isGreaterThanOrEqualTo(highest);
      highest = intake.state().risk().highest();
      for (IntakeEvent event : intake.events()) {
        if (event instanceof IntakeEvent.IntakeSubmitted submitted) {
          assertThat(submitted.riskTier()).isEqualTo(highest);
        }
        if (event instanceof IntakeEvent.IntakeAmended amended) {
          assertThat(amended.riskTier()).isEqualTo(highest);
        }
      }
    }
  }

  @Property(tries = 400)
  void high_answers_are_told_before_anything_else_and_hold_a_living_intake(
      @ForAll("ways") List<Step> way) {
    IntakeFixture intake = IntakeFixture.inquiry();
    for (Step step : way) {
      intake.after(step.after()).when(step.command());
      IntakeState state = intake.state();
      boolean held = state.status() == IntakeStatus.CRISIS_HOLD;
      assertThat(held).isEqualTo(!state.status().isTerminal() && state.risk().isHeld());
      if (state.risk().highest() == RiskTier.HIGH) {
        assertThat(state.risk().signals()).isNotEmpty();
      }
    }
  }

  @Property(tries = 400)
  void every_signal_is_told_exactly_once(@ForAll("ways") List<Step> way) {
    int told = 0;
    IntakeFixture intake = IntakeFixture.inquiry();
    for (Step step : way) {
      intake.after(step.after()).when(step.command());
      told +=
          (int)
              intake.events().stream().filter(IntakeEvent.CrisisFlagged.class::isInstance).count();
    }
    assertThat(intake.state().risk().signals()).hasSize(told);
    assertThat(intake.state().risk().signals())
        .extracting(Risk.Signal::flagId)
        .doesNotHaveDuplicates();
  }

  @Property(tries = 400)
  void nobody_is_reminded_twice_of_the_same_or_of_what_is_over(@ForAll("ways") List<Step> way) {
    Set<Instant> told = new HashSet<>();
    IntakeFixture intake = IntakeFixture.inquiry();
    for (Step step : way) {
      intake.after(step.after()).when(step.command());
      for (IntakeEvent event : intake.events()) {
        if (event instanceof IntakeEvent.IntakeReminderDue reminder) {
          assertThat(told.add(reminder.dueAt())).isTrue();
          assertThat(reminder.dueAt()).isBeforeOrEqualTo(intake.now());
          assertThat(intake.state().status().lapses()).isTrue();
        }
      }
    }
  }

  @Property(tries = 400)
  void a_dossier_handed_in_is_never_changed(@ForAll("ways") List<Step> way) {
    List<Revision> before = List.of();
    IntakeFixture intake = IntakeFixture.inquiry();
    for (Step step : way) {
      intake.after(step.after()).when(step.command());
      assertThat(intake.state().revisions().subList(0, before.size())).isEqualTo(before);
      before = intake.state().revisions();
    }
  }

  @Property(tries = 400)
  void due_work_done_is_not_due_again(@ForAll("ways") List<Step> way) {
    IntakeFixture intake = IntakeFixture.inquiry();
    for (Step step : way) {
      intake.after(step.after()).when(step.command());
      Instant dueAt = IntakeFixture.RULES.dueAt(intake.state());
      if (dueAt != null) {
        Instant late = dueAt.plus(step.after());
        assertThat(
                IntakeFixture.RULES.decide(intake.state(), IntakeFixture.RULES.timePassed(), late))
            .isInstanceOfSatisfying(
                Decision.Accepted.class,
                accepted -> {
                  Instant next = IntakeFixture.RULES.dueAt((IntakeState) accepted.state());
                  assertThat(next == null || next.isAfter(late)).isTrue();
                });
      }
    }
  }

  /** A score is there for all valid answers, within its range, and for no others. */
  @Property(tries = 400)
  void scores_are_total_over_valid_answers_and_refuse_all_others(
      @ForAll("scored") Scored scored,
      @ForAll @IntRange(min = 0, max = 19) int which,
      @ForAll @AlphaChars @StringLength(max = 8) String nonsense) {
    Instrument instrument = scored.instrument();
    Score.Total score = instrument.score(scored.answers()).orElseThrow();
    int most =
        instrument.items().stream().mapToInt(item -> Collections.max(item.points().values())).sum();
    assertThat(score.total()).isBetween(0, most);
    assertThat(instrument.bands()).extracting(Instrument.Band::name).contains(score.band());

    String item = instrument.linkIds().get(which % instrument.items().size());
    Map<String, Answer> broken = new HashMap<>(scored.answers());
    broken.put(item, new Answer.Text(nonsense));
    assertThat(instrument.score(broken)).isEmpty();
    broken.put(item, new Answer.WholeNumber(which));
    assertThat(instrument.score(broken)).isEmpty();
    broken.remove(item);
    assertThat(instrument.score(broken)).isEmpty();
  }

  /** An instrument and complete answers to it. */
  record Scored(Instrument instrument, Map<String, Answer> answers) {}

  @Provide
  Arbitrary<Scored> scored() {
    return Arbitraries.of(Questionnaires.shipped().instruments())
        .flatMap(
            instrument ->
                Arbitraries.integers()
                    .between(0, 4)
                    .list()
                    .ofSize(instrument.items().size())
                    .map(
                        picks -> {
                          Map<String, Answer> answers = new HashMap<>();
                          for (int i = 0; i < picks.size(); i++) {
                            Instrument.ScoredItem item = instrument.items().get(i);
                            List<String> options =
                                item.points().keySet().stream().sorted().toList();
                            answers.put(
                                item.linkId(),
                                new Answer.Text(options.get(picks.get(i) % options.size())));
                          }
                          return new Scored(instrument, answers);
                        }));
  }

  @Provide
  Arbitrary<List<Step>> ways() {
    Arbitrary<Duration> times =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(0, 7200).map(Duration::ofSeconds)),
            Tuple.of(1, Arbitraries.integers().between(0, 20).map(Duration::ofDays)));
    return Combinators.combine(commands(), times).as(Step::new).list().ofMaxSize(25);
  }

  private static Arbitrary<IntakeCommand> commands() {
    Arbitrary<IntakeCommand> screeners =
        screeners().map(answers -> IntakeFixture.answers(CssrsScreener.FORM, answers));
    Arbitrary<IntakeCommand> phq9 =
        Combinators.combine(
                Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 3))
            .as((each, item9) -> IntakeFixture.answers(Phq9.FORM, IntakeFixture.phq9(each, item9)));
    Arbitrary<IntakeCommand> gad7 =
        Arbitraries.integers()
            .between(0, 3)
            .map(each -> IntakeFixture.answers("gad-7", IntakeFixture.gad7(each)));
    Arbitrary<IntakeCommand> dispositions =
        Arbitraries.integers()
            .between(0, 40)
            .map(
                hours ->
                    IntakeFixture.disposition(IntakeFixture.START.plus(Duration.ofHours(hours))));
    Arbitrary<IntakeCommand> others =
        Arbitraries.of(
            IntakeFixture.answers("eligibility", IntakeFixture.eligibility()),
            IntakeFixture.sign("telehealth"),
            IntakeFixture.submit(),
            IntakeFixture.submit(),
            new IntakeCommand.ReportChange(ChangeKind.MOOD, null),
            new IntakeCommand.ReportChange(ChangeKind.MOOD, "I want to die"),
            IntakeFixture.answers("eligibility", hoping("to sleep")),
            IntakeFixture.answers("eligibility", hoping("I would be better off dead")),
            IntakeFixture.answers("medical-history", Harmless.answers("medical-history")),
            new IntakeCommand.RequestInformation("request-1", "LABS", IntakeFixture.START),
            new IntakeCommand.WithdrawConsent("telehealth"),
            new IntakeCommand.TimePassed());
    return Arbitraries.frequencyOf(
        Tuple.of(4, screeners),
        Tuple.of(2, phq9),
        Tuple.of(2, gad7),
        Tuple.of(2, dispositions),
        Tuple.of(7, others),
        Tuple.of(
            1,
            screeners().map(answers -> new IntakeCommand.NoteRisk(CssrsScreener.FORM, answers))));
  }

  private static Map<String, Answer> hoping(String goals) {
    Map<String, Answer> answers = new HashMap<>(IntakeFixture.eligibility());
    answers.put("goals", new Answer.Text(goals));
    return answers;
  }

  private static Arbitrary<Map<String, Answer>> screeners() {
    return Arbitraries.of('Y', 'N', 'N', '-')
        .list()
        .ofSize(7)
        .map(
            letters -> {
              StringBuilder vector = new StringBuilder();
              letters.forEach(vector::append);
              return new HashMap<>(IntakeFixture.screener(vector.toString()));
            });
  }
}
