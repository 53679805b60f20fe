package com.telemedicalservices.testkit;

import java.util.Map;

/**
 * Where a test finds its Kafka and its MongoDB.
 *
 * @param kafkaBrokers bootstrap servers of the broker
 * @param mongoUri connection string without a database
 * @param database name of a database that no other test class uses
 */
public record TestServers(String kafkaBrokers, String mongoUri, String database) {

  /** The same as the properties a service reads. */
  public Map<String, String> properties() {
    return Map.of(
        "telemedical.kafka-brokers",
        kafkaBrokers,
        "spring.mongodb.uri",
        mongoUri,
        "spring.mongodb.database",
        database);
  }
}
