package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.infra.local.Service;
import com.telemedicalservices.infra.traffic.PatientPlan.Habit;
import com.telemedicalservices.infra.traffic.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A synthetic patient: does what was planned, as far as the services let them, through nothing but
 * public HTTP. The agenda sees to it that a patient does one thing at a time.
 */
final class Patient {

  /** Where a patient is, for the people who watch. */
  enum Stage {
    EXPECTED("to come"),
    IN_INTAKE("in intake"),
    IN_REVIEW("in review"),
    IN_SERIES("in series"),
    IN_FOLLOW_UP("follow-up"),
    LEFT("left");

    private final String words;

    Stage(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private static final String CONSENT_VERSION = "2026-11-01";
  private static final Duration BEFORE_START = Duration.ofMinutes(15);
  private static final Duration PREPARATION = Duration.ofMinutes(20);
  private static final Duration INFUSION = Duration.ofMinutes(40);
  private static final Duration RECOVERY = Duration.ofMinutes(70);
  private static final Duration BEFORE_MOVING = Duration.ofDays(2);
  private static final List<Integer> OTHER_HOURS = List.of(2, -2, 3, -3, 1, -1, 4, -4);
  private static final Set<String> CANNOT_BOOK_YET = Set.of("unknown-episode", "not-approved");

  private final PatientPlan plan;
  private final World world;
  private final AtomicInteger askings = new AtomicInteger();
  private final AtomicInteger checkInsAsked = new AtomicInteger();
  private volatile Stage stage = Stage.EXPECTED;
  private volatile @Nullable String episodeId;
  private volatile @Nullable String failure;
  private final Map<String, String> formVersions = new HashMap<>();
  private @Nullable String entityTag;
  private int revision;

  Patient(PatientPlan plan, World world) {
    this.plan = plan;
    this.world = world;
  }

  PatientPlan plan() {
    return plan;
  }

  Stage stage() {
    return stage;
  }

  /** The course of care; null before the services know of it. */
  @Nullable String episodeId() {
    return episodeId;
  }

  /** What went wrong first; null when nothing did. */
  @Nullable String failure() {
    return failure;
  }

  /** Something went wrong that this patient cannot go on with. */
  void failed(String why) {
    if (failure == null) {
      failure = why;
    }
  }

  /** Who the agenda knows this patient as. */
  String who() {
    return plan.label();
  }

  /** Plans the first step. */
  void expectFrom(Instant start) {
    at(start.plus(plan.arrivesAfter()), this::askForHelp);
  }

  private void at(Instant time, Agenda.Deed deed) {
    world.agenda().plan(time, who(), deed);
  }

  private void after(Duration time, Agenda.Deed deed) {
    at(world.clock().now().plus(time), deed);
  }

  // ---- intake

  private void askForHelp() throws InterruptedException {
    stage = Stage.IN_INTAKE;
    for (JsonNode form : world.mustGet(Service.INTAKE, "/api/forms").body().path("forms")) {
      formVersions.put(form.path("form").asString(""), form.path("version").asString(""));
    }
    Map<String, Object> body =
        Map.of(
            "clinicId",
            world.clinicId(),
            "stateOfResidence",
            "AZ",
            "language",
            plan.language(),
            "consentToEmail",
            true,
            "contact",
            plan.contact());
    Answer opened = world.mustPost(Service.INTAKE, "/api/intakes", actor(), deed("open"), body);
    String id = opened.text("episodeId");
    episodeId = id;
    entityTag = opened.entityTag();
    world.acknowledged(
        who() + " was told that the inquiry " + id + " is in",
        "inquiry.received.v1",
        Map.of("episodeId", id),
        Service.INTAKE,
        Views.intake(id),
        intake -> intake.path("episodeId").asString("").equals(id));
    if (plan.has(Habit.DOUBLE_CLICKS)) {
      Answer again = world.mustPost(Service.INTAKE, "/api/intakes", actor(), deed("open"), body);
      if (!again.replayed() || !again.text("episodeId").equals(id)) {
        throw new UnexpectedAnswerException("An inquiry sent twice was taken twice");
      }
    }
    if (plan.resumesAfter().isPositive() || plan.story() == Story.ABANDONS_INTAKE) {
      fillIn(0, 2);
      if (plan.story() != Story.ABANDONS_INTAKE) {
        after(plan.resumesAfter(), this::resume);
      }
    } else {
      fillIn(0, 2);
      resume();
    }
  }

  private void resume() throws InterruptedException {
    if (plan.story() == Story.WITHDRAWS_DURING_INTAKE) {
      withdraw("NO_LONGER_WANTED");
      return;
    }
    fillIn(2, plan.forms().size());
    sign("telehealth");
    submit();
  }

  private void fillIn(int from, int to) {
    List<Map.Entry<String, Map<String, Object>>> forms = plan.forms();
    for (int i = from; i < to; i++) {
      Map.Entry<String, Map<String, Object>> form = forms.get(i);
      String path = Views.intake(episode()) + "/forms/" + form.getKey();
      Map<String, Object> body = answers(form.getKey(), form.getValue());
      if (plan.has(Habit.SAVES_FROM_STALE_DEVICE) && i == 1) {
        saveFromStaleDevice(path, body);
      }
      Answer saved = change(path, body);
      boolean told = form.getKey().equals("c-ssrs-screener") && plan.tier() == RiskTier.HIGH;
      if (told) {
        requireSafetyCard(saved);
        world.acknowledged(
            who() + " was shown the safety card of " + episode(),
            "crisis.flagged.v1",
            Map.of("episodeId", episode()),
            Service.PROVIDER_REVIEW,
            Views.review(episode()),
            review -> !review.path("signals").isEmpty());
      }
    }
  }

  private Map<String, Object> answers(String form, Map<String, Object> given) {
    return Map.of("version", formVersions.getOrDefault(form, ""), "answers", given);
  }

  private void saveFromStaleDevice(String path, Map<String, Object> body) {
    Answer stale = world.api().put(Service.INTAKE, path, actor(), "\"1\"", body);
    if (!stale.refusedWith("stale-version")) {
      throw new UnexpectedAnswerException("A stale PUT " + path, stale);
    }
  }

  private void requireSafetyCard(Answer answer) {
    if (!answer.body().path("crisis").path("level").asString("").equals("HIGH")) {
      throw new UnexpectedAnswerException(
          "A HIGH answer of %s was not met with the safety card".formatted(episode()));
    }
  }

  private void sign(String consent) {
    Answer signed =
        change(
            Views.intake(episode()) + "/consents/" + consent,
            Map.of("version", CONSENT_VERSION, "name", plan.name()));
    if (signed.ok()) {
      world.acknowledged(
          "%s was told that the consent %s of %s is signed".formatted(who(), consent, episode()),
          "consent.signed.v1",
          Map.of("episodeId", episode(), "consent", consent),
          Service.INTAKE,
          Views.intake(episode()),
          intake ->
              Views.find(
                      intake.path("consents"),
                      one -> one.path("consent").asString("").equals(consent))
                  .isPresent());
    }
  }

  /** Changes the intake; reads it again when another device, or a lost answer, was faster. */
  private Answer change(String path, Object body) {
    for (int tries = 1; ; tries++) {
      Answer answer = world.api().put(Service.INTAKE, path, actor(), entityTag, body);
      if (answer.ok()) {
        entityTag = answer.entityTag();
        return answer;
      }
      if (!answer.refusedWith("stale-version") || tries == 10) {
        throw new UnexpectedAnswerException("PUT " + path, answer);
      }
      entityTag = world.mustGet(Service.INTAKE, Views.intake(episode())).entityTag();
    }
  }

  private void submit() throws InterruptedException {
    stage = Stage.IN_REVIEW;
    String id = episode();
    int next = revision + 1;
    long began = System.nanoTime();
    String path = Views.intake(id) + "/submit";
    Answer submitted =
        world.mustPost(Service.INTAKE, path, actor(), deed("submit-" + next), Map.of());
    entityTag = submitted.entityTag();
    if (plan.tier() == RiskTier.HIGH && next == 1) {
      requireSafetyCard(submitted);
    }
    if (submitted.body().path("revision").asInt(0) != next) {
      throw new UnexpectedAnswerException("Submitting %s made no revision %d".formatted(id, next));
    }
    revision = next;
    world.acknowledged(
        "%s was told that revision %d of %s is submitted".formatted(who(), next, id),
        next == 1 ? "intake.submitted.v1" : "intake.amended.v1",
        Map.of("episodeId", id, "revision", String.valueOf(next)),
        Service.INTAKE,
        Views.intake(id),
        intake -> intake.path("revision").asInt(0) >= next);
    if (plan.has(Habit.DOUBLE_CLICKS)) {
      Answer again =
          world.mustPost(Service.INTAKE, path, actor(), deed("submit-" + next), Map.of());
      if (!again.replayed()) {
        throw new UnexpectedAnswerException("A submit sent twice was carried out twice");
      }
    }
    world.lookUntil(
        "Looked for %s in the review queue".formatted(id),
        () ->
            world
                    .api()
                    .get(Service.PROVIDER_REVIEW, Views.review(id))
                    .body()
                    .path("revision")
                    .asInt(0)
                >= next);
    world.toVisible().tookSince(began);
    if (plan.story() == Story.WITHDRAWS_IN_REVIEW) {
      after(Duration.ofMinutes(40), () -> withdraw("COST"));
    }
  }

  /** A provider needs something: the patient amends the intake when there is time for it. */
  void isAskedForInformation() {
    after(
        plan.answersAfter(),
        () -> {
          Map<String, Object> more =
              new HashMap<>(Cases.answers(plan).getOrDefault("medications", Map.of()));
          more.put("other-medicines-note", "sertraline 50 mg since March");
          change(Views.intake(episode()) + "/forms/medications", answers("medications", more));
          submit();
        });
  }

  private void withdraw(String reason) {
    String id = episode();
    world.mustPost(
        Service.INTAKE,
        Views.intake(id) + "/withdraw",
        actor(),
        deed("withdraw"),
        Map.of("reason", reason));
    stage = Stage.LEFT;
    world.acknowledged(
        "%s was told that %s is withdrawn".formatted(who(), id),
        "intake.withdrawn.v1",
        Map.of("episodeId", id),
        Service.INTAKE,
        Views.intake(id),
        intake -> intake.path("status").asString("").equals("WITHDRAWN"));
  }

  /** Was declined, or is cared for elsewhere. */
  void isTurnedAway() {
    stage = Stage.LEFT;
  }

  // ---- series

  /** A provider has approved; the reading of the clock is for how long booking took. */
  void isApproved(long approvedAt) {
    if (plan.story() == Story.WITHDRAWS_WHEN_APPROVED) {
      after(Duration.ofHours(20), () -> withdraw("OTHER_TREATMENT"));
    } else {
      // Ahead of whatever others plan: how long it takes is measured.
      at(Instant.EPOCH, () -> book(approvedAt));
    }
  }

  private void book(long approvedAt) throws InterruptedException {
    String id = episode();
    while (true) {
      Answer proposals = proposals(id);
      JsonNode choices = proposals.body().path("proposals");
      if (choices.isEmpty()) {
        throw new UnexpectedAnswerException("There is no room for a series of " + id);
      }
      List<String> starts = new ArrayList<>();
      for (JsonNode session : choices.get(plan.number() % choices.size()).path("sessions")) {
        starts.add(session.path("startsAt").asString(""));
      }
      // Every choice is another request, so it has another key.
      Answer booked =
          world
              .api()
              .post(
                  Service.SCHEDULING,
                  "/api/series",
                  actor(),
                  world.key(deed("book-" + askings.incrementAndGet())),
                  Map.of("episodeId", id, "clinicId", world.clinicId(), "startsAt", starts));
      if (booked.ok()) {
        world.toBooked().tookSince(approvedAt);
        isBooked(booked.body());
        return;
      }
      if (!booked.refusedWith("slot-taken")) {
        throw new UnexpectedAnswerException("POST /api/series", booked);
      }
    }
  }

  private Answer proposals(String id) throws InterruptedException {
    Answer[] last = new Answer[1];
    String path = Views.series(id) + "/proposals";
    world.lookUntil(
        "Asked for proposals for %s".formatted(id),
        () -> {
          Answer answer = world.api().get(Service.SCHEDULING, path);
          last[0] = answer;
          return answer.ok() || !CANNOT_BOOK_YET.contains(answer.code());
        });
    Answer answer = last[0];
    if (!answer.ok()) {
      throw new UnexpectedAnswerException("GET " + path, answer);
    }
    return answer;
  }

  private void isBooked(JsonNode series) {
    stage = Stage.IN_SERIES;
    String id = episode();
    String seriesId = series.path("seriesId").asString("");
    world.acknowledged(
        "%s was told that series %s is booked".formatted(who(), seriesId),
        "series.booked.v1",
        Map.of("seriesId", seriesId),
        Service.SCHEDULING,
        Views.series(id),
        shown -> shown.path("seriesId").asString("").equals(seriesId));
    sign("treatment");
    for (JsonNode session : series.path("sessions")) {
      int number = session.path("number").asInt(0);
      String sessionId = session.path("sessionId").asString("");
      Instant startsAt = Instant.parse(session.path("startsAt").asString(""));
      if (plan.movedSession() == number) {
        at(startsAt.minus(BEFORE_MOVING), () -> move(sessionId, number, startsAt));
      } else {
        expectAt(sessionId, number, startsAt);
      }
    }
  }

  private void expectAt(String sessionId, int number, Instant startsAt) {
    boolean comes = plan.story() != Story.NEVER_COMES && !plan.missedSessions().contains(number);
    if (comes) {
      at(startsAt.minus(BEFORE_START), () -> arrive(sessionId, number, startsAt));
    }
  }

  private void move(String sessionId, int number, Instant startsAt) {
    List<Instant> wishes = new ArrayList<>();
    OTHER_HOURS.forEach(hours -> wishes.add(startsAt.plus(Duration.ofHours(hours))));
    for (Instant wish : wishes) {
      Answer moved =
          world
              .api()
              .post(
                  Service.SCHEDULING,
                  Views.session(sessionId) + "/move",
                  actor(),
                  world.key(deed("move-" + askings.incrementAndGet())),
                  Map.of("startsAt", wish.toString(), "reasonCode", "patient-asked"));
      if (moved.ok()) {
        world.acknowledged(
            "%s was told that session %s is moved".formatted(who(), sessionId),
            "session.moved.v1",
            Map.of("sessionId", sessionId, "startsAt", wish.toString()),
            Service.SCHEDULING,
            Views.series(episode()),
            series ->
                Views.sessionOf(series, sessionId)
                    .filter(one -> one.path("startsAt").asString("").equals(wish.toString()))
                    .isPresent());
        expectAt(sessionId, number, wish);
        return;
      }
      if (moved.status() != 409 && moved.status() != 422) {
        throw new UnexpectedAnswerException("Moving " + sessionId, moved);
      }
    }
    // Nothing suits: the patient keeps the time there was.
    expectAt(sessionId, number, startsAt);
  }

  // ---- a day of infusion, with the nurse who is there

  private void arrive(String sessionId, int number, Instant startsAt) {
    if (stage == Stage.LEFT) {
      return;
    }
    JsonNode session = world.mustGet(Service.SCHEDULING, Views.session(sessionId)).body();
    String status = session.path("status").asString("");
    if (!status.equals("PLANNED") && !status.equals("CONFIRMED")) {
      // Blocked or cancelled: the clinic has called, the patient stays at home.
      return;
    }
    ofSession(
        sessionId,
        "check-in",
        Map.of("identityConfirmed", true),
        "session.checked-in.v1",
        "CHECKED_IN");
    at(startsAt.plus(PREPARATION), () -> start(sessionId, number));
  }

  private void start(String sessionId, int number) {
    Map<String, Object> gate =
        Map.of(
            "escortConfirmed",
            true,
            "escortReference",
            "escort-%d".formatted(plan.number()),
            "fastingConfirmed",
            true);
    ofSession(sessionId, "start", gate, "session.started.v1", "INFUSING");
    after(INFUSION, () -> finish(sessionId, number));
  }

  private void finish(String sessionId, int number) {
    ofSession(sessionId, "finish", Map.of(), "session.completed.v1", "RECOVERY");
    after(RECOVERY, () -> discharge(sessionId, number));
  }

  private void discharge(String sessionId, int number) {
    Map<String, Object> criteria =
        Map.of(
            "fitByScore", true,
            "vitalsNearBaseline", true,
            "oriented", true,
            "dissociationResolved", true,
            "gaitSteady", true,
            "noActiveSuicidalIdeation", true,
            "intravenousLineOut", true,
            "instructionsGiven", true,
            "escortPresent", true);
    ofSession(sessionId, "discharge", criteria, "session.discharged.v1", "DISCHARGED");
    if (plan.story() == Story.WITHDRAWS_IN_SERIES && number == plan.turningPoint()) {
      after(Duration.ofHours(5), () -> withdraw("NO_LONGER_WANTED"));
    } else if (number == PatientPlan.SESSIONS) {
      stage = Stage.IN_FOLLOW_UP;
    }
  }

  private void ofSession(
      String sessionId, String step, Object body, String eventType, String status) {
    String nurse = "nurse-of-" + plan.number();
    world.mustPost(
        Service.SCHEDULING,
        Views.session(sessionId) + '/' + step,
        nurse,
        deed(step + '-' + sessionId.substring(sessionId.lastIndexOf('.') + 1)),
        body);
    world.acknowledged(
        "the nurse was told that session %s is %s".formatted(sessionId, status),
        eventType,
        Map.of("sessionId", sessionId),
        Service.SCHEDULING,
        Views.series(episode()),
        Views.sessionCameTo(sessionId, status));
  }

  // ---- check-ins

  /** A check-in waits for an answer. */
  void isAsked(String checkInId, String kind) {
    int turn = checkInsAsked.incrementAndGet();
    boolean crisis = isTurningPoint(checkInId);
    if (crisis || !plan.missedCheckIns().contains(turn)) {
      after(plan.answersAfter(), () -> answer(checkInId, kind, crisis));
    }
  }

  /** The first check-in after the session at which the story turns. */
  private boolean isTurningPoint(String checkInId) {
    return plan.story().hasCrisisInSeries()
        && checkInId.endsWith("." + plan.turningPoint() + ".h24");
  }

  private void answer(String checkInId, String kind, boolean crisis) {
    int week = kind.equals("WEEKLY") ? weekOf(checkInId) : 1;
    Answer answer =
        world
            .api()
            .post(
                Service.CARE_FOLLOWUP,
                "/api/check-ins/" + checkInId + "/responses",
                actor(),
                world.key(deed("answer-" + shortened(checkInId))),
                Map.of(
                    "answers",
                    Questionnaires.checkIn(
                        kind,
                        Math.max(0, plan.severity() - (week + 1) / 2),
                        crisis ? RiskTier.HIGH : RiskTier.NONE),
                    "sideEffects",
                    List.of()));
    if (answer.refusedWith("check-in-superseded")) {
      return;
    }
    if (!answer.ok()) {
      throw new UnexpectedAnswerException("Answering " + checkInId, answer);
    }
    if (crisis && answer.body().path("crisis").isMissingNode()) {
      throw new UnexpectedAnswerException(
          "A HIGH answer to %s was not met with the crisis card".formatted(checkInId));
    }
    world.acknowledged(
        "%s was told that check-in %s is answered".formatted(who(), checkInId),
        "checkin.completed.v1",
        Map.of("checkInId", checkInId),
        Service.CARE_FOLLOWUP,
        Views.followUp(episode()),
        Views.checkInAnswered(checkInId));
  }

  private static int weekOf(String checkInId) {
    return Integer.parseInt(checkInId.substring(checkInId.lastIndexOf('w') + 1));
  }

  private String shortened(String partId) {
    return partId.substring(episode().length() + 1);
  }

  private String episode() {
    String id = episodeId;
    if (id == null) {
      throw new IllegalStateException(who() + " has no episode yet");
    }
    return id;
  }

  private String actor() {
    return "patient-" + plan.number();
  }

  private String deed(String deed) {
    return "p%d-%s".formatted(plan.number(), deed);
  }
}
