package com.telemedicalservices.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

  @Test
  void hands_on_what_it_was_given() throws Exception {
    try (var broker = KafkaBroker.temporary()) {
      createTopic(broker, "facts");

      send(broker, "facts", "one");
      send(broker, "facts", "two");

      assertThat(read(broker, "facts", 2)).containsExactly("one", "two");
    }
  }

  @Test
  void keeps_its_address_and_its_log_while_it_is_away() throws Exception {
    try (var broker = KafkaBroker.temporary()) {
      createTopic(broker, "facts");
      send(broker, "facts", "before");
      var address = broker.bootstrapServers();

      broker.stop();
      assertThatThrownBy(() -> send(broker, "facts", "lost"))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
      broker.start();
      send(broker, "facts", "after");

      assertThat(broker.bootstrapServers()).isEqualTo(address);
      assertThat(read(broker, "facts", 2)).containsExactly("before", "after");
    }
  }

  @Test
  void keeps_its_log_on_disk_for_the_next_broker(@TempDir Path directory) throws Exception {
    try (var broker = KafkaBroker.onDisk(directory, 0, 0)) {
      createTopic(broker, "facts");
      send(broker, "facts", "kept");
    }

    try (var broker = KafkaBroker.onDisk(directory, 0, 0)) {
      assertThat(read(broker, "facts", 1)).containsExactly("kept");
    }
  }

  @Test
  void sends_whoever_comes_by_a_detour_where_that_detour_says(@TempDir Path directory)
      throws Exception {
    var detour = freePort();
    var sent = freePort();
    try (var _ = KafkaBroker.onDisk(directory, sent, 0, Map.of(detour, sent));
        var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + detour))) {
      assertThat(admin.describeCluster().nodes().get())
          .singleElement()
          .satisfies(node -> assertThat(node.port()).isEqualTo(sent));
    }
  }

  @Test
  void creates_no_topic_because_someone_wrote_to_it() throws Exception {
    try (var broker = KafkaBroker.temporary()) {
      assertThatThrownBy(() -> send(broker, "misspelt", "lost"))
          .isInstanceOf(ExecutionException.class);

      try (var admin = admin(broker)) {
        assertThat(admin.listTopics().names().get()).isEmpty();
      }
    }
  }

  static Admin admin(KafkaBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  static void createTopic(KafkaBroker broker, String name) throws Exception {
    try (var admin = admin(broker)) {
      admin.createTopics(Set.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  static void send(KafkaBroker broker, String topic, String value) throws Exception {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "acks",
            "all",
            "max.block.ms",
            "2000",
            "delivery.timeout.ms",
            "4000",
            "request.timeout.ms",
            "2000",
            "linger.ms",
            "0");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", value)).get();
    }
  }

  static List<String> read(KafkaBroker broker, String topic, int count) {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(Set.of(partition));
      var values = new ArrayList<String>();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
              });
      return values;
    }
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
