package com.telemedicalservices.followup.web;

import java.util.regex.Pattern;

/**
 * The person who acts, by id and never by name.
 *
 * @param id the person's id
 */
record Actor(String id) {

  /** The header it comes in until there is a sign-in. */
  static final String HEADER = "X-Actor-Id";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  Actor {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("Not an id");
    }
  }

  /** The actor a header names. */
  public static Actor of(String id) {
    return new Actor(id);
  }
}
