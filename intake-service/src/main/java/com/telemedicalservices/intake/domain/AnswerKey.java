package com.telemedicalservices.intake.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an answer belongs: to an item of a form, or to an item of one of its repeated blocks. It is
 * written {@code linkId}, or {@code linkId#2} for the second block.
 *
 * @param linkId the item
 * @param block which block, from 1; 0 for an item that is in none
 */
public record AnswerKey(String linkId, int block) {

  /** More than anybody fills in by hand. */
  public static final int MOST_BLOCKS = 40;

  private static final Pattern WRITTEN = Pattern.compile("([^#]+)(?:#([1-9]\\d?))?");

  /** What is written; empty when it is no key at all. */
  public static Optional<AnswerKey> read(String written) {
    Matcher parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String number = parts.group(2);
    int block = number == null ? 0 : Integer.parseInt(number);
    return block > MOST_BLOCKS
        ? Optional.empty()
        : Optional.of(new AnswerKey(parts.group(1), block));
  }

  /** How the key of an item of a block, or of none, is written. */
  public static String written(String linkId, int block) {
    return block == 0 ? linkId : linkId + '#' + block;
  }
}
