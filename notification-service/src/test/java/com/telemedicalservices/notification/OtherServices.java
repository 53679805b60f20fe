package com.telemedicalservices.notification;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventCatalog;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.events.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services, as far as they can be heard here: by their events. */
final class OtherServices implements AutoCloseable {

  private final Clock clock;
  private final KafkaProducer<String, byte[]> producer;

  OtherServices(String brokers, Clock clock) {
    this.clock = clock;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Tells of an event and returns its id. */
  String tell(Event event) {
    return tellAgain(UUID.randomUUID().toString(), event);
  }

  /** Tells of an event under an id given, to tell it twice. */
  String tellAgain(String id, Event event) {
    send(
        Topic.of(event.getClass()),
        event.patientId(),
        id,
        EventCatalog.wireName(event.getClass()),
        new EventCodec().write(event));
    return id;
  }

  /** Sends something that is no event. */
  void babble(Topic topic, String patientId, String type, String body) {
    send(topic, patientId, UUID.randomUUID().toString(), type, body);
  }

  private void send(Topic topic, String patientId, String id, String type, String body) {
    producer.send(
        new ProducerRecord<>(
            topic.topicName(),
            null,
            patientId,
            body.getBytes(StandardCharsets.UTF_8),
            EventCodec.headers(
                id, type, "/" + topic.producer(), patientId, 1, clock.instant(), null)));
  }

  @Override
  public void close() {
    producer.close();
  }
}
