package com.telemedicalservices.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A patient's story, and what the rules must find in it. The table of all of them is {@code
 * candidacy-cases.json}.
 *
 * @param name what it is about
 * @param story who the patient is
 * @param answers by form and key; complete
 * @param scores totals by instrument
 * @param residence where the patient lives
 * @param expect the rules that must hold, in their order
 * @param decision what may be decided
 */
public record CandidacyCase(
    String name,
    String story,
    Map<String, Map<String, Object>> answers,
    Map<String, Integer> scores,
    String residence,
    List<String> expect,
    Decision decision) {

  /** What may be decided. */
  public enum Decision {
    /** An approval at once. */
    APPROVE,
    /** An approval once the provider has written why. */
    APPROVE_AFTER_RATIONALE,
    /** An approval once it is cleared, or overridden by two. */
    APPROVE_AFTER_CLEARANCE,
    /** Nothing but to decline. */
    DECLINE_ONLY
  }

  /** All cases of the table. */
  public static List<CandidacyCase> all() {
    JsonNode table = table();
    return table.path("cases").valueStream().map(row -> of(table.path("harmless"), row)).toList();
  }

  /** Somebody nothing stands in the way of. */
  public static CandidacyCase harmless() {
    return of(table().path("harmless"), JsonMapper.shared().readTree("{\"decision\":\"APPROVE\"}"));
  }

  private static JsonNode table() {
    try (InputStream in = CandidacyCase.class.getResourceAsStream("/candidacy-cases.json")) {
      return JsonMapper.shared().readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CandidacyCase of(JsonNode harmless, JsonNode row) {
    Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
    Map<String, Integer> scores = new LinkedHashMap<>();
    for (JsonNode said : List.of(harmless, row)) {
      said.path("answers")
          .propertyStream()
          .forEach(
              form -> {
                Map<String, Object> ofForm =
                    answers.computeIfAbsent(form.getKey(), code -> new HashMap<>());
                form.getValue()
                    .propertyStream()
                    .forEach(answer -> set(ofForm, answer.getKey(), answer.getValue()));
              });
      said.path("scores")
          .propertyStream()
          .forEach(score -> scores.put(score.getKey(), score.getValue().asInt()));
    }
    return new CandidacyCase(
        row.path("name").asString(""),
        row.path("story").asString(""),
        answers,
        scores,
        row.path("residence").asString(harmless.path("residence").asString()),
        row.path("expect").valueStream().map(JsonNode::asString).toList(),
        Decision.valueOf(row.path("decision").asString()));
  }

  private static void set(Map<String, Object> form, String key, JsonNode value) {
    if (value.isNull()) {
      form.remove(key);
    } else {
      form.put(
          key,
          value.isBoolean()
              ? value.asBoolean()
              : value.isNumber() ? value.decimalValue() : value.asString());
    }
  }

  /** Whether the patient says to be where nobody of the clinic is licensed. */
  boolean isElsewhere() {
    return !String.valueOf(answers.get("eligibility").get("state")).equalsIgnoreCase("AZ");
  }

  /** The answers by form and key, as text. */
  public Map<String, String> answersByItem() {
    return answers.entrySet().stream()
        .flatMap(
            form ->
                form.getValue().entrySet().stream()
                    .map(
                        answer ->
                            Map.entry(
                                form.getKey() + "/" + answer.getKey(),
                                String.valueOf(answer.getValue()))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public String toString() {
    return name;
  }
}
