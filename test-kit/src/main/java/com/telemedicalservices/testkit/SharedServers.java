package com.telemedicalservices.testkit;

import com.telemedicalservices.testkit.servers.KafkaBroker;
import com.telemedicalservices.testkit.servers.MongoDbServer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * The Kafka and the MongoDB that all tests of this JVM share: the one place that decides where they
 * come from, and says so in one line each.
 *
 * <ol>
 *   <li>{@code KAFKA_BROKERS} and {@code MONGODB_URI} in the environment win.
 *   <li>When a Docker engine answers, containers: the same Kafka version as the clients', and
 *       MongoDB as a replica set.
 *   <li>Otherwise, or when the engine cannot get the image, the servers of {@link
 *       com.telemedicalservices.testkit.servers}.
 * </ol>
 *
 * <p>Each is started when the first test needs it and stopped when the JVM ends.
 */
public final class SharedServers {

  static final String MONGO_IMAGE = "mongo:8";

  /** A topic that says that a broker given from outside is there for tests to empty. */
  static final String MARKER_TOPIC = "this-broker-is-emptied-by-tests";

  private static final Logger log = LoggerFactory.getLogger(SharedServers.class);
  private static final SharedServers INSTANCE =
      new SharedServers(System.getenv()::get, SharedServers::dockerAnswers);

  private final Function<String, @Nullable String> environment;
  private final Supplier<Boolean> docker;
  private @Nullable Boolean dockerAnswers;
  private @Nullable String kafkaBrokers;
  private boolean kafkaIsOurs = true;
  private @Nullable String mongoUri;

  SharedServers(Function<String, @Nullable String> environment, Supplier<Boolean> docker) {
    this.environment = environment;
    this.docker = docker;
  }

  /** The servers of this JVM. */
  public static SharedServers get() {
    return INSTANCE;
  }

  /** Bootstrap servers of the shared broker, started if it is not. */
  public synchronized String kafkaBrokers() {
    if (kafkaBrokers == null) {
      var given = environment.apply("KAFKA_BROKERS");
      if (given != null && !given.isBlank()) {
        kafkaIsOurs = false;
        kafkaBrokers = said("Kafka", given, "as KAFKA_BROKERS says");
      } else {
        var image = "apache/kafka:" + AppInfoParser.getVersion();
        kafkaBrokers =
            startedContainer("Kafka", image, () -> kafkaContainer(image))
                .map(KafkaContainer::getBootstrapServers)
                .orElseGet(
                    () -> {
                      var broker = KafkaBroker.temporary();
                      whenTheJvmEnds(broker);
                      return said("Kafka", broker.bootstrapServers(), "in this JVM, " + whyInJvm());
                    });
      }
    }
    return Objects.requireNonNull(kafkaBrokers);
  }

  /** Connection string of the shared MongoDB, started if it is not. */
  public synchronized String mongoUri() {
    if (mongoUri == null) {
      var given = environment.apply("MONGODB_URI");
      if (given != null && !given.isBlank()) {
        // A connection string may hold a password, so it is not repeated.
        said("MongoDB", "a server of your own", "as MONGODB_URI says");
        mongoUri = given;
      } else {
        mongoUri =
            startedContainer(
                    "MongoDB",
                    MONGO_IMAGE,
                    () -> new MongoDBContainer(MONGO_IMAGE).withReplicaSet())
                .map(mongo -> mongo.getConnectionString() + "/?directConnection=true")
                .orElseGet(
                    () -> {
                      var server = MongoDbServer.inMemory();
                      whenTheJvmEnds(server);
                      return said("MongoDB", server.uri(), "in this JVM, " + whyInJvm());
                    });
      }
    }
    return Objects.requireNonNull(mongoUri);
  }

  /**
   * Deletes every topic and consumer group, so that the next test class begins with none.
   *
   * @throws IllegalStateException when the broker was given from outside and holds topics that no
   *     test made: they may be somebody's data
   */
  synchronized void emptyKafka() {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafkaBrokers()))) {
      var topics = get(admin.listTopics().names());
      if (!kafkaIsOurs && !topics.contains(MARKER_TOPIC)) {
        if (!topics.isEmpty()) {
          throw new IllegalStateException(
              "Tests delete every topic of their broker, and KAFKA_BROKERS names one with topics"
                  + " that no test made. Give them a broker of their own, or none.");
        }
        get(admin.createTopics(Set.of(new NewTopic(MARKER_TOPIC, 1, (short) 1))).all());
      }
      var groups =
          get(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
              .map(GroupListing::groupId)
              .toList();
      get(admin.describeConsumerGroups(groups).all())
          .forEach(
              (id, group) -> {
                // Somebody may have died without leaving, as tests of crashes do.
                if (!group.members().isEmpty()) {
                  var everybody = new RemoveMembersFromConsumerGroupOptions();
                  get(admin.removeMembersFromConsumerGroup(id, everybody).all());
                }
              });
      if (!groups.isEmpty()) {
        get(admin.deleteConsumerGroups(groups).all());
      }
      var disposable =
          topics.stream().filter(topic -> !topic.equals(MARKER_TOPIC)).collect(Collectors.toSet());
      if (!disposable.isEmpty()) {
        get(admin.deleteTopics(disposable).all());
      }
    }
  }

  private <C extends Startable> Optional<C> startedContainer(
      String what, String image, Supplier<C> container) {
    if (dockerAnswers == null) {
      dockerAnswers = docker.get();
    }
    if (!dockerAnswers) {
      return Optional.empty();
    }
    try {
      var starting = container.get();
      starting.start();
      whenTheJvmEnds(starting);
      said(what, image, "in a container, since a Docker engine answers");
      return Optional.of(starting);
    } catch (RuntimeException e) {
      log.info("{}: the Docker engine cannot start {}: {}", what, image, e.getMessage());
      return Optional.empty();
    }
  }

  private static KafkaContainer kafkaContainer(String image) {
    return new KafkaContainer(image)
        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
        .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
        .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1");
  }

  private String whyInJvm() {
    return Boolean.TRUE.equals(dockerAnswers)
        ? "since the Docker engine could not start a container"
        : "since no Docker engine answers";
  }

  private static String said(String what, String where, String why) {
    log.info("{} for tests: {} ({})", what, where, why);
    return where;
  }

  private static boolean dockerAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  private static void whenTheJvmEnds(AutoCloseable server) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop-test-server")
                .unstarted(
                    () -> {
                      try {
                        server.close();
                      } catch (Exception e) {
                        log.warn("A test server did not stop: {}", e.toString());
                      }
                    }));
  }

  private static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while emptying Kafka", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka could not be emptied", e.getCause());
    }
  }
}
