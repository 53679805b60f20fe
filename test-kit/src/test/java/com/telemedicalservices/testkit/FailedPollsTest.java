package com.telemedicalservices.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.kit.ids.Ids;
import com.telemedicalservices.kit.inbox.EventConsumers;
import com.telemedicalservices.kit.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.messaging.Message;

/** A poll that cannot be taken while the group goes on without the instance that has it in hand. */
@WithServers(owned = true)
class FailedPollsTest {

  private static final String SERVICE = "failed-polls";
  private static final Duration AGES = Duration.ofSeconds(60);

  @Test
  void what_others_have_taken_over_and_committed_meanwhile_is_not_taken_back(TestServers servers)
      throws Exception {
    Gate gate = new Gate();
    try (Group group = new Group(servers)) {
      for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
        group.tell(partition);
      }
      try (ConfigurableApplicationContext _ = instance(servers, gate)) {
        gate.somebodyIsRefused.await();
        try (ConfigurableApplicationContext _ = instance(servers, Gate.open())) {
          await().atMost(AGES).until(() -> group.at(1).size() == Topic.PARTITIONS / 2);
          Set<Integer> takenOver = group.at(1);
          for (int partition : takenOver) {
            group.tell(partition);
          }
          await().atMost(AGES).until(() -> group.at(2).equals(takenOver));

          gate.isOpen = true;
          await().atMost(AGES).until(() -> group.at(0).isEmpty());

          assertThat(group.at(2)).isEqualTo(takenOver);
        }
      }
    }
  }

  private static ConfigurableApplicationContext instance(TestServers servers, Gate gate) {
    List<String> arguments = new ArrayList<>();
    servers.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
    arguments.add("--spring.application.name=" + SERVICE);
    arguments.add("--spring.cloud.function.definition=reviewEvents");
    arguments.add("--spring.cloud.stream.bindings.reviewEvents-in-0.destination=review.events");
    arguments.add("--server.port=0");
    ApplicationContextInitializer<GenericApplicationContext> withGate =
        context -> context.registerBean(Gate.class, () -> gate);
    return new SpringApplicationBuilder(Service.class)
        .initializers(withGate)
        .run(arguments.toArray(String[]::new));
  }

  /** Hears of everything and does nothing about it. */
  @EnableAutoConfiguration
  static class Service {

    @Bean
    MovableClock clock() {
      return new MovableClock(Instant.EPOCH);
    }

    @Bean
    Consumer<Message<List<byte[]>>> reviewEvents(EventConsumers consumers, Gate gate) {
      Consumer<Message<List<byte[]>>> consumer =
          consumers.<ReviewEvent>consumer(Topic.REVIEW, event -> List.of());
      return message -> {
        gate.pass();
        consumer.accept(message);
      };
    }
  }

  /** What a consumer has to pass. */
  private static final class Gate {
    private final CountDownLatch somebodyIsRefused = new CountDownLatch(1);
    private volatile boolean isOpen;

    private static Gate open() {
      Gate gate = new Gate();
      gate.isOpen = true;
      return gate;
    }

    private void pass() {
      if (!isOpen) {
        somebodyIsRefused.countDown();
        throw new StoreUnavailableException("The gate is closed", null);
      }
    }
  }

  /** What the broker knows of the service. */
  private static final class Group implements AutoCloseable {
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;

    private Group(TestServers servers) throws Exception {
      Map<String, Object> broker = Map.of("bootstrap.servers", servers.kafkaBrokers());
      admin = Admin.create(broker);
      producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
      admin
          .createTopics(
              List.of(new NewTopic(Topic.REVIEW.topicName(), Topic.PARTITIONS, (short) 1)))
          .all()
          .get();
    }

    private void tell(int partition) throws Exception {
      ReviewEvent event =
          new ReviewEvent.CandidateDeclined("p", "episode", "reason", "prov", Instant.EPOCH);
      producer
          .send(
              new ProducerRecord<>(
                  Topic.REVIEW.topicName(),
                  partition,
                  "p",
                  new EventCodec().write(event).getBytes(StandardCharsets.UTF_8),
                  EventCodec.headers(
                      Ids.timeOrdered().next(),
                      "candidate.declined.v1",
                      "/r",
                      "episode",
                      1,
                      Instant.EPOCH,
                      null)))
          .get();
    }

    /** The partitions of which the service has committed as many events. */
    private Set<Integer> at(long offset) throws Exception {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(SERVICE).partitionsToOffsetAndMetadata().get();
      return IntStream.range(0, Topic.PARTITIONS)
          .filter(partition -> offset == offsetOf(committed, partition))
          .boxed()
          .collect(Collectors.toSet());
    }

    private static long offsetOf(Map<TopicPartition, OffsetAndMetadata> committed, int partition) {
      OffsetAndMetadata offset =
          committed.get(new TopicPartition(Topic.REVIEW.topicName(), partition));
      return offset == null ? 0 : offset.offset();
    }

    @Override
    public void close() {
      producer.close();
      admin.close();
    }
  }
}
