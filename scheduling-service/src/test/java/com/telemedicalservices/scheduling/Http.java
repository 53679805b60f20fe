package com.telemedicalservices.scheduling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at the front desk, with a browser. */
final class Http {

  private static final JsonMapper JSON = JsonMapper.shared();
  private final RestClient client;

  Http(int port) {
    client =
        RestClient.builder()
            .baseUrl("http://localhost:" + port)
            .defaultStatusHandler(status -> true, (request, response) -> {})
            .defaultHeader("X-Actor-Id", "staff-7")
            .build();
  }

  /** What the service answered. */
  record Reply(int status, String etag, HttpHeaders headers, String text) {
    JsonNode at(String pointer) {
      return JSON.readTree(text).at(pointer);
    }

    String code() {
      return status + " " + at("/code").asString("no code");
    }

    List<String> texts(String pointer, String field) {
      return at(pointer).values().stream().map(node -> node.path(field).asString()).toList();
    }
  }

  static String key() {
    return UUID.randomUUID().toString();
  }

  Reply get(String path) {
    return reply(client.get().uri(path).retrieve().toEntity(String.class));
  }

  Reply post(String path, Object body) {
    return post(path, key(), body);
  }

  Reply post(String path, String key, Object body) {
    return reply(
        client
            .post()
            .uri(path)
            .header("Idempotency-Key", key)
            .contentType(MediaType.APPLICATION_JSON)
            .body(text(body))
            .retrieve()
            .toEntity(String.class));
  }

  Reply postWithoutHeaders(String path, Object body) {
    return reply(
        client
            .post()
            .uri(path)
            .headers(headers -> headers.remove("X-Actor-Id"))
            .contentType(MediaType.APPLICATION_JSON)
            .body(text(body))
            .retrieve()
            .toEntity(String.class));
  }

  Reply post(String path, String key, String etag, Object body) {
    return reply(
        client
            .post()
            .uri(path)
            .header("Idempotency-Key", key)
            .header(HttpHeaders.IF_MATCH, etag)
            .contentType(MediaType.APPLICATION_JSON)
            .body(text(body))
            .retrieve()
            .toEntity(String.class));
  }

  Reply put(String path, String header, String value, Object body) {
    return reply(
        client
            .put()
            .uri(path)
            .header(header, value)
            .contentType(MediaType.APPLICATION_JSON)
            .body(text(body))
            .retrieve()
            .toEntity(String.class));
  }

  /** Creates a clinic. */
  Reply opens(String clinicId, Map<String, Object> clinic) {
    return put("/api/clinics/" + clinicId, HttpHeaders.IF_NONE_MATCH, "*", clinic);
  }

  /** A clinic open from eight to five on weekdays, with so many of each. */
  static Map<String, Object> clinic(int chairs) {
    Map<String, Object> clinic = new HashMap<>();
    clinic.put("name", "Phoenix");
    clinic.put("zone", "America/Phoenix");
    clinic.put(
        "hours",
        Stream.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY")
            .map(day -> Map.of("day", day, "opens", "08:00", "closes", "17:00"))
            .toList());
    clinic.put("chairs", resources("chair", chairs));
    clinic.put("nurses", resources("nurse", chairs));
    clinic.put("prescribers", List.of(Map.of("id", "doc", "capacity", chairs)));
    return clinic;
  }

  private static List<Map<String, String>> resources(String name, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> Map.of("id", name + "-" + number))
        .toList();
  }

  /** The starts of a proposal, or of an alternative. */
  static List<String> starts(JsonNode proposal) {
    return proposal.at("/sessions").values().stream()
        .map(session -> session.path("startsAt").asString())
        .toList();
  }

  static Map<String, Object> booking(String episodeId, String clinicId, List<String> startsAt) {
    return Map.of("episodeId", episodeId, "clinicId", clinicId, "startsAt", startsAt);
  }

  private static String text(Object body) {
    return body instanceof String text ? text : JSON.writeValueAsString(body);
  }

  private static Reply reply(ResponseEntity<String> response) {
    return new Reply(
        response.getStatusCode().value(),
        response.getHeaders().getETag(),
        response.getHeaders(),
        response.getBody() == null ? "" : response.getBody());
  }
}
