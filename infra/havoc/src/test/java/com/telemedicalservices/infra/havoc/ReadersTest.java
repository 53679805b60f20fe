package com.telemedicalservices.infra.havoc;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.infra.local.Service;
import com.telemedicalservices.testkit.servers.KafkaBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An instance that has stopped to read is seen, though another reads what it should. */
class ReadersTest {

  private static final String SERVICE = Service.INTAKE.serviceName();

  @Test
  void services_of_which_every_instance_reads_miss_nobody() {
    var readers = new Readers(Map.of("intake-service", Map.of("review.events", 2L)));

    assertThat(readers.missing(2)).isEmpty();
  }

  @Test
  void an_instance_that_reads_one_topic_less_is_told() {
    var readers =
        new Readers(
            Map.of(
                "intake-service",
                Map.of("review.events", 2L),
                "scheduling-service",
                Map.of("intake.events", 2L, "review.events", 1L)));

    assertThat(readers.missing(2))
        .containsExactly("scheduling-service: 1 of 2 instances read review.events");
  }

  @Test
  void a_service_of_which_nobody_reads_is_told() {
    var readers = new Readers(Map.of("intake-service", Map.of()));

    assertThat(readers.missing(2)).containsExactly("intake-service reads nothing");
  }

  @Test
  void a_broker_knows_who_reads_and_who_has_stopped() throws Exception {
    try (var broker = KafkaBroker.temporary();
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("a.topic", 2, (short) 1))).all().get();
      try (var one = reader(broker)) {
        try (var other = reader(broker)) {
          read(one, other);
          assertThat(of(admin)).containsExactly(Map.entry("a.topic", 2L));
        }
        read(one);
        assertThat(of(admin)).containsExactly(Map.entry("a.topic", 1L));
      }

      assertThat(of(admin)).as("nobody is left").containsExactly(Map.entry("a.topic", 0L));
      assertThat(Readers.of(admin).services().get("scheduling-service")).isEmpty();
    }
  }

  private static Map<String, Long> of(Admin admin) throws InterruptedException {
    return Readers.of(admin).services().getOrDefault(SERVICE, Map.of());
  }

  private static KafkaConsumer<byte[], byte[]> reader(KafkaBroker broker) {
    var reader =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                SERVICE,
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    reader.subscribe(List.of("a.topic"));
    return reader;
  }

  /** Lets them read until they share the topic, and commit where they are. */
  @SafeVarargs
  private static void read(KafkaConsumer<byte[], byte[]>... readers) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              List.of(readers).forEach(reader -> reader.poll(Duration.ofMillis(50)));
              return List.of(readers).stream()
                  .allMatch(reader -> reader.assignment().size() == 2 / readers.length);
            });
    List.of(readers).forEach(KafkaConsumer::commitSync);
  }
}
