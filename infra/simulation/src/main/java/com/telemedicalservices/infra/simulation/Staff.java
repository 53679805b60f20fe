package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Modality;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.AlertStatus;
import com.telemedicalservices.followup.domain.FollowUpCommand;
import com.telemedicalservices.review.domain.Disposition;
import com.telemedicalservices.review.domain.Phase;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.review.domain.Scope;
import com.telemedicalservices.review.domain.candidacy.Finding;
import com.telemedicalservices.review.domain.candidacy.Outcome;
import com.telemedicalservices.review.domain.candidacy.Resolution;
import com.telemedicalservices.scheduling.domain.DischargeCriterion;
import com.telemedicalservices.scheduling.domain.Session;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Providers who decide, nurses who treat, and whoever is on call; not always on time. */
final class Staff {

  private static final Duration ROUND = Duration.ofHours(3);
  private static final Duration WATCH = Duration.ofMinutes(20);
  private static final String STATE = "AZ";
  private static final double OVERLOOKED_ALERTS = 0.03;

  private final World world;
  private final Luck luck;
  private final Desk desk;
  private final Services services;
  private final Set<String> expected = new HashSet<>();

  /** Whether an alert is one of those that nobody ever takes. */
  private final Map<String, Boolean> overlooked = new HashMap<>();

  Staff(World world, Desk desk, Services services) {
    this.world = world;
    this.luck = world.luckOf("staff");
    this.desk = desk;
    this.services = services;
  }

  void begin() {
    world.after(ROUND, this::goRound);
    world.after(WATCH, this::watch);
  }

  private void goRound() {
    services
        .reviews
        .all()
        .forEach(
            (id, review) -> {
              if (luck.chance(0.8)) {
                decide(id, review);
              }
            });
    world.after(ROUND, this::goRound);
  }

  private void decide(String id, ReviewState review) {
    var provider = luck.chance(0.02) ? Services.VISITOR : luck.oneOf(Services.PROVIDERS).id();
    switch (review.phase()) {
      case Phase.Waiting _ ->
          ask(
              id,
              new ReviewCommand.Claim(provider),
              () -> within(Duration.ofMinutes(12), () -> decideOn(id, provider)));
      case Phase.Claimed _ -> ask(id, new ReviewCommand.Release(provider));
      case Phase.InCrisis _ -> ask(id, disposition(provider));
      case Phase.Suspended _ -> {
        // To find out whether it may go on takes days.
        if (luck.chance(0.06)) {
          dealWithFindings(id, review, provider);
          ask(
              id,
              luck.chance(0.7)
                  ? new ReviewCommand.Reinstate(provider, STATE, "reassessed")
                  : new ReviewCommand.Decline(provider, STATE, "not-suitable"));
        }
      }
      case Phase.Approved _ -> {
        if (luck.chance(0.004)) {
          ask(id, new ReviewCommand.Suspend(provider, "new-finding"));
        }
        if (luck.chance(0.02)) {
          ask(id, result(provider));
        }
      }
      case Phase.AwaitingIntake _,
          Phase.InformationRequested _,
          Phase.Deferred _,
          Phase.Closed _ -> {}
    }
  }

  /** Who approves has dealt with what the rules found, or is told to. */
  private void decideOn(String id, String provider) {
    var decision = decision(provider);
    var review = services.reviews.find(id);
    if (!(decision instanceof ReviewCommand.Approve) || review == null || luck.chance(0.05)) {
      ask(id, decision);
      return;
    }
    var candidacy = review.candidacy();
    if (candidacy != null && !candidacy.stops().isEmpty()) {
      ask(id, new ReviewCommand.Decline(provider, STATE, "no-candidate"));
      return;
    }
    dealWithFindings(id, review, provider);
    within(Duration.ofMinutes(2), () -> ask(id, decision));
  }

  private void dealWithFindings(String id, ReviewState review, String provider) {
    var candidacy = review.candidacy();
    if (candidacy == null) {
      return;
    }
    for (var finding : candidacy.open()) {
      if (finding.outcome() == Outcome.REVIEW) {
        ask(id, resolution(provider, finding, Resolution.Kind.RATIONALE, null));
      } else if (luck.chance(0.5)) {
        ask(id, resolution(provider, finding, Resolution.Kind.CLEARED, "letter-1"));
      } else {
        Services.PROVIDERS.forEach(
            each -> ask(id, resolution(each.id(), finding, Resolution.Kind.OVERRIDDEN, null)));
      }
    }
  }

  private static ReviewCommand resolution(
      String provider, Finding finding, Resolution.Kind kind, @Nullable String documentId) {
    return new ReviewCommand.ResolveFinding(
        provider, STATE, finding.ruleId(), kind, "weighed", documentId);
  }

  /** A laboratory has answered; mostly nothing speaks against going on. */
  private ReviewCommand result(String provider) {
    var item = luck.oneOf(Services.BASIS.workUp().items());
    var results = item.results().stream().sorted().toList();
    var result = luck.chance(0.95) ? results.getFirst() : luck.oneOf(results);
    var today = Services.BASIS.policy().day(world.now());
    return new ReviewCommand.RecordResult(
        provider, item.code(), result, today, "document-" + luck.below(1000), null);
  }

  private ReviewCommand decision(String provider) {
    return switch (luck.below(20)) {
      case 0, 1 -> new ReviewCommand.Decline(provider, STATE, "not-suitable");
      case 2 ->
          new ReviewCommand.Defer(provider, STATE, "work-up", world.now().plus(Duration.ofDays(5)));
      case 3, 4 -> new ReviewCommand.RequestInformation(provider, "more-needed");
      default -> new ReviewCommand.Approve(provider, STATE, scope());
    };
  }

  private Scope scope() {
    var half = new BigDecimal("0.5");
    return new Scope(
        Modality.IV_RACEMIC,
        4 + luck.below(3),
        40,
        21 + luck.below(8),
        new Scope.DoseRange(half, half),
        List.of());
  }

  private ReviewCommand disposition(String provider) {
    var code =
        luck.chance(0.85)
            ? Disposition.Code.SAFETY_PLAN_COMPLETED
            : luck.oneOf(List.of(Disposition.Code.values()));
    return new ReviewCommand.WriteDisposition(provider, STATE, code, tier(), "assessed");
  }

  private void ask(String id, ReviewCommand command) {
    desk.ask(services.review(), services.reviews, id, command);
  }

  private void ask(String id, ReviewCommand command, Runnable then) {
    desk.ask(
        services.review(),
        services.reviews,
        id,
        command,
        reply -> {
          if (reply == SimulatedStore.Reply.DONE) {
            then.run();
          }
        });
  }

  /** Who comes soon is expected; alerts are looked after. */
  private void watch() {
    services
        .treatments
        .all()
        .forEach(
            (id, treatment) ->
                treatment.sessions().stream()
                    .filter(session -> !session.status().isTerminal())
                    .filter(session -> isToday(session) && expected.add(appointment(session)))
                    .forEach(session -> expect(id, session)));
    services.treatments.all().forEach(this::lookAfterOverdue);
    services.followUps.all().keySet().forEach(this::lookAfterAlerts);
    world.after(WATCH, this::watch);
  }

  private void lookAfterOverdue(String id, TreatmentState treatment) {
    for (var session : treatment.sessions()) {
      if (session.overdueSince() != null && luck.chance(0.2)) {
        sendHome(id, session);
      }
    }
  }

  private static String appointment(Session session) {
    return session.sessionId() + "@" + session.slot().startsAt();
  }

  private boolean isToday(Session session) {
    var start = session.slot().startsAt();
    return start.isAfter(world.now()) && start.isBefore(world.now().plus(Duration.ofHours(3)));
  }

  private void expect(String id, Session session) {
    var sessionId = session.sessionId();
    var start = session.slot().startsAt();
    if (luck.chance(0.05)) {
      world.at(
          start.plus(Duration.ofMinutes(40)),
          () -> ofSession(id, new TreatmentCommand.NoShow(sessionId, "nurse")));
      return;
    }
    world.at(start, () -> ofSession(id, new TreatmentCommand.CheckIn(sessionId, "nurse")));
    world.at(
        start.plus(Duration.ofMinutes(20)),
        () ->
            ofSession(
                id,
                new TreatmentCommand.Start(
                    sessionId, luck.chance(0.97) ? "escort-1" : null, luck.chance(0.97), "nurse")));
    if (luck.chance(0.03)) {
      world.at(
          start.plus(Duration.ofMinutes(35)),
          () -> ofSession(id, new TreatmentCommand.Stop(sessionId, "nausea", "nurse")));
    }
    if (luck.chance(0.06)) {
      world.at(
          start.plus(Duration.ofMinutes(35)),
          () -> ofSession(id, new TreatmentCommand.Pause(sessionId, "patient-request", "nurse")));
      world.at(
          start.plus(Duration.ofMinutes(45)),
          () ->
              ofSession(
                  id,
                  luck.chance(0.8)
                      ? new TreatmentCommand.Resume(sessionId, "doctor")
                      : new TreatmentCommand.Stop(sessionId, "blood-pressure", "doctor")));
    }
    world.at(
        start.plus(Duration.ofMinutes(60)),
        () -> ofSession(id, new TreatmentCommand.Finish(sessionId, "nurse")));
    if (luck.chance(0.02)) {
      world.at(
          start.plus(Duration.ofMinutes(80)),
          () -> ofSession(id, new TreatmentCommand.Transfer(sessionId, "chest-pain", "doctor")));
    }
    if (luck.chance(0.04)) {
      world.at(
          start.plus(Duration.ofMinutes(90)),
          () ->
              desk.ask(
                  services.followUp(),
                  services.followUps,
                  id,
                  new FollowUpCommand.ReportAdverseEvent(PatientLife.sideEffect(luck), "nurse")));
    }
    if (luck.chance(0.02)) {
      // Forgotten, until somebody looks at what is overdue.
      return;
    }
    // Sometimes the first of them is too early.
    for (var minutes : List.of(luck.chance(0.2) ? 100 : 140, 170, 260)) {
      world.at(start.plus(Duration.ofMinutes(minutes)), () -> discharge(id, sessionId));
    }
  }

  /** Takes one step with somebody who should long have left. */
  private void sendHome(String id, Session session) {
    var sessionId = session.sessionId();
    switch (session.status()) {
      case PAUSED -> ofSession(id, new TreatmentCommand.Stop(sessionId, "overdue", "doctor"));
      case INFUSING, STOPPED -> ofSession(id, new TreatmentCommand.Finish(sessionId, "nurse"));
      case RECOVERY -> discharge(id, sessionId);
      case CHECKED_IN -> ofSession(id, new TreatmentCommand.Cancel(sessionId, "late", "nurse"));
      case PLANNED, CONFIRMED, BLOCKED, DISCHARGED, TRANSFERRED, NO_SHOW, CANCELLED -> {}
    }
  }

  private void discharge(String id, String sessionId) {
    var unmet =
        luck.chance(0.1)
            ? List.of(luck.oneOf(List.of(DischargeCriterion.values())))
            : List.<DischargeCriterion>of();
    ofSession(id, new TreatmentCommand.Discharge(sessionId, unmet, "nurse"));
  }

  private void ofSession(String id, TreatmentCommand command) {
    desk.ask(services.scheduling(), services.treatments, id, command);
  }

  private void lookAfterAlerts(String id) {
    var followUp = services.followUps.find(id);
    if (followUp == null) {
      return;
    }
    for (var alert : followUp.alerts()) {
      var clinician = luck.oneOf(Services.PROVIDERS).id();
      var command =
          switch (alert.status()) {
            case AlertStatus.Raised _, AlertStatus.Notified _, AlertStatus.Escalated _ ->
                new FollowUpCommand.AcknowledgeAlert(alert.alertId(), clinician);
            case AlertStatus.Acknowledged _ ->
                new FollowUpCommand.StartAlert(alert.alertId(), clinician);
            case AlertStatus.InProgress(var by, _) ->
                new FollowUpCommand.ResolveAlert(
                    alert.alertId(), by, "called", "assessed", luck.chance(0.3) ? tier() : null);
            case AlertStatus.Resolved _ -> null;
          };
      if (command != null
          && luck.chance(0.4)
          && !overlooked.computeIfAbsent(alert.alertId(), _ -> luck.chance(OVERLOOKED_ALERTS))) {
        desk.ask(services.followUp(), services.followUps, id, command);
      }
    }
  }

  private RiskTier tier() {
    return luck.oneOf(List.of(RiskTier.values()));
  }

  private void within(Duration most, Runnable what) {
    world.after(luck.between(Duration.ofSeconds(30), most), what);
  }
}
