package com.telemedicalservices.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.intake.QuestionnaireResponses.Reading;
import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.FormAnswers;
import com.telemedicalservices.intake.domain.Item;
import com.telemedicalservices.intake.domain.Language;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers go to FHIR and come back as they were. */
class QuestionnaireResponsesTest {

  private static final Questionnaires FORMS = Questionnaires.shipped();
  private static final QuestionnaireResponses RESPONSES = new QuestionnaireResponses(FORMS);
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Any answers to any form, complete or not. */
  @Property(tries = 500)
  void what_is_written_is_read_again(@ForAll("answered") FormAnswers answers) {
    JsonNode written = JSON.readTree(RESPONSES.write("r", "patient-1", answers, false).toString());

    Reading reading = RESPONSES.read(answers.form(), written);

    assertThat(reading.problem()).isNull();
    assertThat(reading.version()).isEqualTo(answers.version());
    assertThat(reading.language()).isEqualTo(answers.language());
    assertThat(reading.answers()).isEqualTo(renumbered(answers.answers()));
  }

  /** Blocks are numbered from 1 without gaps when they come back. */
  private static Map<String, Answer> renumbered(Map<String, Answer> answers) {
    List<Integer> numbers =
        answers.keySet().stream()
            .filter(key -> key.contains("#"))
            .map(key -> Integer.valueOf(key.substring(key.indexOf('#') + 1)))
            .distinct()
            .sorted()
            .toList();
    Map<String, Answer> renumbered = new HashMap<>();
    answers.forEach(
        (key, answer) -> {
          int at = key.indexOf('#');
          renumbered.put(
              at < 0
                  ? key
                  : key.substring(0, at + 1)
                      + (numbers.indexOf(Integer.valueOf(key.substring(at + 1))) + 1),
              answer);
        });
    return renumbered;
  }

  @Provide
  Arbitrary<FormAnswers> answered() {
    return Arbitraries.of(FORMS.forms())
        .flatMap(
            form ->
                answersTo(form.items(), "")
                    .map(
                        answers ->
                            new FormAnswers(
                                form.code(),
                                form.version(),
                                Language.ES,
                                answers,
                                Instant.parse("2026-12-01T16:00:00Z"),
                                null)));
  }

  private static Arbitrary<Map<String, Answer>> answersTo(List<Item> items, String number) {
    Arbitrary<Map<String, Answer>> all = Arbitraries.just(Map.of());
    for (Item item : items) {
      Arbitrary<Map<String, Answer>> one =
          item instanceof Item.Block block
              ? answersTo(block.items(), "#1")
                  .flatMap(
                      first -> answersTo(block.items(), "#3").map(third -> together(first, third)))
              : answerTo(item)
                  .map(answer -> Map.of(item.linkId() + number, answer))
                  .injectNull(0.3)
                  .map(answer -> answer == null ? Map.<String, Answer>of() : answer);
      all = all.flatMap(before -> one.map(more -> together(before, more)));
    }
    return all;
  }

  private static Map<String, Answer> together(
      Map<String, Answer> some, Map<String, Answer> others) {
    Map<String, Answer> together = new HashMap<>(some);
    together.putAll(others);
    return together;
  }

  private static Arbitrary<Answer> answerTo(Item item) {
    return switch (item) {
      case Item.Choice choice -> Arbitraries.of(choice.codes()).map(Answer.Text::new);
      case Item.YesNo _ -> Arbitraries.of(true, false).map(Answer.YesNo::new);
      case Item.Count count ->
          Arbitraries.integers().between(count.min(), count.max()).map(Answer.WholeNumber::new);
      case Item.Quantity quantity ->
          Arbitraries.bigDecimals()
              .between(quantity.min(), quantity.max())
              .ofScale(2)
              .map(QuestionnaireResponsesTest::number);
      case Item.Words words ->
          Arbitraries.strings()
              .ofMinLength(1)
              .ofMaxLength(Math.min(20, words.maxLength()))
              .map(Answer.Text::new);
      case Item.Block block -> throw new IllegalArgumentException(block.linkId());
    };
  }

  private static Answer number(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0
        ? new Answer.WholeNumber(value.intValueExact())
        : new Answer.Decimal(value);
  }

  @Test
  void it_says_who_answered_what_when_and_in_which_language() {
    JsonNode written =
        RESPONSES.write(
            "r",
            "patient-1",
            new FormAnswers(
                "eligibility",
                "2.0.0",
                Language.ES,
                Map.of("pregnancy", new Answer.Text("no"), "age", new Answer.WholeNumber(41)),
                Instant.parse("2026-12-01T16:00:00Z"),
                null),
            false);

    assertThat(written)
        .isEqualTo(
            JSON.readTree(
                """
                {"resourceType":"QuestionnaireResponse","id":"r","language":"es",
                 "questionnaire":"https://telemedicalservices.com/fhir/Questionnaire/eligibility|2.0.0",
                 "status":"in-progress","subject":{"reference":"Patient/patient-1"},
                 "authored":"2026-12-01T16:00:00Z",
                 "item":[
                  {"linkId":"age","answer":[{"valueInteger":41}]},
                  {"linkId":"pregnancy","answer":[{"valueCoding":
                   {"system":"https://telemedicalservices.com/fhir/CodeSystem/intake-answers",
                    "code":"no","display":"No"}}]}]}
                """));
  }

  @Test
  void what_cannot_be_kept_is_told_and_the_rest_is_understood_all_the_same() {
    Reading twice =
        read("{\"linkId\":\"age\",\"answer\":[{\"valueInteger\":41},{\"valueInteger\":42}]}");
    Reading date = read("{\"linkId\":\"age\",\"answer\":[{\"valueDate\":\"2020-01-01\"}]}");

    assertThat(twice.problem()).contains("one answer");
    assertThat(date.problem()).contains("valueInteger");
    assertThat(date.answers()).containsOnlyKeys("state");
    assertThat(RESPONSES.read("eligibility", JSON.readTree("[]")).problem())
        .contains("QuestionnaireResponse");
    assertThat(
            RESPONSES
                .read(
                    "eligibility",
                    JSON.readTree(
                        "{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":\"x|1\"}"))
                .problem())
        .contains("/Questionnaire/eligibility|");
  }

  private static Reading read(String item) {
    return RESPONSES.read(
        "eligibility",
        JSON.readTree(
            """
            {"resourceType":"QuestionnaireResponse",
             "questionnaire":"https://telemedicalservices.com/fhir/Questionnaire/eligibility|2.0.0",
             "item":[%s,{"linkId":"state","answer":[{"valueString":"AZ"}]}]}
            """
                .formatted(item)));
  }
}
