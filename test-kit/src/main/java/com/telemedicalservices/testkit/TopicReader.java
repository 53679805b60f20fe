package com.telemedicalservices.testkit;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, for a test that wants to see what was published. */
public final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final String topic;
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

  private TopicReader(TestServers servers, String topic) {
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers.kafkaBrokers(), "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Reads the events of a topic. */
  public static TopicReader of(TestServers servers, Topic topic) {
    return new TopicReader(servers, topic.topicName());
  }

  /** Reads what could not be applied from a topic. */
  public static TopicReader ofDeadLetters(TestServers servers, Topic topic) {
    return new TopicReader(servers, topic.deadLetterName());
  }

  /** Everything on the topic by now, in order within each partition. */
  public List<ConsumerRecord<String, byte[]>> records() {
    if (consumer.assignment().isEmpty()) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList());
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
    }
    return List.copyOf(seen);
  }

  /**
   * An event as it was published.
   *
   * @param id its identity; a repetition has the same
   * @param type its name on the wire
   * @param subject the aggregate it is about
   * @param sequence its place among the aggregate's events
   * @param body as JSON
   */
  public record Published(String id, String type, String subject, long sequence, String body) {}

  /** Everything on the topic by now, as events. */
  public List<Published> events() {
    return records().stream()
        .map(
            message ->
                new Published(
                    text(message, EventHeaders.ID),
                    text(message, EventHeaders.TYPE),
                    text(message, EventHeaders.SUBJECT),
                    Long.parseLong(text(message, EventHeaders.SEQUENCE)),
                    new String(message.value(), StandardCharsets.UTF_8)))
        .toList();
  }

  private static String text(ConsumerRecord<String, byte[]> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** The aggregates the events are about. */
  public List<String> subjects() {
    return header("ce_subject");
  }

  /** Why records were put aside. */
  public List<String> reasons() {
    return header("x-reason");
  }

  /** The value of one header of every record that has it. */
  public List<String> header(String name) {
    List<String> values = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> message : records()) {
      Header header = message.headers().lastHeader(name);
      if (header != null) {
        values.add(new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
