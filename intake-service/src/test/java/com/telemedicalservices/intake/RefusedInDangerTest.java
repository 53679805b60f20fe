package com.telemedicalservices.intake;

import static com.telemedicalservices.intake.Http.screener;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.intake.Http.Reply;
import com.telemedicalservices.intake.domain.CssrsScreener;
import com.telemedicalservices.testkit.WithServers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A patient at HIGH risk whose request is refused before anybody has looked at the answers. */
@WithServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RefusedInDangerTest {

  private static final String SCREENER = "/forms/c-ssrs-screener";
  private static final Map<String, String> DESPAIR =
      Map.of("kind", "MOOD", "note", "I want to die");

  @LocalServerPort int port;
  private Http http;
  private String intake;

  @BeforeEach
  void a_patient_with_a_browser() {
    http = new Http(port);
    intake = http.opened();
  }

  @Test
  void because_they_wrote_too_much() {
    String note = "I want to die. ".repeat(200);
    Reply refused = http.post(intake + "/changes", Map.of("kind", "MOOD", "note", note));

    assertThat(refused.code()).isEqualTo("400 invalid-request");
    assertHeard(refused);
  }

  @Test
  void because_the_browser_sent_no_version() {
    Reply refused = http.put(intake + SCREENER, null, screener("NYNYNN-"));

    assertThat(refused.code()).isEqualTo("428 precondition-required");
    assertHeard(refused);
  }

  @Test
  void because_the_browser_sent_no_key() {
    Reply refused = http.post(intake + "/changes", null, DESPAIR);

    assertThat(refused.code()).isEqualTo("400 idempotency-key-required");
    assertHeard(refused);
  }

  @Test
  void because_something_else_is_not_as_it_should_be() {
    Map<String, Object> body = new HashMap<>(screener("NYNYNN-"));
    body.put("version", "one of these");

    Reply invalid = http.putLatest(intake, SCREENER, body);
    assertThat(invalid.code()).isEqualTo("400 invalid-request");
    assertHeard(invalid);

    body.put("version", Map.of());
    Reply unreadable = http.putLatest(intake, SCREENER, body);
    assertThat(unreadable.code()).isEqualTo("400 malformed-json");
    assertHeard(unreadable);
  }

  @Test
  void because_a_number_is_larger_than_any_number() {
    Reply refused =
        http.putLatest(
            intake,
            SCREENER,
            """
            {"version":"1.0.0","answers":{"%s":1e999,"%s":"LA33-6"}}
            """
                .formatted(CssrsScreener.items().getFirst(), CssrsScreener.items().get(3)));

    assertThat(refused.code()).isEqualTo("422 answer-out-of-range");
    assertHeard(refused);
    assertThat(
            http.putFhir(
                    intake,
                    "/forms/eligibility",
                    """
                    {"resourceType":"QuestionnaireResponse",
                     "item":[{"linkId":"age","answer":[{"valueDecimal":1e999}]}]}
                    """)
                .code())
        .isEqualTo("422 unreadable-response");
  }

  @Test
  void because_their_client_speaks_fhir_without_a_version() {
    Reply refused =
        http.putFhirWithoutVersion(
            intake + "/forms/phq-9",
            """
            {"resourceType":"QuestionnaireResponse","item":[{"linkId":"44260-8",
             "answer":[{"valueCoding":{"system":"http://loinc.org","code":"LA6571-9"}}]}]}
            """);

    assertThat(refused.code()).isEqualTo("428 precondition-required");
    assertHeard(refused);
  }

  @Test
  void is_shown_the_card_again_when_handing_in_is_refused() {
    http.putLatest(intake, SCREENER, screener("NYNYNN-"));
    Reply refused = http.post(intake + "/submit", null, "");

    assertThat(refused.code()).isEqualTo("400 idempotency-key-required");
    assertThat(refused.at("/crisis/level").asString()).isEqualTo("HIGH");
  }

  @Test
  void is_shown_no_card_when_there_is_no_danger_or_nothing_to_read() {
    assertThat(http.put(intake + SCREENER, null, screener("NN---N-")).text())
        .doesNotContain("crisis");
    Reply unreadable = http.putLatest(intake, SCREENER, "{\"answers\":{\"mood\":");
    assertThat(unreadable.code()).isEqualTo("400 malformed-json");
    assertThat(unreadable.text()).doesNotContain("crisis");
    assertThat(http.get(intake).at("/status").asString()).isNotEqualTo("CRISIS_HOLD");
  }

  private void assertHeard(Reply refused) {
    assertThat(refused.at("/crisis/level").asString()).isEqualTo("HIGH");
    assertThat(refused.at("/crisis/contacts/0/number").asString()).isEqualTo("988");
    assertThat(refused.at("/crisis/next").asString()).doesNotContain("NOT");
    assertThat(http.get(intake).at("/status").asString()).isEqualTo("CRISIS_HOLD");
  }
}
