package com.telemedicalservices.kit.outbox;

import com.telemedicalservices.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
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
      missing.add(topic(topic.topicName(), Topic.PARTITIONS, Topic.RETENTION));
      missing.add(topic(topic.deadLetterName(), 1, Topic.DEAD_LETTER_RETENTION));
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

  private static NewTopic topic(String name, int partitions, Duration retention) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty())
        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())));
  }

  @Override
  public void close() {
    closed = true;
  }
}
