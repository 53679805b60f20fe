package com.telemedicalservices.notification.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A step of the reminder ladder before a session (DOMAIN §5.3). Each is worth sending until the
 * next one takes over, the last one until the session starts; so a patient gets at most one of them
 * when a long outage is over.
 */
public enum Rung {
  DAYS_7("t-7d", 168, 72),
  HOURS_72("t-72h", 72, 24),
  HOURS_24("t-24h", 24, 8),
  HOURS_8("t-8h", 8, 2),
  HOURS_2("t-2h", 2, 0);

  private final String occurrence;
  private final int sentHoursBefore;
  private final int staleHoursBefore;

  Rung(String occurrence, int sentHoursBefore, int staleHoursBefore) {
    this.occurrence = occurrence;
    this.sentHoursBefore = sentHoursBefore;
    this.staleHoursBefore = staleHoursBefore;
  }

  /** Which occurrence of a session's reminder it is; it stays when the session is moved. */
  public String occurrence() {
    return occurrence;
  }

  /** When it is to be sent. */
  public Instant sendAt(Instant startsAt) {
    return startsAt.minus(sentHoursBefore, ChronoUnit.HOURS);
  }

  /** When it is no longer worth sending. */
  public Instant staleAfter(Instant startsAt) {
    return startsAt.minus(staleHoursBefore, ChronoUnit.HOURS);
  }
}
