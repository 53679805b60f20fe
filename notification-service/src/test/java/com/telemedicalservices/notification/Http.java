package com.telemedicalservices.notification;

import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls this service over HTTP. */
final class Http {

  private static final JsonMapper JSON = JsonMapper.shared();
  private final RestClient client;

  Http(int port) {
    client =
        RestClient.builder()
            .baseUrl("http://127.0.0.1:" + port)
            .defaultStatusHandler(status -> true, (request, response) -> {})
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
  }

  static String key() {
    return UUID.randomUUID().toString();
  }

  Reply get(String path) {
    return reply(client.get().uri(path).retrieve().toEntity(String.class));
  }

  Reply post(String path, String key, Object body) {
    RestClient.RequestBodySpec request = client.post().uri(path);
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    request.contentType(MediaType.APPLICATION_JSON).body(text(body));
    return reply(request.retrieve().toEntity(String.class));
  }

  Reply put(String path, String etag, Object body) {
    RestClient.RequestBodySpec request = client.put().uri(path);
    if (etag != null) {
      request.header(HttpHeaders.IF_MATCH, etag);
    }
    request.contentType(MediaType.APPLICATION_JSON).body(text(body));
    return reply(request.retrieve().toEntity(String.class));
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
