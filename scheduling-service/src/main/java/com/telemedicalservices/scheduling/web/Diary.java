package com.telemedicalservices.scheduling.web;

import com.mongodb.client.model.Filters;
import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.RejectedException;
import com.telemedicalservices.scheduling.domain.Availability;
import com.telemedicalservices.scheduling.domain.ClinicCommand;
import com.telemedicalservices.scheduling.domain.ClinicState;
import com.telemedicalservices.scheduling.domain.Occupancy;
import com.telemedicalservices.scheduling.domain.SchedulingPolicy;
import com.telemedicalservices.scheduling.domain.Session;
import com.telemedicalservices.scheduling.domain.SessionStatus;
import com.telemedicalservices.scheduling.domain.Slot;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/**
 * What is written in a clinic's diary: which sessions hold what. Read from the sessions and not
 * from their claims, which say the same a hundred times longer.
 */
@Component
class Diary {

  private static final int ALL = Integer.MAX_VALUE;
  private static final Bson ANY_ORDER = new Document();

  /** Longer than any session, so that one under way is seen. */
  private static final Duration LOOK_BACK = Duration.ofDays(1);

  private static final List<String> HOLDING =
      Arrays.stream(SessionStatus.values())
          .filter(status -> !status.isTerminal())
          .map(SessionStatus::name)
          .toList();

  private final AggregateStore<ClinicState, ClinicCommand, SchedulingEvent> clinics;
  private final AggregateStore<TreatmentState, TreatmentCommand, SchedulingEvent> treatments;
  private final SchedulingPolicy policy;
  private final Clock clock;
  private final SharedReads<String, Page> pages = new SharedReads<>(this::read);

  Diary(
      AggregateStore<ClinicState, ClinicCommand, SchedulingEvent> clinics,
      AggregateStore<TreatmentState, TreatmentCommand, SchedulingEvent> treatments,
      SchedulingPolicy policy,
      Clock clock) {
    this.clinics = clinics;
    this.treatments = treatments;
    this.policy = policy;
    this.clock = clock;
  }

  /** All sessions of a clinic that hold something from a time on. */
  private record Page(Instant from, List<Session> sessions) {}

  /** The clinic of this id. */
  ClinicState clinic(String clinicId) {
    return clinics
        .find(clinicId)
        .map(Stored::state)
        .orElseThrow(
            () ->
                new RejectedException(
                    new Rejection(
                        Rejection.Kind.UNKNOWN,
                        "unknown-clinic",
                        "There is no clinic of this id.",
                        Map.of())));
  }

  /**
   * What is free for a patient, read after this was asked.
   *
   * @param clinic the clinic
   * @param treatment the patient's treatment
   * @param released sessions of this treatment whose time counts as free, because they are about to
   *     be given up
   */
  Availability availability(
      ClinicState clinic, TreatmentState treatment, Predicate<Session> released) {
    Page page = pages.ask(clinic.clinicId());
    Set<String> own =
        treatment.sessions().stream()
            .filter(released)
            .map(Session::sessionId)
            .collect(Collectors.toSet());
    List<Slot> taken =
        page.sessions().stream()
            .filter(session -> !own.contains(session.sessionId()))
            .map(Session::slot)
            .toList();
    return new Availability(
        clinic,
        policy.sessionLength(),
        Occupancy.of(page.from(), taken),
        patientTaken(treatment.patientId(), own));
  }

  /** The cells in which the patient is committed, in whatever clinic and treatment. */
  private Set<Instant> patientTaken(String patientId, Set<String> released) {
    return treatments.query(Filters.eq("state.patientId", patientId), ANY_ORDER, ALL).stream()
        .flatMap(stored -> stored.state().sessions().stream())
        .filter(session -> !session.status().isTerminal())
        .filter(session -> !released.contains(session.sessionId()))
        .flatMap(session -> session.slot().cells().stream())
        .collect(Collectors.toSet());
  }

  private Page read(String clinicId) {
    Instant from = clock.instant().minus(LOOK_BACK);
    Bson holding =
        Filters.elemMatch(
            "state.sessions",
            Filters.and(
                Filters.eq("slot.clinicId", clinicId),
                Filters.gte("slot.startsAt", from),
                Filters.in("status", HOLDING)));
    return new Page(
        from,
        treatments.query(holding, ANY_ORDER, ALL).stream()
            .flatMap(stored -> stored.state().sessions().stream())
            .filter(session -> session.slot().clinicId().equals(clinicId))
            .filter(session -> !session.status().isTerminal())
            .filter(session -> !session.slot().startsAt().isBefore(from))
            .toList());
  }

  /** The sessions of a clinic that start in a period, in order of time. */
  List<Entry> between(String clinicId, Instant from, Instant to) {
    return find(
        Filters.and(
            Filters.eq("slot.clinicId", clinicId),
            Filters.gte("slot.startsAt", from),
            Filters.lt("slot.startsAt", to)),
        session ->
            session.slot().clinicId().equals(clinicId)
                && !session.slot().startsAt().isBefore(from)
                && session.slot().startsAt().isBefore(to));
  }

  /** The sessions of a clinic that should long be over and are not. */
  List<Entry> overdue(String clinicId) {
    return find(
        Filters.and(
            Filters.eq("slot.clinicId", clinicId),
            Filters.in("status", HOLDING),
            Filters.exists("overdueSince")),
        session ->
            session.slot().clinicId().equals(clinicId)
                && session.overdueSince() != null
                && !session.status().isTerminal());
  }

  private List<Entry> find(Bson ofSession, Predicate<Session> wanted) {
    return treatments.query(Filters.elemMatch("state.sessions", ofSession), ANY_ORDER, ALL).stream()
        .flatMap(
            stored ->
                stored.state().sessions().stream()
                    .filter(wanted)
                    .map(session -> new Entry(stored.state(), session)))
        .sorted(
            Comparator.<Entry, Instant>comparing(found -> found.session().slot().startsAt())
                .thenComparing(found -> found.session().sessionId()))
        .toList();
  }

  /**
   * A session in the diary.
   *
   * @param treatment the treatment
   * @param session the session
   */
  record Entry(TreatmentState treatment, Session session) {}
}
