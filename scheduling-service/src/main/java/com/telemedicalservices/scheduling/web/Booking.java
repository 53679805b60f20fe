package com.telemedicalservices.scheduling.web;

import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.kit.web.RejectedException;
import com.telemedicalservices.scheduling.domain.Approval;
import com.telemedicalservices.scheduling.domain.Availability;
import com.telemedicalservices.scheduling.domain.ClinicState;
import com.telemedicalservices.scheduling.domain.Proposals;
import com.telemedicalservices.scheduling.domain.SchedulingPolicy;
import com.telemedicalservices.scheduling.domain.Session;
import com.telemedicalservices.scheduling.domain.Slot;
import com.telemedicalservices.scheduling.domain.Terms;
import com.telemedicalservices.scheduling.domain.Treatment;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import com.telemedicalservices.scheduling.web.ProposalsView.ProposalView;
import com.telemedicalservices.scheduling.web.ProposalsView.ProposedSession;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Finds chairs, nurses and prescribers for a series or a session and books them. What is free is
 * read and a lane of each kind chosen; should another have been faster, the database refuses the
 * whole, and it is read and chosen again until it is booked or the time is gone. Then others that
 * are free at that moment are offered.
 */
@Component
class Booking {

  /** So many can hardly be faster one after the other while the time stays free. */
  private static final int TRIES = 5;

  private static final int OFFERS = 3;

  private final AggregateStore<TreatmentState, TreatmentCommand, SchedulingEvent> treatments;
  private final Treatment rules;
  private final SchedulingPolicy policy;
  private final Diary diary;
  private final Changes changes;
  private final Clock clock;

  Booking(
      AggregateStore<TreatmentState, TreatmentCommand, SchedulingEvent> treatments,
      Treatment rules,
      SchedulingPolicy policy,
      Diary diary,
      Changes changes,
      Clock clock) {
    this.treatments = treatments;
    this.rules = rules;
    this.policy = policy;
    this.diary = diary;
    this.changes = changes;
    this.clock = clock;
  }

  /** Up to three series that could be booked now. */
  ProposalsView proposals(
      String episodeId,
      @Nullable String clinicId,
      @Nullable LocalDate from,
      @Nullable Integer count) {
    TreatmentState treatment = treatment(episodeId, "unknown-episode");
    Rejection refusal = rules.whyNotBookable(treatment, clock.instant());
    if (refusal != null) {
      throw new RejectedException(refusal);
    }
    Terms terms = terms(treatment);
    if (terms == null || (clinicId != null && !clinicId.equals(terms.clinicId()))) {
      throw invalid("other-clinic", "Ask for the clinic the approval names.", Map.of());
    }
    int left = rules.sessionsLeft(treatment);
    if (count != null && (count < 1 || count > left)) {
      throw invalid(
          Terms.Breach.TOO_MANY_SESSIONS.code(),
          Terms.Breach.TOO_MANY_SESSIONS.detail(),
          Map.of("sessionsLeft", left));
    }
    ClinicState clinic = diary.clinic(terms.clinicId());
    int sessions = count == null ? left : count;
    return new ProposalsView(
        episodeId,
        clinic.clinicId(),
        clinic.zone(),
        sessions,
        offers(
            treatment,
            clinic,
            diary.availability(clinic, treatment, session -> false),
            sessions,
            from == null
                ? clock.instant()
                : Dates.sane(from).atStartOfDay(clinic.zoneId()).toInstant()));
  }

  /** Books a whole series. */
  ResponseEntity<Object> book(
      String episodeId,
      String clinicId,
      List<Instant> starts,
      String actor,
      ChangeRequest request) {
    starts.forEach(Dates::sane);
    ClinicState clinic = diary.clinic(clinicId);
    for (int tries = 1; ; tries++) {
      TreatmentState treatment = treatment(episodeId, "unknown-episode");
      // Its own sessions count as free, so that a request sent twice comes as far as its answer.
      Availability availability = diary.availability(clinic, treatment, session -> true);
      List<Slot> slots = assign(clinic, availability, starts, episodeId.hashCode() + tries);
      TreatmentCommand command = new TreatmentCommand.BookSeries(clinic.zone(), slots, actor);
      if (tries > TRIES || slots.stream().anyMatch(Booking::isUnassigned)) {
        // What was booked by this very request may have been moved, and its time be taken by now.
        return changes
            .createdBefore(treatments, episodeId, request)
            .orElseThrow(
                () ->
                    refused(
                        treatment,
                        command,
                        availability,
                        starts,
                        () ->
                            offers(
                                treatment,
                                clinic,
                                availability,
                                starts.size(),
                                starts.getFirst())));
      }
      try {
        return changes.create(
            treatments,
            episodeId,
            command,
            request,
            stored -> SeriesView.of(stored.state(), stored.state().series().getLast()),
            AnotherWasFasterException::thrown);
      } catch (AnotherWasFasterException e) {
        // Read and choose again.
      }
    }
  }

  /** Gives a session another time. */
  ResponseEntity<Object> move(
      String sessionId, Instant startsAt, String reasonCode, String actor, ChangeRequest request) {
    String episodeId = SeriesIds.episodeOfSession(sessionId);
    List<Instant> starts = List.of(Dates.sane(startsAt));
    for (int tries = 1; ; tries++) {
      TreatmentState treatment = treatment(episodeId, "unknown-session");
      Session session = treatment.session(sessionId);
      if (session == null) {
        throw SeriesIds.unknown("unknown-session", "There is no session of this id.");
      }
      ClinicState clinic = diary.clinic(session.slot().clinicId());
      Availability availability = diary.availability(clinic, treatment, session::equals);
      Slot slot = assign(clinic, availability, starts, episodeId.hashCode() + tries).getFirst();
      TreatmentCommand command = new TreatmentCommand.Move(sessionId, slot, reasonCode, actor);
      if (tries > TRIES || isUnassigned(slot)) {
        return changes
            .appliedBefore(treatments, episodeId, request)
            .orElseThrow(
                () ->
                    refused(
                        treatment,
                        command,
                        availability,
                        starts,
                        () -> otherTimes(treatment, session, clinic, availability, startsAt)));
      }
      try {
        return changes.apply(
            treatments,
            episodeId,
            command,
            request,
            stored -> SessionView.of(stored.state(), sessionId),
            AnotherWasFasterException::thrown);
      } catch (AnotherWasFasterException e) {
        // Read and choose again.
      }
    }
  }

  private List<Slot> assign(
      ClinicState clinic, Availability availability, List<Instant> starts, int turn) {
    return starts.stream()
        .map(
            start -> {
              Slot slot = availability.assign(start, turn);
              return slot == null
                  ? new Slot(
                      clinic.clinicId(), start, start.plus(policy.sessionLength()), "", "", "")
                  : slot;
            })
        .toList();
  }

  private static boolean isUnassigned(Slot slot) {
    return slot.chair().isEmpty();
  }

  /** Why it was not to be had: because of the rules, of the opening hours, or of others. */
  private RejectedException refused(
      TreatmentState treatment,
      TreatmentCommand command,
      Availability availability,
      List<Instant> starts,
      Supplier<List<?>> alternatives) {
    if (rules.decide(treatment, command, clock.instant())
        instanceof Decision.Rejected<TreatmentState, SchedulingEvent>(Rejection rejection)) {
      return new RejectedException(rejection);
    }
    if (!starts.stream().allMatch(availability::isOpen)) {
      return invalid(
          "outside-hours",
          "Choose times at which the clinic is open for the whole session.",
          Map.of());
    }
    return new RejectedException(
        new Rejection(
            Rejection.Kind.CONFLICT,
            "slot-taken",
            "Somebody else was faster; choose one of the alternatives.",
            Map.of("alternatives", alternatives.get())));
  }

  private List<ProposalView> offers(
      TreatmentState treatment,
      ClinicState clinic,
      Availability availability,
      int count,
      Instant notBefore) {
    Terms terms = terms(treatment);
    if (terms == null) {
      return List.of();
    }
    Instant earliest = rules.earliestStart(treatment, terms, clinic.zoneId(), clock.instant());
    return ProposalsView.of(
        Proposals.find(
            availability,
            terms,
            policy,
            count,
            earliest.isAfter(notBefore) ? earliest : notBefore,
            OFFERS),
        policy.sessionLength(),
        clinic.zoneId());
  }

  private List<ProposedSession> otherTimes(
      TreatmentState treatment,
      Session session,
      ClinicState clinic,
      Availability availability,
      Instant wanted) {
    return rules
        .timesToMoveTo(treatment, session, availability, wanted, clock.instant(), OFFERS)
        .stream()
        .map(
            start ->
                ProposalsView.of(session.number(), start, policy.sessionLength(), clinic.zoneId()))
        .toList();
  }

  private TreatmentState treatment(String episodeId, String unknownCode) {
    return treatments
        .find(episodeId)
        .map(Stored::state)
        .orElseThrow(() -> SeriesIds.unknown(unknownCode, "There is nothing under this id."));
  }

  private static @Nullable Terms terms(TreatmentState treatment) {
    Approval approval = treatment.latestApproval();
    return approval == null ? null : approval.terms();
  }

  private static RejectedException invalid(String code, String detail, Map<String, Object> facts) {
    return new RejectedException(new Rejection(Rejection.Kind.INVALID, code, detail, facts));
  }

  /** Says to the loop that tries again that what was chosen is taken by now. */
  private static final class AnotherWasFasterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private AnotherWasFasterException() {
      super("Another was faster", null, false, false);
    }

    private static Rejection thrown() {
      throw new AnotherWasFasterException();
    }
  }
}
