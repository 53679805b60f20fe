package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.infra.local.Service;
import com.telemedicalservices.infra.traffic.http.Answer;
import com.telemedicalservices.infra.traffic.http.Api;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Where a patient ended, as the services show it, beside where the plan says they should.
 *
 * @param plan what was planned
 * @param episodeId the course of care; null when the services never knew of it
 * @param outcome where it ended
 * @param differences what is not as planned, for people; empty when all is
 */
record Ending(
    PatientPlan plan, @Nullable String episodeId, Outcome outcome, List<String> differences) {

  Ending {
    differences = List.copyOf(differences);
  }

  /** Whether all is as planned. */
  boolean asPlanned() {
    return differences.isEmpty();
  }

  /** Asks the services about a patient. */
  static Ending of(Patient patient, Api api) {
    String id = patient.episodeId();
    JsonNode nothing = MissingNode.getInstance();
    JsonNode intake = id == null ? nothing : view(api, Service.INTAKE, Views.intake(id));
    JsonNode review = id == null ? nothing : view(api, Service.PROVIDER_REVIEW, Views.review(id));
    JsonNode series = id == null ? nothing : view(api, Service.SCHEDULING, Views.series(id));
    return of(patient.plan(), id, intake, review, series, patient.failure());
  }

  private static JsonNode view(Api api, Service service, String path) {
    Answer answer = api.get(service, path);
    return answer.ok() ? answer.body() : MissingNode.getInstance();
  }

  /** Compares what the services show with the plan. */
  static Ending of(
      PatientPlan plan,
      @Nullable String episodeId,
      JsonNode intake,
      JsonNode review,
      JsonNode series,
      @Nullable String failure) {
    String intakeStatus = intake.path("status").asString("");
    String reviewStatus = review.path("status").asString("");
    String seriesStatus = series.path("status").asString("");
    Outcome outcome =
        Outcome.of(intakeStatus, intake.path("revision").asInt(0), reviewStatus, seriesStatus);
    List<String> differences = new ArrayList<>();
    if (failure != null) {
      differences.add(failure);
    }
    if (outcome != plan.story().outcome()) {
      differences.add(
          "should have %s, but: intake %s, review %s, series %s"
              .formatted(
                  plan.story().outcome().words(),
                  orNone(intakeStatus),
                  orNone(reviewStatus),
                  orNone(seriesStatus)));
    }
    long given = count(series, "DISCHARGED");
    if (given != plan.sessionsGiven()) {
      differences.add("%d sessions given, not %d".formatted(given, plan.sessionsGiven()));
    }
    return new Ending(plan, episodeId, outcome, differences);
  }

  private static String orNone(String status) {
    return status.isEmpty() ? "none" : status;
  }

  private static long count(JsonNode series, String status) {
    long count = 0;
    for (JsonNode session : series.path("sessions")) {
      if (session.path("status").asString("").equals(status)) {
        count++;
      }
    }
    return count;
  }
}
