package com.telemedicalservices.infra.redrive;

import com.telemedicalservices.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dead letters, publishes them again, and keeps the record of what was done. Nothing it
 * asks of Kafka waits for longer than its patience.
 */
final class Bookkeeper implements AutoCloseable {

  /** Where acts are recorded, for ever. Made by the first act. */
  static final String ACTS = "dead-letters.acts";

  private static final Duration POLL = Duration.ofMillis(200);

  /** Far above what Kafka takes, so that Kafka says whether it does. */
  private static final int ANY_SIZE = 32 << 20;

  private final String brokers;
  private final Duration patience;
  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private boolean actsExist;

  private Bookkeeper(
      String brokers,
      Duration patience,
      Admin admin,
      KafkaConsumer<byte[], byte[]> consumer,
      KafkaProducer<byte[], byte[]> producer) {
    this.brokers = brokers;
    this.patience = patience;
    this.admin = admin;
    this.consumer = consumer;
    this.producer = producer;
  }

  /**
   * Connects to Kafka.
   *
   * @param brokers bootstrap servers
   * @param patience the most that one answer may take
   * @throws FailedException when these are no addresses
   */
  static Bookkeeper at(String brokers, Duration patience) {
    try {
      return new Bookkeeper(
          brokers,
          patience,
          Admin.create(adminSettings(brokers, patience)),
          new KafkaConsumer<>(
              consumerSettings(brokers, patience),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer()),
          new KafkaProducer<>(
              producerSettings(brokers, patience),
              new ByteArraySerializer(),
              new ByteArraySerializer()));
    } catch (KafkaException e) {
      throw new FailedException(
          "\"%s\" is no address of Kafka; one looks like 127.0.0.1:9092.".formatted(brokers));
    }
  }

  private static Map<String, Object> adminSettings(String brokers, Duration patience) {
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        brokers,
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        millis(patience.dividedBy(2)),
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        millis(patience));
  }

  private static Map<String, Object> consumerSettings(String brokers, Duration patience) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        brokers,
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        millis(patience),
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false,
        // What has been deleted meanwhile is passed over.
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        // At the end of a topic the broker keeps a question open for half a second, and the next
        // waits behind it: one for each letter that is fetched.
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
        10,
        // A letter may be megabytes long, and there is not much memory.
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        8 << 20);
  }

  private static Map<String, Object> producerSettings(String brokers, Duration patience) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        brokers,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.LINGER_MS_CONFIG,
        0,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        ANY_SIZE,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        millis(patience),
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        millis(patience.dividedBy(2)),
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        millis(patience));
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  /** Every dead letter and every act, up to now. */
  Shelf read() {
    var topics = topics();
    actsExist = topics.containsKey(ACTS);
    var deadLetterTopics =
        Arrays.stream(Topic.values())
            .filter(topic -> topics.containsKey(topic.deadLetterName()))
            .toList();
    for (var topic : deadLetterTopics) {
      int partitions = topics.getOrDefault(topic.deadLetterName(), 0);
      if (partitions != 1) {
        throw new FailedException(
            "%s has %d partitions, but a dead-letter topic has one, or its offsets name no letter."
                .formatted(topic.deadLetterName(), partitions));
      }
    }
    List<Letter> letters = new ArrayList<>();
    List<Act> acts = new ArrayList<>();
    // Acts last: one that is done meanwhile is then seen, as far as its letter is.
    readAll(
        deadLetterTopics.stream().map(Bookkeeper::partition).toList(),
        stored ->
            LetterId.topicNamed(stored.topic())
                .ifPresent(
                    topic -> letters.add(Letter.of(new LetterId(topic, stored.offset()), stored))));
    if (actsExist) {
      readAll(
          List.of(new TopicPartition(ACTS, 0)),
          stored -> Act.read(stored.value()).ifPresent(acts::add));
    }
    return new Shelf(letters, acts, topics);
  }

  /** How many partitions there are of each of our topics that exist. */
  private Map<String, Integer> topics() {
    var ours =
        Stream.concat(
                Arrays.stream(Topic.values())
                    .flatMap(topic -> Stream.of(topic.topicName(), topic.deadLetterName())),
                Stream.of(ACTS))
            .toList();
    return ask(
        () -> {
          Set<String> existing =
              admin.listTopics().names().get(patience.toMillis(), TimeUnit.MILLISECONDS);
          return admin
              .describeTopics(ours.stream().filter(existing::contains).toList())
              .allTopicNames()
              .get(patience.toMillis(), TimeUnit.MILLISECONDS)
              .values()
              .stream()
              .collect(
                  Collectors.toMap(TopicDescription::name, topic -> topic.partitions().size()));
        });
  }

  private static TopicPartition partition(Topic topic) {
    return new TopicPartition(topic.deadLetterName(), 0);
  }

  private void readAll(
      List<TopicPartition> partitions, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    ask(
        () -> {
          consumer.assign(partitions);
          consumer.seekToBeginning(partitions);
          var ends = consumer.endOffsets(partitions);
          readUntil(
              () ->
                  ends.entrySet().stream()
                      .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()),
              reader);
          return ends;
        });
  }

  private void readUntil(Callable<Boolean> done, Consumer<ConsumerRecord<byte[], byte[]>> reader)
      throws Exception {
    long heard = System.nanoTime();
    while (!done.call()) {
      var records = consumer.poll(POLL);
      records.forEach(reader);
      if (!records.isEmpty()) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > patience.toNanos()) {
        throw new TimeoutException();
      }
    }
  }

  /**
   * A letter whole, with its body.
   *
   * @throws FailedException when it is not there any more
   */
  ConsumerRecord<byte[], byte[]> fetch(LetterId id) {
    var found = new AtomicReference<@Nullable ConsumerRecord<byte[], byte[]>>();
    ask(
        () -> {
          var partition = partition(id.topic());
          consumer.assign(List.of(partition));
          consumer.seek(partition, id.offset());
          readUntil(
              () -> consumer.position(partition) > id.offset(),
              stored -> {
                if (stored.offset() == id.offset()) {
                  found.set(stored);
                }
              });
          return id;
        });
    var letter = found.get();
    if (letter == null) {
      throw new FailedException(id + " has been deleted meanwhile.");
    }
    return letter;
  }

  /**
   * Publishes a record and waits until Kafka has it.
   *
   * @throws NotTakenException when Kafka answers that it does not take it
   * @throws FailedException when Kafka does not answer; it may have it all the same
   */
  RecordMetadata publish(ProducerRecord<byte[], byte[]> fresh) throws NotTakenException {
    try {
      return producer.send(fresh).get(patience.toMillis() * 2, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw notTakenOrAway(e.getCause());
    } catch (KafkaException e) {
      throw notTakenOrAway(e);
    } catch (TimeoutException e) {
      throw away();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private NotTakenException notTakenOrAway(@Nullable Throwable cause) {
    if (cause instanceof ApiException && !(cause instanceof RetriableException)) {
      // Only what kind it is: Kafka's own words may quote anything.
      return new NotTakenException("Kafka does not take it: " + cause.getClass().getSimpleName());
    }
    throw away();
  }

  /**
   * Makes the topic of acts if there is none: never compacted and never deleted, since it says who
   * has done what.
   */
  void prepareToRecord() {
    if (actsExist) {
      return;
    }
    ask(
        () -> {
          try {
            admin
                .createTopics(
                    List.of(
                        new NewTopic(ACTS, Optional.of(1), Optional.empty())
                            .configs(
                                Map.of(
                                    TopicConfig.CLEANUP_POLICY_CONFIG,
                                    TopicConfig.CLEANUP_POLICY_DELETE,
                                    TopicConfig.RETENTION_MS_CONFIG,
                                    "-1",
                                    TopicConfig.RETENTION_BYTES_CONFIG,
                                    "-1"))))
                .all()
                .get(patience.toMillis(), TimeUnit.MILLISECONDS);
          } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
              throw e;
            }
          }
          return ACTS;
        });
    actsExist = true;
  }

  /** Records an act and waits until that is durable. */
  void write(Act act) {
    try {
      publish(
          new ProducerRecord<>(ACTS, act.letter().getBytes(StandardCharsets.UTF_8), act.write()));
    } catch (NotTakenException e) {
      throw new FailedException("What was done cannot be recorded. " + e.sentence() + ".");
    }
  }

  private <T> T ask(Callable<T> question) {
    try {
      return question.call();
    } catch (FailedException e) {
      throw e;
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (Exception e) {
      throw away();
    }
  }

  private FailedException away() {
    return new FailedException(
        "Kafka at %s does not answer: start infra/up, or let KAFKA_BROKERS name another."
            .formatted(brokers));
  }

  private static FailedException interrupted() {
    Thread.currentThread().interrupt();
    return new FailedException("Interrupted.");
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    admin.close(Duration.ofSeconds(1));
  }
}
