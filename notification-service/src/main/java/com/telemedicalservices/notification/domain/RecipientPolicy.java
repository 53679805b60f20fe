package com.telemedicalservices.notification.domain;

import java.time.Duration;

/**
 * The clinic's numbers about copying addresses.
 *
 * @param version which set of numbers this is
 * @param askLimit after this long a question to the intake service counts as lost
 * @param firstWait wait after a question without answer; doubled each time
 * @param longestWait never wait longer than this
 * @param unknownLimit how often a patient unknown to the intake service is asked for; asked again
 *     when there is something to send
 */
public record RecipientPolicy(
    String version, Duration askLimit, Duration firstWait, Duration longestWait, int unknownLimit) {

  /** The defaults. */
  public static RecipientPolicy defaults() {
    return new RecipientPolicy(
        "recipients-1", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(5), 6);
  }

  Duration waitAfter(int tries) {
    Duration wait = firstWait.multipliedBy(1L << Math.clamp(tries - 1, 0, 20));
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }
}
