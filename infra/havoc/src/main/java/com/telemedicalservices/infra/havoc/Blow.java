package com.telemedicalservices.infra.havoc;

/** What is done to the system. */
enum Blow {
  KILL("killed", 4, 1),
  STANDSTILL("stopped for longer than a lease", 2, 0),
  KAFKA_AWAY("Kafka taken away", 1, 1),
  CUT_FROM_KAFKA("cut off from Kafka", 2, 0),
  CUT_FROM_MONGODB("cut off from MongoDB", 2, 0),
  SILENCED_TO_KAFKA("connected to Kafka, and nothing arrives", 1, 0),
  SILENCED_TO_MONGODB("connected to MongoDB, and nothing arrives", 1, 0),
  SLOWED("slow to Kafka and MongoDB", 2, 0),
  ROLLED("replaced by an older build and back", 2, 2);

  private final String words;
  private final int weight;
  private final int restarts;

  Blow(String words, int weight, int restarts) {
    this.words = words;
    this.weight = weight;
    this.restarts = restarts;
  }

  /** What became of whom it hit. */
  String words() {
    return words;
  }

  /** How often it comes, compared with the others. */
  int weight() {
    return weight;
  }

  /** How often it makes whom it hits start again. */
  int restarts() {
    return restarts;
  }
}
