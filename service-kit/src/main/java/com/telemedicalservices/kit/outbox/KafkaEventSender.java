package com.telemedicalservices.kit.outbox;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's own producer: idempotent, acknowledged by all replicas, patient for as long as it takes.
 */
public final class KafkaEventSender implements EventSender {

  private final KafkaProducer<String, byte[]> producer;

  /**
   * @param brokers bootstrap servers
   * @param clientId how the broker knows this process
   */
  public KafkaEventSender(String brokers, String clientId) {
    this.producer =
        new KafkaProducer<>(
            Map.ofEntries(
                entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                entry(ProducerConfig.CLIENT_ID_CONFIG, clientId),
                entry(ProducerConfig.ACKS_CONFIG, "all"),
                entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_DEAD_LETTER_BYTES),
                entry(ProducerConfig.LINGER_MS_CONFIG, 1),
                // An outage is waited out in order; giving one message up would let the next
                // overtake it.
                entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE),
                entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000),
                entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000),
                entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000),
                // Else each of some hundred metrics becomes a JMX bean, which nobody looks at.
                entry(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "")),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @Override
  public Taken send(ProducerRecord<String, byte[]> message, Consumer<Failure> settled) {
    try {
      // Its fate is told by the callback.
      Future<RecordMetadata> _ =
          producer.send(message, (metadata, exception) -> settled.accept(failure(exception)));
      return Taken.TAKEN;
    } catch (TimeoutException e) {
      return Taken.NOT_NOW;
    } catch (KafkaException e) {
      return failure(e) == Failure.NEVER ? Taken.NEVER : Taken.NOT_NOW;
    }
  }

  private static Failure failure(@Nullable Exception exception) {
    return switch (exception) {
      case null -> Failure.NONE;
      case RecordTooLargeException e -> Failure.NEVER;
      case SerializationException e -> Failure.NEVER;
      case InvalidTopicException e -> Failure.NEVER;
      case Exception e -> Failure.NOT_NOW;
    };
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(3));
  }
}
