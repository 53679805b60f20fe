package com.telemedicalservices.review;

import com.telemedicalservices.review.domain.candidacy.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How files that a clinician has signed are read, and how conditions are written in them. */
final class SignedFile {

  private SignedFile() {}

  /** The file with this name among the resources. */
  static JsonNode read(String resource) {
    try (InputStream in = SignedFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + resource + " is missing");
      }
      return JsonMapper.shared().readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When something holds. */
  static Condition condition(JsonNode when) {
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
    return conditions.valueStream().map(SignedFile::condition).toList();
  }

  private static Condition.Range range(JsonNode of) {
    return new Condition.Range(number(of, "atLeast"), number(of, "above"), number(of, "below"));
  }

  /** A number; null when there is none. */
  static @Nullable BigDecimal number(JsonNode of, String name) {
    return of.has(name) ? of.path(name).decimalValue() : null;
  }

  /** Some texts, all different. */
  static Set<String> texts(JsonNode values) {
    return values.valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
  }

  /** A text, which must be there. */
  static String text(JsonNode of, String name) {
    String text = of.path(name).asString("");
    if (text.isBlank()) {
      throw new IllegalStateException("There is no " + name);
    }
    return text;
  }
}
