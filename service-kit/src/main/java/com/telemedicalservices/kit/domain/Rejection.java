package com.telemedicalservices.kit.domain;

import java.util.Map;

/**
 * Why a command was refused.
 *
 * @param kind what sort of refusal it is, from which the HTTP status follows
 * @param code stable code for programs, in kebab case
 * @param detail one sentence for a person, saying what to do; never holds a personal value
 * @param facts codes, ids and times that help to act on it
 */
public record Rejection(Kind kind, String code, String detail, Map<String, Object> facts) {

  /** The sorts of refusal. */
  public enum Kind {
    INVALID,
    CONFLICT,
    UNKNOWN,
    FORBIDDEN
  }

  public Rejection {
    facts = Map.copyOf(facts);
  }

  /** The same refusal with the facts that help to act on it. */
  public Rejection with(Map<String, Object> moreFacts) {
    return new Rejection(kind, code, detail, moreFacts);
  }
}
