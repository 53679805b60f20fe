package com.telemedicalservices.scheduling.domain;

import java.time.Instant;
import java.util.List;

/**
 * When and where a session takes place and what it holds for all of that time, preparation and
 * recovery included.
 *
 * @param clinicId where
 * @param startsAt when the chair is taken
 * @param endsAt when the chair is free again
 * @param chair lane of a chair, see {@link Resource#lanes}
 * @param nurse lane of a nurse
 * @param prescriber lane of a prescriber
 */
public record Slot(
    String clinicId,
    Instant startsAt,
    Instant endsAt,
    String chair,
    String nurse,
    String prescriber) {

  /** The starts of all cells it holds. */
  public List<Instant> cells() {
    return Cells.between(startsAt, endsAt);
  }
}
