package com.telemedicalservices.scheduling.domain;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts of what sessions hold exclusively: {@code chair|<clinic>|<lane>|<cell>}, likewise for
 * nurse and prescriber, and {@code patient|<patient>|<cell>}. The cell comes last, so that all a
 * holder is committed to in a period is one range of texts.
 */
public final class Claims {

  private Claims() {}

  /** Everything a session of this patient in this slot holds. */
  static Set<String> of(String patientId, Slot slot) {
    List<String> holders =
        List.of(
            holder("chair", slot.clinicId(), slot.chair()),
            holder("nurse", slot.clinicId(), slot.nurse()),
            holder("prescriber", slot.clinicId(), slot.prescriber()),
            patient(patientId));
    List<String> cells =
        Cells.between(slot.startsAt(), slot.endsAt()).stream().map(Cells::text).toList();
    Set<String> claims = LinkedHashSet.newLinkedHashSet(holders.size() * cells.size());
    for (String holder : holders) {
      for (String cell : cells) {
        claims.add(holder + cell);
      }
    }
    return claims;
  }

  /** The text with which all claims of one patient begin. */
  private static String patient(String patientId) {
    return "patient|" + patientId + "|";
  }

  /** First text of a patient's claims from this time on. */
  public static String ofPatientAt(String patientId, Instant time) {
    return patient(patientId) + Cells.text(time);
  }

  /** A text after all claims of one patient and before those of any other. */
  public static String afterPatient(String patientId) {
    return patient(patientId) + "~";
  }

  /** When the cell of this claim starts. */
  public static Instant cellOf(String claim) {
    // Instant reads no time without seconds.
    return Instant.parse(claim.substring(claim.lastIndexOf('|') + 1).replace("Z", ":00Z"));
  }

  private static String holder(String kind, String clinicId, String lane) {
    return kind + "|" + clinicId + "|" + lane + "|";
  }
}
