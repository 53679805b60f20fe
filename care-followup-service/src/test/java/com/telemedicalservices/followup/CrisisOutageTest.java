package com.telemedicalservices.followup;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.testkit.WithServers;
import com.telemedicalservices.testkit.servers.MongoDbServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

@WithServers(owned = true)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "telemedical.store-patience=2s")
class CrisisOutageTest {

  @LocalServerPort int port;

  @Test
  void when_nothing_works_a_person_in_danger_is_told_whom_to_call_all_the_same(
      MongoDbServer mongo) {
    mongo.stop();

    ResponseEntity<String> answered =
        RestClient.create()
            .post()
            .uri("http://localhost:" + port + "/api/check-ins/episode-1.w1/responses")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .contentType(MediaType.APPLICATION_JSON)
            .body("{\"answers\":{\"cssrs-slc-4\":1},\"sideEffects\":[]}")
            .retrieve()
            .onStatus(status -> true, (request, response) -> {})
            .toEntity(String.class);

    assertThat(answered.getStatusCode().value()).isEqualTo(503);
    assertThat(answered.getBody())
        .contains("store-unavailable", "988", "911", "nobody there has been told");
  }
}
