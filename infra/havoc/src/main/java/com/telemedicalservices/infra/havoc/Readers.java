package com.telemedicalservices.infra.havoc;

import com.telemedicalservices.infra.local.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How many read each topic that a service has ever read. Every instance has a member of the
 * service's group for each of them; where one is missing an instance has stopped to read, and
 * nothing else shows it, since the others go on with its partitions.
 *
 * @param services by service, then by topic
 */
record Readers(Map<String, Map<String, Long>> services) {

  private static final long LIMIT_SECONDS = 10;

  Readers {
    services = Map.copyOf(services);
  }

  /** As the broker knows them now. */
  static Readers of(Admin admin) throws InterruptedException {
    var services = new TreeMap<String, Map<String, Long>>();
    for (var service : Service.values()) {
      services.put(service.serviceName(), ofGroup(admin, service.serviceName()));
    }
    return new Readers(services);
  }

  private static Map<String, Long> ofGroup(Admin admin, String group) throws InterruptedException {
    var readers = new TreeMap<String, Long>();
    try {
      get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
          .keySet()
          .forEach(partition -> readers.put(partition.topic(), 0L));
      get(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
          .flatMap(described -> described.members().stream())
          .flatMap(Readers::topicsOf)
          .forEach(topic -> readers.merge(topic, 1L, Long::sum));
    } catch (ExecutionException | TimeoutException e) {
      // Kafka is away, or has not heard of the group: nobody reads anything that is known of.
      return Map.of();
    }
    return readers;
  }

  private static Stream<String> topicsOf(MemberDescription member) {
    return member.assignment().topicPartitions().stream().map(TopicPartition::topic).distinct();
  }

  private static <T> T get(KafkaFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Where not all instances of a service read, in words; empty when they do everywhere. */
  List<String> missing(int instances) {
    var missing = new ArrayList<String>();
    new TreeMap<>(services)
        .forEach(
            (service, topics) -> {
              if (topics.isEmpty()) {
                missing.add(service + " reads nothing");
              }
              new TreeMap<>(topics)
                  .forEach(
                      (topic, readers) -> {
                        if (readers != instances) {
                          missing.add(
                              "%s: %d of %d instances read %s"
                                  .formatted(service, readers, instances, topic));
                        }
                      });
            });
    return missing;
  }
}
