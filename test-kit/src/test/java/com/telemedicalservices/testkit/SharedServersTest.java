package com.telemedicalservices.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.telemedicalservices.testkit.servers.KafkaBroker;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SharedServersTest {

  @Test
  void the_environment_wins() {
    var environment = Map.of("KAFKA_BROKERS", "kafka:1", "MONGODB_URI", "mongodb://mongo:2");
    var servers =
        new SharedServers(
            environment::get,
            () -> {
              throw new AssertionError("nobody needs a Docker engine");
            });

    assertThat(servers.kafkaBrokers()).isEqualTo("kafka:1");
    assertThat(servers.mongoUri()).isEqualTo("mongodb://mongo:2");
  }

  @Test
  void without_a_docker_engine_they_run_in_this_jvm() {
    var servers = new SharedServers(_ -> null, () -> false);

    assertThat(servers.kafkaBrokers()).startsWith("127.0.0.1:");
    assertThat(servers.mongoUri()).startsWith("mongodb://127.0.0.1:");
  }

  @Test
  void a_broker_from_outside_with_topics_of_somebody_else_is_left_alone() throws Exception {
    try (var broker = KafkaBroker.temporary();
        var admin = admin(broker)) {
      create(admin, "somebodys.data");
      var servers = given(broker);

      assertThatThrownBy(servers::emptyKafka)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("topics that no test made");
      assertThat(admin.listTopics().names().get()).containsExactly("somebodys.data");
    }
  }

  @Test
  void an_empty_broker_from_outside_is_marked_and_then_emptied_for_each_class() throws Exception {
    try (var broker = KafkaBroker.temporary();
        var admin = admin(broker)) {
      var servers = given(broker);
      servers.emptyKafka();
      create(admin, "intake.events");

      servers.emptyKafka();

      assertThat(admin.listTopics().names().get()).containsExactly(SharedServers.MARKER_TOPIC);
    }
  }

  @Test
  void emptying_deletes_groups_even_of_a_consumer_that_died_without_leaving() throws Exception {
    try (var broker = KafkaBroker.temporary();
        var admin = admin(broker)) {
      var servers = given(broker);
      servers.emptyKafka();
      create(admin, "intake.events");
      var settings =
          Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers(), "group.id", "g");
      try (var consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
        consumer.subscribe(Set.of("intake.events"));
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> {
                  consumer.poll(Duration.ofMillis(100));
                  return !consumer.assignment().isEmpty();
                });

        servers.emptyKafka();

        assertThat(admin.listGroups().all().get()).isEmpty();
      }
    }
  }

  private static SharedServers given(KafkaBroker broker) {
    var environment = Map.of("KAFKA_BROKERS", broker.bootstrapServers());
    return new SharedServers(environment::get, () -> false);
  }

  private static Admin admin(KafkaBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static void create(Admin admin, String topic) throws Exception {
    admin.createTopics(Set.of(new NewTopic(topic, 1, (short) 1))).all().get();
  }
}
