package com.telemedicalservices.scheduling.domain;

import static com.telemedicalservices.scheduling.domain.TreatmentScenario.APPROVAL;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.CLINIC;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.EPISODE;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.NURSE;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.PATIENT;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.START;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.TIMES;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.ZONE;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.approval;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.approved;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.book;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.booked;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.consentWithdrawn;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.crisis;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.expiry;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.first;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.move;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.reinstatement;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.slot;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.suspension;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.terms;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.times;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.unheardOf;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.SchedulingEvent;
import com.telemedicalservices.kit.domain.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TreatmentBookingTest {

  @Test
  void a_whole_series_is_booked_and_told_as_one() {
    TreatmentScenario scenario = approved().does(book(TIMES));

    assertThat(scenario.told)
        .singleElement()
        .isInstanceOfSatisfying(
            SchedulingEvent.SeriesBooked.class,
            booked -> {
              assertThat(booked.patientId()).isEqualTo(PATIENT);
              assertThat(booked.seriesId()).isEqualTo(EPISODE + ".s1");
              assertThat(booked.approvalId()).isEqualTo(APPROVAL);
              assertThat(booked.zone()).isEqualTo(ZONE);
              assertThat(booked.sessions()).hasSize(6);
              assertThat(booked.sessions().getLast().sessionId()).isEqualTo(EPISODE + ".s1.6");
              assertThat(booked.sessions().getLast().startsAt()).isEqualTo(TIMES.getLast());
            });
    assertThat(scenario.statuses()).containsOnly(SessionStatus.PLANNED).hasSize(6);
  }

  @Test
  void a_booked_series_holds_chair_nurse_prescriber_and_patient_for_every_cell() {
    TreatmentScenario scenario = booked();

    Set<String> claims = scenario.treatment.claims(scenario.state);

    // 135 minutes are nine quarters of an hour.
    assertThat(claims).hasSize(6 * 9 * 4);
    assertThat(claims)
        .contains(
            "chair|phoenix|chair-1|2026-12-01T16:00Z",
            "nurse|phoenix|ann|2026-12-01T18:00Z",
            "prescriber|phoenix|doc|2026-12-18T16:00Z",
            "patient|patient-1|2026-12-18T18:00Z")
        .doesNotContain(
            "chair|phoenix|chair-1|2026-12-01T15:45Z", "chair|phoenix|chair-1|2026-12-01T18:15Z");
  }

  static Stream<Arguments> obstacles() {
    return Stream.of(
        Arguments.of(approved().hears(suspension()), "approval-suspended"),
        Arguments.of(approved().hears(expiry()), "approval-expired"),
        Arguments.of(approved().at(START.plus(Duration.ofDays(180))), "approval-expired"),
        Arguments.of(approved().hears(crisis()), "crisis-open"),
        Arguments.of(approved().hears(consentWithdrawn("treatment")), "consent-withdrawn"),
        Arguments.of(approved().hears(withdrawal()), "episode-ended"),
        Arguments.of(unheardOf().hears(suspension()), "not-approved"),
        Arguments.of(booked(), "series-exists"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("obstacles")
  void nothing_is_booked_while_something_forbids_it(TreatmentScenario scenario, String code) {
    scenario.attempts(book(TIMES));

    assertThat(scenario.refusal.code()).isEqualTo(code);
    assertThat(scenario.refusal.kind()).isEqualTo(Rejection.Kind.CONFLICT);
  }

  static Stream<Arguments> wrongTimes() {
    Instant startBy = Instant.parse("2026-12-01T16:00:00Z");
    Instant finishBy = Instant.parse("2026-12-18T18:00:00Z");
    Instant late = START.plus(Duration.ofDays(180));
    return Stream.of(
        Arguments.of(terms(5), TIMES, "too-many-sessions"),
        Arguments.of(terms(6), List.of(), "no-sessions"),
        // 39 hours and three quarters, a whole day between
        Arguments.of(
            terms(6), times("2026-12-01T23:15:00Z", "2026-12-03T15:00:00Z"), "interval-too-short"),
        // 48 hours would do, but there is no whole calendar day between
        Arguments.of(
            terms(6), times("2026-12-01T16:00:00Z", "2026-12-02T16:00:00Z"), "interval-too-short"),
        Arguments.of(
            terms(6), times("2026-12-01T16:00:00Z", "2026-12-01T16:00:00Z"), "interval-too-short"),
        Arguments.of(terms(6, 17, late, late), TIMES, "window-exceeded"),
        Arguments.of(terms(6, 28, startBy, late), TIMES, "starts-too-late"),
        Arguments.of(terms(6, 28, late, finishBy), TIMES, "finishes-too-late"),
        Arguments.of(terms(6), times("2026-12-01T16:05:00Z"), "off-grid"),
        Arguments.of(terms(6), times("2026-11-23T16:00:00Z"), "in-the-past"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("wrongTimes")
  void a_series_outside_its_approval_is_not_booked(Terms terms, List<Instant> times, String code) {
    TreatmentScenario scenario = unheardOf().hears(approval(APPROVAL, terms)).attempts(book(times));

    assertThat(scenario.refusal.code()).isEqualTo(code);
    assertThat(scenario.refusal.kind()).isEqualTo(Rejection.Kind.INVALID);
  }

  @Test
  void the_last_day_of_the_window_and_the_last_moments_of_the_approval_may_be_used() {
    Instant startBy = Instant.parse("2026-12-01T16:00:01Z");
    Instant finishBy = Instant.parse("2026-12-18T18:15:00Z");

    unheardOf().hears(approval(APPROVAL, terms(6, 18, startBy, finishBy))).does(book(TIMES));
  }

  @Test
  void it_is_booked_only_at_the_clinic_that_was_approved() {
    Slot elsewhere =
        new Slot(
            "denver",
            TIMES.getFirst(),
            TIMES.getFirst().plus(Duration.ofMinutes(135)),
            "chair-1",
            "ann",
            "doc");

    TreatmentScenario scenario =
        approved().attempts(new TreatmentCommand.BookSeries(ZONE, List.of(elsewhere), NURSE));

    assertThat(scenario.refusal.code()).isEqualTo("other-clinic");
  }

  @Test
  void what_an_approval_has_left_is_what_was_not_given_yet() {
    TreatmentScenario scenario = approved().hears(TreatmentScenario.signed("treatment"));
    scenario.hears(TreatmentScenario.signed("telehealth")).does(book(TIMES.subList(0, 4)));
    assertThat(scenario.treatment.sessionsLeft(scenario.state)).isEqualTo(2);

    scenario.gives(1).gives(2);
    scenario.does(new TreatmentCommand.Cancel(EPISODE + ".s1.3", "ill", NURSE));
    scenario.does(new TreatmentCommand.Cancel(EPISODE + ".s1.4", "ill", NURSE));

    assertThat(scenario.state.live()).isNull();
    assertThat(scenario.treatment.sessionsLeft(scenario.state)).isZero();
  }

  /** With the series its review is closed: nothing heard later could suspend the approval. */
  @Test
  void an_approval_ends_with_its_series() {
    TreatmentScenario scenario = booked().gives(1);
    for (int number = 2; number <= 6; number++) {
      scenario.does(new TreatmentCommand.Cancel(EPISODE + ".s1." + number, "moved-away", NURSE));
    }

    scenario.attempts(book(TIMES.subList(2, 6)));
    assertThat(scenario.refusal.code()).isEqualTo("approval-used");

    scenario.hears(approval("approval-2", TreatmentScenario.laterTerms(6)));
    scenario.does(book(TIMES.subList(2, 6)));
    assertThat(scenario.state.live().seriesId()).isEqualTo(EPISODE + ".s2");
    assertThat(scenario.treatment.whyNotBookable(scenario.state, scenario.now).code())
        .isEqualTo("series-exists");
  }

  @Test
  void a_new_series_keeps_its_distance_from_the_last_infusion() {
    TreatmentScenario scenario = booked().gives(1);
    for (int number = 2; number <= 6; number++) {
      scenario.does(new TreatmentCommand.Cancel(EPISODE + ".s1." + number, "moved-away", NURSE));
    }
    scenario.hears(approval("approval-2", TreatmentScenario.laterTerms(6)));

    scenario.attempts(book(times("2026-12-02T17:00:00Z")));
    assertThat(scenario.refusal.code()).isEqualTo("interval-too-short");

    scenario.does(book(times("2026-12-03T17:00:00Z")));
  }

  @Test
  void a_proposal_leaves_time_to_prepare_and_to_recover() {
    TreatmentScenario scenario = booked();
    ZoneId zone = ZoneId.of(ZONE);
    assertThat(scenario.treatment.earliestStart(scenario.state, terms(6), zone, START))
        .isEqualTo(START.plus(Duration.ofHours(12)));

    scenario.gives(1).hears(withdrawal());

    assertThat(scenario.treatment.earliestStart(scenario.state, terms(6), zone, scenario.now))
        .isEqualTo("2026-12-03T08:20:00Z");
  }

  @Test
  void moving_swaps_what_is_held_and_keeps_the_identity() {
    TreatmentScenario scenario = booked();
    Set<String> before = scenario.treatment.claims(scenario.state);

    scenario.does(move(first(), "2026-12-02T16:00:00Z"));

    assertThat(scenario.session(1).slot()).isEqualTo(slot(Instant.parse("2026-12-02T16:00:00Z")));
    assertThat(scenario.session(1).moves())
        .singleElement()
        .satisfies(move -> assertThat(move.previous().startsAt()).isEqualTo(TIMES.getFirst()));
    Set<String> gone = new HashSet<>(before);
    gone.removeAll(scenario.treatment.claims(scenario.state));
    assertThat(gone).hasSize(9 * 4).allMatch(claim -> claim.contains("2026-12-01T"));
    assertThat(scenario.toldTypes()).containsExactly("SessionMoved");
  }

  @Test
  void a_confirmed_session_that_is_moved_must_be_confirmed_again() {
    TreatmentScenario scenario =
        booked()
            .does(new TreatmentCommand.Confirm(first(), NURSE))
            .does(move(first(), "2026-12-02T16:00:00Z"));

    assertThat(scenario.session(1).status()).isEqualTo(SessionStatus.PLANNED);
  }

  static Stream<Arguments> wrongMoves() {
    return Stream.of(
        Arguments.of(booked(), "2026-12-01T16:00:00Z", "same-time"),
        Arguments.of(booked(), "2026-12-03T16:00:00Z", "interval-too-short"),
        Arguments.of(booked(), "2026-11-20T16:00:00Z", "in-the-past"),
        Arguments.of(booked(), "2026-12-01T16:10:00Z", "off-grid"),
        Arguments.of(booked(), "2026-12-30T16:00:00Z", "window-exceeded"),
        Arguments.of(
            booked().at(START.plus(Duration.ofDays(180))),
            "2027-06-01T16:00:00Z",
            "approval-expired"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("wrongMoves")
  void a_session_is_not_moved_out_of_its_approval(
      TreatmentScenario scenario, String to, String code) {
    // The window is counted from the first session, so the last is moved beyond it.
    String which = code.equals("window-exceeded") ? EPISODE + ".s1.6" : first();

    scenario.attempts(move(which, to));

    assertThat(scenario.refusal.code()).isEqualTo(code);
  }

  @Test
  void a_blocked_session_is_not_moved() {
    TreatmentScenario scenario = booked().hears(suspension());

    scenario.attempts(move(first(), "2026-12-02T16:00:00Z"));

    assertThat(scenario.refusal.code()).isEqualTo("wrong-state");
    scenario.hears(reinstatement()).does(move(first(), "2026-12-02T16:00:00Z"));
  }

  @Test
  void what_does_not_exist_is_unknown() {
    assertThat(unheardOf().attempts(book(TIMES)).refusal.code()).isEqualTo("unknown-episode");
    assertThat(booked().attempts(TreatmentScenario.start("other.s1.1")).refusal.code())
        .isEqualTo("unknown-session");
    assertThat(unheardOf().attempts(TreatmentScenario.start(first())).refusal.code())
        .isEqualTo("unknown-session");
    assertThat(unheardOf().attempts(new TreatmentCommand.TimePassed()).refusal.code())
        .isEqualTo("unknown-episode");
    assertThat(CLINIC).isEqualTo(booked().state.live().clinicId());
  }
}
