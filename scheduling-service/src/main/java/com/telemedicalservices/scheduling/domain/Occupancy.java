package com.telemedicalservices.scheduling.domain;

import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What is taken in one clinic from some time on: for each lane of a chair, nurse or prescriber a
 * bit per cell. A quarter of a year of a clinic with 30 lanes takes about 100 kB, and whether a
 * lane is free for a session is one look at its bits. Not changed once built, so requests may share
 * it.
 */
public final class Occupancy {

  private final long origin;
  private final Map<String, BitSet> taken = new HashMap<>();

  private Occupancy(Instant from) {
    this.origin = Cells.number(from);
  }

  /**
   * What these slots take from a time on.
   *
   * @param from nothing is known of the time before
   * @param slots slots of sessions that are not over
   */
  public static Occupancy of(Instant from, Collection<Slot> slots) {
    Occupancy occupancy = new Occupancy(from);
    for (Slot slot : slots) {
      occupancy.take(Kind.CHAIR, slot.chair(), slot);
      occupancy.take(Kind.NURSE, slot.nurse(), slot);
      occupancy.take(Kind.PRESCRIBER, slot.prescriber(), slot);
    }
    return occupancy;
  }

  /** The kinds of resources; the same name may be given in two kinds. */
  enum Kind {
    CHAIR,
    NURSE,
    PRESCRIBER
  }

  private void take(Kind kind, String lane, Slot slot) {
    int first = cell(slot.startsAt());
    int end = cell(slot.endsAt());
    if (end > 0) {
      taken.computeIfAbsent(key(kind, lane), key -> new BitSet()).set(Math.max(0, first), end);
    }
  }

  /** Whether a lane is free from one time on the grid to another. */
  boolean isFree(Kind kind, String lane, Instant from, Instant to) {
    int first = cell(from);
    if (first < 0) {
      return false;
    }
    BitSet cells = taken.get(key(kind, lane));
    if (cells == null) {
      return true;
    }
    int next = cells.nextSetBit(first);
    return next < 0 || next >= cell(to);
  }

  private int cell(Instant time) {
    return Math.clamp(Cells.number(time) - origin, -1, Integer.MAX_VALUE);
  }

  private static String key(Kind kind, String lane) {
    return kind.name() + "|" + lane;
  }
}
