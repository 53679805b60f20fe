package com.telemedicalservices.intake;

import static com.telemedicalservices.intake.Http.answers;
import static com.telemedicalservices.intake.Http.screener;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.intake.Http.Reply;
import com.telemedicalservices.intake.domain.Instrument;
import com.telemedicalservices.testkit.WithServers;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The four traps of DOMAIN §0, each found in real software, as a patient could fall into them. */
@WithServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TrapsTest {

  @LocalServerPort int port;
  private Http http;

  @BeforeEach
  void a_browser() {
    http = new Http(port);
  }

  @ParameterizedTest
  @CsvSource({
    "NYNYNN-, HIGH, CRISIS_HOLD", // question 4: intent
    "NN---YY, HIGH, CRISIS_HOLD", // question 6: behaviour within three months
    "NN---YN, MODERATE, INTAKE_IN_PROGRESS" // question 6: behaviour, but longer ago
  })
  void intent_is_high_and_behaviour_only_when_it_is_recent(
      String vector, String tier, String status) {
    String intake = http.opened();

    Reply saved = http.putLatest(intake, "/forms/c-ssrs-screener", screener(vector));

    assertThat(saved.at("/status").asString()).isEqualTo(status);
    JsonNode found = score(intake, "c-ssrs-screener").at("/valueCodeableConcept/coding/0/code");
    assertThat(found.asString()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource({
    "phq-9, 44249-1, 44261-6",
    "gad-7, 69737-5, 70274-6",
    "audit-c, 72109-2, 75626-2",
    "pcl-5, 101697-1, 101698-9"
  })
  void the_code_of_a_score_is_not_that_of_its_questions(String form, String panel, String score) {
    String intake = http.opened();

    http.putLatest(intake, "/forms/" + form, answers(form, fewestPoints(form)));

    assertThat(questionnaire(form).at("/code/0/code").asString()).isEqualTo(panel);
    JsonNode coded = score(intake, form).at("/code/coding/0");
    assertThat(coded.path("system").asString()).isEqualTo("http://loinc.org");
    assertThat(coded.path("code").asString()).isEqualTo(score);
  }

  /** PCL-C instead of PCL-5, and military deployment instead of a history of suicidal behaviour. */
  @ParameterizedTest
  @CsvSource({"70221-7", "Z91.82"})
  void no_form_uses_the_code_of_something_else(String code) {
    for (String form : Questionnaires.shipped().codes()) {
      assertThat(questionnaire(form).toString()).as(form).doesNotContain(code);
    }
  }

  @Test
  void an_unfinished_instrument_has_no_score() {
    String intake = http.opened();
    assertThat(http.getFhir(intake + "/forms/phq-9/score").code()).isEqualTo("404 not-answered");

    http.putLatest(intake, "/forms/phq-9", answers(Map.of("44250-9", "LA6569-3")));

    assertThat(http.getFhir(intake + "/forms/phq-9/score").code()).isEqualTo("404 not-scored");
  }

  private JsonNode score(String intake, String form) {
    Reply reply = http.getFhir(intake + "/forms/" + form + "/score");
    assertThat(reply.status()).isEqualTo(200);
    return reply.json();
  }

  private JsonNode questionnaire(String form) {
    Reply reply = http.getFhir("/api/forms/" + form);
    assertThat(reply.status()).isEqualTo(200);
    return reply.json();
  }

  private static Map<String, String> fewestPoints(String form) {
    return Harmless.instrument(form).items().stream()
        .collect(
            Collectors.toMap(
                Instrument.ScoredItem::linkId,
                item ->
                    Collections.min(item.points().entrySet(), Map.Entry.comparingByValue())
                        .getKey()));
  }
}
