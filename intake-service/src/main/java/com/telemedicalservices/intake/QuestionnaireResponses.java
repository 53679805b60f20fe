package com.telemedicalservices.intake;

import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.AnswerKey;
import com.telemedicalservices.intake.domain.FormAnswers;
import com.telemedicalservices.intake.domain.Language;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers to a form as FHIR R4 QuestionnaireResponses, and back. A repeated block is the same group
 * again and again, in the order of its numbers.
 */
public final class QuestionnaireResponses {

  private static final String ITEM = "item";
  private static final String LINK_ID = "linkId";
  private static final String ANSWER = "answer";

  private final Questionnaires questionnaires;

  public QuestionnaireResponses(Questionnaires questionnaires) {
    this.questionnaires = questionnaires;
  }

  /**
   * Answers as a resource.
   *
   * @param id what the resource is called
   * @param patientId who answered
   * @param answers the answers
   * @param complete whether nothing the form asks for is missing
   */
  public JsonNode write(String id, String patientId, FormAnswers answers, boolean complete) {
    JsonNode form = form(answers.form());
    ObjectNode response =
        JsonMapper.shared()
            .createObjectNode()
            .put("resourceType", "QuestionnaireResponse")
            .put("id", id)
            .put("language", answers.language().tag())
            .put("questionnaire", form.path("url").asString() + "|" + answers.version())
            .put("status", complete ? "completed" : "in-progress");
    response.putObject("subject").put("reference", "Patient/" + patientId);
    response.put("authored", answers.answeredAt().toString());
    ArrayNode items = JsonMapper.shared().createArrayNode();
    for (JsonNode item : form.path(ITEM)) {
      String linkId = item.path(LINK_ID).asString();
      if (item.path("type").asString().equals("group")) {
        for (int number : numbersOf(item, answers.answers())) {
          ArrayNode inBlock = JsonMapper.shared().createArrayNode();
          for (JsonNode child : item.path(ITEM)) {
            write(child, number, answers, inBlock);
          }
          items.addObject().put(LINK_ID, linkId).set(ITEM, inBlock);
        }
      } else {
        write(item, 0, answers, items);
      }
    }
    if (!items.isEmpty()) {
      response.set(ITEM, items);
    }
    return response;
  }

  private JsonNode form(String code) {
    return questionnaires
        .resource(code)
        .orElseThrow(() -> new IllegalArgumentException("There is no form " + code));
  }

  private static NavigableSet<Integer> numbersOf(JsonNode block, Map<String, Answer> answers) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    Set<String> children =
        block
            .path(ITEM)
            .valueStream()
            .map(child -> child.path(LINK_ID).asString())
            .collect(Collectors.toSet());
    for (String written : answers.keySet()) {
      AnswerKey.read(written)
          .filter(key -> children.contains(key.linkId()))
          .ifPresent(key -> numbers.add(key.block()));
    }
    return numbers;
  }

  private static void write(JsonNode item, int block, FormAnswers answers, ArrayNode into) {
    String linkId = item.path(LINK_ID).asString();
    Answer answer = answers.answers().get(AnswerKey.written(linkId, block));
    if (answer == null) {
      return;
    }
    ObjectNode value = into.addObject().put(LINK_ID, linkId).putArray(ANSWER).addObject();
    switch (answer) {
      case Answer.YesNo(boolean yes) -> value.put("valueBoolean", yes);
      case Answer.Decimal(BigDecimal decimal) -> value.put("valueDecimal", decimal);
      case Answer.WholeNumber(int whole) -> {
        if (item.path("type").asString().equals("decimal")) {
          value.put("valueDecimal", BigDecimal.valueOf(whole));
        } else {
          value.put("valueInteger", whole);
        }
      }
      case Answer.Text(String text) -> {
        Optional<JsonNode> option = option(item, text);
        if (option.isPresent()) {
          value.set("valueCoding", plain(option.get(), answers.language()));
        } else {
          value.put("valueString", text);
        }
      }
    }
  }

  private static Optional<JsonNode> option(JsonNode item, String code) {
    return item.path("answerOption")
        .valueStream()
        .map(option -> option.path("valueCoding"))
        .filter(coding -> coding.path("code").asString().equals(code))
        .findFirst();
  }

  private static ObjectNode plain(JsonNode coding, Language language) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("system", coding.path("system").asString())
        .put("code", coding.path("code").asString())
        .put("display", Questionnaires.written(coding, "display", language));
  }

  /**
   * What a resource says.
   *
   * @param version the version of the form that was answered; empty when it does not say
   * @param language the language it was read in; null when it does not say, or in none of ours
   * @param answers the answers that could be understood, by key
   * @param problem why it cannot be kept as it is, and what to do; quotes nothing; null when it can
   */
  public record Reading(
      String version,
      @Nullable Language language,
      Map<String, Answer> answers,
      @Nullable String problem) {}

  /** Reads a resource; what can be understood of it is read whatever is wrong with the rest. */
  public Reading read(String form, JsonNode response) {
    String questionnaire = response.path("questionnaire").asString("");
    int bar = questionnaire.indexOf('|');
    Answers answers = new Answers();
    if (!response.path("resourceType").asString("").equals("QuestionnaireResponse")) {
      answers.problem("Send a QuestionnaireResponse.");
    }
    String of = questionnaires.resource(form).map(each -> each.path("url").asString()).orElse("");
    if (!of.isEmpty() && !questionnaire.startsWith(of + "|")) {
      answers.problem("Name the questionnaire that was answered: " + of + "|version");
    }
    Map<String, Integer> numbers = new HashMap<>();
    for (JsonNode item : response.path(ITEM)) {
      if (item.has(ITEM)) {
        int number = numbers.merge(item.path(LINK_ID).asString(""), 1, Integer::sum);
        item.path(ITEM).forEach(child -> answers.read(child, number));
      } else {
        answers.read(item, 0);
      }
    }
    return new Reading(
        questionnaire.substring(bar + 1),
        language(response.path("language").asString("")),
        answers.found,
        answers.problem);
  }

  private static @Nullable Language language(String tag) {
    for (Language language : Language.values()) {
      if (language.tag().equals(tag)) {
        return language;
      }
    }
    return null;
  }

  /** Answers while they are being read. */
  private static final class Answers {
    private final Map<String, Answer> found = new HashMap<>();
    private @Nullable String problem;

    private void problem(String what) {
      if (problem == null) {
        problem = what;
      }
    }

    private void read(JsonNode item, int block) {
      JsonNode given = item.path(ANSWER);
      if (given.isEmpty()) {
        return;
      }
      String key = AnswerKey.written(item.path(LINK_ID).asString(""), block);
      Optional<Answer> answer = value(given.path(0));
      if (given.size() > 1 || found.containsKey(key)) {
        problem("Give each item one answer.");
      } else if (answer.isEmpty()) {
        problem(
            "Answer with one of valueCoding, valueString, valueBoolean, valueInteger and"
                + " valueDecimal.");
      }
      answer.ifPresent(understood -> found.putIfAbsent(key, understood));
    }
  }

  private static Optional<Answer> value(JsonNode answer) {
    if (answer.path("valueCoding").path("code").isString()) {
      return Optional.of(new Answer.Text(answer.path("valueCoding").path("code").asString()));
    }
    if (answer.path("valueString").isString()) {
      return Optional.of(new Answer.Text(answer.path("valueString").asString()));
    }
    if (answer.path("valueBoolean").isBoolean()) {
      return Optional.of(new Answer.YesNo(answer.path("valueBoolean").asBoolean()));
    }
    if (answer.path("valueInteger").isInt()) {
      return Optional.of(new Answer.WholeNumber(answer.path("valueInteger").asInt()));
    }
    JsonNode decimal = answer.path("valueDecimal");
    return decimal.isNumber() && Double.isFinite(decimal.doubleValue())
        ? Optional.of(decimal(decimal.decimalValue()))
        : Optional.empty();
  }

  /** A whole number is the same answer whichever way it is written. */
  private static Answer decimal(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    return plain.scale() <= 0 && plain.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
        ? new Answer.WholeNumber(plain.intValueExact())
        : new Answer.Decimal(plain);
  }
}
