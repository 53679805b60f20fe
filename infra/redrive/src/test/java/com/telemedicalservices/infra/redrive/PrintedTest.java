package com.telemedicalservices.infra.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown, and what is not. */
class PrintedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "019ad3b4-4d97-7247-83e9-00eaee3fa8db",
        "intake.submitted.v1",
        "missing-ce-id",
        "2026-11-22T10:00:00Z",
        "application/json"
      })
  void an_id_or_a_code_is_shown(String text) {
    assertThat(Printed.code(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Some Name", "a@example.com", "\u001b[2J", "{\"a\":1}", "+1 555 0100"})
  void what_does_not_look_like_one_is_not(String text) {
    assertThat(Printed.code(text)).isEqualTo("<%d characters, not shown>", text.length());
  }

  @Test
  void a_body_is_its_size_and_the_fields_the_contracts_know() {
    assertThat(
            Body.describe(
                bytes(
                    "{\"patientId\":\"p\",\"episodeId\":{\"x\":[1]},\"Some"
                        + " Name\":true,\"clinicId\":null}"),
                "inquiry.received.v1"))
        .containsExactly(
            "72 bytes of JSON",
            "fields:  patientId, episodeId, clinicId",
            "without: receivedAt",
            "others:  1 that the contracts do not name");
  }

  @Test
  void of_an_unknown_type_every_field_of_the_contracts_is_known() {
    assertThat(Body.describe(bytes("{\"patientId\":\"p\",\"a\":1}"), ""))
        .containsExactly(
            "23 bytes of JSON", "fields:  patientId", "others:  1 that the contracts do not name");
  }

  @Test
  void a_body_that_is_no_json_is_described_all_the_same() {
    assertThat(Body.describe(null, "")).containsExactly("none");
    assertThat(Body.describe(new byte[0], "")).containsExactly("0 bytes, no JSON object");
    assertThat(Body.describe(bytes("[1,2]"), "")).containsExactly("5 bytes, no JSON object");
    assertThat(Body.describe(bytes("{\"patientId\":\"secret"), ""))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("20 bytes, no JSON from byte ");
    assertThat(Body.describe(new byte[] {(byte) 0xff, 0, 1}, "")).hasSize(1);
  }

  @Test
  void lengths_of_time_have_two_units() {
    assertThat(
            List.of(
                Printed.span(Duration.ofSeconds(-3)),
                Printed.span(Duration.ofSeconds(59)),
                Printed.span(Duration.ofSeconds(61)),
                Printed.span(Duration.ofMinutes(125)),
                Printed.span(Duration.ofHours(49))))
        .containsExactly("0 s", "59 s", "1 min 1 s", "2 h 5 min", "2 d 1 h");
  }

  @Test
  void a_moment_is_an_instant_or_so_long_ago() {
    var noon = Instant.parse("2026-11-22T12:00:00Z");
    var clock = Clock.fixed(noon, ZoneOffset.UTC);

    assertThat(Moment.parse("2h", clock)).contains(noon.minus(Duration.ofHours(2)));
    assertThat(Moment.parse("3d", clock)).contains(noon.minus(Duration.ofDays(3)));
    assertThat(Moment.parse("90s", clock)).contains(noon.minusSeconds(90));
    assertThat(Moment.parse("30m", clock)).contains(noon.minusSeconds(1800));
    assertThat(Moment.parse("2026-11-22T11:00:00Z", clock)).contains(noon.minusSeconds(3600));
    assertThat(Moment.parse("yesterday", clock)).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
