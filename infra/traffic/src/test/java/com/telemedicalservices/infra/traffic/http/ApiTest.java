package com.telemedicalservices.infra.traffic.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.telemedicalservices.infra.local.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTest {

  private static final int HANG_UP = 0;

  private final Deque<Integer> statuses = new ArrayDeque<>();
  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
  private final List<String> actors = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  @BeforeEach
  void start_a_server_that_answers_as_it_is_told() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop_it() {
    server.stop(0);
  }

  @Test
  void an_answer_comes_with_its_entity_tag_and_body() {
    Answer answer = api(Duration.ofSeconds(5)).get(Service.INTAKE, "/api/intakes/1");

    assertThat(answer.ok()).isTrue();
    assertThat(answer.entityTag()).isEqualTo("\"7\"");
    assertThat(answer.text("episodeId")).isEqualTo("e-1");
    assertThat(answer.tries()).isEqualTo(1);
  }

  @Test
  void whoever_reads_says_who_they_are() {
    Api api = api(Duration.ofSeconds(5));

    api.get(Service.INTAKE, "/api/intakes/1");
    api.get(Service.INTAKE, "/api/intakes/1", "prov-1");

    assertThat(actors).containsExactly("demo-onlooker", "prov-1");
  }

  @Test
  void a_request_that_is_cut_off_is_sent_again_under_the_same_key() {
    statuses.addAll(List.of(HANG_UP, HANG_UP));

    Answer answer =
        api(Duration.ofSeconds(20))
            .post(Service.INTAKE, "/api/intakes", "p-1", "key-12345", Map.of());

    assertThat(answer.ok()).isTrue();
    assertThat(keys).hasSizeGreaterThan(1).containsOnly("key-12345");
  }

  @Test
  void not_now_is_no_answer() {
    statuses.addAll(List.of(503, 503));
    Api api = api(Duration.ofSeconds(20));

    assertThat(api.get(Service.INTAKE, "/api/intakes/1").ok()).isTrue();
    assertThat(api.retries()).isEqualTo(2);
    assertThat(api.waiting()).isZero();
  }

  @Test
  void a_refusal_is_an_answer() {
    statuses.add(409);
    Api api = api(Duration.ofSeconds(5));

    Answer answer = api.get(Service.INTAKE, "/api/intakes/1");

    assertThat(answer.refusedWith("wrong-state")).isTrue();
    assertThat(api.retries()).isZero();
  }

  @Test
  void a_service_that_goes_on_failing_is_not_asked_for_ever() {
    statuses.addAll(Collections.nCopies(10, 500));

    assertThat(api(Duration.ofSeconds(20)).get(Service.INTAKE, "/x").status()).isEqualTo(500);
    assertThat(statuses).hasSize(6);
  }

  @Test
  void the_next_instance_is_asked_when_one_is_away() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    Api api =
        new Api(
            Map.of(
                Service.INTAKE, List.of(address(closed), address(server.getAddress().getPort()))),
            Duration.ofSeconds(10));

    assertThat(api.get(Service.INTAKE, "/api/intakes/1").ok()).isTrue();
    assertThat(api.get(Service.INTAKE, "/api/intakes/1").ok()).isTrue();
  }

  @Test
  void patience_comes_to_an_end() {
    statuses.addAll(Collections.nCopies(1000, 503));

    assertThatThrownBy(() -> api(Duration.ofMillis(300)).get(Service.INTAKE, "/api/intakes/1"))
        .isInstanceOf(NoAnswerException.class)
        .hasMessageContaining("intake-service was not answered");
  }

  private Api api(Duration patience) {
    return new Api(
        Map.of(Service.INTAKE, List.of(address(server.getAddress().getPort()))), patience);
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private void answer(HttpExchange exchange) throws IOException {
    actors.add(exchange.getRequestHeaders().getFirst("X-Actor-Id"));
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (key != null) {
      keys.add(key);
    }
    Integer status = statuses.poll();
    if (status != null && status == HANG_UP) {
      exchange.close();
      return;
    }
    String body = status == null ? "{\"episodeId\":\"e-1\"}" : "{\"code\":\"wrong-state\"}";
    exchange.getResponseHeaders().set("ETag", "\"7\"");
    exchange.sendResponseHeaders(status == null ? 200 : status, body.length());
    exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }
}
