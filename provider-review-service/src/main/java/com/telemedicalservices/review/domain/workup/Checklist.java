package com.telemedicalservices.review.domain.workup;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the work-up of one patient stands on one day.
 *
 * @param lines every item the patient needs, in the order of the plan
 * @param against the items whose newest result keeps everybody from approving
 */
public record Checklist(List<Line> lines, List<String> against) {

  public Checklist {
    lines = List.copyOf(lines);
    against = List.copyOf(against);
  }

  /** How an item stands. */
  public enum Standing {
    MISSING,
    VALID,
    EXPIRED
  }

  /**
   * An item a patient needs.
   *
   * @param item what is needed
   * @param standing how it stands
   * @param day the last day it is valid, or the first it no longer is; null while it is missing,
   *     and when it is valid for the whole series
   * @param newest the result that counts; null while it is missing
   */
  public record Line(
      Item item, Standing standing, @Nullable LocalDate day, @Nullable ResultEntry newest) {

    static Line of(Item item, @Nullable ResultEntry newest, LocalDate began, LocalDate today) {
      if (newest == null) {
        return new Line(item, Standing.MISSING, null, null);
      }
      LocalDate lastDay = item.lastDay(newest.takenOn());
      if (lastDay == null) {
        return newest.takenOn().isBefore(began)
            ? new Line(item, Standing.EXPIRED, began, newest)
            : new Line(item, Standing.VALID, null, newest);
      }
      return today.isAfter(lastDay)
          ? new Line(item, Standing.EXPIRED, lastDay.plusDays(1), newest)
          : new Line(item, Standing.VALID, lastDay, newest);
    }
  }

  /** The codes of the items that are not valid. */
  public List<String> open() {
    return lines.stream()
        .filter(line -> line.standing() != Standing.VALID)
        .map(line -> line.item().code())
        .toList();
  }
}
