package com.telemedicalservices.kit.web;

import java.util.regex.Pattern;

/**
 * The person who acts, by id and never by name. A header that holds anything else is {@code
 * invalid-request}.
 *
 * @param id the person's id: at most 64 letters, digits, dots, dashes, underscores
 */
public record Actor(String id) {

  /** The header it comes in until there is a sign-in. */
  public static final String HEADER = "X-Actor-Id";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public Actor {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("Not an id");
    }
  }

  /**
   * The actor a header names; Spring calls it for a controller's argument.
   *
   * @throws IllegalArgumentException when it is no id
   */
  public static Actor of(String id) {
    return new Actor(id);
  }
}
