package com.telemedicalservices.scheduling.web;

/** Patterns of the texts that requests may hold: ids and codes, never sentences. */
final class Codes {

  /** An id of a person, clinic or resource. */
  static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** A reason as a code. */
  static final String REASON = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

  private Codes() {}
}
