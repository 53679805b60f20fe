package com.telemedicalservices.scheduling.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The grid of quarter-hour cells that all commitments lie on. A commitment holds every cell from
 * its start to its end, so two that overlap always share one, and a unique index over the cells is
 * enough to make a double booking impossible. The length is not a setting: it is part of what is
 * stored. Why a quarter of an hour: ADR 0009.
 */
public final class Cells {

  /** Length of a cell. */
  public static final Duration LENGTH = Duration.ofMinutes(15);

  private static final long SECONDS = LENGTH.toSeconds();
  // Fixed width, so that the order of the texts is the order of the times.
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Cells() {}

  /** Whether a commitment may start or end at this time. */
  public static boolean onGrid(Instant time) {
    return time.getNano() == 0 && time.getEpochSecond() % SECONDS == 0;
  }

  /** The starts of the cells from one time on the grid up to another, which is not included. */
  static List<Instant> between(Instant from, Instant to) {
    List<Instant> cells = new ArrayList<>();
    for (Instant cell = from; cell.isBefore(to); cell = cell.plus(LENGTH)) {
      cells.add(cell);
    }
    return cells;
  }

  /** The number of the cell a time lies in, counted from the epoch. */
  static long number(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS);
  }

  /** The text of a cell's start in a claim. */
  static String text(Instant cell) {
    return TEXT.format(cell);
  }
}
