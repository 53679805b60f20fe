package com.telemedicalservices.infra.redrive;

/** Kafka answers, but does not take this record, now or later. */
final class NotTakenException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  NotTakenException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** What it says. */
  String sentence() {
    return sentence;
  }
}
