package com.telemedicalservices.kit.outbox;

import com.telemedicalservices.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics as the contracts say. Every service sees to all of them, since any may be the
 * first to start; a broker that is away is tried until it answers.
 */
public final class Topics implements AutoCloseable {

  /**
   * A dead letter is a record with a few headers more, so its topic takes larger ones than the
   * others, which keep the broker's limit of about a megabyte. Otherwise a poisoned record of the
   * full size could not be put aside and would hold up its partition.
   */
  static final int MAX_DEAD_LETTER_BYTES = 2_000_000;

  private static final Logger log = LoggerFactory.getLogger(Topics.class);

  private final String brokers;
  private volatile boolean closed;

  /** For the broker at these bootstrap servers. */
  public Topics(String brokers) {
    this.brokers = brokers;
  }

  /** Creates them in the background. */
  public void start() {
    Thread.ofVirtual().name("topics").start(this::createUntilDone);
  }

  private void createUntilDone() {
    while (!closed) {
      try (Admin admin =
          Admin.create(
              Map.of(
                  AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                  AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                  AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000))) {
        create(admin);
        return;
      } catch (ExecutionException | TimeoutException e) {
        log.info("The broker does not answer yet; topics will be created when it does");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Creates those of the topics that are missing. */
  public static void create(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<String> existing = admin.listTopics().names().get(15, TimeUnit.SECONDS);
    List<NewTopic> missing = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      missing.add(topic(topic.topicName(), Topic.PARTITIONS, retention(Topic.RETENTION)));
      Map<String, String> deadLetters = new HashMap<>(retention(Topic.DEAD_LETTER_RETENTION));
      deadLetters.put(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_DEAD_LETTER_BYTES));
      missing.add(topic(topic.deadLetterName(), 1, deadLetters));
    }
    missing.removeIf(topic -> existing.contains(topic.name()));
    try {
      admin.createTopics(missing).all().get(15, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof org.apache.kafka.common.errors.TopicExistsException)) {
        throw e;
      }
      // Another service was faster with one of them; the next look sees what is still missing.
      if (!admin
          .listTopics()
          .names()
          .get(15, TimeUnit.SECONDS)
          .containsAll(missing.stream().map(NewTopic::name).toList())) {
        create(admin);
      }
    }
  }

  private static Map<String, String> retention(Duration duration) {
    return Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(duration.toMillis()));
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
  }

  @Override
  public void close() {
    closed = true;
  }
}
