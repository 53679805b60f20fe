package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.review.domain.Phase.Approved;
import com.telemedicalservices.review.domain.Phase.AwaitingIntake;
import com.telemedicalservices.review.domain.Phase.Claimed;
import com.telemedicalservices.review.domain.Phase.Closed;
import com.telemedicalservices.review.domain.Phase.Deferred;
import com.telemedicalservices.review.domain.Phase.Ending;
import com.telemedicalservices.review.domain.Phase.InCrisis;
import com.telemedicalservices.review.domain.Phase.InformationRequested;
import com.telemedicalservices.review.domain.Phase.Suspended;
import com.telemedicalservices.review.domain.Phase.Waiting;
import com.telemedicalservices.review.domain.ReviewCommand.Approve;
import com.telemedicalservices.review.domain.ReviewCommand.Assign;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.review.domain.ReviewCommand.Decline;
import com.telemedicalservices.review.domain.ReviewCommand.Defer;
import com.telemedicalservices.review.domain.ReviewCommand.ProviderCommand;
import com.telemedicalservices.review.domain.ReviewCommand.RecordResult;
import com.telemedicalservices.review.domain.ReviewCommand.Reinstate;
import com.telemedicalservices.review.domain.ReviewCommand.Release;
import com.telemedicalservices.review.domain.ReviewCommand.Renew;
import com.telemedicalservices.review.domain.ReviewCommand.RequestInformation;
import com.telemedicalservices.review.domain.ReviewCommand.ResolveFinding;
import com.telemedicalservices.review.domain.ReviewCommand.Suspend;
import com.telemedicalservices.review.domain.ReviewCommand.WriteDisposition;
import com.telemedicalservices.review.domain.candidacy.Candidacy;
import com.telemedicalservices.review.domain.candidacy.Finding;
import com.telemedicalservices.review.domain.candidacy.Resolution;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What providers may do. Only people decide, they must be licensed where the clinic and the patient
 * are, and only whoever holds the claim decides on an ordinary review (DOMAIN §9, invariant 3).
 * What makes care safer, a suspension or the disposition of a crisis, never waits for a claim.
 */
final class ProviderRules {

  private final ReviewPolicy policy;
  private final WorkUpRules workUp;
  private final String workUpVersion;

  ProviderRules(Basis basis) {
    this.policy = basis.policy();
    this.workUp = new WorkUpRules(basis);
    this.workUpVersion = basis.workUp().version();
  }

  Decision<ReviewState, ReviewEvent> decide(Turn turn, ProviderCommand wanted) {
    if (policy.provider(wanted.providerId()).isEmpty()) {
      return Decision.forbidden(
          "unknown-provider", "Only a provider in this clinic's directory may do this.");
    }
    return switch (wanted) {
      case Claim(String providerId) -> claim(turn, providerId);
      case Renew(String providerId) -> renew(turn, providerId);
      case Release(String providerId) -> release(turn, providerId);
      case Assign assign -> AssignmentRules.assign(turn, assign, policy);
      case RequestInformation request -> requestInformation(turn, request);
      case Approve approve -> approve(turn, approve);
      case Decline decline -> decline(turn, decline);
      case ResolveFinding resolve -> resolve(turn, resolve);
      case RecordResult result -> workUp.record(turn, result);
      case Defer defer -> defer(turn, defer);
      case Suspend suspend -> suspend(turn, suspend);
      case Reinstate reinstate -> reinstate(turn, reinstate);
      case WriteDisposition disposition -> writeDisposition(turn, disposition);
    };
  }

  private Decision<ReviewState, ReviewEvent> claim(Turn turn, String providerId) {
    return switch (turn.phase()) {
      case Waiting _, InformationRequested _, Deferred _ -> claimed(turn, providerId);
      case Claimed claimed when claimed.isHeldBy(providerId, turn.now()) ->
          renewed(turn, providerId);
      case Claimed claimed when turn.now().isBefore(claimed.until()) ->
          refused(
              "claimed-by-another",
              "Another provider is deciding; wait until the claim ends or is released.",
              Map.of("until", claimed.until().toString()));
      case Claimed _ -> claimed(turn, providerId);
      case AwaitingIntake _, Approved _, Suspended _ -> wrongState(turn);
      case InCrisis _ -> crisis();
      case Closed _ -> closed(turn);
    };
  }

  private Decision<ReviewState, ReviewEvent> claimed(Turn turn, String providerId) {
    turn.move(
        new Claimed(providerId, turn.now().plus(policy.clock().lease())), providerId, "CLAIMED");
    return turn.done();
  }

  private Decision<ReviewState, ReviewEvent> renew(Turn turn, String providerId) {
    Optional<Decision<ReviewState, ReviewEvent>> refusal = unlessHeld(turn, providerId);
    return refusal.orElseGet(() -> renewed(turn, providerId));
  }

  private Decision<ReviewState, ReviewEvent> renewed(Turn turn, String providerId) {
    turn.extend(new Claimed(providerId, turn.now().plus(policy.clock().lease())));
    return turn.done();
  }

  private Decision<ReviewState, ReviewEvent> release(Turn turn, String providerId) {
    Optional<Decision<ReviewState, ReviewEvent>> refusal = unlessHeld(turn, providerId);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    turn.move(new Waiting(), providerId, "RELEASED");
    return turn.done();
  }

  private Decision<ReviewState, ReviewEvent> requestInformation(
      Turn turn, RequestInformation request) {
    Optional<Decision<ReviewState, ReviewEvent>> refusal = unlessHeld(turn, request.providerId());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    CaseFile file = turn.file().withOneMoreRequest();
    turn.learn(file);
    String requestId = file.episodeId() + ".i" + file.requests();
    Instant until = turn.now().plus(policy.clock().informationPatience());
    turn.move(
        new InformationRequested(requestId, request.reasonCode(), until),
        request.providerId(),
        request.reasonCode());
    turn.tell(
        new ReviewEvent.InformationRequested(
            file.patientId(), file.episodeId(), requestId, request.reasonCode(), turn.now()));
    return turn.done();
  }

  private Decision<ReviewState, ReviewEvent> approve(Turn turn, Approve approve) {
    Optional<Decision<ReviewState, ReviewEvent>> refusal =
        unlessHeld(turn, approve.providerId())
            .or(() -> unlessLicensed(turn, approve.providerId(), approve.licenceState()))
            .or(() -> unlessInformed(turn, approve.providerId()))
            .or(() -> unlessCandidate(turn))
            .or(() -> unlessStoppedByResult(turn))
            .or(() -> unlessAllowed(approve.scope()));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    CaseFile file = turn.file();
    String clinicId = file.clinicId();
    if (clinicId == null) {
      return refused(
          "clinic-not-known-yet",
          "The intake has not told yet which clinic will treat; try again in a moment.",
          Map.of());
    }
    Instant now = turn.now();
    Candidacy candidacy = found(turn);
    Approval approval =
        new Approval(
            file.episodeId() + ".a1",
            approve.scope(),
            file.revision(),
            now.plus(policy.approvals().startWithin()),
            now.plus(policy.approvals().finishWithin()),
            approve.providerId(),
            approve.licenceState(),
            patientState(turn),
            policy.version(),
            candidacy,
            now,
            null,
            licence(turn, approve.providerId(), approve.licenceState()),
            conditions(turn, approve.scope()),
            workUpVersion);
    turn.learn(file.withConcernsDecided());
    turn.move(new Approved(approval), approve.providerId(), "APPROVED");
    Scope scope = approve.scope();
    turn.tell(
        new ReviewEvent.CandidateApproved(
            file.patientId(),
            file.episodeId(),
            clinicId,
            approval.approvalId(),
            scope.modality(),
            scope.sessionCount(),
            scope.minimumHoursBetweenSessions(),
            scope.windowDays(),
            approval.startBy(),
            approval.finishBy(),
            candidacy.rulesVersion(),
            approve.providerId(),
            approve.licenceState(),
            now,
            approval.conditions().stream().map(ReviewEvent.Condition::new).toList()));
    return turn.done();
  }

  private Decision<ReviewState, ReviewEvent> decline(Turn turn, Decline decline) {
    Optional<Decision<ReviewState, ReviewEvent>> refusal =
        (turn.phase() instanceof Suspended
                ? Optional.<Decision<ReviewState, ReviewEvent>>empty()
                : unlessHeld(turn, decline.providerId()))
            .or(() -> unlessLicensedAtClinic(turn, decline.providerId(), decline.licenceState()));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Closed closed =
        turn.phase() instanceof Suspended(Approval approval, _, _)
            ? new Closed(Ending.DISCONTINUED, decline.reasonCode(), turn.now(), approval)
            : new Closed(Ending.DECLINED, decline.reasonCode(), turn.now(), null);
    turn.move(closed, decline.providerId(), decline.reasonCode());
    tellDeclined(turn, decline.providerId(), decline.reasonCode());
    return turn.done();
  }

  private static void tellDeclined(Turn turn, String providerId, String reasonCode) {
    turn.tell(
        new ReviewEvent.CandidateDeclined(
            turn.file().patientId(), turn.file().episodeId(), reasonCode, providerId, turn.now()));
  }

  private Decision<ReviewState, ReviewEvent> defer(Turn turn, Defer defer) {
    Optional<Decision<ReviewState, ReviewEvent>> refusal =
        unlessHeld(turn, defer.providerId())
            .or(() -> unlessLicensed(turn, defer.providerId(), defer.licenceState()));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Instant now = turn.now();
    if (!defer.until().isAfter(now)
        || defer.until().isAfter(now.plus(policy.clock().longestDeferral()))) {
      return Decision.invalid(
          "deferral-out-of-range",
          "Give a date ahead, at most "
              + policy.clock().longestDeferral().toDays()
              + " days from now.");
    }
    turn.move(
        new Deferred(defer.reasonCode(), defer.until()), defer.providerId(), defer.reasonCode());
    turn.tell(
        new ReviewEvent.CandidateDeferred(
            turn.file().patientId(),
            turn.file().episodeId(),
            defer.reasonCode(),
            defer.providerId(),
            defer.until(),
            now));
    return turn.done();
  }

  private Decision<ReviewState, ReviewEvent> suspend(Turn turn, Suspend suspend) {
    return switch (turn.phase()) {
      case Approved(Approval approval) -> {
        turn.move(
            new Suspended(approval, suspend.reasonCode(), turn.now()),
            suspend.providerId(),
            suspend.reasonCode());
        FactRules.tellSuspended(turn, approval, suspend.reasonCode());
        yield turn.done();
      }
      case AwaitingIntake _, Waiting _, Claimed _ -> wrongState(turn);
      case InformationRequested _, Deferred _, Suspended _ -> wrongState(turn);
      case InCrisis _ -> crisis();
      case Closed _ -> closed(turn);
    };
  }

  private Decision<ReviewState, ReviewEvent> reinstate(Turn turn, Reinstate reinstate) {
    return switch (turn.phase()) {
      case Suspended(Approval approval, _, _) -> reinstate(turn, reinstate, approval);
      case AwaitingIntake _, Waiting _, Claimed _ -> wrongState(turn);
      case InformationRequested _, Deferred _, Approved _ -> wrongState(turn);
      case InCrisis _ -> crisis();
      case Closed _ -> closed(turn);
    };
  }

  private Decision<ReviewState, ReviewEvent> reinstate(
      Turn turn, Reinstate reinstate, Approval approval) {
    Optional<Decision<ReviewState, ReviewEvent>> refusal =
        unlessLicensed(turn, reinstate.providerId(), reinstate.licenceState())
            .or(() -> unlessInformed(turn, reinstate.providerId()))
            .or(() -> unlessCandidate(turn))
            .or(() -> unlessStoppedByResult(turn));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (!turn.now().isBefore(approval.expiresAt())) {
      return refused(
          "approval-expired", "This approval has ended by time; it cannot stand again.", Map.of());
    }
    turn.learn(turn.file().withConcernsDecided());
    Licence licence = licence(turn, reinstate.providerId(), reinstate.licenceState());
    turn.move(new Approved(approval.with(licence)), reinstate.providerId(), reinstate.reasonCode());
    turn.tell(
        new ReviewEvent.ApprovalReinstated(
            turn.file().patientId(),
            turn.file().episodeId(),
            approval.approvalId(),
            reinstate.providerId(),
            turn.now()));
    return turn.done();
  }

  private Decision<ReviewState, ReviewEvent> writeDisposition(
      Turn turn, WriteDisposition disposition) {
    return switch (turn.phase()) {
      case InCrisis crisis ->
          unlessLicensed(turn, disposition.providerId(), disposition.licenceState())
              .orElseGet(() -> dispositioned(turn, disposition, crisis));
      case AwaitingIntake _, Waiting _, Claimed _ -> wrongState(turn);
      case InformationRequested _, Deferred _, Approved _, Suspended _ -> wrongState(turn);
      case Closed _ -> closed(turn);
    };
  }

  private static Decision<ReviewState, ReviewEvent> dispositioned(
      Turn turn, WriteDisposition wanted, InCrisis crisis) {
    CaseFile file = turn.file();
    turn.keep(
        new Disposition(
            wanted.code(),
            file.tier(),
            wanted.tierAfter(),
            wanted.reasonCode(),
            wanted.providerId(),
            wanted.licenceState(),
            turn.now()));
    turn.learn(file.withTier(wanted.tierAfter()));
    boolean stillInCrisis = wanted.tierAfter() == RiskTier.HIGH && wanted.code().careGoesOn();
    if (stillInCrisis) {
      // Whoever is still at HIGH risk waits for the next assessment; only other care ends that.
      turn.note(wanted.providerId(), wanted.reasonCode());
    } else {
      turn.move(after(turn, wanted, crisis), wanted.providerId(), wanted.reasonCode());
    }
    turn.tell(
        new ReviewEvent.CrisisDispositioned(
            file.patientId(),
            file.episodeId(),
            wanted.code().name(),
            wanted.tierAfter(),
            wanted.providerId(),
            turn.now(),
            stillInCrisis ? Instant.EPOCH : file.intakeFlagsUntil()));
    if (crisis.ending() == null && !wanted.code().careGoesOn()) {
      tellDeclined(turn, wanted.providerId(), wanted.code().name());
    }
    return turn.done();
  }

  private static Phase after(Turn turn, WriteDisposition wanted, InCrisis crisis) {
    Closed ending = crisis.ending();
    if (ending != null) {
      return ending;
    }
    Suspended suspended = crisis.suspended();
    if (!wanted.code().careGoesOn()) {
      Approval approval = suspended == null ? null : suspended.approval();
      return new Closed(Ending.DISCONTINUED, wanted.code().name(), turn.now(), approval);
    }
    if (suspended != null) {
      return suspended;
    }
    return turn.file().revision() > 0 ? new Waiting() : new AwaitingIntake();
  }

  /** The refusal of a decision by anybody but the provider who holds the claim. */
  private static Optional<Decision<ReviewState, ReviewEvent>> unlessHeld(
      Turn turn, String providerId) {
    return switch (turn.phase()) {
      case Claimed claimed when claimed.isHeldBy(providerId, turn.now()) -> Optional.empty();
      case Claimed _, Waiting _, InformationRequested _, Deferred _ ->
          Optional.of(
              refused(
                  "not-claimed-by-you",
                  "Claim this review first; only the provider who holds the claim may decide.",
                  Map.of("reviewStatus", turn.phase().status().name())));
      case AwaitingIntake _, Approved _, Suspended _ -> Optional.of(wrongState(turn));
      case InCrisis _ -> Optional.of(crisis());
      case Closed _ -> Optional.of(closed(turn));
    };
  }

  /** The refusal of a provider who is not licensed where the clinic and the patient are. */
  private Optional<Decision<ReviewState, ReviewEvent>> unlessLicensed(
      Turn turn, String providerId, String licenceState) {
    Set<String> states = new LinkedHashSet<>();
    states.add(clinicState(turn));
    states.add(patientState(turn));
    return unlessLicensed(turn, providerId, licenceState, states);
  }

  /** To turn somebody away needs no licence where they are: that may be the very reason. */
  private Optional<Decision<ReviewState, ReviewEvent>> unlessLicensedAtClinic(
      Turn turn, String providerId, String licenceState) {
    return unlessLicensed(turn, providerId, licenceState, Set.of(clinicState(turn)));
  }

  private Optional<Decision<ReviewState, ReviewEvent>> unlessLicensed(
      Turn turn, String providerId, String licenceState, Set<String> states) {
    boolean licensed =
        states.contains(licenceState) && policy.isLicensed(providerId, states, turn.now());
    return licensed
        ? Optional.empty()
        : Optional.of(
            Decision.forbidden(
                "not-licensed-here",
                "Only a provider with a valid licence where the clinic and the patient are may"
                    + " decide."));
  }

  private String clinicState(Turn turn) {
    return policy.clinics().stateOf(turn.file().clinicId());
  }

  private Licence licence(Turn turn, String providerId, String licenceState) {
    return new Licence(providerId, licenceState, patientState(turn), turn.now());
  }

  private String patientState(Turn turn) {
    Dossier dossier = turn.dossier();
    String told = dossier == null ? null : dossier.patientState();
    return told == null ? clinicState(turn) : told;
  }

  /** The refusal of a decision on other data than the newest, or on one's own. */
  private static Optional<Decision<ReviewState, ReviewEvent>> unlessInformed(
      Turn turn, String providerId) {
    Dossier dossier = turn.dossier();
    if (dossier == null || dossier.revision() != turn.file().revision()) {
      return Optional.of(
          refused(
              "dossier-not-here-yet",
              "The newest intake is still being fetched; read it before you decide.",
              asked(turn.question())));
    }
    boolean author = dossier.authors().contains(providerId);
    return author
        ? Optional.of(
            Decision.forbidden(
                "author-may-not-decide",
                "Whoever entered the intake may not decide on it; let another provider."))
        : Optional.empty();
  }

  /**
   * The refusal of an approval that the rules of candidacy stand against: nobody can approve a
   * patient with a STOP, and every other finding must have been dealt with (DOMAIN §2.2).
   */
  private static Optional<Decision<ReviewState, ReviewEvent>> unlessCandidate(Turn turn) {
    Candidacy candidacy = found(turn);
    if (!candidacy.stops().isEmpty()) {
      return Optional.of(
          refused(
              "not-a-candidate",
              "A finding stands against this treatment; decline, or wait until it is no longer so.",
              Map.of("findings", ruleIds(candidacy.stops()))));
    }
    return candidacy.open().isEmpty()
        ? Optional.empty()
        : Optional.of(
            refused(
                "findings-open",
                "Deal with every finding first: write down why, clear it, or have it overridden.",
                Map.of("findings", ruleIds(candidacy.open()))));
  }

  /** What the rules have found in the dossier that is here. */
  private static Candidacy found(Turn turn) {
    Candidacy candidacy = turn.candidacy();
    if (candidacy == null) {
      throw new IllegalStateException("A dossier that is here has been read by the rules");
    }
    return candidacy;
  }

  /** The refusal of an approval past a result that is a STOP, a positive pregnancy test. */
  private static Optional<Decision<ReviewState, ReviewEvent>> unlessStoppedByResult(Turn turn) {
    List<String> against = turn.checklist(turn.now()).against();
    return against.isEmpty()
        ? Optional.empty()
        : Optional.of(
            refused(
                "not-a-candidate",
                "A result of the work-up stands against this treatment; decline, or wait until a"
                    + " newer one says otherwise.",
                Map.of("workUp", against)));
  }

  /** What must still be dealt with before an infusion: the work-up as it is, and what was added. */
  private static List<String> conditions(Turn turn, Scope scope) {
    return Stream.concat(turn.checklist(turn.now()).open().stream(), scope.conditions().stream())
        .distinct()
        .toList();
  }

  private static List<String> ruleIds(List<Finding> findings) {
    return findings.stream().map(Finding::ruleId).toList();
  }

  /** Needs no claim: the second of two who override a HOLD does not hold it. */
  private Decision<ReviewState, ReviewEvent> resolve(Turn turn, ResolveFinding resolve) {
    Optional<Decision<ReviewState, ReviewEvent>> refusal =
        unlessUndecided(turn)
            .or(() -> unlessLicensed(turn, resolve.providerId(), resolve.licenceState()))
            .or(() -> unlessInformed(turn, resolve.providerId()));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Candidacy candidacy = turn.candidacy();
    Optional<Finding> finding =
        candidacy == null ? Optional.empty() : candidacy.finding(resolve.ruleId());
    if (candidacy == null || finding.isEmpty()) {
      return Decision.unknown(
          "unknown-finding", "The rules have not found this; read the review again.");
    }
    Optional<Decision<ReviewState, ReviewEvent>> useless = unlessItHelps(finding.get(), resolve);
    if (useless.isPresent()) {
      return useless.get();
    }
    boolean saidBefore = candidacy.isResolved(finding.get(), resolve.kind(), resolve.providerId());
    if (saidBefore) {
      return turn.done();
    }
    turn.keep(
        candidacy.with(
            new Resolution(
                resolve.ruleId(),
                finding.get().facts(),
                resolve.kind(),
                resolve.reasonCode(),
                resolve.documentId(),
                resolve.providerId(),
                resolve.licenceState(),
                turn.now())));
    turn.note(resolve.providerId(), "FINDING_" + resolve.kind());
    return turn.done();
  }

  private static Optional<Decision<ReviewState, ReviewEvent>> unlessUndecided(Turn turn) {
    return switch (turn.phase()) {
      case Waiting _, Claimed _, InformationRequested _, Deferred _, Suspended _ ->
          Optional.empty();
      case AwaitingIntake _, Approved _ -> Optional.of(wrongState(turn));
      case InCrisis _ -> Optional.of(crisis());
      case Closed _ -> Optional.of(closed(turn));
    };
  }

  private static Optional<Decision<ReviewState, ReviewEvent>> unlessItHelps(
      Finding finding, ResolveFinding resolve) {
    return switch (finding.outcome()) {
      case STOP ->
          Optional.of(
              refused(
                  "finding-stands",
                  "Nobody can set this aside; it ends when the patient's intake says otherwise.",
                  Map.of("finding", finding.ruleId())));
      case HOLD ->
          switch (resolve.kind()) {
            case RATIONALE ->
                invalid(
                    "rationale-not-enough",
                    "This needs a document that clears it, or two people who override it.");
            case CLEARED ->
                resolve.documentId() == null
                    ? invalid("document-missing", "Name the document that clears it.")
                    : Optional.empty();
            case OVERRIDDEN -> Optional.empty();
          };
      case REVIEW, INFO -> Optional.empty();
    };
  }

  private static Map<String, Object> asked(@Nullable DossierQuestion question) {
    return question == null
        ? Map.of()
        : Map.of("attempt", question.attempt(), "until", question.until().toString());
  }

  /** The refusal of a scope that the policy does not allow. */
  private Optional<Decision<ReviewState, ReviewEvent>> unlessAllowed(Scope scope) {
    ReviewPolicy.ApprovalPolicy allowed = policy.approvals();
    if (!allowed.modalities().contains(scope.modality())) {
      return invalid("modality-not-offered", "This clinic does not give this modality.");
    }
    if (scope.sessionCount() < allowed.fewestSessions()
        || scope.sessionCount() > allowed.mostSessions()) {
      return invalid(
          "session-count-out-of-range",
          "Approve " + allowed.fewestSessions() + " to " + allowed.mostSessions() + " sessions.");
    }
    if (scope.minimumHoursBetweenSessions() < allowed.minimumHours()) {
      return invalid(
          "spacing-too-short",
          "Leave at least " + allowed.minimumHours() + " hours between two sessions.");
    }
    if (scope.windowDays() < allowed.shortestWindowDays()
        || scope.windowDays() > allowed.longestWindowDays()) {
      return invalid(
          "window-out-of-range",
          "Let the series lie within "
              + allowed.shortestWindowDays()
              + " to "
              + allowed.longestWindowDays()
              + " days.");
    }
    if ((long) (scope.sessionCount() - 1) * scope.minimumHoursBetweenSessions()
        >= scope.windowDays() * 24L) {
      return invalid(
          "window-too-short",
          "So many sessions with this spacing do not fit into the window; widen it or space them"
              + " closer.");
    }
    Scope.DoseRange dose = scope.dose();
    if (dose != null
        && (dose.fromMgPerKg().compareTo(allowed.lowestMgPerKg()) < 0
            || dose.toMgPerKg().compareTo(allowed.highestMgPerKg()) > 0
            || dose.fromMgPerKg().compareTo(dose.toMgPerKg()) > 0)) {
      return invalid(
          "dose-out-of-range",
          "Give a dose range from "
              + allowed.lowestMgPerKg()
              + " to "
              + allowed.highestMgPerKg()
              + " mg/kg, the lower bound first.");
    }
    return Optional.empty();
  }

  private static Optional<Decision<ReviewState, ReviewEvent>> invalid(String code, String detail) {
    return Optional.of(Decision.invalid(code, detail));
  }

  private static Decision<ReviewState, ReviewEvent> crisis() {
    return refused(
        "crisis-not-dispositioned",
        "The patient is at high risk; write the disposition of the crisis first.",
        Map.of());
  }

  static Decision<ReviewState, ReviewEvent> closed(Turn turn) {
    return refused(
        "review-closed",
        "This review is over and never opens again; new care is a new episode.",
        Map.of("reviewStatus", turn.phase().status().name()));
  }

  static Decision<ReviewState, ReviewEvent> wrongState(Turn turn) {
    return refused(
        "wrong-state",
        "This cannot be done where the review stands; read it again.",
        Map.of("reviewStatus", turn.phase().status().name()));
  }

  static Decision<ReviewState, ReviewEvent> refused(
      String code, String detail, Map<String, Object> facts) {
    return new Decision.Rejected<>(new Rejection(Rejection.Kind.CONFLICT, code, detail, facts));
  }
}
