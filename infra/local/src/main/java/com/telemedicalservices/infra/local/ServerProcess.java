package com.telemedicalservices.infra.local;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.telemedicalservices.testkit.servers.Directories;
import com.telemedicalservices.testkit.servers.KafkaBroker;
import com.telemedicalservices.testkit.servers.MailServer;
import com.telemedicalservices.testkit.servers.MongoDbServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/**
 * The process of one of the servers that the services stand on, which runs until it is told to end.
 *
 * <p>Its arguments are the name of the server, in small letters, where it keeps its data, and for
 * Kafka its further listeners, each as "where it listens=where clients are sent"; with {@link
 * #TRAINING} instead it starts with data of its own on free ports, does a little of what will be
 * asked of it, and ends.
 */
enum ServerProcess {
  KAFKA {
    @Override
    Running start(Path directory, IntUnaryOperator ports, List<String> listeners) {
      var detours = new HashMap<Integer, Integer>();
      for (var listener : listeners) {
        var equals = listener.indexOf('=');
        detours.put(
            Integer.valueOf(listener.substring(0, equals)),
            Integer.valueOf(listener.substring(equals + 1)));
      }
      var broker =
          KafkaBroker.onDisk(
              directory,
              ports.applyAsInt(LocalStack.KAFKA_PORT),
              ports.applyAsInt(LocalStack.KAFKA_CONTROLLER_PORT),
              detours);
      return new Running(broker, broker.bootstrapServers());
    }

    @Override
    void exercise(String address) throws InterruptedException, ExecutionException {
      var topic = "training";
      Map<String, Object> common = Map.of("bootstrap.servers", address);
      try (var admin = Admin.create(common)) {
        admin.listTopics().names().get();
        admin
            .createTopics(List.of(new NewTopic(topic, Optional.of(12), Optional.empty())))
            .all()
            .get();
      }
      try (var producer =
          new KafkaProducer<>(common, new StringSerializer(), new StringSerializer())) {
        for (var i = 0; i < A_FEW; i++) {
          var _ = producer.send(new ProducerRecord<>(topic, "key-" + i, "value")).get();
        }
      }
      Map<String, Object> group =
          Map.of(
              "bootstrap.servers",
              address,
              "group.id",
              topic,
              "auto.offset.reset",
              "earliest",
              "enable.auto.commit",
              false,
              "partition.assignment.strategy",
              CooperativeStickyAssignor.class.getName());
      try (var consumer =
          new KafkaConsumer<>(group, new StringDeserializer(), new StringDeserializer())) {
        consumer.subscribe(List.of(topic));
        var until = System.nanoTime() + PATIENCE.toNanos();
        for (var seen = 0; seen < A_FEW && System.nanoTime() - until < 0; ) {
          seen += consumer.poll(Duration.ofMillis(100)).count();
        }
        consumer.commitSync();
      }
    }
  },

  MONGODB {
    @Override
    Running start(Path directory, IntUnaryOperator ports, List<String> more) {
      var server = MongoDbServer.onDisk(directory, ports.applyAsInt(LocalStack.MONGODB_PORT));
      return new Running(server, LocalStack.HOST + ":" + server.port());
    }

    @Override
    void exercise(String address) {
      try (var client = MongoClients.create("mongodb://" + address)) {
        var collection = client.getDatabase("training").getCollection("training");
        collection.createIndex(Indexes.ascending("dueAt"));
        var writes = new ArrayList<UpdateOneModel<Document>>();
        for (var i = 0; i < A_FEW; i++) {
          writes.add(
              new UpdateOneModel<>(
                  Filters.and(Filters.eq("_id", "training-" + i), Filters.eq("version", 0L)),
                  Updates.combine(Updates.inc("version", 1L), Updates.set("dueAt", i)),
                  new UpdateOptions().upsert(true)));
        }
        collection.bulkWrite(writes);
        collection
            .find(Filters.lte("dueAt", A_FEW))
            .sort(Indexes.ascending("dueAt"))
            .limit(A_FEW)
            .into(new ArrayList<>());
      }
    }
  },

  MAIL {
    @Override
    Running start(Path directory, IntUnaryOperator ports, List<String> more) {
      var server =
          MailServer.onDisk(
              directory,
              ports.applyAsInt(LocalStack.SMTP_PORT),
              ports.applyAsInt(LocalStack.MAIL_LISTING_PORT));
      return new Running(server, LocalStack.HOST + ":" + server.smtpPort());
    }

    @Override
    void exercise(String address) {
      // Nobody sends mail while the stack starts.
    }
  };

  /** What a server writes to its log when it is ready. */
  static final String READY = "is ready on";

  /** Instead of a directory: start, do a little, and end. */
  static final String TRAINING = "--train";

  private static final int A_FEW = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Starts it on what becomes of its usual ports; 0 takes a free one. */
  abstract Running start(Path directory, IntUnaryOperator ports, List<String> more);

  /** Does what services do with it while they start. */
  abstract void exercise(String address) throws Exception;

  /** A started server, and where it listens. */
  record Running(AutoCloseable server, String address) {}

  /** Runs the server named first. A plain main: parsing a command line takes longer than mail. */
  public static void main(String[] arguments) throws Exception {
    Infra.logAsTheStackDoes();
    var server = valueOf(arguments[0].toUpperCase(Locale.ROOT));
    if (arguments[1].equals(TRAINING)) {
      server.train();
    } else {
      server.serve(Path.of(arguments[1]), List.of(arguments).subList(2, arguments.length));
    }
    System.exit(0);
  }

  private void train() throws Exception {
    var throwaway = Files.createTempDirectory("training-");
    try {
      var running = start(throwaway, usual -> 0, List.of());
      try (var _ = running.server()) {
        exercise(running.address());
      }
    } finally {
      Directories.delete(throwaway);
    }
  }

  private void serve(Path directory, List<String> more) throws InterruptedException {
    var running = start(directory, usual -> usual, more);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running.server())));
    System.out.println(name() + " " + READY + " " + running.address());
    new CountDownLatch(1).await();
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      System.err.println("The server did not stop in order: " + e);
    }
  }
}
