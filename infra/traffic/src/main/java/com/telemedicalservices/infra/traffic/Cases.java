package com.telemedicalservices.infra.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What patients tell about their health: the stories of the written cases of the review, {@code
 * candidacy-cases.json}. Whoever is planned to be declined has a case nobody may approve.
 */
final class Cases {

  private static final JsonNode TABLE = read();
  private static final List<JsonNode> TREATABLE = cases(false);
  private static final List<JsonNode> UNTREATABLE = cases(true);

  private Cases() {}

  private static JsonNode read() {
    try (InputStream in = Cases.class.getResourceAsStream("/candidacy-cases.json")) {
      if (in == null) {
        throw new IllegalStateException("The resource candidacy-cases.json is missing");
      }
      return JsonMapper.shared().readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The cases that can come to the one end or the other, of people who live where the clinic is.
   */
  private static List<JsonNode> cases(boolean declined) {
    return TABLE
        .path("cases")
        .valueStream()
        .filter(one -> one.path("decision").asString("").equals("DECLINE_ONLY") == declined)
        .filter(one -> one.path("residence").asString("").equals("AZ"))
        .filter(one -> !one.path("answers").path("eligibility").has("state"))
        .filter(Cases::isComplete)
        .toList();
  }

  /** Some cases are about answers that were never given. */
  private static boolean isComplete(JsonNode one) {
    return one.path("answers")
        .valueStream()
        .noneMatch(form -> form.valueStream().anyMatch(JsonNode::isNull));
  }

  /**
   * The answers of a patient, by form and key. Half of those who can be treated have nothing that a
   * provider would have to think about.
   */
  static Map<String, Map<String, Object>> answers(PatientPlan plan) {
    Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
    learn(answers, TABLE.path("harmless"));
    answers.computeIfAbsent("eligibility", form -> new TreeMap<>()).put("age", plan.age());
    if (plan.story() == Story.IS_DECLINED) {
      learn(answers, UNTREATABLE.get(plan.number() % UNTREATABLE.size()));
    } else if (plan.number() % 2 == 0) {
      learn(answers, TREATABLE.get(plan.number() / 2 % TREATABLE.size()));
    }
    return answers;
  }

  private static void learn(Map<String, Map<String, Object>> answers, JsonNode told) {
    told.path("answers")
        .propertyStream()
        .forEach(
            form ->
                form.getValue()
                    .propertyStream()
                    .forEach(
                        answer ->
                            answers
                                .computeIfAbsent(form.getKey(), code -> new TreeMap<>())
                                .put(answer.getKey(), plain(answer.getValue()))));
  }

  private static Object plain(JsonNode value) {
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue().stripTrailingZeros();
      return number.scale() <= 0 ? (Object) number.intValueExact() : (Object) number;
    }
    return value.asString();
  }
}
