package com.telemedicalservices.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document stands in git, and says what the code says. */
class AsyncApiTest {

  private final ObjectNode document = AsyncApi.document();

  @Test
  void the_committed_document_is_what_topics_and_events_generate() {
    CommittedFile.of("asyncapi.json").shouldBe(Json.text(document));
  }

  @Test
  void every_reference_leads_somewhere() {
    List<String> references = document.findValuesAsString("$ref");

    assertThat(references).isNotEmpty().allSatisfy(this::assertLeadsSomewhere);
  }

  @Test
  void every_topic_and_its_dead_letter_topic_is_a_channel() {
    assertThat(Topic.values())
        .allSatisfy(
            topic -> {
              assertThat(channel(topic.topicName()).isObject()).isTrue();
              assertThat(channel(topic.deadLetterName()).isObject()).isTrue();
            });
    assertThat(document.path("channels")).hasSize(2 * Topic.values().length);
  }

  @Test
  void every_event_is_a_message_of_its_topic() {
    assertThat(EventCatalog.all())
        .allSatisfy(
            type ->
                assertThat(
                        channel(Topic.of(type).topicName())
                            .path("messages")
                            .has(EventCatalog.wireName(type)))
                    .isTrue());
  }

  private JsonNode channel(String name) {
    return document.path("channels").path(name);
  }

  private void assertLeadsSomewhere(String reference) {
    if (reference.startsWith("#")) {
      assertThat(document.at(JsonPointer.compile(reference.substring(1))).isObject()).isTrue();
    } else {
      assertThat(CommittedFile.RESOURCES.resolve(reference)).exists();
    }
  }
}
