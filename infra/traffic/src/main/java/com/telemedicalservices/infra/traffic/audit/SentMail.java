package com.telemedicalservices.infra.traffic.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * An e-mail as it arrived.
 *
 * @param number its place in the order of arrival
 * @param messageId the {@code Message-ID} its sender gave it
 * @param to the mailbox it was delivered to
 * @param headers its own headers, those that start with {@code X-}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SentMail(long number, String messageId, String to, Map<String, String> headers) {

  /** What kind of message it is; empty when it does not say. */
  public String kind() {
    return headers.getOrDefault("X-Message-Kind", "");
  }

  /** What must be the same for two mails to be one message sent twice. */
  String identity() {
    return "%s %s %s to %s"
        .formatted(
            kind(),
            headers.getOrDefault("X-Subject-Id", ""),
            headers.getOrDefault("X-Occurrence", ""),
            to);
  }
}
