package com.telemedicalservices.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every event has samples, and every sample ever written can still be read and written. */
class EventSamplesTest {

  private static final int LARGEST_BODY = 64 * 1024;

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  static final Collection<Class<? extends Event>> EVENTS = EventCatalog.all();

  record Sample(Class<? extends Event> type, String body) {

    static Stream<Sample> all() {
      return EVENTS.stream()
          .flatMap(type -> EventSamples.of(type).stream().map(body -> new Sample(type, body)));
    }

    @Override
    public String toString() {
      return EventCatalog.wireName(type) + " " + Json.object(body);
    }
  }

  static Stream<Sample> samples() {
    return Sample.all();
  }

  @ParameterizedTest
  @FieldSource("EVENTS")
  void every_event_has_a_sample(Class<? extends Event> type) {
    assertThat(EventSamples.of(type)).isNotEmpty();
  }

  @Test
  void every_sample_that_stands_in_git_is_read() throws IOException {
    try (Stream<Path> events = Files.list(CommittedFile.RESOURCES.resolve("samples"))) {
      assertThat(events)
          .allSatisfy(
              folder -> {
                Class<? extends Event> type =
                    EventCatalog.find(folder.getFileName().toString()).orElseThrow();
                int read = EventSamples.of(type).size();
                assertThat(namesIn(folder))
                    .as("samples are numbered from 1 without gaps, and none is ever deleted")
                    .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, read).mapToObj(n -> n + ".json").toList());
              });
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_fits_the_schema_of_its_event(Sample sample) {
    assertThat(schemaOf(sample.type()).validate(sample.body(), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_is_read_into_its_record_and_written_the_same_again(Sample sample) {
    Event event = Json.MAPPER.readValue(sample.body(), sample.type());

    assertThat(Json.object(Json.MAPPER.writeValueAsString(event)))
        .isEqualTo(Json.object(sample.body()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_reader_of_today_bears_a_field_of_tomorrow(Sample sample) {
    ObjectNode tomorrow = Json.object(sample.body()).put("addedTomorrow", true);

    assertThat(Json.MAPPER.treeToValue(tomorrow, sample.type()))
        .isEqualTo(Json.MAPPER.readValue(sample.body(), sample.type()));
  }

  @Test
  void a_producer_may_not_add_a_field_that_no_schema_knows() {
    ObjectNode body = anIntakeSubmitted().put("patientName", "Ada");

    assertThat(errorsOf(body)).isNotEmpty();
  }

  @Test
  void a_producer_may_not_leave_a_field_out() {
    ObjectNode body = anIntakeSubmitted();
    body.remove("episodeId");

    assertThat(errorsOf(body)).isNotEmpty();
  }

  @Test
  void an_id_or_code_holds_no_free_text_and_no_mail_address() {
    assertThat(errorsOf(anIntakeSubmitted().put("clinicId", "the one at the corner"))).isNotEmpty();
    assertThat(errorsOf(anIntakeSubmitted().put("clinicId", "ada@example.org"))).isNotEmpty();
    assertThat(errorsOf(anIntakeSubmitted().put("clinicId", "x".repeat(129)))).isNotEmpty();
  }

  @Test
  void a_time_is_an_instant() {
    assertThat(errorsOf(anIntakeSubmitted().put("submittedAt", "yesterday"))).isNotEmpty();
    assertThat(errorsOf(anIntakeSubmitted().put("submittedAt", 1_763_346_704L))).isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("EVENTS")
  void even_the_largest_body_a_schema_allows_stays_small(Class<? extends Event> type) {
    assertThat(largest(EventSchemas.of(type))).isLessThan(LARGEST_BODY);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void no_sample_is_larger_than_its_schema_allows(Sample sample) {
    String written = Json.object(sample.body()).toString();

    assertThat(written.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(largest(EventSchemas.of(sample.type())));
  }

  /** How many bytes a value of this schema takes at most; a character may need a backslash. */
  private static int largest(JsonNode schema) {
    if (schema.has("properties")) {
      List<Integer> sizes = new ArrayList<>();
      schema
          .path("properties")
          .forEachEntry((name, property) -> sizes.add(name.length() + 4 + largest(property)));
      return 2 + sizes.stream().mapToInt(Integer::intValue).sum();
    }
    if (schema.has("items")) {
      return 2 + schema.path("maxItems").asInt() * (1 + largest(schema.path("items")));
    }
    return 2 + 2 * schema.path("maxLength").asInt(40);
  }

  private static List<String> namesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode anIntakeSubmitted() {
    return Json.object(EventSamples.of(IntakeEvent.IntakeSubmitted.class).getFirst());
  }

  private static List<?> errorsOf(ObjectNode body) {
    return schemaOf(IntakeEvent.IntakeSubmitted.class).validate(body);
  }

  private static Schema schemaOf(Class<? extends Event> type) {
    return SCHEMAS.getSchema(EventSchemas.of(type));
  }
}
