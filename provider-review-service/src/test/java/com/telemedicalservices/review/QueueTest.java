package com.telemedicalservices.review;

import static com.telemedicalservices.review.StoredReviews.dossierFrom;
import static com.telemedicalservices.review.StoredReviews.submitted;
import static com.telemedicalservices.review.StoredReviews.withdrew;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.review.domain.Review;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewCommand.Assign;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.review.domain.ReviewCommand.ConcernRaised;
import com.telemedicalservices.review.domain.ReviewCommand.Defer;
import com.telemedicalservices.review.domain.ReviewCommand.RequestInformation;
import com.telemedicalservices.testkit.MovableClock;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.WithServers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is left of the queue when somebody narrows it down, and its numbers. */
@WithServers
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "telemedical.review.clinics.elsewhere[0].id=albuquerque",
      "telemedical.review.clinics.elsewhere[0].state=NM"
    })
@ActiveProfiles("local")
class QueueTest {

  /** A Tuesday, nine in the morning in Phoenix. */
  private static final Instant NOW = Instant.parse("2026-12-01T16:00:00Z");

  private static final List<Filter> STATUSES =
      List.of(
          new Filter("", row -> needsProvider(row)),
          new Filter("status=WAITING&", row -> is(row, "status", "WAITING")),
          new Filter(
              "status=CLAIMED&status=DEFERRED&status=CRISIS&",
              row -> Set.of("CLAIMED", "DEFERRED", "CRISIS").contains(text(row, "status"))),
          new Filter("status=WITHDRAWN&", row -> is(row, "status", "WITHDRAWN")));
  private static final List<Filter> URGENCIES =
      List.of(
          Filter.NONE,
          new Filter("urgency=CRISIS&", row -> is(row, "urgency", "CRISIS")),
          new Filter("urgency=ROUTINE&", row -> is(row, "urgency", "ROUTINE")));
  private static final List<Filter> LIGHTS =
      List.of(
          Filter.NONE,
          new Filter("light=GREEN&", row -> is(row, "light", "GREEN")),
          new Filter("light=AMBER&", row -> is(row, "light", "AMBER")),
          new Filter("light=RED&", row -> is(row, "light", "RED")),
          new Filter("overdue=true&", row -> row.path("overdue").asBoolean()),
          new Filter("overdue=false&", row -> !row.path("overdue").asBoolean()));
  private static final List<Filter> PEOPLE =
      List.of(
          Filter.NONE,
          new Filter("assignedTo=prov-2&", row -> is(row, "assignedTo", "prov-2")),
          new Filter("unassigned=true&", row -> !row.has("assignedTo")),
          new Filter("unassigned=false&", row -> row.has("assignedTo")),
          new Filter(
              "claimedBy=prov-1&",
              row -> row.path("claim").path("providerId").asString("").equals("prov-1")),
          new Filter("clinicId=albuquerque&", row -> is(row, "clinicId", "albuquerque")));

  @LocalServerPort int port;
  private final JsonMapper json = JsonMapper.shared();

  private record Filter(String query, Predicate<JsonNode> keeps) {

    static final Filter NONE = new Filter("", row -> true);

    Filter and(Filter other) {
      return new Filter(query + other.query, keeps.and(other.keeps));
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class StandingTime {
    @Bean
    MovableClock clock() {
      return new MovableClock(NOW);
    }
  }

  @BeforeAll
  static void a_busy_day(TestServers servers, @Autowired Review review) {
    try (StoredReviews stored = new StoredReviews(servers, review)) {
      add(stored, "green", "phoenix", RiskTier.LOW, Duration.ofHours(1));
      add(stored, "amber", "albuquerque", RiskTier.LOW, Duration.ofHours(30));
      add(stored, "red", "phoenix", RiskTier.NONE, Duration.ofDays(7));
      add(stored, "elevated", "phoenix", RiskTier.MODERATE, Duration.ofHours(2));
      add(stored, "crisis", "albuquerque", RiskTier.HIGH, Duration.ofMinutes(5));
      add(stored, "late-crisis", "phoenix", RiskTier.HIGH, Duration.ofMinutes(20));
      Instant hourAgo = NOW.minus(Duration.ofHours(1));
      var given = new Assign("prov-1", "prov-2");
      var claim = new Claim("prov-1");
      stored.add(stored.decided(hourAgo, opened("given", hourAgo), given));
      stored.add(stored.decided(NOW, opened("claimed", hourAgo), claim));
      stored.add(stored.decided(NOW, opened("given-and-claimed", hourAgo), given, claim));
      stored.add(stored.decided(NOW, opened("claimed-by-other", hourAgo), new Claim("prov-3")));
      stored.add(
          stored.decided(NOW, opened("from-nevada", hourAgo), claim, dossierFrom("NV", NOW)));
      stored.add(
          stored.decided(
              NOW, opened("asked", hourAgo), claim, new RequestInformation("prov-1", "LABS")));
      stored.add(
          stored.decided(
              NOW,
              opened("deferred", hourAgo),
              given,
              claim,
              new Defer("prov-1", "AZ", "LABS", NOW.plus(Duration.ofDays(9)))));
      stored.add(
          stored.decided(
              NOW,
              new ConcernRaised("unheard-of", "p", "change-1", "DIET", "intake-service", NOW)));
      stored.add(stored.decided(NOW, opened("over", hourAgo), given, withdrew("over")));
    }
  }

  private static ReviewCommand opened(String id, Instant at) {
    return submitted(id, "phoenix", RiskTier.LOW, at);
  }

  private static void add(
      StoredReviews stored, String id, String clinicId, RiskTier tier, Duration ago) {
    Instant at = NOW.minus(ago);
    stored.add(stored.decided(at, submitted(id, clinicId, tier, at)));
  }

  @Test
  void every_combination_of_filters_keeps_what_all_of_them_keep() {
    List<JsonNode> all =
        rows(
            "status=AWAITING_INTAKE,WAITING,CLAIMED,INFORMATION_REQUESTED,DEFERRED,CRISIS,"
                + "WITHDRAWN&");
    assertThat(all).hasSize(15);
    for (Filter status : STATUSES) {
      for (Filter urgency : URGENCIES) {
        for (Filter light : LIGHTS) {
          for (Filter person : PEOPLE) {
            Filter filter = status.and(urgency).and(light).and(person);
            assertThat(ids(rows(filter.query())))
                .as(filter.query())
                .isEqualTo(ids(all.stream().filter(filter.keeps()).toList()));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"NM, amber;crisis", "NV, from-nevada"})
  void a_licence_is_needed_where_the_clinic_or_the_patient_is(String state, String ids) {
    assertThat(ids(rows("licenceState=" + state + "&"))).containsExactlyInAnyOrder(ids.split(";"));
  }

  @Test
  void a_clinic_that_is_not_elsewhere_is_in_the_state_of_all_others() {
    assertThat(ids(rows("licenceState=AZ&")))
        .contains("green", "red", "from-nevada")
        .doesNotContain("amber", "crisis");
  }

  @Test
  void a_filtered_queue_is_read_page_by_page_in_its_order() {
    List<String> seen = new ArrayList<>();
    String query = "unassigned=true&limit=3";
    for (String cursor = ""; cursor != null; ) {
      JsonNode page = body(get("/api/reviews?" + query + cursor));
      seen.addAll(ids(page.get("reviews").valueStream().toList()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : null;
    }

    assertThat(seen)
        .startsWith("late-crisis", "crisis", "elevated", "red", "amber")
        .containsExactlyElementsOf(ids(rows("unassigned=true&")));
  }

  @Test
  void the_counts_are_of_all_that_is_not_over() {
    JsonNode counts = body(get("/api/reviews/counts"));

    assertThat(counts.get("byStatus").toString())
        .isEqualTo(
            "{\"AWAITING_INTAKE\":1,\"WAITING\":5,\"CLAIMED\":4,\"INFORMATION_REQUESTED\":1,"
                + "\"DEFERRED\":1,\"CRISIS\":2,\"APPROVED\":0,\"SUSPENDED\":0}");
    assertThat(counts.get("needingProvider").asInt()).isEqualTo(11);
    assertThat(counts.get("byUrgency").toString())
        .isEqualTo("{\"CRISIS\":2,\"SUSPENDED\":0,\"ELEVATED\":1,\"ROUTINE\":8}");
    assertThat(counts.get("byLight").toString()).isEqualTo("{\"GREEN\":6,\"AMBER\":3,\"RED\":2}");
    assertThat(counts.get("unassigned").asInt()).isEqualTo(9);
    assertThat(counts.get("overdue").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "status=nonsense, status",
    "status=WAITING&status=nonsense, status",
    "urgency=3, urgency",
    "light=blue, light",
    "overdue=perhaps, overdue",
    "unassigned=perhaps, unassigned",
    "assignedTo=Dr.+Doe, assignedTo",
    "claimedBy=, claimedBy",
    "clinicId=a%20clinic, clinicId",
    "licenceState=Arizona, licenceState",
    "limit=many, limit"
  })
  void a_filter_that_is_none_is_named(String query, String parameter) {
    ResponseEntity<String> answer = get("/api/reviews?" + query);

    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(body(answer).get("code").asString()).isEqualTo("invalid-request");
    assertThat(body(answer).at("/fields").toString()).isEqualTo("[\"" + parameter + "\"]");
  }

  private static boolean needsProvider(JsonNode row) {
    return Set.of("WAITING", "CLAIMED", "CRISIS", "SUSPENDED").contains(text(row, "status"));
  }

  private static boolean is(JsonNode row, String field, String value) {
    return text(row, field).equals(value);
  }

  private static String text(JsonNode row, String field) {
    return row.path(field).asString("");
  }

  private static List<String> ids(List<JsonNode> rows) {
    return rows.stream().map(row -> text(row, "episodeId")).toList();
  }

  private List<JsonNode> rows(String query) {
    return body(get("/api/reviews?" + query + "limit=200")).get("reviews").valueStream().toList();
  }

  private JsonNode body(ResponseEntity<String> response) {
    return json.readTree(response.getBody());
  }

  private ResponseEntity<String> get(String path) {
    return RestClient.builder()
        .baseUrl("http://localhost:" + port)
        .defaultStatusHandler(status -> true, (request, response) -> {})
        .build()
        .get()
        .uri(URI.create("http://localhost:" + port + path))
        .retrieve()
        .toEntity(String.class);
  }
}
