package com.telemedicalservices.followup.domain;

import com.telemedicalservices.contracts.AlertLevel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Something a human must deal with.
 *
 * @param alertId its identity
 * @param code what it is about
 * @param level how soon somebody must act
 * @param raisedAt since when it is known
 * @param acknowledgeBy when somebody must have taken it
 * @param ladderVersion version of the policy whose times apply
 * @param causes what raised it, and what has come in since and was merged into it
 * @param status where it stands
 * @param history every status it had before, oldest first
 */
public record Alert(
    String alertId,
    AlertCode code,
    AlertLevel level,
    Instant raisedAt,
    Instant acknowledgeBy,
    String ladderVersion,
    List<Cause> causes,
    AlertStatus status,
    List<AlertStatus> history) {

  private static final int CAUSES_KEPT = 50;

  public Alert {
    causes = List.copyOf(causes);
    history = List.copyOf(history);
  }

  /**
   * A fact behind an alert.
   *
   * @param sourceId the check-in, session, report, message or flag that told of it
   * @param reasonCode what it told
   * @param at when it happened
   */
  public record Cause(String sourceId, String reasonCode, Instant at) {
    public Cause {
      at = at.truncatedTo(ChronoUnit.MILLIS); // as exact as it is stored
    }
  }

  /** How many times it has been called out again because nobody acknowledged it. */
  public int rung() {
    return status instanceof AlertStatus.Escalated escalated ? escalated.rung() : lastRung();
  }

  private int lastRung() {
    int rung = 0;
    for (AlertStatus past : history) {
      if (past instanceof AlertStatus.Escalated escalated) {
        rung = Math.max(rung, escalated.rung());
      }
    }
    return rung;
  }

  /** Whether nobody has dealt with it yet. */
  public boolean isOpen() {
    return !(status instanceof AlertStatus.Resolved);
  }

  /** Whether nobody has taken it yet. */
  public boolean isUnacknowledged() {
    return switch (status) {
      case AlertStatus.Raised r -> true;
      case AlertStatus.Notified n -> true;
      case AlertStatus.Escalated e -> true;
      case AlertStatus.Acknowledged a -> false;
      case AlertStatus.InProgress p -> false;
      case AlertStatus.Resolved r -> false;
    };
  }

  boolean isCausedBy(Cause cause) {
    return causes.stream()
        .anyMatch(
            known -> known.sourceId().equals(cause.sourceId()) && known.at().equals(cause.at()));
  }

  /** The same alert with another fact behind it; the first and the latest are kept. */
  Alert merge(Cause cause) {
    List<Cause> merged = new ArrayList<>(causes);
    if (merged.size() == CAUSES_KEPT) {
      merged.remove(1);
    }
    merged.add(cause);
    return new Alert(
        alertId, code, level, raisedAt, acknowledgeBy, ladderVersion, merged, status, history);
  }

  Alert to(AlertStatus next) {
    List<AlertStatus> past = new ArrayList<>(history);
    past.add(status);
    return new Alert(
        alertId, code, level, raisedAt, acknowledgeBy, ladderVersion, causes, next, past);
  }
}
