package com.telemedicalservices.kit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.telemedicalservices.contracts.EventSamples;
import com.telemedicalservices.contracts.NotificationEvent.MessageFailed;
import com.telemedicalservices.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class RequiredFieldsTest {

  private final EventCodec codec = new EventCodec();
  private final Headers headers =
      EventCodec.headers(
          "id",
          "message.failed.v1",
          "/test",
          "subject",
          1,
          Instant.parse("2026-11-23T08:00:00Z"),
          null);
  private final String withoutTheFieldOfToday = EventSamples.of(MessageFailed.class).getFirst();

  @Test
  void a_field_added_later_may_be_absent() {
    assertThat(read(withoutTheFieldOfToday))
        .isInstanceOfSatisfying(
            MessageFailed.class, failed -> assertThat(failed.episodeId()).isNull());
  }

  @Test
  void a_field_of_the_first_day_may_not() {
    assertThatThrownBy(() -> read(withoutTheFieldOfToday.replace("messageId", "messageld")))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("unreadable-body");
  }

  private Object read(String body) {
    return codec.read(Topic.NOTIFICATION, body.getBytes(StandardCharsets.UTF_8), headers).data();
  }
}
