package com.telemedicalservices.notification.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * The clinic's numbers about messages.
 *
 * @param version which set of numbers this is
 * @param attemptLimit after this long an attempt is overdue
 * @param secondLimit after this long more the outcome of an overdue attempt counts as unknown
 * @param firstWait wait after a message could not be offered to its channel; doubled each time
 * @param longestWait never wait longer than this
 * @param refusedWait wait after the channel refused for now; doubled each time
 * @param refusalLimit how often the channel may refuse before the message is given up
 * @param consentGrace how long a message waits for a consent nobody has told of yet: the consent
 *     and what caused the message may come by different topics
 * @param noticeLife how long a notice is worth sending
 * @param pageLife how long a page to staff is worth sending
 * @param solidsHours hours before a session without solid food (DOMAIN §4.1)
 * @param liquidsHours hours before a session without clear liquids (DOMAIN §4.1)
 */
public record MessagePolicy(
    String version,
    Duration attemptLimit,
    Duration secondLimit,
    Duration firstWait,
    Duration longestWait,
    Duration refusedWait,
    int refusalLimit,
    Duration consentGrace,
    Duration noticeLife,
    Duration pageLife,
    int solidsHours,
    int liquidsHours) {

  /** The defaults; fasting is the strict set. */
  public static MessagePolicy defaults() {
    return new MessagePolicy(
        "messages-1",
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Duration.ofSeconds(2),
        Duration.ofMinutes(15),
        Duration.ofMinutes(1),
        8,
        Duration.ofMinutes(10),
        Duration.ofHours(72),
        Duration.ofHours(24),
        6,
        2);
  }

  /** When a notice about something that happened then is no longer worth sending. */
  public Instant noticeStaleAfter(Instant happenedAt) {
    return happenedAt.plus(noticeLife);
  }

  Duration waitAfterPostponing(int times) {
    return doubled(firstWait, times);
  }

  Duration waitAfterRefusal(int times) {
    return doubled(refusedWait, times);
  }

  private Duration doubled(Duration first, int times) {
    Duration wait = first.multipliedBy(1L << Math.clamp(times - 1, 0, 20));
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }
}
