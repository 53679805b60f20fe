package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Channel;
import com.telemedicalservices.contracts.CheckInKind;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.AdverseEventKind;
import com.telemedicalservices.followup.domain.AlertStatus;
import com.telemedicalservices.followup.domain.Assessment;
import com.telemedicalservices.followup.domain.CheckInStatus;
import com.telemedicalservices.followup.domain.FollowUpState;
import com.telemedicalservices.followup.domain.SideEffect;
import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.FormAnswers;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.Score;
import com.telemedicalservices.intake.domain.SignedConsent;
import com.telemedicalservices.notification.domain.Content;
import com.telemedicalservices.notification.domain.Letter;
import com.telemedicalservices.notification.domain.MessageKind;
import com.telemedicalservices.notification.domain.MessageState;
import com.telemedicalservices.notification.domain.Permission;
import com.telemedicalservices.notification.domain.RecipientState;
import com.telemedicalservices.notification.domain.Rung;
import com.telemedicalservices.review.domain.Licence;
import com.telemedicalservices.review.domain.Phase;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.review.domain.candidacy.Candidacy;
import com.telemedicalservices.scheduling.domain.Approval;
import com.telemedicalservices.scheduling.domain.Consent;
import com.telemedicalservices.scheduling.domain.Session;
import com.telemedicalservices.scheduling.domain.SessionStatus;
import com.telemedicalservices.scheduling.domain.Slot;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The invariants of DOMAIN §9 that can be seen in the system's state, each a method named after its
 * number. Those about a state are looked at after every write; {@link #settled} looks at those that
 * need everything to have arrived.
 */
final class Promises {

  private static final Duration PATIENCE = Duration.ofHours(1);

  /** Even what is put aside is given again by then. */
  private static final Duration LATEST_NEWS = Duration.ofHours(60);

  private static final Duration MINIMUM_INTERVAL = Duration.ofHours(40);
  private static final Duration ATTEMPT_LIMIT = Duration.ofMinutes(5);
  private static final Duration OVERDUE_AFTER = Duration.ofMinutes(30);
  private static final Duration SHORTEST_STAY = Duration.ofHours(1);
  private static final Comparator<Session> BY_START =
      Comparator.comparing(session -> session.slot().startsAt());

  private final World world;
  private final Ledger ledger;
  private final Map<String, IntakeState> intakes = new HashMap<>();
  private final Map<String, RecipientState> recipients = new HashMap<>();
  private final Map<String, TreatmentState> treatments = new HashMap<>();
  private final Map<String, ReviewState> reviews = new HashMap<>();
  private final Map<String, FollowUpState> followUps = new HashMap<>();

  /** Approvals as the review has given them. */
  private final Map<String, com.telemedicalservices.review.domain.Approval> approvals =
      new HashMap<>();

  /** Under which approval an infusion was begun; what is left of its series may get another. */
  private final Map<String, String> begunUnder = new HashMap<>();

  Promises(World world, Ledger ledger) {
    this.world = world;
    this.ledger = ledger;
  }

  void intakeWritten(String id, @Nullable IntakeState before, IntakeState after) {
    intakes.put(id, after);
    invariant6(id, before, after);
    invariant8(id, after);
    after.forms().values().forEach(answered -> invariant9(id, answered));
    invariant7(
        id,
        before != null
            && after.risk().highest().compareTo(before.risk().highest()) < 0
            && after.risk().dispositions().size() == before.risk().dispositions().size());
    if (before != null) {
      if (before.status().isTerminal()) {
        invariant16(id, before.status(), after.status());
      }
      invariant23(id, before.revisions(), after.revisions());
      invariant23(id, before.progress().transitions(), after.progress().transitions());
      invariant23(id, asSigned(before), asSigned(after));
      invariant23(id, before.risk().dispositions(), after.risk().dispositions());
    }
    if (before != null && isReminded(before, after) && !before.status().lapses()) {
      world.violated(17, id, "is reminded of though it is " + before.status());
    }
    invariant24(
        id, after.revisions().stream().allMatch(revision -> !revision.policyVersion().isBlank()));
  }

  private static boolean isReminded(IntakeState before, IntakeState after) {
    var dueAt = after.progress().remindedAt();
    return dueAt != null && !dueAt.equals(before.progress().remindedAt());
  }

  void reviewWritten(String id, @Nullable ReviewState before, ReviewState after) {
    invariant7(
        id,
        before != null
            && after.file().tier().compareTo(before.file().tier()) < 0
            && after.dispositions().size() == before.dispositions().size());
    if (before != null) {
      if (before.phase().status().terminal()) {
        invariant16(id, before.phase().status(), after.phase().status());
      }
      invariant23(id, before.story(), after.story());
      invariant23(id, before.dispositions(), after.dispositions());
    }
    reviews.put(id, after);
    if (after.phase() instanceof Phase.Suspended suspended) {
      world.after(LATEST_NEWS, () -> invariant4(id, suspended));
    }
    if (after.phase() instanceof Phase.Approved(var approval)) {
      approvals.put(approval.approvalId(), approval);
      invariant3(id, approval.providerId(), approval.licenceState(), approval.patientState());
      invariant3(id, approval.licence(), LATEST_NEWS);
      invariant24(id, !approval.policyVersion().isBlank());
      if (before == null || !(before.phase() instanceof Phase.Approved)) {
        newlyApproved(id, approval.candidacy(), after);
      }
    }
  }

  void treatmentWritten(String id, @Nullable TreatmentState before, TreatmentState after) {
    treatments.put(id, after);
    for (var session : after.sessions()) {
      var earlier = before == null ? null : before.session(session.sessionId());
      if (earlier != null && earlier.status().isTerminal()) {
        invariant16(session.sessionId(), earlier.status(), session.status());
      }
      invariants1to5(after, session, earlier);
      if (isBegun(session, earlier)) {
        var series = Objects.requireNonNull(after.series(session.seriesId()));
        begunUnder.put(session.sessionId(), series.approvalId());
        invariant10(session);
      }
      if (earlier != null && earlier.status() != session.status()) {
        invariant15(session);
      }
    }
    if (before != null) {
      for (var series : before.series()) {
        invariant16Counts(
            series.seriesId(), before.sessionsOf(series).size(), after.sessionsOf(series).size());
        var now = after.series(series.seriesId());
        if (now != null && !series.status().isLive()) {
          invariant16(series.seriesId(), series.status(), now.status());
        }
      }
    }
    invariant12(after);
    invariant12Terms(before, after);
    invariant13();
  }

  private static boolean isOver(MessageState state) {
    return switch (state) {
      case MessageState.Delivered _, MessageState.Dead _, MessageState.Suppressed _ -> true;
      case MessageState.Cancelled _, MessageState.Unknown _ -> true;
      case MessageState.Unplanned _, MessageState.Queued _ -> false;
      case MessageState.Held _, MessageState.Sending _ -> false;
    };
  }

  void recipientWritten(String id, @Nullable RecipientState before, RecipientState after) {
    recipients.put(id, after);
  }

  void messageWritten(String id, @Nullable MessageState before, MessageState after) {
    if (!id.equals(after.letter().messageId())) {
      world.violated(17, id, "is the message " + after.letter().messageId());
    }
    if (before != null && isOver(before)) {
      // Only the outcome that nobody knew may still become known.
      var isKnown =
          before instanceof MessageState.Unknown && after instanceof MessageState.Delivered;
      invariant16(id, before.getClass(), isKnown ? before.getClass() : after.getClass());
    }
  }

  /** A mail is handed over. */
  void mailed(MessageState.Sending sending) {
    ledger.mailed(mailOf(sending));
    invariant17(sending);
    invariant19(sending);
  }

  private static String mailOf(MessageState.Sending sending) {
    var letter = sending.letter();
    return switch (sending.plan().content()) {
      case Content.SessionNear(var rung, _) ->
          "%s, reminder %s".formatted(letter.subjectId(), rung);
      case Content.Questions(var checkInId, _) -> "%s, questions".formatted(checkInId);
      case Content.Page page -> "%s, page %d".formatted(page.alertId(), page.rung());
      case Content.SeriesDates _ -> "%s, dates".formatted(letter.subjectId());
      case Content.NewTime _, Content.Notice _ -> letter.messageId();
    };
  }

  /** Nobody is reminded too late, or of a time that was given up long ago. */
  private void invariant17(MessageState.Sending sending) {
    var letter = sending.letter();
    var plan = sending.plan();
    var staleAfter = plan.staleAfter();
    if (plan.content() instanceof Content.SessionNear(var rung, var startsAt)) {
      staleAfter = rung.staleAfter(startsAt);
      if (!wasToStart(letter.episodeId(), letter.subjectId(), startsAt)) {
        world.violated(17, letter.messageId(), "reminds of a time the session does not have");
      }
    }
    var begunAt = sending.until().minus(ATTEMPT_LIMIT);
    if (!begunAt.isBefore(staleAfter) || world.now().isAfter(staleAfter.plus(ATTEMPT_LIMIT))) {
      world.violated(17, letter.messageId(), "is mailed though it is stale");
    }
  }

  /** Nobody is written to who does not want to be. */
  private void invariant19(MessageState.Sending sending) {
    var letter = sending.letter();
    var permit = letter.messageKind().permit();
    if (permit == MessageKind.Permit.DUTY) {
      return;
    }
    var recipient = recipients.get(letter.patientId());
    if (recipient == null || recipient.permission(letter.channel()).optedOut()) {
      world.violated(19, letter.messageId(), "is mailed to somebody who said stop");
      return;
    }
    var consent = recipient.permission(letter.channel()).consent();
    var intake = intakes.get(letter.episodeId());
    if (permit == MessageKind.Permit.CONSENT
        && (consent != Permission.Consent.GIVEN
            || intake == null
            || isWithdrawnSinceLong(intake, "email"))) {
      world.violated(19, letter.messageId(), "is mailed without consent");
    }
  }

  private boolean wasToStart(String episodeId, String sessionId, Instant startsAt) {
    var treatment = treatments.get(episodeId);
    var session = treatment == null ? null : treatment.session(sessionId);
    var latest = world.now().minus(LATEST_NEWS);
    return session != null
        && (session.slot().startsAt().equals(startsAt)
            || session.moves().stream()
                .anyMatch(
                    move ->
                        move.previous().startsAt().equals(startsAt) && move.at().isAfter(latest)));
  }

  void followUpWritten(String id, @Nullable FollowUpState before, FollowUpState after) {
    followUps.put(id, after);
    if (signals(after) > (before == null ? 0 : signals(before))) {
      var signalledAt = world.now();
      // The review hears of it, and scheduling of what the review has done.
      world.after(LATEST_NEWS, () -> invariant5Approval(id, signalledAt));
      world.after(LATEST_NEWS.multipliedBy(2), () -> invariant5Sessions(id, signalledAt));
    }
    var effects = seriousEffects(after);
    if (effects > (before == null ? 0 : seriousEffects(before))) {
      world.after(LATEST_NEWS, () -> invariant4Effects(id, effects));
    }
    if (before == null) {
      return;
    }
    invariant7(
        id,
        after.tier().compareTo(before.tier()) < 0
            && after.tierHistory().stream()
                .skip(before.tierHistory().size())
                .noneMatch(change -> change.clinicianId() != null));
    invariant23(id, before.tierHistory(), after.tierHistory());
    for (var alert : before.alerts()) {
      var now = after.alert(alert.alertId());
      if (now.isEmpty()) {
        world.violated(25, alert.alertId(), "an alert is gone");
      } else if (!alert.isOpen()) {
        invariant16(alert.alertId(), alert.status(), now.get().status());
      }
    }
    for (var checkIn : before.checkIns()) {
      var now = after.checkIn(checkIn.checkInId());
      if (now.isEmpty()) {
        world.violated(25, checkIn.checkInId(), "a check-in is gone");
      } else if (!isToBeAnswered(checkIn.status())) {
        invariant16(checkIn.checkInId(), checkIn.status(), now.get().status());
      }
    }
  }

  private static boolean isToBeAnswered(CheckInStatus status) {
    return status instanceof CheckInStatus.Scheduled || status instanceof CheckInStatus.Sent;
  }

  /** Whoever approved had everything before them that the rules find, and had dealt with it. */
  private void newlyApproved(String id, @Nullable Candidacy decidedOn, ReviewState review) {
    var dossier = review.dossier();
    var candidacy = review.candidacy();
    if (dossier == null || candidacy == null) {
      world.violated(24, id, "is approved on nothing");
      return;
    }
    var replayed = Services.CANDIDACY.findings(dossier.facts(Services.CANDIDACY));
    invariant24(id, candidacy.findings().equals(replayed));
    invariant24(id, decidedOn != null);
    if (!candidacy.stops().isEmpty() || !candidacy.open().isEmpty()) {
      world.violated(4, id, "is approved while something stands against it");
    }
    var workUp = review.checklist(Services.BASIS, world.now());
    if (workUp.isEmpty() || !workUp.get().against().isEmpty()) {
      world.violated(4, id, "is approved past a result");
    }
  }

  /** What was suspended so long ago, and still is, is not kept by scheduling. */
  private void invariant4(String id, Phase.Suspended suspended) {
    var treatment = treatments.get(id);
    var review = reviews.get(id);
    if (treatment == null || review == null || !suspended.equals(review.phase())) {
      return;
    }
    treatment.sessions().stream()
        .filter(Promises::isKept)
        .findFirst()
        .ifPresent(
            session -> world.violated(4, session.sessionId(), "is kept long after suspension"));
  }

  private static boolean isKept(Session session) {
    return session.status() == SessionStatus.PLANNED || session.status() == SessionStatus.CONFIRMED;
  }

  /** Whoever approved is named, with licence and place. */
  private void invariant3(
      String id, String providerId, String licenceState, @Nullable String patientState) {
    var known = Services.PROVIDERS.stream().anyMatch(each -> each.id().equals(providerId));
    if (!known || !"AZ".equals(licenceState) || patientState == null) {
      world.violated(3, id, "approved by nobody who may");
    }
  }

  /** No approval stands on a licence that ended so long ago. */
  private void invariant3(String id, @Nullable Licence licence, Duration ago) {
    if (licence == null
        || Services.licenceEnds(licence.providerId()).isBefore(world.now().minus(ago))) {
      world.violated(3, id, "stands on no valid licence");
    }
  }

  /** Nothing is kept or begun without approval, consent or while a risk signal is open. */
  private void invariants1to5(TreatmentState state, Session session, @Nullable Session earlier) {
    var begun = isBegun(session, earlier);
    if (!isKept(session) && !begun) {
      return;
    }
    var series = Objects.requireNonNull(state.series(session.seriesId()));
    var approval =
        state.approvals().stream()
            .filter(each -> each.approvalId().equals(series.approvalId()))
            .findFirst();
    if (approval.isEmpty()) {
      world.violated(1, session.sessionId(), "is booked under no approval");
    } else if (approval.get().standing() != Approval.Standing.CURRENT) {
      world.violated(4, session.sessionId(), "is kept though its approval is not current");
    }
    if (state.isCrisisOpen()) {
      world.violated(5, session.sessionId(), "is kept while a risk signal is open");
    }
    if (begun) {
      for (var name : List.of(Consent.TREATMENT, Consent.TELEHEALTH)) {
        var consent = state.consent(name);
        if (consent == null || !consent.isInForce()) {
          world.violated(2, session.sessionId(), "is begun without the consent " + name);
        }
      }
    }
  }

  /** Whether no consent of this name stands, and none did within the time that news may take. */
  private boolean isWithdrawnSinceLong(IntakeState intake, String name) {
    return intake.standingConsent(name).isEmpty()
        && intake.consents().stream()
            .filter(signed -> signed.consent().equals(name))
            .map(SignedConsent::withdrawnAt)
            .filter(Objects::nonNull)
            .allMatch(world.now().minus(LATEST_NEWS)::isAfter);
  }

  /** Nobody is infused whom nobody takes home. */
  private void invariant10(Session session) {
    if (session.escortReference() == null) {
      world.violated(10, session.sessionId(), "is begun without an escort");
    }
  }

  /** Nobody leaves before the shortest stay is over. */
  private void invariant15(Session session) {
    var ended = session.infusionEndedAt();
    if (session.status() == SessionStatus.DISCHARGED
        && (ended == null
            || session.transitions().getLast().at().isBefore(ended.plus(SHORTEST_STAY)))) {
      world.violated(15, session.sessionId(), "is discharged too early");
    }
  }

  /** What a patient withdrew at intake long ago, scheduling does not take for given. */
  private void invariant2(String id, IntakeState intake, TreatmentState treatment) {
    for (var name : List.of(Consent.TREATMENT, Consent.TELEHEALTH)) {
      var heard = treatment.consent(name);
      if (heard != null && heard.isInForce() && isWithdrawnSinceLong(intake, name)) {
        world.violated(2, id, "counts on the withdrawn consent " + name);
      }
    }
  }

  private static boolean isBegun(Session session, @Nullable Session earlier) {
    return session.infusionStartedAt() != null
        && (earlier == null || earlier.infusionStartedAt() == null);
  }

  /** What a patient in crisis has told, scheduling knows. */
  private void invariant5(String id, IntakeState intake, TreatmentState treatment) {
    var latest = world.now().minus(LATEST_NEWS);
    var heard = treatment.crisisAt();
    for (var signal : intake.risk().signals()) {
      if (signal.flaggedAt().isBefore(latest)
          && (heard == null || heard.isBefore(signal.flaggedAt()))) {
        world.violated(5, id, "may be booked, for its crisis was never heard of");
      }
    }
  }

  /** How often a follow-up has found risk by itself, in answers that count or do not. */
  private static long signals(FollowUpState followUp) {
    var answers =
        followUp.checkIns().stream()
            .flatMap(checkIn -> checkIn.submissions().stream())
            .filter(
                sent ->
                    sent.assessment().tier() == RiskTier.HIGH
                        || Assessment.areUnscreened(sent.answers()))
            .count();
    var reports =
        followUp.reports().stream()
            .filter(report -> report.sideEffect().effect() == AdverseEventKind.SUICIDALITY)
            .count();
    return answers + reports;
  }

  /** How often a follow-up was told of a serious effect, in a report or in a check-in. */
  private static long seriousEffects(FollowUpState followUp) {
    var inAnswers =
        followUp.checkIns().stream()
            .flatMap(checkIn -> checkIn.submissions().stream())
            .flatMap(sent -> sent.sideEffects().stream())
            .filter(SideEffect::isSerious)
            .count();
    var inReports =
        followUp.reports().stream().filter(report -> report.sideEffect().isSerious()).count();
    return inAnswers + inReports;
  }

  /** What was told so long ago, whoever decides knows: a concern suspends an approval. */
  private void invariant4Effects(String id, long told) {
    var review = reviews.get(id);
    var heard =
        review == null
            ? 0
            : review.file().concerns().stream()
                .filter(concern -> concern.code().equals("SERIOUS_ADVERSE_EVENT"))
                .count();
    if (heard < told) {
      world.violated(4, id, "a serious effect has never reached its review");
    }
  }

  /** Risk that a follow-up found so long ago lets no approval stand unless a clinician has seen. */
  private void invariant5Approval(String id, Instant signalledAt) {
    var review = reviews.get(id);
    if (review != null
        && review.phase() instanceof Phase.Approved
        && !isAssessedSince(id, signalledAt)) {
      world.violated(5, id, "is approved, though its follow-up has found HIGH risk");
    }
  }

  private void invariant5Sessions(String id, Instant signalledAt) {
    var treatment = treatments.get(id);
    if (treatment != null
        && treatment.sessions().stream().anyMatch(Promises::isKept)
        && !isAssessedSince(id, signalledAt)) {
      world.violated(5, id, "has a session, though its follow-up has found HIGH risk");
    }
  }

  private boolean isAssessedSince(String id, Instant signalledAt) {
    var review = reviews.get(id);
    var followUp = followUps.get(id);
    return (review != null
            && review.dispositions().stream()
                .anyMatch(disposition -> !disposition.at().isBefore(signalledAt)))
        || (followUp != null
            && followUp.tierHistory().stream()
                .anyMatch(
                    change -> change.clinicianId() != null && !change.at().isBefore(signalledAt)));
  }

  /** What is answered to the patient is made of this very state, whoever else is away. */
  private void invariant6(String id, @Nullable IntakeState before, IntakeState after) {
    var isNews = before == null || before.risk().highest() != RiskTier.HIGH;
    if (isNews && after.risk().highest() == RiskTier.HIGH && !after.risk().isHeld()) {
      world.violated(6, id, "is at HIGH risk, and no crisis");
    }
  }

  /** The published rule, written down once more (DOMAIN §3.2). */
  private void invariant8(String id, IntakeState state) {
    var answers = state.answersTo("c-ssrs-screener");
    var least =
        anyYes(answers, "93249-1", "93250-9", "93269-9")
            ? RiskTier.HIGH
            : anyYes(answers, "93248-3", "93267-3") ? RiskTier.MODERATE : RiskTier.NONE;
    if (state.risk().highest().compareTo(least) < 0) {
      world.violated(8, id, "its answers say " + least);
    }
  }

  private static boolean anyYes(Map<String, Answer> answers, String... items) {
    return Stream.of(items).map(answers::get).anyMatch(new Answer.Text("LA33-6")::equals);
  }

  /** A sum is the sum of every item, each by its place among the options. */
  private void invariant9(String id, FormAnswers answered) {
    if (!(answered.score() instanceof Score.Total(_, _, var total, _, _))) {
      return;
    }
    var sum = 0;
    for (var item : Services.scoredItems(answered.form())) {
      var points =
          answered.answers().get(item.linkId()) instanceof Answer.Text(var option)
              ? item.codes().indexOf(option)
              : -1;
      if (points < 0) {
        world.violated(9, id, "%s is scored without %s".formatted(answered.form(), item.linkId()));
        return;
      }
      sum += points;
    }
    if (sum != total) {
      world.violated(9, id, "%s adds up to something else".formatted(answered.form()));
    }
  }

  /** Only a clinician lowers a tier. */
  private void invariant7(String id, boolean lowered) {
    if (lowered) {
      world.violated(7, id, "its risk tier is lowered by nobody");
    }
  }

  /** A patient's sessions keep their distance. */
  private void invariant12(TreatmentState state) {
    var starts =
        state.sessions().stream()
            .filter(
                session ->
                    session.status() != SessionStatus.CANCELLED
                        && session.status() != SessionStatus.NO_SHOW)
            .map(session -> session.slot().startsAt())
            .sorted()
            .toList();
    for (var i = 1; i < starts.size(); i++) {
      if (starts.get(i).isBefore(starts.get(i - 1).plus(MINIMUM_INTERVAL))) {
        world.violated(12, state.episodeId(), "has two sessions too close to each other");
      }
    }
  }

  /** Under an approval are no more sessions, and none later, than the review has approved. */
  private void invariant12Terms(@Nullable TreatmentState before, TreatmentState state) {
    var under = new HashMap<String, List<Session>>();
    for (var session : state.sessions()) {
      if (session.infusionStartedAt() != null) {
        under
            .computeIfAbsent(
                Objects.requireNonNull(begunUnder.get(session.sessionId())), _ -> new ArrayList<>())
            .add(session);
      } else if (!session.status().isTerminal()) {
        var series = Objects.requireNonNull(state.series(session.seriesId()));
        under.computeIfAbsent(series.approvalId(), _ -> new ArrayList<>()).add(session);
      }
    }
    under.forEach(
        (approvalId, sessions) -> {
          var given = approvals.get(approvalId);
          if (given == null) {
            world.violated(1, approvalId, "was never given");
            return;
          }
          var first = Collections.min(sessions, BY_START).slot().startsAt();
          var last = Collections.max(sessions, BY_START).slot().endsAt();
          var window = Duration.ofDays(given.scope().windowDays());
          if (sessions.size() > given.scope().sessionCount()
              || last.isAfter(given.finishBy())
              || last.isAfter(first.plus(window))) {
            world.violated(12, approvalId, "does not cover so many sessions, or such late ones");
          }
          if (isNewlyBooked(before, state, approvalId) && !first.isBefore(given.startBy())) {
            world.violated(12, approvalId, "was to be begun with earlier");
          }
        });
  }

  private static boolean isNewlyBooked(
      @Nullable TreatmentState before, TreatmentState state, String approvalId) {
    return state.series().stream()
        .anyMatch(
            series ->
                series.approvalId().equals(approvalId)
                    && (before == null || before.series(series.seriesId()) == null));
  }

  /** No chair, nurse, prescriber or patient is in two places at once. */
  private void invariant13() {
    var taken = new HashMap<String, String>();
    for (var state : treatments.values()) {
      for (var session : state.sessions()) {
        if (session.status().isTerminal()) {
          continue;
        }
        for (var cell : session.slot().cells()) {
          for (var who : who(state, session.slot())) {
            var other = taken.put(who + "|" + cell, session.sessionId());
            if (other != null && !other.equals(session.sessionId())) {
              world.violated(13, session.sessionId(), "%s is also in %s".formatted(who, other));
              return;
            }
          }
        }
      }
    }
  }

  private static List<String> who(TreatmentState state, Slot slot) {
    return List.of(
        "chair " + slot.chair(),
        "nurse " + slot.nurse(),
        "prescriber " + slot.prescriber(),
        "patient " + state.patientId());
  }

  /** What has ended stays ended. */
  private void invariant16(String id, Object ended, Object after) {
    if (!ended.equals(after)) {
      world.violated(16, id, "was %s and is %s".formatted(ended, after));
    }
  }

  private void invariant16Counts(String id, int before, int after) {
    if (before != after) {
      world.violated(16, id, "has %d sessions, and had %d".formatted(after, before));
    }
  }

  /** What was written stays as it was; what is new comes after it. */
  private void invariant23(String id, List<?> before, List<?> after) {
    if (after.size() < before.size() || !after.subList(0, before.size()).equals(before)) {
      world.violated(23, id, "its history was written anew");
    }
  }

  /** Of a consent only its withdrawal is added. */
  private static List<?> asSigned(IntakeState state) {
    return state.consents().stream()
        .map(each -> List.of(each.consent(), each.version(), each.textHash(), each.signedAt()))
        .toList();
  }

  /** Every decision says under which rules it was made. */
  private void invariant24(String id, boolean named) {
    if (!named) {
      world.violated(24, id, "a decision names no version of its rules");
    }
  }

  /** What must hold once nothing goes wrong any more and everything had time to arrive. */
  void settled(Services services, Bus bus) {
    // First what did not arrive: whatever else is wrong then follows from it.
    invariant21(services, bus);
    services
        .intakes
        .all()
        .forEach(
            (id, intake) -> {
              var treatment = treatments.get(id);
              if (treatment != null) {
                invariant2(id, intake, treatment);
                invariant5(id, intake, treatment);
              }
            });
    invariant3(services);
    invariant25(services);
    invariant25Expected(services);
    invariant4(services);
    services.treatments.heldInVain().ifPresent(held -> world.violated(13, held, "in vain"));
  }

  /** Everything but the latest has been told, and everybody it concerns has applied it. */
  private void invariant21(Services services, Bus bus) {
    ledger
        .acknowledgedInVain()
        .ifPresent(
            request -> world.violated(21, request, "was acknowledged and never carried out"));
    var latest = world.now().minus(PATIENCE);
    for (var event : ledger.told()) {
      if (event.time().isAfter(latest)) {
        continue;
      }
      if (!bus.has(event.id())) {
        world.violated(21, event.subject(), event.id() + " was never published");
        return;
      }
      for (var service : services.all()) {
        for (var subscription : service.subscriptions()) {
          if (subscription.topic().family().isInstance(event.data())) {
            for (var reaction : subscription.to(event)) {
              if (!ledger.isApplied(service.storeOf(reaction).name(), reaction.id(), event.id())) {
                world.violated(
                    21,
                    reaction.id(),
                    "%s has never applied %s".formatted(service.name(), event.id()));
                return;
              }
            }
          }
        }
      }
    }
  }

  /** What should have been planned is there, and what did not happen is seen to be overdue. */
  private void invariant25Expected(Services services) {
    var latest = world.now().minus(PATIENCE);
    treatments.forEach(
        (id, treatment) -> {
          for (var session : treatment.sessions()) {
            invariant25CheckIns(id, session, latest);
            invariant25Overdue(session, latest);
            invariant25Reminders(services, treatment, session, latest);
          }
        });
    for (var followUp : followUps.values()) {
      for (var alert : followUp.alerts()) {
        if (alert.isUnacknowledged()
            && alert.acknowledgeBy().isBefore(latest)
            && !(alert.status() instanceof AlertStatus.Escalated)) {
          world.violated(25, alert.alertId(), "waits, and nobody else is called");
        }
      }
    }
  }

  private void invariant25CheckIns(String id, Session session, Instant latest) {
    if (session.status() != SessionStatus.DISCHARGED
        || !session.transitions().getLast().at().isBefore(latest)) {
      return;
    }
    var followUp = followUps.get(id);
    for (var kind : List.of(CheckInKind.HOURS_24, CheckInKind.HOURS_72)) {
      if (followUp == null
          || followUp.checkIns().stream()
              .noneMatch(
                  checkIn ->
                      checkIn.subjectId().equals(session.sessionId()) && checkIn.type() == kind)) {
        world.violated(25, session.sessionId(), "has no check-in " + kind);
      }
    }
  }

  private void invariant25Overdue(Session session, Instant latest) {
    if (session.status().isPatientHere()
        && session.overdueSince() == null
        && session.slot().endsAt().plus(OVERDUE_AFTER).isBefore(latest)) {
      world.violated(25, session.sessionId(), "should long be over, and nobody is told");
    }
  }

  private void invariant25Reminders(
      Services services, TreatmentState treatment, Session session, Instant latest) {
    var series = Objects.requireNonNull(treatment.series(session.seriesId()));
    if (!series.bookedAt().isBefore(latest)) {
      return;
    }
    var moves = session.moves();
    var booked = moves.isEmpty() ? session.slot() : moves.getFirst().previous();
    for (var rung : Rung.values()) {
      var letter =
          new Letter(
              treatment.patientId(),
              treatment.episodeId(),
              series.seriesId(),
              MessageKind.SESSION_REMINDER,
              session.sessionId(),
              rung.occurrence(),
              Channel.EMAIL);
      var message = services.messages.find(letter.messageId());
      if (!rung.sendAt(booked.startsAt()).isBefore(series.bookedAt())
          && (message == null || message instanceof MessageState.Unplanned)) {
        world.violated(25, letter.messageId(), "was never planned");
      }
    }
  }

  /** Nothing is due that nobody does. */
  private void invariant25(Services services) {
    for (var service : services.all()) {
      for (var store : service.stores()) {
        store
            .overdue(PATIENCE)
            .ifPresent(id -> world.violated(25, id, "waits in %s".formatted(store.name())));
      }
    }
  }

  /** No approval stands on a licence that has ended. */
  private void invariant3(Services services) {
    services
        .reviews
        .all()
        .forEach(
            (id, review) -> {
              if (review.phase() instanceof Phase.Approved(var approval)) {
                invariant3(id, approval.licence(), PATIENCE);
              }
            });
  }

  /** What the review has suspended is not kept by scheduling. */
  private void invariant4(Services services) {
    for (var review : services.reviews.all().entrySet()) {
      var treatment = services.treatments.find(review.getKey());
      if (treatment == null) {
        continue;
      }
      var approved =
          switch (review.getValue().phase()) {
            case Phase.Approved(var approval) -> approval.approvalId();
            case Phase.AwaitingIntake _,
                Phase.Waiting _,
                Phase.Claimed _,
                Phase.InformationRequested _,
                Phase.Deferred _,
                Phase.InCrisis _,
                Phase.Suspended _,
                Phase.Closed _ ->
                "";
          };
      for (var session : treatment.sessions()) {
        var series = Objects.requireNonNull(treatment.series(session.seriesId()));
        if (isKept(session) && !series.approvalId().equals(approved)) {
          world.violated(
              4,
              session.sessionId(),
              "is kept, but the review is " + review.getValue().phase().status());
        }
      }
    }
  }

  /** How many infusions came to their end. */
  long discharged() {
    return treatments.values().stream()
        .flatMap(state -> state.sessions().stream())
        .filter(session -> session.status() == SessionStatus.DISCHARGED)
        .count();
  }
}
