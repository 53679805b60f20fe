package com.telemedicalservices.kit.store;

/** What became of a fact. */
public sealed interface FactResult {

  /** Its effect is durable, or was before. */
  record Applied() implements FactResult {}

  /**
   * Its aggregate cannot take it, and trying again cannot help.
   *
   * @param reasonCode why
   */
  record Poisonous(String reasonCode) implements FactResult {}
}
