package com.telemedicalservices.scheduling.web;

import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.web.Actor;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.scheduling.domain.ClinicState;
import com.telemedicalservices.scheduling.domain.DischargeCriterion;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sessions: the day of infusion. Each step is refused with 409 {@code wrong-state} where the
 * session does not stand as it must, and 404 {@code unknown-session}.
 */
@RestController
@RequestMapping("/api/sessions")
class SessionController {

  private final AggregateStore<TreatmentState, TreatmentCommand, SchedulingEvent> treatments;
  private final Booking booking;
  private final Diary diary;
  private final Changes changes;
  private final Clock clock;

  SessionController(
      AggregateStore<TreatmentState, TreatmentCommand, SchedulingEvent> treatments,
      Booking booking,
      Diary diary,
      Changes changes,
      Clock clock) {
    this.treatments = treatments;
    this.booking = booking;
    this.diary = diary;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * A clinic's day.
   *
   * @param sessions all sessions that start on this day, in order of time
   * @param overdue sessions of whatever day that should long be over and are not
   */
  record DayView(
      String clinicId,
      String zone,
      LocalDate day,
      List<SessionView> sessions,
      List<SessionView> overdue) {}

  /**
   * A clinic's day. For staff. 404 {@code unknown-clinic}.
   *
   * @param clinic the clinic
   * @param day by the clinic's calendar; today if left out
   */
  @GetMapping
  DayView day(
      @RequestParam String clinic, @RequestParam(required = false) @Nullable LocalDate day) {
    ClinicState found = diary.clinic(clinic);
    LocalDate date =
        day == null ? LocalDate.ofInstant(clock.instant(), found.zoneId()) : Dates.sane(day);
    Instant from = date.atStartOfDay(found.zoneId()).toInstant();
    Instant to = date.plusDays(1).atStartOfDay(found.zoneId()).toInstant();
    return new DayView(
        clinic,
        found.zone(),
        date,
        views(diary.between(clinic, from, to)),
        views(diary.overdue(clinic)));
  }

  private static List<SessionView> views(List<Diary.Entry> entries) {
    return entries.stream()
        .map(entry -> SessionView.of(entry.treatment(), entry.session()))
        .toList();
  }

  /** One session. For the patient and staff. */
  @GetMapping("/{sessionId}")
  ResponseEntity<Object> get(@PathVariable String sessionId) {
    return changes.show(
        treatments,
        SeriesIds.episodeOfSession(sessionId),
        "unknown-session",
        stored -> SessionView.of(stored.state(), sessionId));
  }

  /** A new time for a session, and why. */
  record MoveRequest(
      @NotNull Instant startsAt, @NotNull @Pattern(regexp = Codes.REASON) String reasonCode) {}

  /**
   * Gives a planned or confirmed session another time. For the patient and front desk. Refused like
   * booking; 409 {@code slot-taken} with alternatives when the time is not free.
   */
  @PostMapping("/{sessionId}/move")
  ResponseEntity<Object> move(
      @PathVariable String sessionId,
      @Valid @RequestBody MoveRequest body,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return booking.move(sessionId, body.startsAt(), body.reasonCode(), actor.id(), request);
  }

  /** Why something is done. */
  record ReasonRequest(@NotNull @Pattern(regexp = Codes.REASON) String reasonCode) {}

  /** Gives up a session whose infusion has not begun. For the patient and staff. */
  @PostMapping("/{sessionId}/cancel")
  ResponseEntity<Object> cancel(
      @PathVariable String sessionId,
      @Valid @RequestBody ReasonRequest body,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return apply(new TreatmentCommand.Cancel(sessionId, body.reasonCode(), actor.id()), request);
  }

  /** The patient will come. For the patient and front desk. */
  @PostMapping("/{sessionId}/confirm")
  ResponseEntity<Object> confirm(
      @PathVariable String sessionId,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return apply(new TreatmentCommand.Confirm(sessionId, actor.id()), request);
  }

  /** That the person who came is the patient. */
  record CheckInRequest(@AssertTrue boolean identityConfirmed) {}

  /**
   * The patient is here and identified. For front desk and nurses. 409 {@code too-early} more than
   * two hours before.
   */
  @PostMapping("/{sessionId}/check-in")
  ResponseEntity<Object> checkIn(
      @PathVariable String sessionId,
      @Valid @RequestBody CheckInRequest body,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return apply(new TreatmentCommand.CheckIn(sessionId, actor.id()), request);
  }

  /**
   * What was checked before the start; what is left out counts as not so.
   *
   * @param escortConfirmed whether somebody is named and confirmed to take the patient home
   * @param escortReference who, by reference and never by name
   * @param fastingConfirmed whether the patient has fasted as the clinic asks
   */
  record StartRequest(
      @Nullable Boolean escortConfirmed,
      @Nullable @Pattern(regexp = Codes.ID) String escortReference,
      @Nullable Boolean fastingConfirmed) {}

  /**
   * Starts the infusion. For nurses. 409 {@code start-gate} with all that {@code failed}: {@code
   * not-checked-in}, {@code approval-suspended}, {@code approval-expired}, {@code crisis-open},
   * {@code consent-withdrawn}, {@code treatment-consent-missing}, {@code
   * treatment-consent-of-earlier-series}, {@code telehealth-consent-missing}, {@code
   * escort-unnamed}, {@code fasting-unmet}, {@code interval-too-short}.
   */
  @PostMapping("/{sessionId}/start")
  ResponseEntity<Object> start(
      @PathVariable String sessionId,
      @Valid @RequestBody StartRequest body,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return apply(
        new TreatmentCommand.Start(
            sessionId,
            Boolean.TRUE.equals(body.escortConfirmed()) ? body.escortReference() : null,
            Boolean.TRUE.equals(body.fastingConfirmed()),
            actor.id()),
        request);
  }

  /** Halts the pump. For nurses. */
  @PostMapping("/{sessionId}/pause")
  ResponseEntity<Object> pause(
      @PathVariable String sessionId,
      @Valid @RequestBody ReasonRequest body,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return apply(new TreatmentCommand.Pause(sessionId, body.reasonCode(), actor.id()), request);
  }

  /** Goes on with a halted infusion. For prescribers. */
  @PostMapping("/{sessionId}/resume")
  ResponseEntity<Object> resume(
      @PathVariable String sessionId,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return apply(new TreatmentCommand.Resume(sessionId, actor.id()), request);
  }

  /** Ends the infusion early. For nurses and prescribers. */
  @PostMapping("/{sessionId}/stop")
  ResponseEntity<Object> stop(
      @PathVariable String sessionId,
      @Valid @RequestBody ReasonRequest body,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return apply(new TreatmentCommand.Stop(sessionId, body.reasonCode(), actor.id()), request);
  }

  /** The infusion is over and the patient recovers. For nurses. */
  @PostMapping("/{sessionId}/finish")
  ResponseEntity<Object> finish(
      @PathVariable String sessionId,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return apply(new TreatmentCommand.Finish(sessionId, actor.id()), request);
  }

  /** Which discharge criteria are met; what is left out counts as not met. */
  record DischargeRequest(
      @Nullable Boolean fitByScore,
      @Nullable Boolean vitalsNearBaseline,
      @Nullable Boolean oriented,
      @Nullable Boolean dissociationResolved,
      @Nullable Boolean gaitSteady,
      @Nullable Boolean noActiveSuicidalIdeation,
      @Nullable Boolean intravenousLineOut,
      @Nullable Boolean instructionsGiven,
      @Nullable Boolean escortPresent) {

    private @Nullable Boolean answerTo(DischargeCriterion criterion) {
      return switch (criterion) {
        case FIT_BY_SCORE -> fitByScore;
        case VITALS_NEAR_BASELINE -> vitalsNearBaseline;
        case ORIENTED -> oriented;
        case DISSOCIATION_RESOLVED -> dissociationResolved;
        case GAIT_STEADY -> gaitSteady;
        case NO_ACTIVE_SUICIDAL_IDEATION -> noActiveSuicidalIdeation;
        case INTRAVENOUS_LINE_OUT -> intravenousLineOut;
        case INSTRUCTIONS_GIVEN -> instructionsGiven;
        case ESCORT_PRESENT -> escortPresent;
      };
    }

    private List<DischargeCriterion> unmet() {
      List<DischargeCriterion> unmet = new ArrayList<>();
      for (DischargeCriterion criterion : DischargeCriterion.values()) {
        if (!Boolean.TRUE.equals(answerTo(criterion))) {
          unmet.add(criterion);
        }
      }
      return unmet;
    }
  }

  /**
   * Lets the patient leave. For nurses. 409 {@code too-early} before an hour after the infusion has
   * passed, {@code discharge-criteria} with all that {@code failed}.
   */
  @PostMapping("/{sessionId}/discharge")
  ResponseEntity<Object> discharge(
      @PathVariable String sessionId,
      @Valid @RequestBody DischargeRequest body,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return apply(new TreatmentCommand.Discharge(sessionId, body.unmet(), actor.id()), request);
  }

  /** Hands the patient over to emergency care. For nurses and prescribers. */
  @PostMapping("/{sessionId}/transfer")
  ResponseEntity<Object> transfer(
      @PathVariable String sessionId,
      @Valid @RequestBody ReasonRequest body,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return apply(new TreatmentCommand.Transfer(sessionId, body.reasonCode(), actor.id()), request);
  }

  /**
   * The patient did not come. For front desk. 409 {@code too-early} until a quarter of an hour
   * after the start; by then the clock does the same.
   */
  @PostMapping("/{sessionId}/no-show")
  ResponseEntity<Object> noShow(
      @PathVariable String sessionId,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return apply(new TreatmentCommand.NoShow(sessionId, actor.id()), request);
  }

  private ResponseEntity<Object> apply(TreatmentCommand.OfSession command, ChangeRequest request) {
    return changes.apply(
        treatments,
        SeriesIds.episodeOfSession(command.sessionId()),
        command,
        request,
        stored -> SessionView.of(stored.state(), command.sessionId()));
  }
}
