package com.telemedicalservices.infra.local;

/**
 * How one instance reaches Kafka and MongoDB when somebody stands between: it is told addresses at
 * which only that somebody listens, and who passes on what comes to where the servers are. Kafka
 * gives each instance a listener of its own, since it tells its clients where to come back to.
 *
 * @param kafka where the instance looks for Kafka
 * @param kafkaBehind where Kafka listens for this instance alone
 * @param mongodb where the instance looks for MongoDB
 * @param mongodbBehind where MongoDB listens for everybody
 */
public record Detour(int kafka, int kafkaBehind, int mongodb, int mongodbBehind) {

  // Each address is that of the instance itself, so many ports higher.
  private static final int KAFKA = 12_000;
  private static final int KAFKA_BEHIND = 14_000;
  private static final int MONGODB = 16_000;

  /** The detour of one of a service's instances, counted from 1. */
  public static Detour of(Service service, int instance) {
    var port = service.port(instance);
    return new Detour(port + KAFKA, port + KAFKA_BEHIND, port + MONGODB, LocalStack.MONGODB_PORT);
  }
}
