package com.telemedicalservices.kit.inbox;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.outbox.EventSender;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records aside that can never be applied, as they came, with where they came from and a code
 * that says why.
 */
public final class DeadLetters {

  /** The topic the record was read from. */
  public static final String TOPIC = "x-original-topic";

  /** The partition it was read from. */
  public static final String PARTITION = "x-original-partition";

  /** Its offset there. */
  public static final String OFFSET = "x-original-offset";

  /** The service that could not apply it. */
  public static final String CONSUMER = "x-consumer";

  /** Why, in kebab case. */
  public static final String REASON = "x-reason";

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final EventSender sender;
  private final String consumer;
  private final MeterRegistry meters;

  /**
   * @param sender the way to Kafka
   * @param consumer this service
   * @param meters where they are counted
   */
  public DeadLetters(EventSender sender, String consumer, MeterRegistry meters) {
    this.sender = sender;
    this.consumer = consumer;
    this.meters = meters;
  }

  /** Puts a record aside and waits until it is durable there. */
  void send(Topic topic, ConsumerRecord<?, byte[]> consumed, String reasonCode) {
    Headers headers = new RecordHeaders(consumed.headers().toArray());
    add(headers, TOPIC, consumed.topic());
    add(headers, PARTITION, Integer.toString(consumed.partition()));
    add(headers, OFFSET, Long.toString(consumed.offset()));
    add(headers, CONSUMER, consumer);
    add(headers, REASON, reasonCode);
    CompletableFuture<EventSender.Failure> fate = new CompletableFuture<>();
    EventSender.Taken taken =
        sender.send(
            new ProducerRecord<>(
                topic.deadLetterName(), null, key(consumed), consumed.value(), headers),
            fate::complete);
    if (taken != EventSender.Taken.TAKEN || await(fate) != EventSender.Failure.NONE) {
      throw new DeadLetterException();
    }
    meters
        .counter("consumer.dead-letters", "topic", consumed.topic(), "reason", reasonCode)
        .increment();
    log.error(
        "Put aside {} {}-{}: {}",
        consumed.topic(),
        consumed.partition(),
        consumed.offset(),
        reasonCode);
  }

  private static EventSender.Failure await(CompletableFuture<EventSender.Failure> fate) {
    try {
      return fate.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return EventSender.Failure.NOT_NOW;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return EventSender.Failure.NOT_NOW;
    }
  }

  private static String key(ConsumerRecord<?, byte[]> consumed) {
    return switch (consumed.key()) {
      case null -> "";
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      case Object other -> other.toString();
    };
  }

  private static void add(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The dead letter could not be put aside, so its poll must be taken again. */
  static final class DeadLetterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DeadLetterException() {
      super("The dead-letter topic does not take records now");
    }
  }
}
