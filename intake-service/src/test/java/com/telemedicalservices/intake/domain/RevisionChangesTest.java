package com.telemedicalservices.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.intake.Harmless;
import com.telemedicalservices.intake.Questionnaires;
import com.telemedicalservices.intake.domain.RevisionChanges.AnswerChange;
import com.telemedicalservices.intake.domain.RevisionChanges.FormChanges;
import com.telemedicalservices.intake.domain.RevisionChanges.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RevisionChangesTest {

  private static final List<Form> FORMS = Questionnaires.shipped().forms();

  private static Revision dossier(int number, FormAnswers... forms) {
    return new Revision(
        number, "intake/3", RiskTier.NONE, List.of(forms), List.of(), IntakeFixture.START);
  }

  private static FormAnswers form(String code, String version, Map<String, Answer> answers) {
    return new FormAnswers(code, version, Language.EN, answers, IntakeFixture.START, null);
  }

  private static FormAnswers form(String code, Map<String, Answer> answers) {
    return form(code, Harmless.form(code).version(), answers);
  }

  private static Answer text(String value) {
    return new Answer.Text(value);
  }

  private static List<FormChanges> changes(Revision before, Revision after) {
    return RevisionChanges.between(before, after, FORMS).forms();
  }

  @Test
  void dossiers_that_say_the_same_differ_in_nothing() {
    Map<String, Answer> answers = Harmless.answers("eligibility");

    assertThat(
            changes(
                dossier(1, form("eligibility", answers)), dossier(2, form("eligibility", answers))))
        .isEmpty();
  }

  @Test
  void what_was_added_changed_and_removed_is_told_in_the_order_of_the_form() {
    Map<String, Answer> before = Harmless.answers("eligibility");
    Map<String, Answer> after = new HashMap<>(before);
    after.put("age", new Answer.WholeNumber(42));
    after.put("goals", text("to sleep"));
    after.remove("state");

    assertThat(
            changes(
                dossier(1, form("eligibility", before)), dossier(2, form("eligibility", after))))
        .singleElement()
        .satisfies(
            form -> {
              assertThat(form.versionBefore()).isEqualTo(form.versionAfter());
              assertThat(form.answers())
                  .containsExactlyInAnyOrder(
                      new AnswerChange("age", before.get("age"), after.get("age")),
                      new AnswerChange("state", before.get("state"), null),
                      new AnswerChange("goals", null, after.get("goals")))
                  .isSortedAccordingTo(
                      (one, other) -> place("eligibility", one) - place("eligibility", other));
              assertThat(form.answers())
                  .extracting(AnswerChange::kind)
                  .containsExactlyInAnyOrder(Kind.CHANGED, Kind.REMOVED, Kind.ADDED);
            });
  }

  private static int place(String form, AnswerChange change) {
    return Harmless.form(form).items().stream().map(Item::linkId).toList().indexOf(change.key());
  }

  @Test
  void blocks_come_one_after_the_other() {
    Item.Block block =
        Harmless.form("medications").items().stream()
            .filter(Item.Block.class::isInstance)
            .map(Item.Block.class::cast)
            .findFirst()
            .orElseThrow();
    String first = block.items().get(0).linkId();
    String second = block.items().get(1).linkId();
    Map<String, Answer> before = Map.of(first + "#1", text("a"));
    Map<String, Answer> after =
        Map.of(
            first + "#1", text("b"),
            first + "#2", text("c"),
            second + "#2", text("d"),
            first + "#10", text("e"));

    assertThat(
            changes(
                dossier(1, form("medications", before)), dossier(2, form("medications", after))))
        .singleElement()
        .satisfies(
            form ->
                assertThat(form.answers())
                    .extracting(AnswerChange::key)
                    .containsExactly(first + "#1", first + "#2", second + "#2", first + "#10"));
  }

  @Test
  void forms_come_in_the_order_they_are_filled_in_and_a_new_version_is_told() {
    Revision before =
        dossier(
            1,
            form("gad-7", "0.9", Map.of()),
            form("given-up", "1", Map.of("b", text("x"), "a", text("y"))));
    Revision after = dossier(2, form("gad-7", "1.0.0", Map.of()), form("eligibility", Map.of()));

    assertThat(changes(before, after))
        .containsExactly(
            new FormChanges("eligibility", null, Harmless.form("eligibility").version(), List.of()),
            new FormChanges("gad-7", "0.9", "1.0.0", List.of()),
            new FormChanges(
                "given-up",
                "1",
                null,
                List.of(
                    new AnswerChange("a", text("y"), null),
                    new AnswerChange("b", text("x"), null))));
  }

  @Property(tries = 400)
  void the_old_answers_and_what_is_different_make_the_new_ones(
      @ForAll("answers") Map<String, Answer> before, @ForAll("answers") Map<String, Answer> after) {
    Map<String, Answer> made = new HashMap<>(before);
    for (FormChanges form :
        changes(dossier(1, form("medications", before)), dossier(2, form("medications", after)))) {
      for (AnswerChange change : form.answers()) {
        assertThat(change.before()).isEqualTo(made.get(change.key()));
        if (change.after() == null) {
          made.remove(change.key());
        } else {
          made.put(change.key(), change.after());
        }
        assertThat(change.before()).isNotEqualTo(change.after());
      }
    }
    assertThat(made).isEqualTo(after);
  }

  @Provide
  Arbitrary<Map<String, Answer>> answers() {
    Set<String> keys = new TreeSet<>();
    for (Item item : Harmless.form("medications").items()) {
      if (item instanceof Item.Block block) {
        for (Item each : block.items()) {
          keys.add(each.linkId() + "#1");
          keys.add(each.linkId() + "#2");
        }
      } else {
        keys.add(item.linkId());
      }
    }
    return Arbitraries.maps(
        Arbitraries.of(keys), Arbitraries.of("a", "b").map(RevisionChangesTest::text));
  }
}
