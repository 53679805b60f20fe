package com.telemedicalservices.notification.domain;

import com.telemedicalservices.contracts.Channel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which message it is. Subject, kind, occurrence and channel are its identity: there is never a
 * second one (DOMAIN §9, invariant 17).
 *
 * @param patientId the patient it is to, or about
 * @param episodeId the course of care it belongs to
 * @param seriesId the series it belongs to; null when to none
 * @param messageKind what it is for
 * @param subjectId what it is about: an episode, series, session, check-in or alert
 * @param occurrence which of several of the same kind about the same subject
 * @param channel the way it goes
 */
public record Letter(
    String patientId,
    String episodeId,
    @Nullable String seriesId,
    MessageKind messageKind,
    String subjectId,
    String occurrence,
    Channel channel) {

  /** Its id: {@code <subject>:<kind>:<occurrence>:<channel>} in lower case. */
  public String messageId() {
    return String.join(":", subjectId, messageKind.code(), occurrence, channel.name())
        .toLowerCase(Locale.ROOT);
  }
}
