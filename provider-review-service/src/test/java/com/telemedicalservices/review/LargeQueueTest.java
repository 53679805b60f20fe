package com.telemedicalservices.review;

import static com.telemedicalservices.review.StoredReviews.submitted;
import static com.telemedicalservices.review.StoredReviews.withdrew;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.review.domain.Review;
import com.telemedicalservices.review.domain.ReviewCommand.Assign;
import com.telemedicalservices.testkit.MovableClock;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.WithServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** A queue of some hundred reviews before a hundred thousand that are over. */
@WithServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("local")
class LargeQueueTest {

  private static final Instant NOW = Instant.parse("2026-12-01T16:00:00Z");
  private static final int OVER = 100_000;
  private static final int WAITING = 250;
  private static final int GIVEN = 50;

  @LocalServerPort int port;

  @TestConfiguration(proxyBeanMethods = false)
  static class StandingTime {
    @Bean
    MovableClock clock() {
      return new MovableClock(NOW);
    }
  }

  @BeforeAll
  static void years_of_work(TestServers servers, @Autowired Review review) {
    Instant yesterday = NOW.minus(Duration.ofHours(30));
    try (StoredReviews stored = new StoredReviews(servers, review)) {
      stored.addCopies(
          stored.decided(
              yesterday, submitted("over", "phoenix", RiskTier.LOW, yesterday), withdrew("over")),
          OVER);
      stored.addCopies(
          stored.decided(NOW, submitted("waiting", "phoenix", RiskTier.LOW, NOW)), WAITING);
      stored.addCopies(
          stored.decided(
              yesterday,
              submitted("given", "phoenix", RiskTier.LOW, yesterday),
              new Assign("prov-1", "prov-2")),
          GIVEN);
    }
  }

  @Test
  void the_queue_has_all_that_wait_and_nothing_that_is_over() {
    List<String> seen = new ArrayList<>();
    for (String cursor = ""; cursor != null; ) {
      JsonNode page = get("/api/reviews?limit=200" + cursor);
      page.get("reviews").forEach(row -> seen.add(row.get("episodeId").asString()));
      cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : null;
    }

    assertThat(seen)
        .isEqualTo(Stream.concat(sorted("given", GIVEN), sorted("waiting", WAITING)).toList());
  }

  private static Stream<String> sorted(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> name + "-" + i).sorted();
  }

  @Test
  void one_provider_sees_what_waits_for_them() {
    JsonNode page = get("/api/reviews?limit=200&assignedTo=prov-2&light=AMBER");

    assertThat(page.get("reviews").valueStream().map(row -> row.get("episodeId").asString()))
        .containsExactlyElementsOf(sorted("given", GIVEN).toList());
  }

  @Test
  void the_counts_are_of_what_waits() {
    JsonNode counts = get("/api/reviews/counts");

    assertThat(counts.at("/byStatus/WAITING").asInt()).isEqualTo(WAITING + GIVEN);
    assertThat(counts.at("/byStatus").has("WITHDRAWN")).isFalse();
    assertThat(counts.at("/byLight/GREEN").asInt()).isEqualTo(WAITING);
    assertThat(counts.at("/byLight/AMBER").asInt()).isEqualTo(GIVEN);
    assertThat(counts.at("/unassigned").asInt()).isEqualTo(WAITING);
  }

  private JsonNode get(String path) {
    return RestClient.create("http://localhost:" + port)
        .get()
        .uri(path)
        .retrieve()
        .requiredBody(JsonNode.class);
  }
}
