package com.telemedicalservices.scheduling.domain;

import com.telemedicalservices.scheduling.domain.OpeningHours.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a clinic is free for one patient: its opening hours, less what is taken. Nothing of it is
 * stored; it is computed from the clinic and its sessions whenever somebody asks.
 */
public final class Availability {

  private final ClinicState clinic;
  private final ZoneId zone;
  private final Duration length;
  private final Occupancy occupancy;
  private final Set<Instant> patientTaken;
  private final List<String> chairs;
  private final List<String> nurses;
  private final List<String> prescribers;

  /**
   * @param clinic the clinic
   * @param length how long a session is
   * @param occupancy what of the clinic is taken
   * @param patientTaken the cells in which the patient is committed elsewhere
   */
  public Availability(
      ClinicState clinic, Duration length, Occupancy occupancy, Set<Instant> patientTaken) {
    this.clinic = clinic;
    this.zone = clinic.zoneId();
    this.length = length;
    this.occupancy = occupancy;
    this.patientTaken = Set.copyOf(patientTaken);
    this.chairs = ClinicState.lanes(clinic.chairs());
    this.nurses = ClinicState.lanes(clinic.nurses());
    this.prescribers = ClinicState.lanes(clinic.prescribers());
  }

  /** Time zone of the clinic. */
  ZoneId zone() {
    return zone;
  }

  /** How long a session is. */
  Duration length() {
    return length;
  }

  /** Whether the clinic is open for all of a session that starts then. */
  public boolean isOpen(Instant startsAt) {
    return clinic.hours().covers(startsAt, startsAt.plus(length), zone);
  }

  /**
   * A chair, nurse and prescriber that are free for all of a session.
   *
   * @param startsAt when it starts, on the grid
   * @param turn with which of the free ones to begin looking: those who book at the same moment
   *     seldom meet if each begins elsewhere, and a patient mostly gets the same nurse again
   * @return null when one of the three, or the patient, is not free, or the clinic is closed
   */
  public @Nullable Slot assign(Instant startsAt, int turn) {
    Instant endsAt = startsAt.plus(length);
    if (!isOpen(startsAt) || !patientIsFree(startsAt, endsAt)) {
      return null;
    }
    String chair = free(Occupancy.Kind.CHAIR, chairs, startsAt, endsAt, turn);
    String nurse = free(Occupancy.Kind.NURSE, nurses, startsAt, endsAt, turn);
    String prescriber = free(Occupancy.Kind.PRESCRIBER, prescribers, startsAt, endsAt, turn);
    return chair == null || nurse == null || prescriber == null
        ? null
        : new Slot(clinic.clinicId(), startsAt, endsAt, chair, nurse, prescriber);
  }

  /**
   * All starts of sessions on these dates for which everything is free, in order.
   *
   * @param from first date
   * @param to last date
   * @param step starts are multiples of this
   */
  List<Instant> starts(LocalDate from, LocalDate to, Duration step) {
    List<Instant> starts = new ArrayList<>();
    for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
      for (Period period : clinic.hours().open(date, zone)) {
        for (Instant start = roundUp(period.from(), step);
            !start.plus(length).isAfter(period.to());
            start = start.plus(step)) {
          if (isFree(start)) {
            starts.add(start);
          }
        }
      }
    }
    return starts;
  }

  private boolean isFree(Instant startsAt) {
    Instant endsAt = startsAt.plus(length);
    return free(Occupancy.Kind.CHAIR, chairs, startsAt, endsAt, 0) != null
        && free(Occupancy.Kind.NURSE, nurses, startsAt, endsAt, 0) != null
        && free(Occupancy.Kind.PRESCRIBER, prescribers, startsAt, endsAt, 0) != null
        && patientIsFree(startsAt, endsAt);
  }

  private boolean patientIsFree(Instant startsAt, Instant endsAt) {
    return patientTaken.isEmpty()
        || Cells.between(startsAt, endsAt).stream().noneMatch(patientTaken::contains);
  }

  private @Nullable String free(
      Occupancy.Kind kind, List<String> lanes, Instant from, Instant to, int turn) {
    for (int i = 0; i < lanes.size(); i++) {
      String lane = lanes.get(Math.floorMod(turn + i, lanes.size()));
      if (occupancy.isFree(kind, lane, from, to)) {
        return lane;
      }
    }
    return null;
  }

  private static Instant roundUp(Instant time, Duration step) {
    long seconds = step.toSeconds();
    return Instant.ofEpochSecond(-Math.floorDiv(-time.getEpochSecond(), seconds) * seconds);
  }
}
