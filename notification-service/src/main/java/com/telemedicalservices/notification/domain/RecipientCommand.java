package com.telemedicalservices.notification.domain;

import com.telemedicalservices.contracts.Channel;
import java.time.Instant;

/** What can be told to, or wanted of, a recipient. */
public sealed interface RecipientCommand {

  /** A fact told by another service; it may be the first one about this patient. */
  sealed interface Told extends RecipientCommand {
    /** The patient. */
    String patientId();
  }

  /** The patient is, or soon will be, written to; so the addresses are needed. */
  record Meet(String patientId) implements Told {}

  /**
   * The original of the addresses has changed.
   *
   * @param patientId the patient
   * @param version its version now
   */
  record ContactChanged(String patientId, long version) implements Told {}

  /**
   * The patient agreed to a channel.
   *
   * @param patientId the patient
   * @param channel the channel
   * @param version version of the text
   * @param at when
   */
  record ConsentGiven(String patientId, Channel channel, String version, Instant at)
      implements Told {}

  /**
   * The patient no longer agrees to a channel.
   *
   * @param patientId the patient
   * @param channel the channel
   * @param version version of the text
   * @param at when
   */
  record ConsentTaken(String patientId, Channel channel, String version, Instant at)
      implements Told {}

  /**
   * An episode or a series has ended.
   *
   * @param patientId the patient
   * @param careId the episode or series
   */
  record EndCare(String patientId, String careId) implements Told {}

  /** Time has passed. */
  record TimePassed() implements RecipientCommand {}

  /**
   * The intake service answered.
   *
   * @param contact the addresses
   */
  record Copied(Contact contact) implements RecipientCommand {}

  /** The intake service did not answer. */
  record NotCopied() implements RecipientCommand {}

  /** The intake service knows no addresses of this patient. */
  record NoContact() implements RecipientCommand {}

  /**
   * The patient says stop on one channel.
   *
   * @param channel the channel
   */
  record OptOut(Channel channel) implements RecipientCommand {}

  /**
   * The patient chooses the channels.
   *
   * @param emailOptedOut whether e-mail is to stop
   * @param smsOptedOut whether text messages are to stop
   */
  record SetPreferences(boolean emailOptedOut, boolean smsOptedOut) implements RecipientCommand {}
}
