package com.telemedicalservices.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** No event carries more than ids, codes, tiers and times. */
class BodyRulesTest {

  static final Collection<Class<? extends Event>> EVENTS = EventCatalog.all();

  @ParameterizedTest
  @FieldSource("EVENTS")
  void an_event_holds_only_ids_codes_tiers_and_times(Class<? extends Event> type) {
    assertThat(BodyRules.violations(type)).isEmpty();
  }

  @Test
  void a_component_named_after_a_personal_or_clinical_value_is_caught() {
    record Telling(String patientName, String email, int phqScore, String freeText) {}

    assertThat(BodyRules.violations(Telling.class))
        .containsExactly(
            "Telling.patientName is named after a name",
            "Telling.email is named after a email",
            "Telling.phqScore is named after a score",
            "Telling.freeText is named after a text");
  }

  @Test
  void a_reference_to_such_a_value_is_allowed() {
    record Referring(String messageId, String reasonCode, long addressVersion) {}

    assertThat(BodyRules.violations(Referring.class)).isEmpty();
  }

  @Test
  void a_type_that_could_hold_anything_is_caught() {
    record Open(Map<String, Object> facts, Object fact, double ratio, Duration delay) {}

    assertThat(BodyRules.violations(Open.class))
        .containsExactly(
            "Open.facts is a java.util.Map<java.lang.String, java.lang.Object>",
            "Open.fact is a java.lang.Object",
            "Open.ratio is a double",
            "Open.delay is a java.time.Duration");
  }

  @Test
  void a_value_hidden_in_a_list_is_caught() {
    record Line(String lineId, String comment) {}
    record Hiding(List<Line> lines, List<String> words) {}

    assertThat(BodyRules.violations(Hiding.class))
        .containsExactly(
            "Line.comment is named after a comment",
            "Hiding.words is a java.util.List<java.lang.String>");
  }
}
