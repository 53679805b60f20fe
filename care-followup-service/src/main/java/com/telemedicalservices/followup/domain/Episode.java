package com.telemedicalservices.followup.domain;

/**
 * A course of care and whose it is.
 *
 * @param episodeId the course of care; also the identity of its follow-up
 * @param patientId the patient
 */
public record Episode(String episodeId, String patientId) {

  private static final String ALERT = ".alert.";

  /**
   * The course of care that a check-in, alert or report belongs to: its id is the beginning of
   * theirs, up to the first dot.
   */
  public static String idOf(String partId) {
    int dot = partId.indexOf('.');
    return dot < 0 ? partId : partId.substring(0, dot);
  }

  /** Whether an id is that of an alert. */
  public static boolean isAlert(String partId) {
    return partId.contains(ALERT);
  }

  /** The check-in so many hours after a session. */
  String checkInAfter(String sessionId, String suffix) {
    String prefix = episodeId + ".";
    return (sessionId.startsWith(prefix) ? sessionId : prefix + sessionId) + suffix;
  }

  String weeklyCheckIn(int occurrence) {
    return episodeId + ".w" + occurrence;
  }

  String alert(AlertCode code, int occurrence) {
    return episodeId + ALERT + code + "." + occurrence;
  }

  String report(int occurrence) {
    return episodeId + ".report." + occurrence;
  }
}
