package com.telemedicalservices.scheduling.domain;

import static com.telemedicalservices.scheduling.domain.ClinicFixture.clinic;
import static com.telemedicalservices.scheduling.domain.ClinicFixture.everyDay;
import static com.telemedicalservices.scheduling.domain.ClinicFixture.large;
import static com.telemedicalservices.scheduling.domain.ClinicFixture.small;
import static com.telemedicalservices.scheduling.domain.ClinicFixture.weekdays;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Modality;
import java.lang.management.ManagementFactory;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalsTest {

  private static final SchedulingPolicy POLICY = SchedulingPolicy.defaults();
  private static final Instant NOW = Instant.parse("2026-11-23T16:00:00Z");

  @Test
  void an_empty_clinic_is_offered_twice_a_week_at_the_same_time() {
    List<List<Instant>> found =
        Proposals.find(
            availability(small("America/Phoenix"), List.of()), terms(6, 28), POLICY, 6, NOW, 3);

    assertThat(found).hasSize(3).doesNotHaveDuplicates();
    ZoneId zone = ZoneId.of("America/Phoenix");
    assertThat(found.getFirst())
        .extracting(start -> start.atZone(zone).getDayOfWeek())
        .containsExactly(
            DayOfWeek.MONDAY,
            DayOfWeek.THURSDAY,
            DayOfWeek.MONDAY,
            DayOfWeek.THURSDAY,
            DayOfWeek.MONDAY,
            DayOfWeek.THURSDAY);
    assertThat(found.getFirst())
        .extracting(start -> start.atZone(zone).toLocalTime())
        .containsOnly(found.getFirst().getFirst().atZone(zone).toLocalTime());
    // One of them in the other half of the day.
    assertThat(found).anyMatch(series -> series.getFirst().atZone(zone).getHour() >= 12);
  }

  @Test
  void a_tight_window_is_kept() {
    // Six sessions in eleven days leave no choice but every other day.
    List<List<Instant>> found =
        Proposals.find(
            availability(clinic("America/Phoenix", everyDay("08:00", "17:00"), 1, 1, 1), List.of()),
            terms(6, 11),
            POLICY,
            6,
            NOW,
            3);

    assertThat(found).isNotEmpty();
    assertThat(found)
        .allSatisfy(
            series ->
                assertThat(
                        Duration.between(
                            series.getFirst(), series.getLast().plus(POLICY.sessionLength())))
                    .isLessThanOrEqualTo(Duration.ofDays(11)));
  }

  @Test
  void what_cannot_be_is_not_proposed() {
    Availability free = availability(small("America/Phoenix"), List.of());

    assertThat(Proposals.find(free, terms(6, 9), POLICY, 6, NOW, 3)).isEmpty();
    assertThat(Proposals.find(free, terms(6, 28), POLICY, 7, NOW, 3)).isEmpty();
    assertThat(Proposals.find(free, terms(6, 28), POLICY, 0, NOW, 3)).isEmpty();
    assertThat(Proposals.find(free, terms(6, 28), POLICY, 6, NOW.plus(Duration.ofDays(400)), 3))
        .isEmpty();
  }

  @Test
  void the_only_series_there_is_is_found() {
    // Everything is taken but one start on each of these days.
    ZoneId zone = ZoneId.of("America/Phoenix");
    Set<LocalDate> open = new HashSet<>();
    for (String day :
        List.of("2026-12-01", "2026-12-04", "2026-12-07", "2026-12-09", "2026-12-15")) {
      open.add(LocalDate.parse(day));
    }
    List<Slot> taken = new ArrayList<>();
    for (LocalDate date = LocalDate.parse("2026-11-23");
        date.isBefore(LocalDate.parse("2027-03-01"));
        date = date.plusDays(1)) {
      Instant opens = date.atTime(8, 0).atZone(zone).toInstant();
      Instant closes = date.atTime(17, 0).atZone(zone).toInstant();
      Instant from = open.contains(date) ? opens.plus(POLICY.sessionLength()) : opens;
      taken.add(new Slot("phoenix", from, closes, "chair-1", "nurse-1", "prescriber-1"));
    }

    List<List<Instant>> found =
        Proposals.find(
            availability(small("America/Phoenix"), taken), terms(4, 15), POLICY, 4, NOW, 3);

    assertThat(found)
        .allSatisfy(
            series ->
                assertThat(series)
                    .extracting(start -> LocalDate.ofInstant(start, zone))
                    .allMatch(open::contains));
    assertThat(found.getFirst())
        .extracting(start -> LocalDate.ofInstant(start, zone).toString())
        .containsExactly("2026-12-01", "2026-12-04", "2026-12-07", "2026-12-09");
    assertThat(
            Proposals.find(
                availability(small("America/Phoenix"), taken), terms(6, 28), POLICY, 6, NOW, 3))
        .isEmpty();
  }

  @Test
  void a_single_session_is_proposed_as_well() {
    assertThat(
            Proposals.find(
                availability(small("America/Phoenix"), List.of()), terms(1, 1), POLICY, 1, NOW, 3))
        .hasSize(3)
        .allSatisfy(series -> assertThat(series).hasSize(1));
  }

  @Test
  void a_long_interval_between_sessions_is_possible() {
    Terms monthly =
        new Terms(
            "phoenix",
            Modality.IV_RACEMIC,
            3,
            24 * 28,
            90,
            NOW.plus(Duration.ofDays(60)),
            NOW.plus(Duration.ofDays(180)),
            "2026-11",
            NOW);

    assertThat(
            Proposals.find(
                availability(small("America/Phoenix"), List.of()), monthly, POLICY, 3, NOW, 1))
        .singleElement()
        .satisfies(
            series ->
                assertThat(
                        monthly.breachOf(
                            series, POLICY.sessionLength(), ZoneId.of("America/Phoenix"), POLICY))
                    .isNull());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Phoenix"})
  void proposals_never_overlap_and_never_leave_the_hours_or_the_approval(String zone) {
    ZoneId zoneId = ZoneId.of(zone);
    Random random = new Random(zone.hashCode());
    // Around both changes of the clocks, some of the hours right across them.
    List<Instant> beginnings =
        List.of(
            Instant.parse("2026-10-01T12:00:00Z"),
            Instant.parse("2027-03-01T12:00:00Z"),
            Instant.parse("2027-03-25T12:00:00Z"));
    for (int round = 0; round < 12; round++) {
      boolean atNight = round % 3 == 0;
      ClinicState clinic =
          clinic(
              zone,
              atNight ? everyDay("00:00", "06:00") : weekdays("08:00", "17:00"),
              1 + random.nextInt(3),
              1 + random.nextInt(2),
              1 + random.nextInt(2));
      Instant now = beginnings.get(round % beginnings.size());
      int count = 2 + random.nextInt(5);
      Terms terms =
          new Terms(
              "phoenix",
              Modality.IV_RACEMIC,
              count,
              40 + 8 * random.nextInt(3),
              18 + random.nextInt(10),
              now.plus(Duration.ofDays(40)),
              now.plus(Duration.ofDays(60)),
              "2026-11",
              now);
      List<Slot> taken = new ArrayList<>();
      for (int patient = 0; patient < 15; patient++) {
        Availability availability = availability(clinic, taken, now);
        List<List<Instant>> found = Proposals.find(availability, terms, POLICY, count, now, 3);
        for (List<Instant> series : found) {
          assertThat(series).hasSize(count).isSorted();
          assertThat(terms.breachOf(series, POLICY.sessionLength(), zoneId, POLICY)).isNull();
          assertThat(series).allSatisfy(start -> assertWithinHours(clinic, start, zoneId));
          assertThat(series).noneMatch(start -> availability.assign(start, 0) == null);
        }
        if (found.isEmpty()) {
          break;
        }
        int turn = patient;
        found.get(random.nextInt(found.size())).stream()
            .map(start -> availability.assign(start, turn))
            .forEach(taken::add);
      }
      assertThat(taken).isNotEmpty();
      assertNoneTwice(taken);
    }
  }

  @Test
  void proposals_for_a_large_and_busy_clinic_are_fast() {
    ClinicState clinic = large("America/Phoenix");
    Random random = new Random(7);
    List<Slot> taken = new ArrayList<>();
    for (int patient = 0; taken.size() < 1800; patient++) {
      Availability availability = availability(clinic, taken);
      Instant from = NOW.plus(Duration.ofDays(random.nextInt(85)));
      for (List<Instant> series : Proposals.find(availability, terms(6, 28), POLICY, 6, from, 1)) {
        for (Instant start : series) {
          taken.add(availability.assign(start, patient));
        }
      }
    }
    assertThat(taken).hasSize(1800);

    long best = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = cpuNanos();
      assertThat(Proposals.find(availability(clinic, taken), terms(6, 28), POLICY, 6, NOW, 3))
          .hasSize(3);
      best = Math.min(best, cpuNanos() - before);
    }
    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(100));
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void assertWithinHours(ClinicState clinic, Instant start, ZoneId zone) {
    for (Instant cell : Cells.between(start, start.plus(POLICY.sessionLength()))) {
      assertThat(clinic.hours().on(LocalDate.ofInstant(cell, zone)))
          .anySatisfy(
              hours ->
                  assertThat(cell.atZone(zone).toLocalTime())
                      .isAfterOrEqualTo(hours.opens())
                      .isBefore(hours.closes()));
    }
  }

  private static void assertNoneTwice(List<Slot> taken) {
    Set<String> claims = new HashSet<>();
    for (int i = 0; i < taken.size(); i++) {
      for (String claim : Claims.of("patient-" + i, taken.get(i))) {
        assertThat(claims.add(claim)).as(claim).isTrue();
      }
    }
  }

  private static Availability availability(ClinicState clinic, List<Slot> taken) {
    return availability(clinic, taken, NOW);
  }

  private static Availability availability(ClinicState clinic, List<Slot> taken, Instant now) {
    return new Availability(clinic, POLICY.sessionLength(), Occupancy.of(now, taken), Set.of());
  }

  private static Terms terms(int count, int windowDays) {
    return new Terms(
        "phoenix",
        Modality.IV_RACEMIC,
        count,
        40,
        windowDays,
        NOW.plus(Duration.ofDays(90)),
        NOW.plus(Duration.ofDays(180)),
        "2026-11",
        NOW);
  }
}
