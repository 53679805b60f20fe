package com.telemedicalservices.scheduling;

import static com.telemedicalservices.scheduling.Http.booking;
import static com.telemedicalservices.scheduling.Http.clinic;
import static com.telemedicalservices.scheduling.Http.starts;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.telemedicalservices.contracts.Modality;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Fact;
import com.telemedicalservices.scheduling.Http.Reply;
import com.telemedicalservices.scheduling.domain.Terms;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import com.telemedicalservices.testkit.MovableClock;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.WithServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.JsonNode;

/** Many want the same chairs at the same moment. */
@WithServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BookingRaceTest {

  private static final Instant NOW = Instant.parse("2026-11-23T16:00:00Z");
  private static final int PATIENTS = 500;
  private static final int CHAIRS = 4;

  @TestConfiguration
  static class StandingClock {
    @Bean
    MovableClock clock() {
      return new MovableClock(NOW);
    }
  }

  @LocalServerPort int port;
  @Autowired AggregateStore<TreatmentState, TreatmentCommand, SchedulingEvent> treatments;
  @Autowired MongoClient mongo;

  @Test
  void of_five_hundred_who_race_for_four_chairs_four_win_and_the_others_are_offered_what_is_free(
      TestServers servers) throws Exception {
    Http http = new Http(port);
    assertThat(http.opens("phoenix", clinic(CHAIRS)).status()).isEqualTo(200);
    treatments.apply(
        IntStream.range(0, PATIENTS)
            .mapToObj(
                patient ->
                    new Fact<>(
                        "approved-" + patient, "episode-" + patient, approval(patient), null))
            .toList());
    // Three series that overlap each other in every session.
    List<List<String>> wanted =
        List.of(series("16:00:00Z"), series("17:00:00Z"), series("17:45:00Z"));

    List<Reply> replies = race(http, wanted);

    List<Reply> won = replies.stream().filter(reply -> reply.status() == 201).toList();
    List<Reply> lost = replies.stream().filter(reply -> reply.status() != 201).toList();
    assertThat(won).hasSize(CHAIRS);
    assertThat(lost)
        .hasSize(PATIENTS - CHAIRS)
        .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("409 slot-taken"));
    assertThat(claims(servers)).hasSize(CHAIRS * 6 * 9 * 4).doesNotHaveDuplicates();

    // Nobody has booked since, so what the losers were offered must still be free for one of them.
    Set<List<String>> offered = new HashSet<>();
    for (Reply loser : lost) {
      assertThat(loser.at("/alternatives").size()).isPositive();
      loser.at("/alternatives").values().forEach(each -> offered.add(starts(each)));
    }
    List<Reply> winners = new ArrayList<>(won);
    for (List<String> offer : offered) {
      assertThat(busiest(winners, offer)).isLessThan(CHAIRS);
    }

    // And who takes what is offered has a series after all.
    List<Integer> losers = losers(replies).subList(0, 12);
    for (int patient : losers) {
      Reply reply = replies.get(patient);
      for (int tries = 0; reply.status() != 201 && tries < 2; tries++) {
        JsonNode alternative = reply.at("/alternatives/" + patient % 3);
        reply =
            http.post("/api/series", booking("episode-" + patient, "phoenix", starts(alternative)));
      }
      assertThat(reply.status()).isEqualTo(201);
    }
    assertThat(claims(servers))
        .hasSize((CHAIRS + losers.size()) * 6 * 9 * 4)
        .doesNotHaveDuplicates();
  }

  private static List<Reply> race(Http http, List<List<String>> wanted) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Integer> order = new ArrayList<>(IntStream.range(0, PATIENTS).boxed().toList());
    Collections.shuffle(order, new Random(11));
    Reply[] replies = new Reply[PATIENTS];
    try (ExecutorService patients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> racing = new ArrayList<>();
      for (int patient : order) {
        racing.add(
            patients.submit(
                () -> {
                  start.await();
                  replies[patient] = book(http, patient, wanted.get(patient % wanted.size()));
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> each : racing) {
        each.get();
      }
    }
    return List.of(replies);
  }

  private static Reply book(Http http, int patient, List<String> startsAt) {
    String key = Http.key();
    Map<String, Object> booking = booking("episode-" + patient, "phoenix", startsAt);
    // On a slow machine somebody may be told to try again, or told nothing; trying is harmless.
    for (int tries = 0; ; tries++) {
      try {
        Reply reply = http.post("/api/series", key, booking);
        if (reply.status() != 503 || tries == 5) {
          return reply;
        }
      } catch (ResourceAccessException e) {
        if (tries == 5) {
          throw e;
        }
      }
    }
  }

  private static List<Integer> losers(List<Reply> replies) {
    return IntStream.range(0, PATIENTS)
        .filter(patient -> replies.get(patient).status() != 201)
        .boxed()
        .toList();
  }

  /** How many of the booked sessions overlap a session of this series, at most. */
  private static long busiest(List<Reply> booked, List<String> series) {
    return series.stream()
        .map(Instant::parse)
        .mapToLong(
            start ->
                booked.stream()
                    .flatMap(reply -> reply.texts("/sessions", "startsAt").stream())
                    .map(Instant::parse)
                    .filter(
                        taken ->
                            Duration.between(taken, start).abs().compareTo(Duration.ofMinutes(135))
                                < 0)
                    .count())
        .max()
        .orElseThrow();
  }

  private List<String> claims(TestServers servers) {
    List<String> claims = new ArrayList<>();
    for (Document document :
        mongo
            .getDatabase(servers.database())
            .getCollection("treatments")
            .find(Filters.exists("claims"))) {
      claims.addAll(document.getList("claims", String.class));
    }
    return claims;
  }

  private static List<String> series(String time) {
    return IntStream.of(1, 4, 8, 11, 15, 18)
        .mapToObj(day -> "2026-12-%02dT%s".formatted(day, time))
        .toList();
  }

  private static TreatmentCommand approval(int patient) {
    return new TreatmentCommand.Approved(
        "episode-" + patient,
        "patient-" + patient,
        "approval-" + patient,
        new Terms(
            "phoenix",
            Modality.IV_RACEMIC,
            6,
            40,
            28,
            NOW.plus(Duration.ofDays(90)),
            NOW.plus(Duration.ofDays(180)),
            "2026-11",
            NOW));
  }
}
