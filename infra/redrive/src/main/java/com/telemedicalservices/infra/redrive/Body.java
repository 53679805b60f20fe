package com.telemedicalservices.infra.redrive;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a body looks like from outside: whether it is JSON and which fields it has, never a value.
 * The name of a field is shown only if the contracts have it: a field that is none of ours may be
 * named after anybody.
 */
final class Body {

  private static final JsonMapper JSON = new JsonMapper();

  private Body() {}

  /** Describes it, line by line. */
  static List<String> describe(byte @Nullable [] body, String type) {
    if (body == null) {
      return List.of("none");
    }
    var size = Printed.count(body.length, "byte");
    Set<String> names = new LinkedHashSet<>();
    try (var parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return List.of(size + ", no JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
      return lines(size + " of JSON", names, type);
    } catch (JacksonException e) {
      // Not the parser's words, which may quote the body.
      var location = e.getLocation();
      var until = location == null ? -1 : location.getByteOffset();
      return lines(
          size + (until < 0 ? ", no JSON" : ", no JSON from byte %d on".formatted(until)),
          names,
          type);
    }
  }

  private static List<String> lines(String what, Set<String> names, String type) {
    List<String> lines = new ArrayList<>();
    lines.add(what);
    var ofType = EventCatalog.find(type).map(found -> components(List.of(found)));
    var known = ofType.orElseGet(() -> components(EventCatalog.all()));
    add(lines, "fields:  ", names.stream().filter(known::contains).toList());
    ofType.ifPresent(
        all ->
            add(lines, "without: ", all.stream().filter(name -> !names.contains(name)).toList()));
    var others = names.stream().filter(name -> !known.contains(name)).count();
    if (others > 0) {
      lines.add("others:  %d that the contracts do not name".formatted(others));
    }
    return lines;
  }

  private static void add(List<String> lines, String what, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(what + String.join(", ", names));
    }
  }

  private static Set<String> components(Collection<Class<? extends Event>> types) {
    return types.stream()
        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
        .map(RecordComponent::getName)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
