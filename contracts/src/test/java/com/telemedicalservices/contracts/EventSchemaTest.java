package com.telemedicalservices.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of every event stands in git, and changes only by additions. */
class EventSchemaTest {

  static final Collection<Class<? extends Event>> EVENTS = EventCatalog.all();

  @ParameterizedTest
  @FieldSource("EVENTS")
  void a_published_event_changes_only_by_additions(Class<? extends Event> type) {
    CommittedFile file = file(type);
    ObjectNode generated = EventSchemas.of(type);

    Optional<ObjectNode> published = file.text().map(Json::object);

    published.ifPresent(
        before ->
            assertThat(SchemaCompatibility.breaks(before, generated))
                .as(
                    "%s is published. Leave it as it is and add %s with version %d beside it",
                    EventCatalog.wireName(type),
                    type.getAnnotation(EventType.class).value(),
                    type.getAnnotation(EventType.class).version() + 1)
                .isEmpty());
    file.shouldBe(Json.text(generated));
  }

  @Test
  void no_published_event_is_gone() throws IOException {
    try (Stream<Path> files = Files.list(CommittedFile.RESOURCES.resolve("schemas"))) {
      assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")))
          .as("every schema that stands in git belongs to an event")
          .allMatch(wireName -> EventCatalog.find(wireName).isPresent());
    }
  }

  @ParameterizedTest
  @FieldSource("EVENTS")
  void an_event_and_every_field_of_it_is_described(Class<? extends Event> type) {
    ObjectNode schema = EventSchemas.of(type);

    assertThat(schema.path("description").asString("")).isNotBlank();
    assertFieldsAreDescribed(schema);
  }

  private static void assertFieldsAreDescribed(JsonNode schema) {
    schema
        .path("properties")
        .forEachEntry(
            (name, property) -> {
              assertThat(property.path("description").asString("")).as(name).isNotBlank();
              assertFieldsAreDescribed(property.path("items"));
            });
  }

  private static CommittedFile file(Class<? extends Event> type) {
    return CommittedFile.of("schemas/" + EventCatalog.wireName(type) + ".json");
  }
}
