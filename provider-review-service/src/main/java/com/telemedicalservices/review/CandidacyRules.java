package com.telemedicalservices.review;

import com.telemedicalservices.review.domain.candidacy.Condition;
import com.telemedicalservices.review.domain.candidacy.Ingredient;
import com.telemedicalservices.review.domain.candidacy.Outcome;
import com.telemedicalservices.review.domain.candidacy.Rule;
import com.telemedicalservices.review.domain.candidacy.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules of candidacy as files, one for each version. A file that has been in use is never
 * changed: another rule is another version, so that old decisions can be replayed.
 */
public final class CandidacyRules {

  private static final String NEWEST = "1";

  private CandidacyRules() {}

  /** The rules this release decides by. */
  public static RuleSet shipped() {
    return version(NEWEST);
  }

  /**
   * The rules of one version.
   *
   * @param number the number in {@code candidacy/1}
   * @throws IllegalStateException if there are none, or they cannot be understood
   */
  public static RuleSet version(String number) {
    JsonNode file = read("/candidacy/" + number + ".json");
    return new RuleSet(
        text(file, "version"),
        file.path("ingredients").valueStream().map(CandidacyRules::ingredient).toList(),
        file.path("rules").valueStream().map(CandidacyRules::rule).toList());
  }

  private static JsonNode read(String resource) {
    try (InputStream in = CandidacyRules.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + resource + " is missing");
      }
      return JsonMapper.shared().readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ingredient ingredient(JsonNode ingredient) {
    return new Ingredient(
        text(ingredient, "code"),
        text(ingredient, "name"),
        texts(ingredient.path("classes")),
        number(ingredient, "diazepamMgPerMg"));
  }

  private static Rule rule(JsonNode rule) {
    String id = text(rule, "id");
    try {
      return new Rule(
          id,
          text(rule, "section"),
          Outcome.valueOf(text(rule, "outcome")),
          condition(rule.path("when")),
          text(rule, "source"),
          text(rule, "provider"),
          rule.path("patient")
              .propertyStream()
              .collect(Collectors.toMap(Map.Entry::getKey, said -> said.getValue().asString())));
    } catch (RuntimeException e) {
      throw new IllegalStateException("The rule " + id + " cannot be understood", e);
    }
  }

  private static Condition condition(JsonNode when) {
    if (when.has("all")) {
      return new Condition.All(conditions(when.path("all")));
    }
    if (when.has("any")) {
      return new Condition.Any(conditions(when.path("any")));
    }
    if (when.has("not")) {
      return new Condition.Not(condition(when.path("not")));
    }
    if (when.has("blocks")) {
      return new Condition.Blocks(text(when, "blocks"), condition(when.path("where")), range(when));
    }
    String fact = text(when, "fact");
    if (when.has("is")) {
      return new Condition.OneOf(fact, Set.of(text(when, "is")));
    }
    if (when.has("in")) {
      return new Condition.OneOf(fact, texts(when.path("in")));
    }
    return when.path("missing").asBoolean(false)
        ? new Condition.Missing(fact)
        : new Condition.Within(fact, range(when));
  }

  private static List<Condition> conditions(JsonNode conditions) {
    return conditions.valueStream().map(CandidacyRules::condition).toList();
  }

  private static Condition.Range range(JsonNode of) {
    return new Condition.Range(number(of, "atLeast"), number(of, "above"), number(of, "below"));
  }

  private static @Nullable BigDecimal number(JsonNode of, String name) {
    return of.has(name) ? of.path(name).decimalValue() : null;
  }

  private static Set<String> texts(JsonNode values) {
    return values.valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
  }

  private static String text(JsonNode of, String name) {
    String text = of.path(name).asString("");
    if (text.isBlank()) {
      throw new IllegalStateException("There is no " + name);
    }
    return text;
  }
}
