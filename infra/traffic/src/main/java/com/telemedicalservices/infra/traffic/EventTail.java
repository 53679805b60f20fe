package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.infra.traffic.audit.EventLog;
import com.telemedicalservices.infra.traffic.audit.SeenEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads every topic from its beginning to its moving end, as a consumer of its own that commits
 * nothing and disturbs nobody.
 */
final class EventTail implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final String brokers;
  private final EventLog events = new EventLog();
  private final EventLog deadLetters = new EventLog();
  private final Map<TopicPartition, Long> read = new ConcurrentHashMap<>();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread;

  EventTail(String brokers) {
    this.brokers = brokers;
    this.consumer = consumer();
    this.thread = Thread.ofPlatform().daemon().name("event-tail").start(this::run);
  }

  /** What has been seen on the topics. */
  EventLog events() {
    return events;
  }

  /** What has been seen on the dead-letter topics. */
  EventLog deadLetters() {
    return deadLetters;
  }

  /** Whether it has read at least up to these ends. */
  boolean hasRead(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            1000);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void run() {
    try (consumer) {
      List<TopicPartition> partitions = partitions();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!stopped.get()) {
        try {
          for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
            take(each);
          }
        } catch (WakeupException e) {
          return;
        } catch (KafkaException e) {
          // The broker is away; the client itself waits for it to come back.
        }
      }
    } catch (WakeupException e) {
      // Told to stop.
    }
  }

  private List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      for (String name : List.of(topic.topicName(), topic.deadLetterName())) {
        for (PartitionInfo partition : consumer.partitionsFor(name)) {
          partitions.add(new TopicPartition(name, partition.partition()));
        }
      }
    }
    return partitions;
  }

  private void take(ConsumerRecord<String, byte[]> each) {
    SeenEvent event =
        new SeenEvent(
            each.topic(),
            each.partition(),
            each.offset(),
            header(each, "ce_id"),
            header(each, "ce_type"),
            header(each, "ce_subject"),
            number(header(each, "ce_sequence")),
            time(header(each, "ce_time")),
            each.value() == null ? "" : new String(each.value(), StandardCharsets.UTF_8));
    boolean dead = each.topic().endsWith(".dlt");
    (dead ? deadLetters : events).add(event);
    read.put(new TopicPartition(each.topic(), each.partition()), each.offset() + 1);
  }

  private static String header(ConsumerRecord<?, ?> each, String name) {
    return Optional.ofNullable(each.headers().lastHeader(name))
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .orElse("");
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  @Override
  public void close() {
    stopped.set(true);
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
