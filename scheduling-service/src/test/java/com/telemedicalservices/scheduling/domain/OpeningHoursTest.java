package com.telemedicalservices.scheduling.domain;

import static com.telemedicalservices.scheduling.domain.ClinicFixture.everyDay;
import static com.telemedicalservices.scheduling.domain.ClinicFixture.weekdays;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.scheduling.domain.OpeningHours.Hours;
import com.telemedicalservices.scheduling.domain.OpeningHours.Period;
import com.telemedicalservices.scheduling.domain.OpeningHours.SpecialDay;
import com.telemedicalservices.scheduling.domain.OpeningHours.WeekdayHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursTest {

  @ParameterizedTest
  @CsvSource({
    // Spring forward in New York: 02:00 to 03:00 does not exist.
    "America/New_York, 2027-03-14, 01:00, 04:00, 2027-03-14T06:00:00Z, 2027-03-14T08:00:00Z",
    "America/New_York, 2027-03-14, 02:30, 04:00, 2027-03-14T07:00:00Z, 2027-03-14T08:00:00Z",
    "America/New_York, 2027-03-14, 01:00, 02:30, 2027-03-14T06:00:00Z, 2027-03-14T07:00:00Z",
    // Fall back in New York: 01:00 to 02:00 comes twice.
    "America/New_York, 2026-11-01, 00:00, 03:00, 2026-11-01T04:00:00Z, 2026-11-01T08:00:00Z",
    "America/New_York, 2026-11-01, 01:30, 03:00, 2026-11-01T06:30:00Z, 2026-11-01T08:00:00Z",
    "America/New_York, 2026-11-01, 00:00, 01:30, 2026-11-01T04:00:00Z, 2026-11-01T05:30:00Z",
    // Berlin, both ways.
    "Europe/Berlin, 2027-03-28, 02:30, 05:00, 2027-03-28T01:00:00Z, 2027-03-28T03:00:00Z",
    "Europe/Berlin, 2026-10-25, 01:00, 02:30, 2026-10-24T23:00:00Z, 2026-10-25T00:30:00Z",
    "Europe/Berlin, 2026-10-25, 02:30, 05:00, 2026-10-25T01:30:00Z, 2026-10-25T04:00:00Z",
    // Lord Howe moves by half an hour: 02:00 to 02:30 is left out, 01:30 to 02:00 comes twice.
    "Australia/Lord_Howe, 2026-10-04, 02:10, 05:00, 2026-10-03T15:30:00Z, 2026-10-03T18:00:00Z",
    "Australia/Lord_Howe, 2027-04-04, 01:40, 05:00, 2027-04-03T15:10:00Z, 2027-04-03T18:30:00Z",
    "Australia/Lord_Howe, 2027-04-04, 00:00, 01:40, 2027-04-03T13:00:00Z, 2027-04-03T14:40:00Z",
    // In Beirut the day of the change begins at one o'clock.
    "Asia/Beirut, 2027-03-28, 00:00, 03:00, 2027-03-27T22:00:00Z, 2027-03-28T00:00:00Z",
    // Phoenix never changes its clocks.
    "America/Phoenix, 2027-03-14, 02:30, 05:00, 2027-03-14T09:30:00Z, 2027-03-14T12:00:00Z"
  })
  void hours_follow_the_wall_clock_on_the_days_it_changes(
      String zone, LocalDate date, String opens, String closes, Instant from, Instant to) {
    assertThat(everyDay(opens, closes).open(date, ZoneId.of(zone)))
        .containsExactly(new Period(from, to));
  }

  @ParameterizedTest
  @CsvSource({
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Phoenix",
    "Asia/Beirut"
  })
  void every_moment_open_shows_a_wall_clock_time_within_the_hours(String zone) {
    ZoneId zoneId = ZoneId.of(zone);
    for (int minute = 0; minute < 300; minute += 5) {
      LocalTime opens = LocalTime.MIDNIGHT.plusMinutes(minute);
      LocalTime closes = opens.plusMinutes(100);
      OpeningHours hours = everyDay(opens.toString(), closes.toString());
      for (LocalDate date = LocalDate.parse("2026-09-25");
          date.isBefore(LocalDate.parse("2027-04-30"));
          date = date.plusDays(1)) {
        for (Period period : hours.open(date, zoneId)) {
          for (Instant cell : Cells.between(period.from(), period.to())) {
            assertThat(cell.atZone(zoneId).toLocalTime()).isAfterOrEqualTo(opens).isBefore(closes);
            assertThat(cell.atZone(zoneId).toLocalDate()).isEqualTo(date);
          }
        }
      }
    }
  }

  @Test
  void hours_that_fall_into_the_missing_hour_alone_are_no_hours() {
    assertThat(
            everyDay("02:10", "02:50")
                .open(LocalDate.parse("2027-03-14"), ZoneId.of("America/New_York")))
        .isEmpty();
  }

  @Test
  void a_special_day_replaces_the_usual_hours() {
    LocalDate christmasEve = LocalDate.parse("2026-12-24");
    LocalDate christmas = LocalDate.parse("2026-12-25");
    OpeningHours hours =
        new OpeningHours(
            weekdays("08:00", "17:00").week(),
            List.of(
                new SpecialDay(
                    christmasEve,
                    List.of(new Hours(LocalTime.parse("08:00"), LocalTime.parse("12:00")))),
                new SpecialDay(christmas, List.of())));
    ZoneId zone = ZoneId.of("America/Phoenix");

    assertThat(hours.open(christmasEve, zone))
        .containsExactly(
            new Period(
                Instant.parse("2026-12-24T15:00:00Z"), Instant.parse("2026-12-24T19:00:00Z")));
    assertThat(hours.open(christmas, zone)).isEmpty();
    assertThat(hours.open(LocalDate.parse("2026-12-26"), zone)).isEmpty();
    assertThat(hours.open(LocalDate.parse("2026-12-28"), zone)).hasSize(1);
  }

  @Test
  void nothing_lies_across_a_lunch_break() {
    OpeningHours hours =
        new OpeningHours(
            List.of(
                new WeekdayHours(
                    DayOfWeek.TUESDAY, LocalTime.parse("13:00"), LocalTime.parse("17:00")),
                new WeekdayHours(
                    DayOfWeek.TUESDAY, LocalTime.parse("08:00"), LocalTime.parse("12:00"))),
            List.of());
    ZoneId zone = ZoneId.of("America/Phoenix");
    Instant eleven = Instant.parse("2026-12-01T18:00:00Z");

    assertThat(hours.open(LocalDate.parse("2026-12-01"), zone)).hasSize(2);
    assertThat(hours.covers(eleven, eleven.plus(Duration.ofHours(1)), zone)).isTrue();
    assertThat(hours.covers(eleven, eleven.plus(Duration.ofHours(3)), zone)).isFalse();
  }
}
