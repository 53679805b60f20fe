package com.telemedicalservices.infra.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EndingTest {

  private static final PatientPlan PLAN =
      PatientMix.of(1, 100).stream()
          .filter(plan -> plan.story() == Story.FINISHES && plan.missedSessions().isEmpty())
          .findFirst()
          .orElseThrow();

  @Test
  void who_finished_all_sessions_ended_as_planned() {
    assertThat(ending("COMPLETED", 6, null).asPlanned()).isTrue();
  }

  @Test
  void one_session_fewer_than_planned_is_told() {
    assertThat(ending("COMPLETED", 5, null).differences())
        .containsExactly("5 sessions given, not 6");
  }

  @Test
  void another_end_than_planned_is_told_with_where_each_service_stands() {
    assertThat(ending("ACTIVE", 6, null).differences())
        .singleElement()
        .asString()
        .contains("intake SUBMITTED", "review COMPLETED", "series ACTIVE");
  }

  @Test
  void what_a_patient_could_not_go_on_with_is_told() {
    assertThat(ending("COMPLETED", 6, "POST x was answered 409").differences())
        .containsExactly("POST x was answered 409");
  }

  private static Ending ending(String seriesStatus, int given, String failure) {
    String sessions = "{\"status\":\"DISCHARGED\"},".repeat(given) + "{\"status\":\"NO_SHOW\"}";
    return Ending.of(
        PLAN,
        "episode-1",
        json("{\"status\":\"SUBMITTED\",\"revision\":1}"),
        json("{\"status\":\"COMPLETED\"}"),
        json("{\"status\":\"%s\",\"sessions\":[%s]}".formatted(seriesStatus, sessions)),
        failure);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
