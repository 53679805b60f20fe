package com.telemedicalservices.review.domain.workup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One result, as a provider has recorded it. It is never changed; a wrong one is corrected by
 * another that points to it (DOMAIN §9, invariant 23).
 *
 * @param resultId its identity
 * @param item what was examined
 * @param result what came of it
 * @param takenOn the day it was taken
 * @param documentId what shows it
 * @param corrects the entry it replaces; null when it is no correction
 * @param planVersion version of the work-up that was in force
 * @param providerId who recorded it
 * @param recordedAt when
 */
public record ResultEntry(
    String resultId,
    String item,
    Result result,
    LocalDate takenOn,
    String documentId,
    @Nullable String corrects,
    String planVersion,
    String providerId,
    Instant recordedAt) {

  /** Whether this says the same, whoever recorded it. */
  public boolean saysTheSameAs(ResultEntry other) {
    return item.equals(other.item)
        && result == other.result
        && takenOn.equals(other.takenOn)
        && documentId.equals(other.documentId)
        && Objects.equals(corrects, other.corrects);
  }

  /** Those no other has replaced. */
  public static List<ResultEntry> uncorrected(Collection<ResultEntry> entries) {
    Set<String> replaced =
        entries.stream()
            .flatMap(entry -> Stream.ofNullable(entry.corrects()))
            .collect(Collectors.toSet());
    return entries.stream().filter(entry -> !replaced.contains(entry.resultId())).toList();
  }

  /** The one that counts for an item: taken last, and of those of one day recorded last. */
  static Optional<ResultEntry> newest(String item, Collection<ResultEntry> entries) {
    return uncorrected(entries).stream()
        .filter(entry -> entry.item().equals(item))
        .max(Comparator.comparing(ResultEntry::takenOn).thenComparing(ResultEntry::recordedAt));
  }
}
