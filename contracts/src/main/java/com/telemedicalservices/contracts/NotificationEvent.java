package com.telemedicalservices.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the notification service says: whether a message reached its channel. Never says anything
 * about the appointment or the alert it was about.
 */
public sealed interface NotificationEvent extends Event {

  /**
   * The channel accepted the message.
   *
   * @param patientId the patient
   * @param messageId the message
   * @param kind what the message is for
   * @param subjectId what it is about: an episode, session, check-in or alert
   * @param channel the way it was to go
   * @param deliveredAt when
   */
  @EventType("message.delivered")
  record MessageDelivered(
      String patientId,
      String messageId,
      String kind,
      String subjectId,
      Channel channel,
      Instant deliveredAt)
      implements NotificationEvent {}

  /**
   * The message could not be delivered, or nobody can tell whether it was.
   *
   * @param patientId the patient
   * @param messageId the message
   * @param kind what the message is for
   * @param subjectId what it is about: an episode, session, check-in or alert
   * @param channel the way it was to go
   * @param reasonCode why
   * @param failedAt when
   * @param episodeId the course of care this belongs to; null when it belongs to none
   */
  @EventType("message.failed")
  record MessageFailed(
      String patientId,
      String messageId,
      String kind,
      String subjectId,
      Channel channel,
      String reasonCode,
      Instant failedAt,
      @Nullable String episodeId)
      implements NotificationEvent {}

  /**
   * The message was not sent on purpose.
   *
   * @param patientId the patient
   * @param messageId the message
   * @param kind what the message is for
   * @param subjectId what it is about: an episode, session, check-in or alert
   * @param channel the way it was to go
   * @param reasonCode why: no consent, stale, or no address
   * @param suppressedAt when
   */
  @EventType("message.suppressed")
  record MessageSuppressed(
      String patientId,
      String messageId,
      String kind,
      String subjectId,
      Channel channel,
      String reasonCode,
      Instant suppressedAt)
      implements NotificationEvent {}

  /**
   * The patient revoked consent to be reached on a channel.
   *
   * @param patientId the patient
   * @param channel the channel
   * @param optedOutAt when
   */
  @EventType("contact.opted-out")
  record ContactOptedOut(String patientId, Channel channel, Instant optedOutAt)
      implements NotificationEvent {}
}
