package com.telemedicalservices.scheduling.web;

import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.web.Actor;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.scheduling.domain.Series;
import com.telemedicalservices.scheduling.domain.TreatmentCommand;
import com.telemedicalservices.scheduling.domain.TreatmentState;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
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

/** Series of infusions: proposed and booked as a whole. */
@RestController
@RequestMapping("/api/series")
class SeriesController {

  private final AggregateStore<TreatmentState, TreatmentCommand, SchedulingEvent> treatments;
  private final Booking booking;
  private final Changes changes;

  SeriesController(
      AggregateStore<TreatmentState, TreatmentCommand, SchedulingEvent> treatments,
      Booking booking,
      Changes changes) {
    this.treatments = treatments;
    this.booking = booking;
    this.changes = changes;
  }

  /**
   * Up to three series that could be booked now, the earliest first. For the patient and front
   * desk. Refused with what would refuse the booking as well: {@code not-approved}, {@code
   * approval-suspended}, {@code approval-expired}, {@code approval-used}, {@code crisis-open},
   * {@code consent-withdrawn}, {@code episode-ended}, {@code series-exists}, {@code other-clinic},
   * {@code too-many-sessions}; 404 {@code unknown-episode}, {@code unknown-clinic}.
   *
   * @param episodeId the course of care
   * @param clinicId the clinic; the approved one if left out
   * @param from first date that suits; today if left out
   * @param count how many sessions; all that are left of the approval if left out
   */
  @GetMapping("/{episodeId}/proposals")
  ProposalsView proposals(
      @PathVariable String episodeId,
      @RequestParam(required = false) @Nullable String clinicId,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable Integer count) {
    return booking.proposals(episodeId, clinicId, from, count);
  }

  /**
   * A series to book.
   *
   * @param episodeId the course of care
   * @param clinicId where
   * @param startsAt when each session starts, in order
   */
  record BookSeriesRequest(
      @NotNull @Pattern(regexp = Codes.ID) String episodeId,
      @NotNull @Pattern(regexp = Codes.ID) String clinicId,
      @NotEmpty @Size(max = 60) List<@NotNull Instant> startsAt) {}

  /**
   * Books a whole series or nothing. For the patient and front desk. Refused as proposals are, and
   * with {@code interval-too-short}, {@code window-exceeded}, {@code starts-too-late}, {@code
   * finishes-too-late}, {@code in-the-past}, {@code off-grid}, {@code outside-hours}; 409 {@code
   * slot-taken} with alternatives when somebody was faster.
   */
  @PostMapping
  ResponseEntity<Object> book(
      @Valid @RequestBody BookSeriesRequest body,
      @RequestHeader(Actor.HEADER) Actor actor,
      ChangeRequest request) {
    return booking.book(body.episodeId(), body.clinicId(), body.startsAt(), actor.id(), request);
  }

  /**
   * A series with its sessions; under the id of an episode, its latest one. For the patient and
   * staff. 404 {@code unknown-series}.
   */
  @GetMapping("/{seriesId}")
  ResponseEntity<Object> get(@PathVariable String seriesId) {
    return changes.show(
        treatments,
        SeriesIds.episodeOfSeries(seriesId),
        "unknown-series",
        stored -> view(stored.state(), seriesId));
  }

  private static SeriesView view(TreatmentState treatment, String id) {
    Series series =
        SeriesIds.isSeries(id) || treatment.series().isEmpty()
            ? treatment.series(id)
            : treatment.series().getLast();
    if (series == null) {
      throw SeriesIds.unknown("unknown-series", "There is no series of this id.");
    }
    return SeriesView.of(treatment, series);
  }
}
