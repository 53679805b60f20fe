package com.telemedicalservices.kit.domain;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Why a command was refused.
 *
 * @param kind what sort of refusal it is, from which the HTTP status follows
 * @param code stable code for programs, in kebab case
 * @param detail one sentence for a person, saying what to do; never holds a personal value
 * @param facts codes, ids and times that help to act on it; they stand beside the members of a
 *     problem (RFC 9457), so none is called like one of those
 */
public record Rejection(Kind kind, String code, String detail, Map<String, Object> facts) {

  /** The sorts of refusal. */
  public enum Kind {
    INVALID,
    CONFLICT,
    UNKNOWN,
    FORBIDDEN
  }

  private static final Set<String> MEMBERS =
      Set.of("type", "title", "status", "detail", "instance", "code");

  public Rejection {
    facts = Map.copyOf(facts);
    if (!Collections.disjoint(facts.keySet(), MEMBERS)) {
      throw new IllegalArgumentException(
          "A fact is called like a member of a problem: " + facts.keySet());
    }
  }

  /** The same refusal with the facts that help to act on it. */
  public Rejection with(Map<String, Object> moreFacts) {
    return new Rejection(kind, code, detail, moreFacts);
  }
}
