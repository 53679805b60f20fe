package com.telemedicalservices.intake.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages everything a patient reads is written in. */
public enum Language {
  EN,
  ES;

  /** Its BCP 47 tag. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The language with this tag; empty when nothing is written in it. */
  public static Optional<Language> ofTag(String tag) {
    return Arrays.stream(values()).filter(language -> language.tag().equals(tag)).findFirst();
  }
}
