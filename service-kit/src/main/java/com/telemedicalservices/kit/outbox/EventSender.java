package com.telemedicalservices.kit.outbox;

import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The way to Kafka. */
public interface EventSender extends AutoCloseable {

  /** Whether a message was taken for sending. */
  enum Taken {
    /** It is on its way; its fate is told later. */
    TAKEN,
    /** The broker is away or busy; try again. */
    NOT_NOW,
    /** It can never be sent as it is. */
    NEVER
  }

  /** What went wrong with a message that was taken. */
  enum Failure {
    NONE,
    NOT_NOW,
    NEVER
  }

  /** Hands a message over; messages handed over in order arrive in order. */
  Taken send(ProducerRecord<String, byte[]> message, Consumer<Failure> settled);

  @Override
  void close();
}
