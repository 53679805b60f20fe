package com.telemedicalservices.intake.web;

import com.telemedicalservices.intake.domain.Language;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.web.RejectedException;
import java.util.Map;

/** What texts in requests look like. */
final class Patterns {

  /** An id of ours. */
  static final String ID = "[A-Za-z0-9._-]{1,64}";

  /** A language tag of {@link Language}. */
  static final String LANGUAGE = "en|es";

  /** A line a person typed. */
  static final String LINE = "\\P{Cntrl}*\\S\\P{Cntrl}*";

  /** A name a person typed: one line, with a letter in it. */
  static final String NAME = "(?=.*\\p{L})[^\\p{Cc}\\p{Zl}\\p{Zp}]+";

  /** A telephone number, E.164. */
  static final String PHONE = "\\+[1-9][0-9]{6,14}";

  private Patterns() {}

  static Language language(String tag) {
    return Language.ofTag(tag).orElse(Language.EN);
  }

  /** The person who acts, as the header says; the patient when it is left out. */
  static String actor(String header) {
    if (!header.matches(ID)) {
      throw new RejectedException(
          new Rejection(
              Rejection.Kind.INVALID,
              "actor-id-invalid",
              "X-Actor-Id holds an id of at most 64 letters, digits, dots, dashes, underscores.",
              Map.of()));
    }
    return header;
  }
}
