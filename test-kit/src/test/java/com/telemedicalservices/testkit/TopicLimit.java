package com.telemedicalservices.testkit;

import static org.awaitility.Awaitility.await;

import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.events.EventCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How large a record the broker takes. */
public final class TopicLimit {

  /** The identity of the records that find out whether a limit is in force. */
  public static final String PROBE = "probe";

  private TopicLimit() {}

  /** Sets it, and waits until it is in force. */
  public static void set(TestServers servers, Topic topic, int bytes) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBrokers()))) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
      ConfigEntry limit =
          new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
      admin
          .incrementalAlterConfigs(
              Map.of(resource, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.kafkaBrokers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      await().until(() -> isTaken(producer, topic) == (bytes >= 30_000));
    }
  }

  private static boolean isTaken(KafkaProducer<String, byte[]> producer, Topic topic)
      throws InterruptedException, ExecutionException {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  topic.topicName(),
                  null,
                  PROBE,
                  new byte[30_000],
                  EventCodec.headers(PROBE, PROBE, PROBE, PROBE, 1, Instant.EPOCH, null)))
          .get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        return false;
      }
      throw e;
    }
  }
}
