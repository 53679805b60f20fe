package com.telemedicalservices.intake.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A scale of symptoms of the past two weeks, each rated from 0 "not at all" to 3 "nearly every day"
 * (DOMAIN §3.3), whose total falls into bands.
 *
 * @param instrument the form's code
 * @param scorerVersion version of this scoring, stored with every score
 * @param items LOINC codes of the items that count
 * @param bands the bands from the lowest
 */
record SymptomScale(String instrument, String scorerVersion, List<String> items, List<Band> bands) {

  private static final Map<String, Integer> POINTS =
      Map.of("LA6568-5", 0, "LA6569-3", 1, "LA6570-1", 2, "LA6571-9", 3);

  /**
   * Totals that mean the same.
   *
   * @param from the least total of the band
   * @param name what it is called
   */
  record Band(int from, String name) {}

  /** The score of complete answers; empty as long as one is missing. Missing is never zero. */
  Optional<Score.Total> score(Map<String, Answer> answers) {
    int total = 0;
    for (String item : items) {
      OptionalInt points = points(item, answers);
      if (points.isEmpty()) {
        return Optional.empty();
      }
      total += points.getAsInt();
    }
    return Optional.of(new Score.Total(instrument, scorerVersion, total, band(total)));
  }

  /** The points of one item; empty when it is not answered by one of the four options. */
  OptionalInt points(String item, Map<String, Answer> answers) {
    if (answers.get(item) instanceof Answer.Text(String code)) {
      Integer points = POINTS.get(code);
      return points == null ? OptionalInt.empty() : OptionalInt.of(points);
    }
    return OptionalInt.empty();
  }

  private String band(int total) {
    String name = bands.getFirst().name();
    for (Band band : bands) {
      if (total >= band.from()) {
        name = band.name();
      }
    }
    return name;
  }
}
