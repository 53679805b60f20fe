package com.telemedicalservices.testkit.servers;

import java.time.Instant;
import java.util.Map;

/**
 * One e-mail in one mailbox, as {@link MailServer} keeps and lists it.
 *
 * @param number position in the order of arrival, from 1
 * @param messageId the {@code Message-ID} its sender gave it, empty when it gave none
 * @param to the mailbox it was delivered to
 * @param subject its subject line
 * @param headers its own headers, those that start with {@code X-}
 * @param receivedAt when the server accepted it
 * @param text its text, without attachments
 */
public record Mail(
    long number,
    String messageId,
    String to,
    String subject,
    Map<String, String> headers,
    Instant receivedAt,
    String text) {}
