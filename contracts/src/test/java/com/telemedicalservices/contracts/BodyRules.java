package com.telemedicalservices.contracts;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the body of an event may hold: ids, codes, tiers and times, and nothing else that says
 * something about a person (DOMAIN §9, invariant 20).
 */
final class BodyRules {

  private static final Set<Class<?>> PLAIN_TYPES =
      Set.of(String.class, boolean.class, int.class, long.class, Instant.class);

  private static final Set<String> PERSONAL_OR_CLINICAL =
      Set.of(
          "address",
          "allergy",
          "answer",
          "answers",
          "birth",
          "body",
          "city",
          "comment",
          "content",
          "diagnosis",
          "dob",
          "dose",
          "drug",
          "email",
          "first",
          "item",
          "items",
          "label",
          "last",
          "mail",
          "medication",
          "message",
          "mg",
          "name",
          "note",
          "notes",
          "phone",
          "pressure",
          "reading",
          "reason",
          "remark",
          "score",
          "scores",
          "sex",
          "ssn",
          "street",
          "symptom",
          "text",
          "title",
          "total",
          "value",
          "weight",
          "zip");

  /** An id, a code or a version of such a thing is a reference to it, not the thing. */
  private static final Set<String> REFERENCE_ENDINGS = Set.of("id", "code", "version");

  private BodyRules() {}

  /** One sentence for every component that has no place in an event. */
  static List<String> violations(Class<?> type) {
    List<String> violations = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String where = type.getSimpleName() + "." + component.getName();
      List<String> words = words(component.getName());
      if (!REFERENCE_ENDINGS.contains(words.getLast())) {
        words.stream()
            .filter(PERSONAL_OR_CLINICAL::contains)
            .forEach(word -> violations.add(where + " is named after a " + word));
      }
      addTypeViolations(component.getGenericType(), where, violations);
    }
    return violations;
  }

  private static void addTypeViolations(Type type, String where, List<String> violations) {
    switch (type) {
      case Class<?> plain when PLAIN_TYPES.contains(plain) || isCode(plain) -> {}
      case ParameterizedType list
          when list.getRawType() == List.class
              && list.getActualTypeArguments()[0] instanceof Class<?> item
              && item.isRecord()
              && isOurs(item) ->
          violations.addAll(violations(item));
      default -> violations.add(where + " is a " + type.getTypeName());
    }
  }

  private static boolean isCode(Class<?> type) {
    return type.isEnum() && isOurs(type);
  }

  private static boolean isOurs(Class<?> type) {
    return type.getPackage() == Event.class.getPackage();
  }

  private static List<String> words(String camelCase) {
    return Arrays.stream(camelCase.split("(?=[A-Z])"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }
}
