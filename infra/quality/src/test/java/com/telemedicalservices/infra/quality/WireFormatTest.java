package com.telemedicalservices.infra.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.events.EventHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The AsyncAPI document of the contracts names the headers that the kit writes. */
class WireFormatTest {

  @Test
  void every_header_the_kit_writes_is_documented_and_no_other() throws IOException {
    assertThat(documentedHeaders()).containsExactlyInAnyOrderElementsOf(writtenHeaders());
  }

  private static List<String> documentedHeaders() throws IOException {
    try (InputStream in = Topic.class.getResourceAsStream("/asyncapi.json")) {
      JsonNode document = JsonMapper.shared().readTree(in);
      return List.copyOf(
          document.at("/components/messageTraits/cloudevent/headers/properties").propertyNames());
    }
  }

  private static List<String> writtenHeaders() {
    return Arrays.stream(EventHeaders.class.getFields()).map(WireFormatTest::value).toList();
  }

  private static String value(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
