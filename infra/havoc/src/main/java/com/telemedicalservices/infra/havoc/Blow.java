package com.telemedicalservices.infra.havoc;

/** What is done to the system. */
enum Blow {
  KILL("killed", 4),
  STANDSTILL("stopped for longer than a lease", 2),
  KAFKA_AWAY("Kafka taken away", 1),
  CUT_FROM_KAFKA("cut off from Kafka", 2),
  CUT_FROM_MONGODB("cut off from MongoDB", 2),
  SILENCED_TO_KAFKA("connected to Kafka, and nothing arrives", 1),
  SILENCED_TO_MONGODB("connected to MongoDB, and nothing arrives", 1),
  SLOWED("slow to Kafka and MongoDB", 2),
  ROLLED("replaced by an older build and back", 2);

  private final String words;
  private final int weight;

  Blow(String words, int weight) {
    this.words = words;
    this.weight = weight;
  }

  /** What became of whom it hit. */
  String words() {
    return words;
  }

  /** How often it comes, compared with the others. */
  int weight() {
    return weight;
  }
}
