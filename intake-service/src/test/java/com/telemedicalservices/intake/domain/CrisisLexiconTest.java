package com.telemedicalservices.intake.domain;

import static com.telemedicalservices.intake.domain.IntakeFixture.EPISODE_ID;
import static com.telemedicalservices.intake.domain.IntakeFixture.PATIENT_ID;
import static com.telemedicalservices.intake.domain.IntakeFixture.START;
import static com.telemedicalservices.intake.domain.IntakeFixture.answers;
import static com.telemedicalservices.intake.domain.IntakeFixture.complete;
import static com.telemedicalservices.intake.domain.IntakeFixture.disposition;
import static com.telemedicalservices.intake.domain.IntakeFixture.inProgress;
import static com.telemedicalservices.intake.domain.IntakeFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.intake.Harmless;
import com.telemedicalservices.intake.Questionnaires;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Free words that sound like a crisis count as a HIGH answer (DOMAIN §5.4). */
class CrisisLexiconTest {

  private static final CrisisLexicon LEXICON = Questionnaires.shipped().crisisLexicon();
  private static final String CRY = "Some nights I think I'd be better off dead.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        CRY,
        "I want to KILL   myself",
        "i don’t want to live like this",
        "I don't want to live",
        "suicidal thoughts",
        "Suicide",
        "I want\nto die.",
        "quiero morirme",
        "A veces pienso en hacerme daño",
        "pensamientos suicidas",
      })
  void words_of_despair_are_heard(String words) {
    assertThat(LEXICON.hears(words)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "I want to live again, for my children",
        "my father died in spring",
        "this pain is killing me slowly",
        "insecticide allergy",
        "quiero vivir sin dolor",
        "AZ",
      })
  void other_words_are_not(String words) {
    assertThat(LEXICON.hears(words)).isFalse();
  }

  private static Map<String, Answer> hoping(String goals) {
    Map<String, Answer> answers = new HashMap<>(Harmless.answers("eligibility"));
    answers.put("goals", new Answer.Text(goals));
    return answers;
  }

  private static IntakeEvent flagged(int number) {
    return new IntakeEvent.CrisisFlagged(
        PATIENT_ID,
        EPISODE_ID,
        EPISODE_ID + ".crisis." + number,
        "crisis-lexicon",
        "crisis-lexicon/1",
        START);
  }

  @Test
  void an_answer_in_free_words_holds_the_intake_at_once() {
    inProgress()
        .when(answers("eligibility", hoping(CRY)))
        .thenEvents(flagged(1))
        .thenStatus(IntakeStatus.CRISIS_HOLD);
  }

  @Test
  void a_kinder_wording_afterwards_lowers_nothing() {
    inProgress()
        .when(answers("eligibility", hoping(CRY)))
        .when(answers("eligibility", hoping("to sleep")))
        .thenEvents()
        .thenStatus(IntakeStatus.CRISIS_HOLD);
  }

  @Test
  void words_a_clinician_has_dealt_with_are_not_news_when_another_answer_changes() {
    Map<String, Answer> older = hoping(CRY);
    older.put("age", new Answer.WholeNumber(42));
    inProgress()
        .when(answers("eligibility", hoping(CRY)))
        .after(Duration.ofHours(1))
        .when(disposition(START.plus(Duration.ofHours(1))))
        .after(Duration.ofHours(1))
        .when(answers("eligibility", older))
        .thenEvents()
        .thenStatus(IntakeStatus.INTAKE_IN_PROGRESS);
  }

  @Test
  void codes_of_options_are_no_words() {
    complete()
        .when(answers("medical-history", Harmless.answers("medical-history")))
        .thenEvents()
        .thenStatus(IntakeStatus.INTAKE_IN_PROGRESS);
  }

  @Test
  void a_change_told_in_such_words_is_a_crisis_too() {
    IntakeFixture intake = submitted().when(new IntakeCommand.ReportChange(ChangeKind.MOOD, CRY));

    assertThat(intake.events())
        .hasExactlyElementsOfTypes(
            IntakeEvent.CrisisFlagged.class, IntakeEvent.ChangeReported.class);
    intake.thenStatus(IntakeStatus.CRISIS_HOLD);
  }

  @Test
  void what_could_not_be_saved_is_heard_all_the_same() {
    inProgress()
        .when(new IntakeCommand.NoteRisk("eligibility", hoping(CRY)))
        .thenEvents(flagged(1))
        .thenStatus(IntakeStatus.CRISIS_HOLD);
  }

  @Test
  void phrases_are_written_plainly() {
    assertThatThrownBy(() -> new CrisisLexicon("x", List.of("hacerme daño")))
        .hasMessageContaining("hacerme daño");
    assertThat(LEXICON.version()).isEqualTo("crisis-lexicon/1");
  }
}
