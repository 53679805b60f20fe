package com.telemedicalservices.testkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a running service answers to, as springdoc generates it from the controllers. A service has
 * springdoc on the class path of its tests only, and one test method among those that have started
 * it anyway:
 *
 * <pre>{@code
 * @Test
 * void what_it_answers_to_is_as_published() {
 *   OpenApiDocument.of(port).isAsPublished();
 * }
 * }</pre>
 */
public final class OpenApiDocument {

  private static final String UPDATE = "openapi.update";
  private static final Path PUBLISHED = Path.of("src/main/resources/openapi.json");
  private static final Path GENERATED = Path.of("target/openapi.json");

  private final String text;

  private OpenApiDocument(String text) {
    this.text = text;
  }

  /** The document of the service that listens on this port of this machine. */
  public static OpenApiDocument of(int port) {
    String json =
        RestClient.create("http://localhost:" + port)
            .get()
            .uri("/v3/api-docs")
            .retrieve()
            .requiredBody(String.class);
    return new OpenApiDocument(normal(json));
  }

  /**
   * The document is the one in the service's resources, to the letter. Run with {@code
   * -Dopenapi.update=true} the test writes it there instead, to be looked at and committed.
   */
  public void isAsPublished() {
    try {
      if (Boolean.getBoolean(UPDATE)) {
        Files.createDirectories(PUBLISHED.getParent());
        Files.writeString(PUBLISHED, text);
        return;
      }
      Files.createDirectories(GENERATED.getParent());
      Files.writeString(GENERATED, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String help =
        "The service does not answer to what %s says (see %s). If that is meant, run this test"
            + " again with -D%s=true, look at the difference, and commit it.";
    assertThat(PUBLISHED).as(help, PUBLISHED, GENERATED, UPDATE).exists();
    assertThat(GENERATED).as(help, PUBLISHED, GENERATED, UPDATE).hasSameTextualContentAs(PUBLISHED);
  }

  /** The same for the same service, wherever it runs and in whatever order it was described. */
  static String normal(String json) {
    JsonMapper mapper = JsonMapper.shared();
    ObjectNode document = (ObjectNode) mapper.readTree(json);
    document.remove("servers");
    return mapper
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(sorted(document))
            .replace("\r\n", "\n")
        + "\n";
  }

  private static JsonNode sorted(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode sorted = object.objectNode();
        object
            .propertyStream()
            .sorted(Map.Entry.comparingByKey())
            .forEach(
                property ->
                    sorted.set(
                        property.getKey(),
                        property.getKey().equals("required") && property.getValue().isArray()
                            ? inOrder((ArrayNode) property.getValue())
                            : sorted(property.getValue())));
        yield sorted;
      }
      case ArrayNode array -> {
        ArrayNode sorted = array.arrayNode();
        array.forEach(element -> sorted.add(sorted(element)));
        yield sorted;
      }
      default -> node;
    };
  }

  /** The names of required properties, which mean the same in any order. */
  private static ArrayNode inOrder(ArrayNode names) {
    ArrayNode sorted = names.arrayNode();
    Stream<String> texts = names.valueStream().map(JsonNode::asString).sorted();
    texts.forEach(sorted::add);
    return sorted;
  }
}
