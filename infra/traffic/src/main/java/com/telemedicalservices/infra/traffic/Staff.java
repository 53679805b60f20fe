package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.infra.local.Service;
import com.telemedicalservices.infra.traffic.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The clinic's staff: three providers who work off the review queue, and clinicians on call who
 * take alerts. They look at their queues and do what a patient's plan says a careful human would
 * decide.
 */
final class Staff {

  private static final Set<String> HIGH_RISK = Set.of("SI_HIGH", "SI_TEXT");
  private static final List<String> PROVIDERS = List.of("prov-1", "prov-2", "prov-3");
  private static final String LICENCE = "AZ";

  /** Every so many reviews, two providers reach for the same one. */
  private static final int CONTENDED = 5;

  /** Every so many alerts, the one on call does not hear the first call. */
  private static final int OVERHEARD = 7;

  /** Of so many results, one has not come when the patient is approved. */
  private static final int WORK_UP_MISSING = 3;

  private static final Duration TAKES_LONGER = Duration.ofMinutes(20);
  private static final Duration TALKS_FOR = Duration.ofMinutes(25);

  private final World world;
  private final Function<String, Optional<Patient>> patients;
  private final Map<String, String> handled = new ConcurrentHashMap<>();
  private final Set<String> alertsTaken = new HashSet<>();
  private final AtomicLong decisions = new AtomicLong();

  /**
   * @param world what everybody shares
   * @param patients finds the patient of an episode; none for those of an earlier run
   */
  Staff(World world, Function<String, Optional<Patient>> patients) {
    this.world = world;
    this.patients = patients;
  }

  /** Looks at all queues, and plans what is to be done about what is there. */
  void look() {
    lookAtReviews();
    lookAtAlerts();
  }

  // ---- providers

  private void lookAtReviews() {
    String cursor = "";
    do {
      Answer page =
          world.mustGet(
              Service.PROVIDER_REVIEW,
              "/api/reviews?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      int place = 0;
      for (JsonNode review : page.body().path("reviews")) {
        place++;
        String id = review.path("episodeId").asString("");
        Optional<Patient> patient = patients.apply(id);
        if (patient.isPresent()) {
          consider(patient.get(), id, review.path("status").asString(""), place);
        }
      }
      cursor = page.text("nextCursor");
    } while (!cursor.isEmpty());
  }

  private void consider(Patient patient, String id, String status, int place) {
    Story story = patient.plan().story();
    Instant now = world.clock().now();
    String provider = PROVIDERS.get(place % PROVIDERS.size());
    switch (status) {
      case "CRISIS" -> world.agenda().plan(now, provider, () -> disposition(patient, id, provider));
      case "SUSPENDED" -> world.agenda().plan(now, provider, () -> reinstate(id, provider));
      case "WAITING" -> {
        if (story == Story.WITHDRAWS_IN_REVIEW) {
          return;
        }
        world.agenda().plan(now, provider, () -> decide(patient, id, provider));
        if (place % CONTENDED == 0) {
          String other = PROVIDERS.get((place + 1) % PROVIDERS.size());
          world.agenda().plan(now, other, () -> decide(patient, id, other));
        }
      }
      default -> {}
    }
  }

  private Answer of(String id, String provider, String step, Map<String, ?> body) {
    return world
        .api()
        .post(
            Service.PROVIDER_REVIEW,
            Views.review(id) + '/' + step,
            provider,
            world.key("r" + decisions.incrementAndGet() + '-' + step.replace('/', '-')),
            body);
  }

  private void decide(Patient patient, String id, String provider) throws InterruptedException {
    Answer claimed = of(id, provider, "claim", Map.of());
    if (!claimed.ok()) {
      // A colleague, or the patient, was faster.
      return;
    }
    switch (patient.plan().story()) {
      case IS_DECLINED -> decline(patient, id, provider);
      case FINISHES_AFTER_INFORMATION_REQUEST -> {
        if (handled.putIfAbsent(id, "asked") == null) {
          requestInformation(patient, id, provider);
        } else {
          approve(patient, id, provider);
        }
      }
      case FINISHES,
          FINISHES_AFTER_CRISIS_AT_INTAKE,
          FINISHES_AFTER_CRISIS_IN_SERIES,
          IS_REFERRED_AT_INTAKE,
          IS_REFERRED_IN_SERIES,
          ABANDONS_INTAKE,
          WITHDRAWS_DURING_INTAKE,
          WITHDRAWS_IN_REVIEW,
          WITHDRAWS_WHEN_APPROVED,
          WITHDRAWS_IN_SERIES,
          NEVER_COMES ->
          approve(patient, id, provider);
    }
  }

  private void decline(Patient patient, String id, String provider) {
    Answer declined =
        of(id, provider, "decline", Map.of("licenceState", LICENCE, "reasonCode", "NO_CANDIDATE"));
    require(declined, "Declining " + id);
    patient.isTurnedAway();
    acknowledged(provider, id, "declined", "candidate.declined.v1", "NO_CANDIDATE");
  }

  private void requestInformation(Patient patient, String id, String provider) {
    require(
        of(id, provider, "request-information", Map.of("reasonCode", "MEDICATION_LIST")),
        "Asking " + id + " for more");
    acknowledged(provider, id, "asked for more", "information.requested.v1", "MEDICATION_LIST");
    patient.isAskedForInformation();
  }

  private void approve(Patient patient, String id, String provider) throws InterruptedException {
    Map<String, Object> scope =
        Map.of(
            "licenceState",
            LICENCE,
            "modality",
            "IV_RACEMIC",
            "sessionCount",
            PatientPlan.SESSIONS,
            "minimumHoursBetweenSessions",
            40,
            "windowDays",
            28);
    Answer[] last = new Answer[1];
    long[] began = new long[1];
    // The copy of the dossier is fetched meanwhile; nobody decides on what is not there.
    world.lookUntil(
        "Waited for the dossier of " + id,
        () -> {
          began[0] = System.nanoTime();
          Answer answer = of(id, provider, "approve", scope);
          last[0] = answer;
          if (answer.refusedWith("findings-open")) {
            dealWithFindings(id, provider);
            return false;
          }
          return !answer.refusedWith("dossier-not-here-yet")
              && !answer.refusedWith("clinic-not-known-yet");
        });
    require(last[0], "Approving " + id);
    acknowledged(provider, id, "approved", "candidate.approved.v1", "APPROVED");
    patient.isApproved(began[0]);
    recordWorkUp(id, provider);
  }

  /** Laboratories answer between the approval and the first infusion; some have not, as ever. */
  private void recordWorkUp(String id, String provider) {
    JsonNode items =
        world.mustGet(Service.PROVIDER_REVIEW, Views.review(id)).body().at("/workUp/items");
    String today = LocalDate.ofInstant(world.clock().now(), Clinic.ZONE).toString();
    int place = 0;
    for (JsonNode item : items) {
      if (place++ % WORK_UP_MISSING == 0) {
        continue;
      }
      Answer recorded =
          of(
              id,
              provider,
              "work-up/" + item.path("code").asString(""),
              Map.of(
                  "result",
                  item.at("/results/0").asString(""),
                  "takenOn",
                  today,
                  "documentId",
                  "report-" + place));
      if (!recorded.refusedWith("review-closed")) {
        require(recorded, "Recording the work-up of " + id);
      }
    }
  }

  /** What stands in the way is weighed, cleared by a letter, or overridden together. */
  private void dealWithFindings(String id, String provider) {
    JsonNode candidacy =
        world.mustGet(Service.PROVIDER_REVIEW, Views.review(id), provider).body().path("candidacy");
    int place = 0;
    for (JsonNode finding : candidacy.path("findings")) {
      if (finding.path("dealtWith").asBoolean()) {
        continue;
      }
      String rule = finding.path("ruleId").asString("");
      if (finding.path("outcome").asString("").equals("REVIEW")) {
        resolve(id, provider, rule, Map.of("kind", "RATIONALE"));
      } else if (place++ % 2 == 0) {
        resolve(id, provider, rule, Map.of("kind", "CLEARED", "documentId", "letter-" + place));
      } else {
        String colleague = PROVIDERS.get((PROVIDERS.indexOf(provider) + 1) % PROVIDERS.size());
        resolve(id, provider, rule, Map.of("kind", "OVERRIDDEN"));
        resolve(id, colleague, rule, Map.of("kind", "OVERRIDDEN"));
      }
    }
  }

  private void resolve(String id, String provider, String rule, Map<String, String> how) {
    Map<String, String> body = new HashMap<>(how);
    body.put("licenceState", LICENCE);
    body.put("reasonCode", "WEIGHED_WITH_PATIENT");
    require(
        of(id, provider, "findings/" + rule + "/resolutions", body),
        "Dealing with %s of %s".formatted(rule, id));
  }

  private void disposition(Patient patient, String id, String provider) {
    boolean referred =
        patient.plan().story() == Story.IS_REFERRED_AT_INTAKE
            || patient.plan().story() == Story.IS_REFERRED_IN_SERIES;
    Answer written =
        of(
            id,
            provider,
            "disposition",
            Map.of(
                "licenceState",
                LICENCE,
                "dispositionCode",
                referred ? "REFERRED_TO_HIGHER_CARE" : "SAFETY_PLAN_COMPLETED",
                "tierAfter",
                referred ? "HIGH" : "LOW",
                "reasonCode",
                referred ? "NEEDS_INPATIENT_CARE" : "SAFETY_PLAN_SIGNED"));
    if (written.refusedWith("wrong-state") || written.refusedWith("review-closed")) {
      return;
    }
    require(written, "Writing the disposition of " + id);
    acknowledged(
        provider,
        id,
        "dispositioned",
        "crisis.dispositioned.v1",
        referred ? "NEEDS_INPATIENT_CARE" : "SAFETY_PLAN_SIGNED");
    if (referred) {
      patient.isTurnedAway();
    }
  }

  private void reinstate(String id, String provider) {
    Answer reinstated =
        of(
            id,
            provider,
            "reinstate",
            Map.of("licenceState", LICENCE, "reasonCode", "RISK_RE_ASSESSED"));
    if (reinstated.refusedWith("wrong-state") || reinstated.refusedWith("review-closed")) {
      return;
    }
    require(reinstated, "Reinstating " + id);
    acknowledged(provider, id, "reinstated", "approval.reinstated.v1", "RISK_RE_ASSESSED");
  }

  private static void require(Answer answer, String asked) {
    if (!answer.ok()) {
      throw new UnexpectedAnswerException(asked, answer);
    }
  }

  private void acknowledged(
      String provider, String id, String what, String eventType, String reasonCode) {
    world.acknowledged(
        "%s was told that %s is %s".formatted(provider, id, what),
        eventType,
        Map.of("episodeId", id),
        Service.PROVIDER_REVIEW,
        Views.review(id),
        Views.storyTells(reasonCode));
  }

  // ---- on call

  private void lookAtAlerts() {
    Map<String, JsonNode> open = new HashMap<>();
    String cursor = "";
    do {
      Answer page =
          world.mustGet(
              Service.CARE_FOLLOWUP,
              "/api/alerts?status=unacknowledged" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      for (JsonNode alert : page.body().path("alerts")) {
        open.put(alert.path("alertId").asString(""), alert);
      }
      cursor = page.text("nextCursor");
    } while (!cursor.isEmpty());
    open.forEach(
        (alertId, alert) -> {
          if (alertsTaken.add(alertId)) {
            String clinician = "on-call-" + (1 + Math.floorMod(alertId.hashCode(), 2));
            boolean late = Math.floorMod(alertId.hashCode(), OVERHEARD) == 0;
            Instant now = world.clock().now();
            world
                .agenda()
                .plan(
                    late ? now.plus(TAKES_LONGER) : now,
                    clinician,
                    () -> take(alertId, alert.path("code").asString(""), clinician));
          }
        });
  }

  private void take(String alertId, String code, String clinician) {
    String episodeId = alertId.substring(0, alertId.indexOf('.'));
    Answer taken = ofAlert(alertId, clinician, "acknowledge", Map.of());
    require(taken, "Taking alert " + alertId);
    acknowledgedAlert(episodeId, alertId, "taken", "alert.acknowledged.v1", "ACKNOWLEDGED");
    world
        .agenda()
        .plan(
            world.clock().now().plus(TALKS_FOR),
            clinician,
            () -> resolve(episodeId, alertId, code, clinician));
  }

  private void resolve(String episodeId, String alertId, String code, String clinician) {
    boolean referred =
        patients
            .apply(episodeId)
            .map(patient -> patient.plan().story().outcome())
            .filter(outcome -> outcome == Outcome.REFERRED || outcome == Outcome.REFERRED_IN_SERIES)
            .isPresent();
    Map<String, Object> disposition =
        HIGH_RISK.contains(code) && !referred
            ? Map.of(
                "dispositionCode",
                "SAFETY_PLAN",
                "reason",
                "Spoke with the patient, safety plan signed",
                "tierAfter",
                "LOW")
            : Map.of("dispositionCode", "CONTACTED");
    Answer resolved = ofAlert(alertId, clinician, "resolve", disposition);
    if (resolved.refusedWith("risk-alert-open")) {
      resolved = ofAlert(alertId, clinician, "resolve", Map.of("dispositionCode", "SAFETY_PLAN"));
    }
    require(resolved, "Resolving alert " + alertId);
    acknowledgedAlert(episodeId, alertId, "resolved", "alert.resolved.v1", "RESOLVED");
  }

  private Answer ofAlert(String alertId, String clinician, String step, Map<String, ?> body) {
    return world
        .api()
        .post(
            Service.CARE_FOLLOWUP,
            "/api/alerts/" + alertId + '/' + step,
            clinician,
            world.key("a" + decisions.incrementAndGet() + '-' + step),
            body);
  }

  private void acknowledgedAlert(
      String episodeId, String alertId, String what, String eventType, String status) {
    world.acknowledged(
        "on call was told that alert %s is %s".formatted(alertId, what),
        eventType,
        Map.of("alertId", alertId),
        Service.CARE_FOLLOWUP,
        Views.followUp(episodeId),
        Views.alertCameTo(alertId, status));
  }
}
