package com.telemedicalservices.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Says what a new schema of an event would break for those who wrote or read the old one. The only
 * change allowed is a new optional field. A new enum value breaks the readers of today, so codes
 * that are going to grow are strings.
 */
final class SchemaCompatibility {

  private final List<String> breaks = new ArrayList<>();

  private SchemaCompatibility() {}

  /** One sentence for everything that breaks; empty when the change is additive. */
  static List<String> breaks(JsonNode before, JsonNode after) {
    SchemaCompatibility check = new SchemaCompatibility();
    check.compare("the body", before, after);
    return check.breaks;
  }

  private void compare(String what, JsonNode before, JsonNode after) {
    compareTypes(what, before, after);
    if (before.has("enum") && !strings(before.path("enum")).equals(strings(after.path("enum")))) {
      breaks.add(
          "%s had the values %s and now has %s"
              .formatted(what, strings(before.path("enum")), strings(after.path("enum"))));
    }
    before
        .path("properties")
        .forEachEntry(
            (name, property) -> {
              if (after.path("properties").has(name)) {
                compareField(name, property, before, after);
              } else {
                breaks.add("field '%s' is gone from %s".formatted(name, what));
              }
            });
    Set<String> added = new TreeSet<>(after.path("properties").propertyNames());
    added.removeAll(before.path("properties").propertyNames());
    added.stream()
        .filter(name -> isRequired(name, after))
        .forEach(
            name ->
                breaks.add(
                    "field '%s' is new in %s and required; mark it @Nullable"
                        .formatted(name, what)));
    if (before.has("items")) {
      compare("an item of " + what, before.path("items"), after.path("items"));
    }
  }

  private void compareField(String name, JsonNode property, JsonNode before, JsonNode after) {
    if (isRequired(name, before) != isRequired(name, after)) {
      breaks.add(
          isRequired(name, before)
              ? "field '%s' was always there and may now be absent".formatted(name)
              : "field '%s' was optional and is now required".formatted(name));
    }
    compare("field '" + name + "'", property, after.path("properties").path(name));
  }

  private void compareTypes(String what, JsonNode before, JsonNode after) {
    for (String keyword : List.of("type", "format", "pattern", "maxLength", "maxItems", "const")) {
      if (!before.path(keyword).equals(after.path(keyword))) {
        breaks.add(
            "%s had %s %s and now has %s"
                .formatted(what, keyword, or(before, keyword), or(after, keyword)));
      }
    }
  }

  private static String or(JsonNode schema, String keyword) {
    return schema.has(keyword) ? schema.path(keyword).toString() : "none";
  }

  private static boolean isRequired(String name, JsonNode schema) {
    return strings(schema.path("required")).contains(name);
  }

  private static Set<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asString)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
