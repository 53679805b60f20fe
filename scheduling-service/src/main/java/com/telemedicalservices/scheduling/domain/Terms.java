package com.telemedicalservices.scheduling.domain;

import com.telemedicalservices.contracts.Modality;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider approved: the most a series may be (DOMAIN §9, invariants 1 and 12).
 *
 * @param clinicId the clinic that treats
 * @param modality how the medicine is given
 * @param sessionCount how many sessions
 * @param minimumHours least hours from the start of a session to the start of the next
 * @param windowDays days within which the whole series must lie
 * @param startBy the first session must start before this
 * @param finishBy the last session must end before this
 * @param ruleSetVersion version of the candidacy rules applied
 * @param approvedAt when
 */
public record Terms(
    String clinicId,
    Modality modality,
    int sessionCount,
    int minimumHours,
    int windowDays,
    Instant startBy,
    Instant finishBy,
    String ruleSetVersion,
    Instant approvedAt) {

  /** How a series of sessions can break the terms; each with its code and what to do about it. */
  public enum Breach {
    TOO_MANY_SESSIONS("too-many-sessions", "Book no more sessions than the approval has left."),
    INTERVAL_TOO_SHORT(
        "interval-too-short",
        "Leave the approved time and at least one whole day between two sessions."),
    WINDOW_EXCEEDED("window-exceeded", "Let the whole series lie within the approved days."),
    STARTS_TOO_LATE("starts-too-late", "Let the first session start before the approved date."),
    FINISHES_TOO_LATE("finishes-too-late", "Let the last session end before the approved date.");

    private final String code;
    private final String detail;

    Breach(String code, String detail) {
      this.code = code;
      this.detail = detail;
    }

    /** Stable code for programs. */
    public String code() {
      return code;
    }

    /** One sentence for a person. */
    public String detail() {
      return detail;
    }
  }

  /** Least time from the start of a session to the start of the next. */
  Duration minimumInterval(SchedulingPolicy policy) {
    Duration approved = Duration.ofHours(minimumHours);
    return approved.compareTo(policy.minimumInterval()) > 0 ? approved : policy.minimumInterval();
  }

  /** The first moment after a session at which the next may start. */
  Instant earliestAfter(Instant session, ZoneId zone, SchedulingPolicy policy) {
    Instant byHours = session.plus(minimumInterval(policy));
    Instant byDays =
        LocalDate.ofInstant(session, zone)
            .plusDays(policy.fullDaysBetween() + 1L)
            .atStartOfDay(zone)
            .toInstant();
    return byHours.isAfter(byDays) ? byHours : byDays;
  }

  /** The moment by which a series must be over that starts then. */
  Instant endOfWindow(Instant firstStart, ZoneId zone) {
    Instant window = firstStart.atZone(zone).plusDays(windowDays).toInstant();
    return window.isBefore(finishBy) ? window : finishBy;
  }

  /**
   * How these sessions break the terms; null when they do not.
   *
   * @param starts when the sessions of the series start, in order
   * @param length how long a session is
   * @param zone the clinic's time zone
   * @param policy the clinic's own limits
   */
  @Nullable Breach breachOf(
      List<Instant> starts, Duration length, ZoneId zone, SchedulingPolicy policy) {
    if (starts.isEmpty()) {
      return null;
    }
    if (starts.size() > sessionCount) {
      return Breach.TOO_MANY_SESSIONS;
    }
    for (int i = 1; i < starts.size(); i++) {
      if (starts.get(i).isBefore(earliestAfter(starts.get(i - 1), zone, policy))) {
        return Breach.INTERVAL_TOO_SHORT;
      }
    }
    Instant end = starts.getLast().plus(length);
    if (!starts.getFirst().isBefore(startBy)) {
      return Breach.STARTS_TOO_LATE;
    }
    if (end.isAfter(finishBy)) {
      return Breach.FINISHES_TOO_LATE;
    }
    return end.isAfter(endOfWindow(starts.getFirst(), zone)) ? Breach.WINDOW_EXCEEDED : null;
  }
}
