package com.telemedicalservices.scheduling.web;

import com.telemedicalservices.scheduling.domain.ClinicState;
import com.telemedicalservices.scheduling.domain.OpeningHours;
import com.telemedicalservices.scheduling.domain.OpeningHours.Hours;
import com.telemedicalservices.scheduling.domain.OpeningHours.SpecialDay;
import com.telemedicalservices.scheduling.domain.OpeningHours.WeekdayHours;
import com.telemedicalservices.scheduling.domain.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clinic as it is put and shown.
 *
 * @param name what people call it
 * @param zone time zone of its wall clock, by IANA name
 * @param hours its usual week, in wall-clock times
 * @param specialDays days that differ from the usual week; may be left out
 * @param chairs its infusion chairs
 * @param nurses its monitoring nurses
 * @param prescribers its prescribers
 */
record ClinicBody(
    @NotBlank @Size(max = 100) String name,
    @NotBlank @Size(max = 64) String zone,
    @NotNull @Size(max = 50) List<@NotNull @Valid DayBody> hours,
    @Nullable @Size(max = 1000) List<@NotNull @Valid SpecialDayBody> specialDays,
    @NotNull @Size(max = 200) List<@NotNull @Valid ResourceBody> chairs,
    @NotNull @Size(max = 200) List<@NotNull @Valid ResourceBody> nurses,
    @NotNull @Size(max = 200) List<@NotNull @Valid ResourceBody> prescribers) {

  /** Hours of a day of the week, for example {@code MONDAY} from 08:00 to 17:00. */
  record DayBody(@NotNull DayOfWeek day, @NotNull LocalTime opens, @NotNull LocalTime closes) {}

  /** A date with hours of its own; none when the clinic is closed. */
  record SpecialDayBody(@NotNull LocalDate date, @NotNull List<@NotNull @Valid HoursBody> hours) {}

  /** A time of day between two wall-clock times. */
  record HoursBody(@NotNull LocalTime opens, @NotNull LocalTime closes) {}

  /** A chair, nurse or prescriber, and how many sessions it serves at once (1 if left out). */
  record ResourceBody(
      @NotNull @Pattern(regexp = Codes.ID) String id, @Nullable @Min(1) @Max(50) Integer capacity) {

    Resource toResource() {
      return new Resource(id, capacity == null ? 1 : capacity);
    }
  }

  ClinicState toState(String clinicId) {
    return new ClinicState(
        clinicId,
        name,
        zone,
        new OpeningHours(
            hours.stream()
                .map(day -> new WeekdayHours(day.day(), day.opens(), day.closes()))
                .toList(),
            specialDays == null
                ? List.of()
                : specialDays.stream()
                    .map(
                        special ->
                            new SpecialDay(
                                special.date(),
                                special.hours().stream()
                                    .map(one -> new Hours(one.opens(), one.closes()))
                                    .toList()))
                    .toList()),
        chairs.stream().map(ResourceBody::toResource).toList(),
        nurses.stream().map(ResourceBody::toResource).toList(),
        prescribers.stream().map(ResourceBody::toResource).toList());
  }

  static ClinicBody of(ClinicState clinic) {
    return new ClinicBody(
        clinic.name(),
        clinic.zone(),
        clinic.hours().week().stream()
            .map(day -> new DayBody(day.day(), day.opens(), day.closes()))
            .toList(),
        clinic.hours().specialDays().stream()
            .map(
                special ->
                    new SpecialDayBody(
                        special.date(),
                        special.hours().stream()
                            .map(one -> new HoursBody(one.opens(), one.closes()))
                            .toList()))
            .toList(),
        bodies(clinic.chairs()),
        bodies(clinic.nurses()),
        bodies(clinic.prescribers()));
  }

  private static List<ResourceBody> bodies(List<Resource> resources) {
    return resources.stream()
        .map(resource -> new ResourceBody(resource.code(), resource.capacity()))
        .toList();
  }
}
