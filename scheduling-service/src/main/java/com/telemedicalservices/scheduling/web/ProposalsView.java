package com.telemedicalservices.scheduling.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Series that could be booked now.
 *
 * @param episodeId the course of care
 * @param clinicId where
 * @param zone the clinic's time zone
 * @param count how many sessions each has
 * @param proposals the series, the earliest first; none when nothing fits
 */
record ProposalsView(
    String episodeId, String clinicId, String zone, int count, List<ProposalView> proposals) {

  /** One series that could be booked. */
  record ProposalView(List<ProposedSession> sessions) {}

  /**
   * One of its sessions.
   *
   * @param localStart what the clinic's wall clock shows at its start
   */
  record ProposedSession(int number, Instant startsAt, Instant endsAt, LocalDateTime localStart) {}

  static List<ProposalView> of(List<List<Instant>> proposals, Duration length, ZoneId zone) {
    return proposals.stream()
        .map(
            starts ->
                new ProposalView(
                    IntStream.range(0, starts.size())
                        .mapToObj(i -> of(i + 1, starts.get(i), length, zone))
                        .toList()))
        .toList();
  }

  static ProposedSession of(int number, Instant start, Duration length, ZoneId zone) {
    return new ProposedSession(
        number, start, start.plus(length), LocalDateTime.ofInstant(start, zone));
  }
}
