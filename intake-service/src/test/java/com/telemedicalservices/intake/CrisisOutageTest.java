package com.telemedicalservices.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.intake.Http.Reply;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.TopicReader;
import com.telemedicalservices.testkit.WithServers;
import com.telemedicalservices.testkit.servers.KafkaBroker;
import com.telemedicalservices.testkit.servers.MongoDbServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A patient at HIGH risk, while what the service stands on is away. */
@WithServers(owned = true)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "telemedical.store-patience=2s")
@ExtendWith(OutputCaptureExtension.class)
class CrisisOutageTest {

  @LocalServerPort int port;
  private Http http;

  @BeforeEach
  void a_browser() {
    http = new Http(port);
  }

  @Test
  void the_card_is_shown_without_kafka_and_the_signal_is_told_when_it_is_back(
      TestServers servers, KafkaBroker kafka) {
    String intake = http.completed();
    kafka.stop();

    Reply saved = http.putLatest(intake, "/forms/c-ssrs-screener", Http.screener("NYNYNN-"));
    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.at("/crisis/contacts/0/number").asString()).isEqualTo("988");
    Reply submitted = http.post(intake + "/submit", "");
    assertThat(submitted.status()).isEqualTo(200);
    assertThat(submitted.at("/status").asString()).isEqualTo("CRISIS_HOLD");
    assertThat(submitted.at("/crisis/level").asString()).isEqualTo("HIGH");

    kafka.start();
    try (TopicReader told = TopicReader.of(servers, Topic.INTAKE)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(told.header("ce_type"))
                      .contains("crisis.flagged.v1", "intake.submitted.v1"));
    }
  }

  @Test
  void the_card_is_shown_without_a_database_and_says_that_nobody_was_told(
      MongoDbServer mongo, CapturedOutput output) {
    String intake = http.opened();
    String seen = http.get(intake).etag();
    mongo.stop();

    Reply refused = http.put(intake + "/forms/c-ssrs-screener", seen, Http.screener("NYNYNN-"));
    assertThat(refused.code()).isEqualTo("503 store-unavailable");
    assertThat(refused.at("/crisis/contacts/0/number").asString()).isEqualTo("988");
    assertThat(refused.at("/crisis/contacts/1/number").asString()).isEqualTo("911");
    assertThat(refused.at("/crisis/next").asString()).contains("NOT been alerted");
    assertThat(output).contains("A person in danger is answered although nothing was kept: 503");

    mongo.start();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        http.putLatest(intake, "/forms/c-ssrs-screener", Http.screener("NYNYNN-"))
                            .at("/crisis/next")
                            .asString(""))
                    .contains("are being passed on"));
  }
}
