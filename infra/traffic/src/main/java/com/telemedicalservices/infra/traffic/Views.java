package com.telemedicalservices.infra.traffic;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** How to find things in what the services show. */
final class Views {

  private Views() {}

  static String intake(String episodeId) {
    return "/api/intakes/" + episodeId;
  }

  static String review(String episodeId) {
    return "/api/reviews/" + episodeId;
  }

  static String series(String episodeId) {
    return "/api/series/" + episodeId;
  }

  static String session(String sessionId) {
    return "/api/sessions/" + sessionId;
  }

  static String followUp(String episodeId) {
    return "/api/follow-ups/" + episodeId;
  }

  /** A session of a series. */
  static Optional<JsonNode> sessionOf(JsonNode series, String sessionId) {
    return find(
        series.path("sessions"), one -> one.path("sessionId").asString("").equals(sessionId));
  }

  /** Whether a session of a series stands at one of these. */
  static Predicate<JsonNode> sessionStands(String sessionId, Set<String> statuses) {
    return series ->
        sessionOf(series, sessionId)
            .filter(one -> statuses.contains(one.path("status").asString("")))
            .isPresent();
  }

  /** Whether a session of a series has ever come to this. */
  static Predicate<JsonNode> sessionCameTo(String sessionId, String status) {
    return series ->
        sessionOf(series, sessionId)
            .flatMap(
                one ->
                    find(
                        one.path("transitions"),
                        step -> step.path("to").asString("").equals(status)))
            .isPresent();
  }

  /** Whether an alert of a follow-up has ever come to this. */
  static Predicate<JsonNode> alertCameTo(String alertId, String status) {
    return followUp ->
        find(followUp.path("alerts"), one -> one.path("alertId").asString("").equals(alertId))
            .flatMap(
                alert ->
                    find(
                        alert.path("steps"),
                        step -> step.path("status").asString("").equals(status)))
            .isPresent();
  }

  /** Whether a check-in of a follow-up is answered. */
  static Predicate<JsonNode> checkInAnswered(String checkInId) {
    return followUp ->
        find(
                followUp.path("checkIns"),
                entry -> {
                  JsonNode checkIn = entry.path("checkIn");
                  return checkIn.path("checkInId").asString("").equals(checkInId)
                      && checkIn.path("status").asString("").equals("SCORED");
                })
            .isPresent();
  }

  /** Whether the story of a review tells of a step with this reason. */
  static Predicate<JsonNode> storyTells(String reasonCode) {
    return review ->
        find(review.path("story"), step -> step.path("reasonCode").asString("").equals(reasonCode))
            .isPresent();
  }

  /** The first element that is wanted. */
  static Optional<JsonNode> find(JsonNode list, Predicate<JsonNode> wanted) {
    for (JsonNode each : list) {
      if (wanted.test(each)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
