package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.AlertLevel;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Since when the oldest open alert of each level waits. Derived from the alerts, so that an index
 * leads to the most urgent ones over all patients.
 *
 * @param p1 the oldest open one at {@code P1}; null when there is none
 * @param p2 the oldest open one at {@code P2}; null when there is none
 * @param p3 the oldest open one at {@code P3}; null when there is none
 */
public record OpenAlerts(@Nullable Instant p1, @Nullable Instant p2, @Nullable Instant p3) {

  static OpenAlerts of(List<Alert> alerts) {
    return new OpenAlerts(
        oldest(alerts, AlertLevel.P1),
        oldest(alerts, AlertLevel.P2),
        oldest(alerts, AlertLevel.P3));
  }

  /** Since when the oldest open one of this level waits; null when there is none. */
  public @Nullable Instant since(AlertLevel level) {
    return switch (level) {
      case P1 -> p1;
      case P2 -> p2;
      case P3 -> p3;
    };
  }

  private static @Nullable Instant oldest(List<Alert> alerts, AlertLevel level) {
    return alerts.stream()
        .filter(alert -> alert.isOpen() && alert.level() == level)
        .map(Alert::raisedAt)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
