package com.telemedicalservices.notification.domain;

import java.time.Instant;

/** What can be told to a message. All of it are facts; a message refuses none. */
public sealed interface MessageCommand {

  /** A command that carries which message it is for, so that it may be the first one. */
  sealed interface Told extends MessageCommand {
    /** Which message. */
    Letter letter();
  }

  /**
   * It is to be sent, or it is to be sent at another time.
   *
   * @param letter which message
   * @param content the facts it is written from
   * @param sendAt when
   * @param staleAfter when it is no longer worth sending
   * @param asOf when what this follows from happened
   */
  record Plan(Letter letter, Content content, Instant sendAt, Instant staleAfter, Instant asOf)
      implements Told {}

  /**
   * What it is about must not take place for now.
   *
   * @param letter which message
   * @param asOf since when
   */
  record Hold(Letter letter, Instant asOf) implements Told {}

  /**
   * What it is about may take place again.
   *
   * @param letter which message
   * @param asOf since when
   */
  record Release(Letter letter, Instant asOf) implements Told {}

  /**
   * What it is about will not take place.
   *
   * @param letter which message
   * @param reason why
   */
  record Cancel(Letter letter, Reason reason) implements Told {}

  /** Time has passed. */
  record TimePassed() implements MessageCommand {}

  /** The result of an attempt to send it. */
  sealed interface Result extends MessageCommand {
    /** Number of the attempt. */
    int attempt();
  }

  /** The channel took it. */
  record Accepted(int attempt) implements Result {}

  /** The channel refused it before taking it, and may take it later. */
  record RefusedForNow(int attempt) implements Result {}

  /** The channel refused it and always will. */
  record Refused(int attempt) implements Result {}

  /**
   * It was not offered to the channel, for a reason that will go away.
   *
   * @param reason why
   */
  record Postponed(int attempt, Reason reason) implements Result {}

  /**
   * It was not offered to the channel, because it may not be.
   *
   * @param reason why
   */
  record Withheld(int attempt, Reason reason) implements Result {}

  /** The series, or the course of care, it belongs to has ended. */
  record Overtaken(int attempt) implements Result {}

  /** It was handed over, and what became of it was lost on the way. */
  record Lost(int attempt) implements Result {}
}
