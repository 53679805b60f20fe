package com.telemedicalservices.infra.redrive;

/** It cannot be done; the message says why in a sentence, and shows nothing of any body. */
final class FailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  FailedException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** What it says. */
  String sentence() {
    return sentence;
  }
}
