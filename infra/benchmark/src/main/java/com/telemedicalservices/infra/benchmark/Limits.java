package com.telemedicalservices.infra.benchmark;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;

/** What this machine can do at most: its disk, and Kafka and MongoDB without us. */
final class Limits {

  private static final int SYNCS = 300;
  private static final int MESSAGES = 20_000;
  private static final int WRITERS = 32;
  private static final int DOCUMENTS = 4_000;
  private static final int BULK = 200;

  private Limits() {}

  /** Milliseconds that one small append takes until it is on disk: median and 99th percentile. */
  static double[] syncMillis(Path directory) {
    Histogram histogram = new Histogram(3);
    try {
      Files.createDirectories(directory);
      Path file = Files.createTempFile(directory, "sync", ".bin");
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        for (int i = 0; i < SYNCS; i++) {
          long begin = System.nanoTime();
          channel.write(ByteBuffer.allocate(4096));
          channel.force(false);
          histogram.recordValue(System.nanoTime() - begin);
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new double[] {
      histogram.getValueAtPercentile(50) / 1e6, histogram.getValueAtPercentile(99) / 1e6
    };
  }

  /** Messages a second from producer to consumer, acknowledged by all replicas. */
  static double kafkaPerSecond(String brokers) {
    String topic = "bench-" + UUID.randomUUID();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers, "acks", "all", "linger.ms", "1"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      byte[] body = new byte[600];
      long begin = System.nanoTime();
      Thread sender =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < MESSAGES; i++) {
                      var _ = producer.send(new ProducerRecord<>(topic, body));
                    }
                    producer.flush();
                  });
      int seen = 0;
      while (seen < MESSAGES) {
        for (ConsumerRecord<byte[], byte[]> _ : consumer.poll(Duration.ofMillis(100))) {
          seen++;
        }
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      sender.join();
      admin.deleteTopics(List.of(topic)).all().get();
      return MESSAGES / seconds;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("Kafka does not answer", e);
    }
  }

  /** Documents a second, journaled: one at a time by 32 writers, and in bulks of 200. */
  static double[] mongoPerSecond(String uri) {
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri))
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .retryWrites(false)
            .build();
    try (MongoClient client = MongoClients.create(settings)) {
      MongoCollection<Document> collection =
          client.getDatabase("benchmark").getCollection("limits");
      collection.drop();
      double single = singles(collection);
      double bulk = bulks(collection);
      collection.drop();
      return new double[] {single, bulk};
    }
  }

  private static double singles(MongoCollection<Document> collection) {
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.execute(
            () -> {
              while (next.getAndIncrement() < DOCUMENTS) {
                collection.insertOne(document());
              }
            });
      }
      writers.shutdown();
      if (!writers.awaitTermination(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("MongoDB does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
    return DOCUMENTS / ((System.nanoTime() - begin) / 1e9);
  }

  private static double bulks(MongoCollection<Document> collection) {
    long begin = System.nanoTime();
    for (int done = 0; done < DOCUMENTS; done += BULK) {
      List<UpdateOneModel<Document>> bulk = new ArrayList<>(BULK);
      for (int i = 0; i < BULK; i++) {
        Document document = document();
        bulk.add(
            new UpdateOneModel<>(
                Filters.and(
                    Filters.eq("_id", document.getString("_id")), Filters.eq("version", 0L)),
                Updates.combine(
                    Updates.inc("version", 1L), Updates.set("state", document.getString("body"))),
                new UpdateOptions().upsert(true)));
      }
      collection.bulkWrite(bulk, new BulkWriteOptions().ordered(false));
    }
    return DOCUMENTS / ((System.nanoTime() - begin) / 1e9);
  }

  private static Document document() {
    return new Document("_id", UUID.randomUUID().toString()).append("body", "x".repeat(2_000));
  }
}
