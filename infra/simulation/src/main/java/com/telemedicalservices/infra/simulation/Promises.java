package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.followup.domain.FollowUpState;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.SignedConsent;
import com.telemedicalservices.notification.domain.MessageState;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private final World world;
  private final Ledger ledger;
  private final Map<String, TreatmentState> treatments = new HashMap<>();
  private final Map<String, ReviewState> reviews = new HashMap<>();

  Promises(World world, Ledger ledger) {
    this.world = world;
    this.ledger = ledger;
  }

  void intakeWritten(String id, @Nullable IntakeState before, IntakeState after) {
    invariant7(
        id,
        before != null
            && after.risk().highest().compareTo(before.risk().highest()) < 0
            && after.risk().dispositions().size() == before.risk().dispositions().size());
    if (before != null && before.status().isTerminal()) {
      invariant16(id, before.status(), after.status());
    }
    invariant24(
        id, after.revisions().stream().allMatch(revision -> !revision.policyVersion().isBlank()));
  }

  void reviewWritten(String id, @Nullable ReviewState before, ReviewState after) {
    invariant7(
        id,
        before != null
            && after.file().tier().compareTo(before.file().tier()) < 0
            && after.dispositions().size() == before.dispositions().size());
    if (before != null && before.phase().status().terminal()) {
      invariant16(id, before.phase().status(), after.phase().status());
    }
    reviews.put(id, after);
    if (after.phase() instanceof Phase.Suspended suspended) {
      world.after(LATEST_NEWS, () -> invariant4(id, suspended));
    }
    if (after.phase() instanceof Phase.Approved(var approval)) {
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
    }
    if (before != null && after.series().equals(before.series())) {
      invariant16Counts(id, before.sessions().size(), after.sessions().size());
    }
    invariant12(after);
    invariant13();
  }

  void messageWritten(String id, @Nullable MessageState before, MessageState after) {
    if (!id.equals(after.letter().messageId())) {
      world.violated(17, id, "is the message " + after.letter().messageId());
    }
    if (before instanceof MessageState.Delivered && !(after instanceof MessageState.Delivered)) {
      world.violated(16, id, "is delivered and then something else");
    }
  }

  void followUpWritten(String id, @Nullable FollowUpState before, FollowUpState after) {
    if (before == null) {
      return;
    }
    invariant7(
        id,
        after.tier().compareTo(before.tier()) < 0
            && after.tierHistory().stream()
                .skip(before.tierHistory().size())
                .noneMatch(change -> change.clinicianId() != null));
    for (var alert : before.alerts()) {
      if (after.alert(alert.alertId()).isEmpty()) {
        world.violated(25, alert.alertId(), "an alert is gone");
      }
    }
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
    var begun =
        session.status() == SessionStatus.INFUSING
            && earlier != null
            && earlier.status() == SessionStatus.CHECKED_IN;
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

  /** What a patient withdrew at intake long ago, scheduling does not take for given. */
  private void invariant2(Services services) {
    var latest = world.now().minus(LATEST_NEWS);
    services
        .intakes
        .all()
        .forEach(
            (id, intake) -> {
              var treatment = treatments.get(id);
              for (var name : List.of(Consent.TREATMENT, Consent.TELEHEALTH)) {
                var heard = treatment == null ? null : treatment.consent(name);
                if (heard != null
                    && heard.isInForce()
                    && intake.standingConsent(name).isEmpty()
                    && intake.consents().stream()
                        .filter(signed -> signed.consent().equals(name))
                        .map(SignedConsent::withdrawnAt)
                        .filter(Objects::nonNull)
                        .allMatch(latest::isAfter)) {
                  world.violated(2, id, "counts on the withdrawn consent " + name);
                }
              }
            });
  }

  /** Only a clinician lowers a tier. */
  private void invariant7(String id, boolean lowered) {
    if (lowered) {
      world.violated(7, id, "its risk tier is lowered by nobody");
    }
  }

  /** A patient's sessions keep their distance, and there are no more than were approved. */
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
    for (var series : state.series()) {
      var allowed =
          state.approvals().stream()
              .filter(each -> each.approvalId().equals(series.approvalId()))
              .map(Approval::terms)
              .filter(Objects::nonNull)
              .mapToInt(terms -> terms.sessionCount())
              .max();
      if (allowed.isPresent() && state.sessionsOf(series).size() > allowed.getAsInt()) {
        world.violated(12, series.seriesId(), "has more sessions than were approved");
      }
    }
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
  private void invariant16(String id, Enum<?> ended, Enum<?> after) {
    if (ended != after) {
      world.violated(16, id, "was %s and is %s".formatted(ended, after));
    }
  }

  private void invariant16Counts(String id, int before, int after) {
    if (before != after) {
      world.violated(16, id, "has %d sessions, and had %d".formatted(after, before));
    }
  }

  /** Every decision says under which rules it was made. */
  private void invariant24(String id, boolean named) {
    if (!named) {
      world.violated(24, id, "a decision names no version of its rules");
    }
  }

  /** What must hold once nothing goes wrong any more and everything had time to arrive. */
  void settled(Services services, Bus bus) {
    invariant2(services);
    invariant3(services);
    invariant21(services, bus);
    invariant25(services);
    invariant4(services);
    services.treatments.heldInVain().ifPresent(held -> world.violated(13, held, "in vain"));
  }

  /** Everything but the latest has been told, and everybody it concerns has applied it. */
  private void invariant21(Services services, Bus bus) {
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
