package com.telemedicalservices.infra.simulation;

/** What goes wrong. A run can be told to leave some of it out, to see what a failure needs. */
enum Fault {
  /** A process dies between two steps. */
  DEATHS,
  /** Scheduling, notification and follow-up are all gone for an hour. */
  DOWNSTREAM_AWAY,
  /** A process stands still, for less or for more than any lease, and then goes on. */
  STANDSTILLS,
  /** Kafka is away for a while. */
  KAFKA_AWAY,
  /** A service's database is away for a while. */
  DATABASE_AWAY,
  /** The clock jumps ahead. */
  CLOCK_JUMPS,
  /** Two processes read the same partition at once. */
  SECOND_READERS,
  /** An event is published once more, much later. */
  REPETITIONS,
  /** An event is put aside and given again after others. */
  DEAD_LETTERS,
  /** A write is made, but whoever made it is not told. */
  UNKNOWN_WRITES,
  /** Kafka has an event, but whoever sent it is not told. */
  LOST_ACKNOWLEDGEMENTS,
  /** A question to another service, or a mail, fails. */
  FAILED_ATTEMPTS,
  /** A mail is taken, but whoever sent it is not told. */
  LOST_MAILS,
  /** Somebody clicks twice. */
  DOUBLE_CLICKS
}
