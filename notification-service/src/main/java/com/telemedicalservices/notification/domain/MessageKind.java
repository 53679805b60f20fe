package com.telemedicalservices.notification.domain;

import java.util.Locale;

/** What a message is for, and with it who may get it and what makes it pointless. */
public enum MessageKind {
  INTAKE_INVITATION(Permit.INQUIRY, Span.EPISODE),
  INTAKE_REMINDER(Permit.CONSENT, Span.EPISODE),
  INTAKE_RECEIVED(Permit.CONSENT, Span.EPISODE),
  INFORMATION_REQUESTED(Permit.CONSENT, Span.EPISODE),
  DECISION_READY(Permit.CONSENT, Span.FOREVER),
  SERIES_CONFIRMATION(Permit.CONSENT, Span.SERIES),
  SESSION_REMINDER(Permit.CONSENT, Span.SERIES),
  SESSION_MOVED(Permit.CONSENT, Span.SERIES),
  SERIES_STOPPED(Permit.CONSENT, Span.FOREVER),
  CHECK_IN(Permit.CONSENT, Span.FOREVER),
  STAFF_PAGE(Permit.DUTY, Span.FOREVER);

  /** What allows a message to be sent. */
  public enum Permit {
    /** The patient has just asked to be answered: no other consent is needed. */
    INQUIRY,
    /** The patient's consent to this channel. */
    CONSENT,
    /** It goes to staff, whose duty it is to read it. */
    DUTY
  }

  /** How long there is a point in sending a message. */
  public enum Span {
    /** Until the patient's course of care ends. */
    EPISODE,
    /** Until the series, or the course of care, ends. */
    SERIES,
    /** Even after all has ended. */
    FOREVER
  }

  private final Permit permit;
  private final Span span;

  MessageKind(Permit permit, Span span) {
    this.permit = permit;
    this.span = span;
  }

  /** Its name on the wire, in message ids and mail headers, for example {@code check-in}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What allows it to be sent. */
  public Permit permit() {
    return permit;
  }

  /** How long there is a point in sending it. */
  public Span span() {
    return span;
  }
}
