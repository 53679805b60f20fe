package com.telemedicalservices.scheduling.domain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts of what sessions hold exclusively: {@code chair|<clinic>|<lane>|<cell>}, likewise for
 * nurse and prescriber, and {@code patient|<patient>|<cell>}. The cell comes last, so that all a
 * holder is committed to in a period is one range of texts.
 */
final class Claims {

  private Claims() {}

  /** Everything a session of this patient in this slot holds. */
  static Set<String> of(String patientId, Slot slot) {
    List<String> holders =
        List.of(
            "chair|" + slot.clinicId() + "|" + slot.chair() + "|",
            "nurse|" + slot.clinicId() + "|" + slot.nurse() + "|",
            "prescriber|" + slot.clinicId() + "|" + slot.prescriber() + "|",
            "patient|" + patientId + "|");
    List<String> cells = slot.cells().stream().map(Cells::text).toList();
    Set<String> claims = LinkedHashSet.newLinkedHashSet(holders.size() * cells.size());
    for (String holder : holders) {
      for (String cell : cells) {
        claims.add(holder + cell);
      }
    }
    return claims;
  }
}
