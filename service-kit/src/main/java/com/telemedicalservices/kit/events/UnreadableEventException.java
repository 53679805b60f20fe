package com.telemedicalservices.kit.events;

/** A record that is not an event this build can read; trying again cannot help. */
public final class UnreadableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  UnreadableEventException(String code) {
    super(code);
    this.code = code;
  }

  /** What is wrong with it, in kebab case. */
  public String code() {
    return code;
  }
}
