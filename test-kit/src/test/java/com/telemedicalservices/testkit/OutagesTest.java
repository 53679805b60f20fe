package com.telemedicalservices.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.testkit.sample.TallyApplication;
import com.telemedicalservices.testkit.servers.KafkaBroker;
import com.telemedicalservices.testkit.servers.MongoDbServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** A running service whose database or broker is taken away and given back, or which is stopped. */
@WithServers(owned = true)
@SpringBootTest(
    classes = TallyApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.application.name=tally-service",
      "spring.cloud.function.definition=reviewEvents",
      "spring.cloud.stream.bindings.reviewEvents-in-0.destination=review.events",
      "telemedical.store-patience=1s"
    })
class OutagesTest {

  private static final Duration AGES = Duration.ofSeconds(40);

  @LocalServerPort int port;

  private static RestClient http(int port) {
    return RestClient.builder()
        .baseUrl("http://localhost:" + port)
        .defaultStatusHandler(status -> true, (request, response) -> {})
        .build();
  }

  private ResponseEntity<String> post(String path, String key, String mark) {
    return post(port, path, key, mark);
  }

  private static ResponseEntity<String> post(int port, String path, String key, String mark) {
    return http(port)
        .post()
        .uri(path)
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"mark\":\"" + mark + "\"}")
        .retrieve()
        .toEntity(String.class);
  }

  private ResponseEntity<String> get(String path) {
    return get(port, path);
  }

  private static ResponseEntity<String> get(int port, String path) {
    return http(port).get().uri(path).retrieve().toEntity(String.class);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static String idOf(ResponseEntity<String> created) {
    String location = String.valueOf(created.getHeaders().getLocation());
    return location.substring(location.lastIndexOf('/') + 1);
  }

  @Test
  void without_a_database_requests_are_told_so_and_facts_wait(
      TestServers servers, MongoDbServer mongo) throws Exception {
    String before = idOf(post("/api/tallies", key(), "before"));
    String key = key();
    String noted = key();
    mongo.stop();
    try {
      ResponseEntity<String> refused = post("/api/tallies", key, "during");
      assertThat(refused.getStatusCode().value()).isEqualTo(503);
      assertThat(refused.getBody()).contains("\"code\":\"store-unavailable\"");
      assertThat(refused.getHeaders().getFirst("Retry-After")).isNotNull();
      assertThat(get("/api/tallies/" + before).getStatusCode().value()).isEqualTo(503);
      assertThat(get("/actuator/health").getBody()).contains("\"status\":\"DOWN\"");
      assertThat(get("/actuator/health/liveness").getBody()).contains("\"status\":\"UP\"");
      arrives(servers, noted, "one");
      arrives(servers, noted, "two");
      assertThat(post("/api/tallies", key, "during").getStatusCode().value()).isEqualTo(503);
    } finally {
      mongo.start();
    }

    await()
        .atMost(AGES)
        .untilAsserted(
            () -> assertThat(get("/api/tallies/" + noted).getBody()).contains("[\"one\",\"two\"]"));
    ResponseEntity<String> again = post("/api/tallies", key, "during");
    assertThat(again.getStatusCode().value()).isEqualTo(201);
    assertThat(get("/api/tallies/" + idOf(again)).getBody()).contains("[\"during\"]");
    assertThat(get("/actuator/health").getBody()).contains("\"status\":\"UP\"");
    assertThat(deadLetters(servers)).isEmpty();
  }

  private static void arrives(TestServers servers, String episode, String mark) throws Exception {
    ReviewEvent event =
        new ReviewEvent.CandidateDeclined("p", episode, mark, "prov", Instant.EPOCH);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.kafkaBrokers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topic.REVIEW.topicName(),
                  null,
                  "p",
                  new EventCodec().write(event).getBytes(StandardCharsets.UTF_8),
                  EventCodec.headers(
                      key(), "candidate.declined.v1", "/r", episode, 1, Instant.EPOCH, null)))
          .get();
    }
  }

  private static List<String> deadLetters(TestServers servers) {
    try (TopicReader reader = TopicReader.ofDeadLetters(servers, Topic.REVIEW)) {
      return reader.reasons();
    }
  }

  @Test
  void without_a_broker_requests_are_carried_out_and_their_events_arrive_later_in_order(
      TestServers servers, KafkaBroker kafka) throws Exception {
    List<String> ids = new ArrayList<>();
    kafka.stop();
    try {
      for (int i = 0; i < 5; i++) {
        ResponseEntity<String> created = post("/api/tallies", key(), "mark-0");
        assertThat(created.getStatusCode().value()).isEqualTo(201);
        ids.add(idOf(created));
      }
      for (int mark = 1; mark < 6; mark++) {
        for (String id : ids) {
          String path = "/api/tallies/" + id + "/marks";
          assertThat(post(path, key(), "mark-" + mark).getStatusCode().value()).isEqualTo(200);
        }
      }
      assertThat(get("/actuator/health").getBody()).contains("\"status\":\"UP\"");
    } finally {
      kafka.start();
    }

    await().atMost(AGES).until(() -> measured("outbox.pending") == 0);
    Map<String, List<String>> told = told(servers);
    assertThat(ids)
        .allSatisfy(
            id ->
                assertThat(told.get(id))
                    .containsExactly("mark-0", "mark-1", "mark-2", "mark-3", "mark-4", "mark-5"));
    assertThat(measured("outbox.parked")).isZero();
    String noted = key();
    arrives(servers, noted, "one");
    await()
        .atMost(AGES)
        .untilAsserted(
            () -> assertThat(get("/api/tallies/" + noted).getBody()).contains("[\"one\"]"));
  }

  private double measured(String gauge) {
    String body = String.valueOf(get("/actuator/metrics/" + gauge).getBody());
    return Double.parseDouble(body.replaceAll("(?s).*\"value\":([0-9.E]+).*", "$1"));
  }

  /** The marks told of each tally, without repetitions, in the order in which first told. */
  private static Map<String, List<String>> told(TestServers servers) {
    Map<String, List<String>> told = new ConcurrentHashMap<>();
    Set<String> seen = new HashSet<>();
    try (TopicReader reader = TopicReader.of(servers, Topic.INTAKE)) {
      for (TopicReader.Published event : reader.events()) {
        if (seen.add(event.id())) {
          told.computeIfAbsent(event.subject(), id -> new ArrayList<>())
              .add(event.body().replaceAll(".*\"changeId\":\"([^\"]*)\".*", "$1"));
        }
      }
    }
    return told;
  }

  @Test
  void an_event_too_large_for_kafka_is_shown_to_operators_and_tried_again_when_they_say_so(
      TestServers servers) throws Exception {
    String id = idOf(post("/api/tallies", key(), "before"));
    String path = "/api/tallies/" + id + "/marks";
    String large = "x".repeat(30_000);
    TopicLimit.set(servers, Topic.INTAKE, 20_000);
    try {
      assertThat(post(path, key(), large).getStatusCode().value()).isEqualTo(200);
      assertThat(post(path, key(), "behind").getStatusCode().value()).isEqualTo(200);
      await().until(() -> String.valueOf(get("/actuator/outbox").getBody()).contains(id));
      assertThat(measured("outbox.parked")).isEqualTo(1);
    } finally {
      TopicLimit.set(servers, Topic.INTAKE, 1_000_000);
    }
    ResponseEntity<String> redriven =
        http(port).post().uri("/actuator/outbox").retrieve().toEntity(String.class);

    assertThat(redriven.getBody()).contains("\"tallies\":1");
    await().until(() -> measured("outbox.pending") == 0);
    assertThat(told(servers).get(id)).containsExactly("before", large, "behind");
    assertThat(measured("outbox.parked")).isZero();
  }

  @Test
  void a_service_that_is_stopped_keeps_every_request_it_has_answered(TestServers servers)
      throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    CountDownLatch someDone = new CountDownLatch(60);
    ConfigurableApplicationContext second = secondInstance(servers);
    int itsPort = ((WebServerApplicationContext) second).getWebServer().getPort();
    try (ExecutorService people = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        people.submit(
            () -> {
              try {
                while (!Thread.currentThread().isInterrupted()) {
                  ResponseEntity<String> answer = post(itsPort, "/api/tallies", key(), "mark");
                  if (answer.getStatusCode().value() == 201) {
                    acknowledged.add(idOf(answer));
                    someDone.countDown();
                  }
                }
              } catch (ResourceAccessException e) {
                // It has stopped.
              }
            });
      }
      someDone.await();
      second.close();
      people.shutdownNow();
    }

    for (String id : acknowledged) {
      assertThat(get("/api/tallies/" + id).getStatusCode().value()).as(id).isEqualTo(200);
    }
    await().atMost(AGES).until(() -> measured("outbox.pending") == 0);
    assertThat(told(servers).keySet()).containsAll(acknowledged);
  }

  @Test
  void a_service_that_starts_before_its_database_and_broker_waits_for_them(
      TestServers servers, MongoDbServer mongo, KafkaBroker kafka) throws Exception {
    mongo.stop();
    kafka.stop();
    try (ExecutorService starter = Executors.newSingleThreadExecutor()) {
      Future<ConfigurableApplicationContext> starting =
          starter.submit(() -> secondInstance(servers));
      try {
        await()
            .during(Duration.ofSeconds(5))
            .atMost(AGES)
            .until(() -> starting.state() != Future.State.FAILED);
      } finally {
        kafka.start();
        mongo.start();
      }

      try (ConfigurableApplicationContext second = starting.get()) {
        int itsPort = ((WebServerApplicationContext) second).getWebServer().getPort();
        await()
            .atMost(AGES)
            .untilAsserted(
                () ->
                    assertThat(get(itsPort, "/actuator/health/readiness").getBody())
                        .contains("\"status\":\"UP\""));
        ResponseEntity<String> created = post(itsPort, "/api/tallies", key(), "mark");
        assertThat(created.getStatusCode().value()).isEqualTo(201);
        await().atMost(AGES).until(() -> told(servers).containsKey(idOf(created)));
      }
    }
  }

  @Test
  void two_instances_answer_a_repeated_request_the_same(TestServers servers) {
    String key = key();
    try (ConfigurableApplicationContext second = secondInstance(servers)) {
      int itsPort = ((WebServerApplicationContext) second).getWebServer().getPort();
      ResponseEntity<String> first = post("/api/tallies", key, "mark");
      ResponseEntity<String> repeated = post(itsPort, "/api/tallies", key, "mark");

      assertThat(repeated.getStatusCode()).isEqualTo(first.getStatusCode());
      assertThat(repeated.getBody()).isEqualTo(first.getBody());
      assertThat(repeated.getHeaders().getETag()).isEqualTo(first.getHeaders().getETag());
      assertThat(repeated.getHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
      assertThat(post(itsPort, "/api/tallies", key, "other").getStatusCode().value())
          .isEqualTo(422);
    }
  }

  private static ConfigurableApplicationContext secondInstance(TestServers servers) {
    List<String> arguments = new ArrayList<>();
    servers.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
    arguments.add("--spring.application.name=tally-service");
    arguments.add("--spring.cloud.function.definition=reviewEvents");
    arguments.add("--spring.cloud.stream.bindings.reviewEvents-in-0.destination=review.events");
    arguments.add("--server.port=0");
    return SpringApplication.run(TallyApplication.class, arguments.toArray(String[]::new));
  }
}
