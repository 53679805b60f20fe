package com.telemedicalservices.review.domain.workup;

import com.telemedicalservices.review.domain.candidacy.Condition;
import com.telemedicalservices.review.domain.candidacy.Facts;
import com.telemedicalservices.review.domain.candidacy.Outcome;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that must be known of a patient before an infusion. Like a rule of candidacy it is
 * data: signed by a clinician, and never changed within a version.
 *
 * @param code its code, {@code ECG}
 * @param section where DOMAIN states it
 * @param name its English name
 * @param loinc its LOINC codes; none where DOMAIN §3.3 has none
 * @param when who needs it; null for everybody
 * @param validFor how long a result holds; null when it holds for the series it was taken for
 * @param results what may come of it
 * @param concerns the results that re-open the question of candidacy; a STOP keeps everybody from
 *     approving while it is the newest
 * @param source who says so
 * @param forProvider what it says to the provider
 */
public record Item(
    String code,
    String section,
    String name,
    List<String> loinc,
    @Nullable Condition when,
    @Nullable Period validFor,
    Set<Result> results,
    Map<Result, Outcome> concerns,
    String source,
    String forProvider) {

  public Item {
    loinc = List.copyOf(loinc);
    results = Set.copyOf(results);
    concerns = Map.copyOf(concerns);
    if (results.isEmpty() || !results.containsAll(concerns.keySet())) {
      throw new IllegalArgumentException("A concern must be one of the results");
    }
  }

  boolean isNeeded(Facts facts) {
    return when == null || when.holds(facts);
  }

  /** The last day on which a result taken on that day holds; null when it holds for a series. */
  @Nullable LocalDate lastDay(LocalDate takenOn) {
    return validFor == null ? null : takenOn.plus(validFor);
  }
}
