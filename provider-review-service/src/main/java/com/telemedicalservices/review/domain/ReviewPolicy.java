package com.telemedicalservices.review.domain;

import com.telemedicalservices.contracts.Modality;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every number a review depends on, and who may decide. Its version is stored with each decision
 * (DOMAIN §8.4, §9 invariant 24).
 *
 * @param version what this set of values is called
 * @param clock how long things may take
 * @param approvals what may be approved
 * @param dossier how the intake service is asked
 * @param clinics where the clinics are
 * @param providers who may decide
 */
public record ReviewPolicy(
    String version,
    ClockPolicy clock,
    ApprovalPolicy approvals,
    DossierPolicy dossier,
    Clinics clinics,
    List<Provider> providers) {

  public ReviewPolicy {
    providers = List.copyOf(providers);
  }

  /**
   * How long things may take.
   *
   * @param zone where business days begin and end
   * @param holidays days that are no business days, besides weekends
   * @param lease how long a claim holds unless it is renewed
   * @param routineBusinessDays within how many business days an ordinary review is decided
   * @param elevatedBusinessDays within how many one that is elevated or re-opened is decided
   * @param amberBusinessDays after how many the clock of an ordinary review turns amber
   * @param crisis within what time a clinician deals with a crisis
   * @param informationPatience how long a patient's answer is waited for
   * @param longestDeferral how far a decision may be put off
   */
  public record ClockPolicy(
      ZoneId zone,
      Set<LocalDate> holidays,
      Duration lease,
      int routineBusinessDays,
      int elevatedBusinessDays,
      int amberBusinessDays,
      Duration crisis,
      Duration informationPatience,
      Duration longestDeferral) {

    public ClockPolicy {
      holidays = Set.copyOf(holidays);
    }

    /**
     * The same local time so many business days later. Time outside business days does not count:
     * what begins on a Saturday begins on the next business day's first moment.
     */
    Instant businessDaysAfter(Instant start, int days) {
      ZonedDateTime at = start.atZone(zone);
      if (!isBusinessDay(at.toLocalDate())) {
        at = nextBusinessDay(at).with(LocalTime.MIN);
      }
      for (int counted = 0; counted < days; counted++) {
        at = nextBusinessDay(at);
      }
      return at.toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    private ZonedDateTime nextBusinessDay(ZonedDateTime at) {
      ZonedDateTime next = at.plusDays(1);
      while (!isBusinessDay(next.toLocalDate())) {
        next = next.plusDays(1);
      }
      return next;
    }

    private boolean isBusinessDay(LocalDate day) {
      return day.getDayOfWeek() != DayOfWeek.SATURDAY
          && day.getDayOfWeek() != DayOfWeek.SUNDAY
          && !holidays.contains(day);
    }
  }

  /**
   * What may be approved.
   *
   * @param modalities the modalities this clinic gives
   * @param fewestSessions least sessions of a series
   * @param mostSessions most sessions of a series
   * @param sessions how many unless said otherwise
   * @param minimumHours least hours between the starts of two sessions
   * @param shortestWindowDays least days a series must lie within
   * @param longestWindowDays most days a series may take; what is approved unless said otherwise
   * @param lowestMgPerKg lowest dose that may be approved
   * @param highestMgPerKg highest dose that may be approved
   * @param startWithin how long an approval waits for its first session
   * @param finishWithin how long an approval lasts
   */
  public record ApprovalPolicy(
      Set<Modality> modalities,
      int fewestSessions,
      int mostSessions,
      int sessions,
      int minimumHours,
      int shortestWindowDays,
      int longestWindowDays,
      BigDecimal lowestMgPerKg,
      BigDecimal highestMgPerKg,
      Duration startWithin,
      Duration finishWithin) {

    public ApprovalPolicy {
      modalities = Set.copyOf(modalities);
    }
  }

  /**
   * How the intake service is asked for dossiers.
   *
   * @param patience after what time an attempt counts as failed
   * @param firstPause how long to wait after the first failure; doubled after each further one
   * @param longestPause how long to wait at most
   */
  public record DossierPolicy(Duration patience, Duration firstPause, Duration longestPause) {

    Duration pauseAfter(int attempt) {
      Duration pause = firstPause.multipliedBy(1L << Math.min(attempt - 1, 16));
      return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
  }

  /**
   * Where the clinics are; whoever approves needs a licence there.
   *
   * @param defaultState state of every clinic not named
   * @param elsewhere the clinics that are in another state
   */
  public record Clinics(String defaultState, List<Clinic> elsewhere) {

    public Clinics {
      elsewhere = List.copyOf(elsewhere);
    }

    String stateOf(@Nullable String clinicId) {
      return elsewhere.stream()
          .filter(clinic -> clinic.id().equals(clinicId))
          .map(Clinic::state)
          .findFirst()
          .orElse(defaultState);
    }
  }

  /**
   * Where a clinic is.
   *
   * @param id the clinic
   * @param state its state
   */
  public record Clinic(String id, String state) {}

  /**
   * A provider who may decide.
   *
   * @param id who
   * @param licenceStates the states of the licences held
   * @param licenceValidUntil last day on which they are valid
   */
  public record Provider(String id, Set<String> licenceStates, LocalDate licenceValidUntil) {

    public Provider {
      licenceStates = Set.copyOf(licenceStates);
    }

    boolean isLicensedIn(String state, LocalDate day) {
      return licenceStates.contains(state) && !day.isAfter(licenceValidUntil);
    }
  }

  /** The values signed for the first clinic, with nobody yet who may decide. */
  public static ReviewPolicy defaults() {
    return new ReviewPolicy(
        "2026-11",
        new ClockPolicy(
            ZoneId.of("America/Phoenix"),
            Set.of(),
            Duration.ofMinutes(15),
            2,
            1,
            1,
            Duration.ofMinutes(15),
            Duration.ofDays(14),
            Duration.ofDays(180)),
        new ApprovalPolicy(
            Set.of(Modality.IV_RACEMIC),
            4,
            8,
            6,
            40,
            7,
            28,
            new BigDecimal("0.1"),
            new BigDecimal("1.0"),
            Duration.ofDays(90),
            Duration.ofDays(180)),
        new DossierPolicy(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(5)),
        new Clinics("AZ", List.of()),
        List.of());
  }

  /** The same with other providers. */
  public ReviewPolicy with(List<Provider> others) {
    return new ReviewPolicy(version, clock, approvals, dossier, clinics, others);
  }

  Optional<Provider> provider(String id) {
    return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
  }

  /** Whether a provider holds a valid licence in each of these states. */
  boolean isLicensed(String providerId, Set<String> states, Instant at) {
    return provider(providerId)
        .filter(
            provider -> states.stream().allMatch(state -> provider.isLicensedIn(state, day(at))))
        .isPresent();
  }

  /** Whether a licence an approval stands on still covers the clinic and the patient. */
  boolean covers(Licence licence, String clinicState, Instant at) {
    return isLicensed(
        licence.providerId(),
        Stream.of(licence.licenceState(), licence.patientState(), clinicState)
            .collect(Collectors.toSet()),
        at);
  }

  /** The local day. */
  public LocalDate day(Instant now) {
    return now.atZone(clock.zone()).toLocalDate();
  }

  /** When the local day after this one begins. */
  Instant dayAfter(Instant at) {
    return day(at).plusDays(1).atStartOfDay(clock.zone()).toInstant();
  }
}
