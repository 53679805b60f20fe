package com.telemedicalservices.intake.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Generalized Anxiety Disorder scale: seven symptoms of anxiety, 0 to 21 (DOMAIN §3.1). */
public final class Gad7 {

  /** The form's code. */
  public static final String FORM = "gad-7";

  /** Version of the scoring. */
  public static final String SCORER_VERSION = "gad-7/1";

  private static final SymptomScale SCALE =
      new SymptomScale(
          FORM,
          SCORER_VERSION,
          List.of("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"),
          List.of(
              new SymptomScale.Band(0, "MINIMAL"),
              new SymptomScale.Band(5, "MILD"),
              new SymptomScale.Band(10, "MODERATE"),
              new SymptomScale.Band(15, "SEVERE")));

  private Gad7() {}

  /** LOINC codes of the seven items, in order. */
  public static List<String> items() {
    return SCALE.items();
  }

  /** The score; empty as long as one of the seven answers is missing. */
  public static Optional<Score.Total> score(Map<String, Answer> answers) {
    return SCALE.score(answers);
  }
}
