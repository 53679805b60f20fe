package com.telemedicalservices.scheduling.domain;

import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.scheduling.domain.OpeningHours.Hours;
import com.telemedicalservices.scheduling.domain.OpeningHours.SpecialDay;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a clinic's own data. It tells the other services nothing: they know a clinic by its
 * id alone. A change concerns only what is booked from then on.
 */
public final class Clinic implements Aggregate<ClinicState, ClinicCommand, SchedulingEvent> {

  // Becomes part of claims, whose parts are told apart by a bar.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  @Override
  public Decision<ClinicState, SchedulingEvent> decide(
      @Nullable ClinicState state, ClinicCommand command, Instant now) {
    return switch (command) {
      case ClinicCommand.Put(ClinicState clinic) -> put(clinic);
      case ClinicCommand.TimePassed() ->
          state == null
              ? Decision.unknown("unknown-clinic", "There is no such clinic.")
              : Decision.accept(state);
    };
  }

  private static Decision<ClinicState, SchedulingEvent> put(ClinicState clinic) {
    if (!ID.matcher(clinic.clinicId()).matches()) {
      return Decision.invalid(
          "clinic-id-invalid", "Name the clinic by up to 64 letters, digits, dots or dashes.");
    }
    if (!isZone(clinic.zone())) {
      return Decision.invalid(
          "unknown-zone", "Give the time zone by its IANA name, for example America/Phoenix.");
    }
    if (clinic.chairs().isEmpty() || clinic.nurses().isEmpty() || clinic.prescribers().isEmpty()) {
      return Decision.invalid(
          "resources-missing", "Give at least one chair, one nurse and one prescriber.");
    }
    for (List<Resource> resources :
        List.of(clinic.chairs(), clinic.nurses(), clinic.prescribers())) {
      Set<String> codes = new HashSet<>();
      for (Resource resource : resources) {
        if (!codes.add(resource.code())) {
          return Decision.invalid(
              "resource-twice", "Give every chair, nurse and prescriber a name of its own.");
        }
        if (resource.capacity() < 1) {
          return Decision.invalid(
              "capacity-too-small", "Give every chair, nurse and prescriber a capacity from 1.");
        }
      }
    }
    if (clinic.hours().week().isEmpty() && clinic.hours().specialDays().isEmpty()) {
      return Decision.invalid("hours-missing", "Give the hours the clinic is open.");
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Hours> hours =
          clinic.hours().week().stream()
              .filter(weekday -> weekday.day() == day)
              .map(weekday -> new Hours(weekday.opens(), weekday.closes()))
              .toList();
      if (!sane(hours)) {
        return Decision.invalid(
            "hours-invalid", "Let hours end after they begin and not overlap on a day.");
      }
    }
    Set<LocalDate> dates = new HashSet<>();
    for (SpecialDay special : clinic.hours().specialDays()) {
      if (!dates.add(special.date()) || !sane(special.hours())) {
        return Decision.invalid(
            "special-day-invalid",
            "Give every special day once, with hours that end after they begin.");
      }
    }
    return Decision.accept(clinic);
  }

  private static boolean isZone(String zone) {
    try {
      // Only regions: a fixed offset would get the days wrong on which the clocks change.
      return ZoneId.getAvailableZoneIds().contains(ZoneId.of(zone).getId());
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean sane(List<Hours> hours) {
    List<Hours> inOrder = new ArrayList<>(hours);
    inOrder.sort(Comparator.comparing(Hours::opens));
    for (int i = 0; i < inOrder.size(); i++) {
      if (!inOrder.get(i).opens().isBefore(inOrder.get(i).closes())
          || (i > 0 && inOrder.get(i).opens().isBefore(inOrder.get(i - 1).closes()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public @Nullable Instant dueAt(ClinicState state) {
    return null;
  }

  @Override
  public ClinicCommand timePassed() {
    return new ClinicCommand.TimePassed();
  }
}
