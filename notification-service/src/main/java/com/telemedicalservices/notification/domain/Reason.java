package com.telemedicalservices.notification.domain;

import java.util.Locale;

/** Why a message is where it is. */
public enum Reason {
  /** Its time has come. */
  DUE,
  /** It was planned. */
  PLANNED,
  /** What it is about got another time. */
  REPLANNED,
  /** The channel took it. */
  ACCEPTED,
  /** The session it is about must not take place for now. */
  SESSION_BLOCKED,
  /** The session it is about may take place again. */
  SESSION_RELEASED,
  /** The session it is about will not take place. */
  SESSION_CANCELLED,
  /** The patient did not come to the session it is about. */
  SESSION_MISSED,
  /** The series, or the course of care, it belongs to has ended. */
  CARE_ENDED,
  /** Its time is over. */
  STALE,
  /** The patient never agreed to this channel. */
  NO_CONSENT,
  /** The patient has withdrawn the consent to this channel. */
  CONSENT_WITHDRAWN,
  /** The patient said stop. */
  OPTED_OUT,
  /** The patient has no address on this channel. */
  NO_ADDRESS,
  /** The ways to reach the patient are not known yet. */
  CONTACT_UNKNOWN,
  /** The ways to reach the patient have changed, and the new ones are not known yet. */
  CONTACT_OUTDATED,
  /** It could not be put into words: a fault of ours. */
  NOT_WRITTEN,
  /** Our own database has not answered. */
  STORE_AWAY,
  /** The channel cannot be reached. */
  CHANNEL_AWAY,
  /** The channel refuses for now. */
  REFUSED_FOR_NOW,
  /** The channel refuses for good. */
  REFUSED,
  /** The channel has refused too often. */
  REFUSED_TOO_OFTEN,
  /** It was handed over, or may have been, and nobody heard what became of it. */
  OUTCOME_UNKNOWN;

  /** Its name on the wire, for example {@code outcome-unknown}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
