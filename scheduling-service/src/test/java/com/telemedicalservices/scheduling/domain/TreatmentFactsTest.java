package com.telemedicalservices.scheduling.domain;

import static com.telemedicalservices.scheduling.domain.TreatmentScenario.APPROVAL;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.EPISODE;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.NURSE;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.PATIENT;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.START;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.TIMES;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.approval;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.booked;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.consentWithdrawn;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.crisis;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.disposition;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.expiry;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.first;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.firstSessionIs;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.laterTerms;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.reinstatement;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.signed;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.suspension;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.terms;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.unheardOf;
import static com.telemedicalservices.scheduling.domain.TreatmentScenario.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.contracts.SchedulingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TreatmentFactsTest {

  static Stream<Arguments> whatBlocks() {
    return Stream.of(
        Arguments.of(suspension(), "approval-suspended"),
        Arguments.of(expiry(), "approval-expired"),
        Arguments.of(crisis(), "crisis-open"),
        Arguments.of(consentWithdrawn("treatment"), "consent-withdrawn"),
        Arguments.of(consentWithdrawn("telehealth"), "consent-withdrawn"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("whatBlocks")
  void every_session_not_begun_is_blocked_and_keeps_its_time(
      TreatmentCommand.Fact fact, String reason) {
    TreatmentScenario scenario = booked();
    Set<String> held = scenario.treatment.claims(scenario.state);

    scenario.hears(fact);

    assertThat(scenario.statuses()).containsOnly(SessionStatus.BLOCKED);
    assertThat(scenario.treatment.claims(scenario.state)).isEqualTo(held);
    assertThat(scenario.told)
        .hasSize(6)
        .allSatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        SchedulingEvent.SessionBlocked.class,
                        blocked -> assertThat(blocked.reasonCode()).isEqualTo(reason)));
  }

  @ParameterizedTest
  @EnumSource(
      value = SessionStatus.class,
      names = {"PLANNED", "CONFIRMED", "CHECKED_IN"})
  void a_session_is_blocked_up_to_the_moment_its_infusion_begins(SessionStatus status) {
    TreatmentScenario scenario = firstSessionIs(status).hears(suspension());

    assertThat(scenario.session(1).status()).isEqualTo(SessionStatus.BLOCKED);
  }

  @ParameterizedTest
  @EnumSource(
      value = SessionStatus.class,
      names = {"INFUSING", "PAUSED", "STOPPED", "RECOVERY"})
  void a_session_under_way_goes_on_while_the_later_ones_are_blocked(SessionStatus status) {
    TreatmentScenario scenario = firstSessionIs(status).hears(crisis());

    assertThat(scenario.session(1).status()).isEqualTo(status);
    assertThat(scenario.statuses().subList(1, 6)).containsOnly(SessionStatus.BLOCKED);
  }

  static Stream<Arguments> whatUnblocks() {
    return Stream.of(
        Arguments.of(suspension(), reinstatement()),
        Arguments.of(crisis(), disposition(RiskTier.MODERATE)),
        Arguments.of(
            consentWithdrawn("treatment"),
            new TreatmentCommand.ConsentSigned(
                EPISODE, PATIENT, "treatment", "2026-11-01", START.plus(Duration.ofHours(1)))));
  }

  @ParameterizedTest
  @MethodSource("whatUnblocks")
  void sessions_still_to_come_are_planned_again_when_the_obstacle_is_gone(
      TreatmentCommand.Fact obstacle, TreatmentCommand.Fact remedy) {
    TreatmentScenario scenario = booked().hears(obstacle).hears(remedy);

    assertThat(scenario.statuses()).containsOnly(SessionStatus.PLANNED);
  }

  @ParameterizedTest
  @MethodSource("whatUnblocks")
  void a_remedy_heard_of_before_its_obstacle_is_not_forgotten(
      TreatmentCommand.Fact obstacle, TreatmentCommand.Fact remedy) {
    TreatmentScenario scenario = booked().hears(remedy).hears(obstacle);

    assertThat(scenario.statuses()).containsOnly(SessionStatus.PLANNED);
    assertThat(scenario.told).isEmpty();
  }

  @Test
  void one_remedy_does_not_lift_another_obstacle() {
    TreatmentScenario scenario = booked().hears(suspension()).hears(crisis());

    scenario.hears(reinstatement());
    assertThat(scenario.statuses()).containsOnly(SessionStatus.BLOCKED);

    scenario.hears(disposition(RiskTier.LOW));
    assertThat(scenario.statuses()).containsOnly(SessionStatus.PLANNED);
  }

  @Test
  void a_disposition_at_high_risk_keeps_the_crisis_open() {
    TreatmentScenario scenario = booked().hears(crisis()).hears(disposition(RiskTier.HIGH));

    assertThat(scenario.statuses()).containsOnly(SessionStatus.BLOCKED);
  }

  @Test
  void a_signal_that_was_still_on_its_way_to_the_clinician_keeps_the_crisis_open() {
    TreatmentScenario scenario =
        booked()
            .hears(
                new TreatmentCommand.CrisisFlagged(
                    EPISODE, PATIENT, START.plus(Duration.ofMinutes(59))))
            .hears(new TreatmentCommand.CrisisDispositioned(EPISODE, PATIENT, RiskTier.LOW, START));

    assertThat(scenario.statuses()).containsOnly(SessionStatus.BLOCKED);
  }

  @Test
  void a_signal_after_the_disposition_opens_the_crisis_again() {
    TreatmentScenario scenario =
        booked()
            .hears(disposition(RiskTier.LOW))
            .hears(
                new TreatmentCommand.CrisisFlagged(
                    EPISODE, PATIENT, START.plus(Duration.ofHours(2))));

    assertThat(scenario.statuses()).containsOnly(SessionStatus.BLOCKED);
  }

  @Test
  void a_blocked_session_whose_time_has_come_is_cancelled_instead_of_planned_again() {
    TreatmentScenario scenario = booked().hears(suspension()).forgetsWhatWasTold();

    scenario.at(TIMES.getFirst()).hears(reinstatement());

    assertThat(scenario.session(1).status()).isEqualTo(SessionStatus.CANCELLED);
    assertThat(scenario.statuses().subList(1, 6)).containsOnly(SessionStatus.PLANNED);
    assertThat(scenario.told)
        .singleElement()
        .isInstanceOfSatisfying(
            SchedulingEvent.SessionCancelled.class,
            cancelled -> {
              assertThat(cancelled.reasonCode()).isEqualTo("approval-suspended");
              assertThat(cancelled.late()).isTrue();
            });
  }

  @Test
  void a_patient_who_withdraws_ends_the_series() {
    TreatmentScenario scenario = booked().hears(withdrawal());

    assertThat(scenario.statuses()).containsOnly(SessionStatus.CANCELLED);
    assertThat(scenario.treatment.claims(scenario.state)).isEmpty();
    assertThat(scenario.toldTypes()).hasSize(7).endsWith("SeriesStopped");
    assertThat(scenario.state.live()).isNull();
  }

  @Test
  void a_patient_who_withdraws_during_an_infusion_is_still_looked_after_to_the_end() {
    TreatmentScenario scenario = firstSessionIs(SessionStatus.INFUSING).hears(withdrawal());
    assertThat(scenario.session(1).status()).isEqualTo(SessionStatus.INFUSING);
    assertThat(scenario.toldTypes()).doesNotContain("SeriesStopped");

    scenario.does(new TreatmentCommand.Finish(first(), NURSE));
    scenario.at(scenario.now.plus(Duration.ofHours(1)));
    scenario.does(new TreatmentCommand.Discharge(first(), List.of(), NURSE));

    assertThat(scenario.told.getLast())
        .isInstanceOfSatisfying(
            SchedulingEvent.SeriesStopped.class,
            stopped -> assertThat(stopped.reasonCode()).isEqualTo("patient-withdrew"));
  }

  @Test
  void a_suspension_heard_of_before_its_approval_holds() {
    TreatmentScenario scenario =
        unheardOf().hears(suspension()).hears(approval(APPROVAL, terms(6)));

    assertThat(scenario.treatment.whyNotBookable(scenario.state, START).code())
        .isEqualTo("approval-suspended");
  }

  @Test
  void a_series_whose_approval_expired_goes_on_under_a_new_one_that_covers_it() {
    TreatmentScenario scenario =
        booked().hears(expiry()).hears(approval("approval-2", laterTerms(6)));

    assertThat(scenario.statuses()).containsOnly(SessionStatus.PLANNED);
    assertThat(scenario.state.live().approvalId()).isEqualTo("approval-2");
  }

  @Test
  void a_new_approval_for_fewer_sessions_does_not_lift_the_block() {
    TreatmentScenario scenario =
        booked().hears(expiry()).hears(approval("approval-2", laterTerms(5)));

    assertThat(scenario.statuses()).containsOnly(SessionStatus.BLOCKED);
  }

  @Test
  void facts_lead_to_the_same_standing_in_whatever_order_they_are_heard() {
    List<TreatmentCommand.Fact> facts =
        List.of(
            approval(APPROVAL, terms(6)),
            suspension(),
            reinstatement(),
            signed("treatment"),
            signed("telehealth"),
            consentWithdrawn("telehealth"),
            crisis(),
            disposition(RiskTier.MODERATE));
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      List<TreatmentCommand.Fact> shuffled = new ArrayList<>(facts);
      // Some twice, as an event may be heard twice.
      shuffled.add(facts.get(random.nextInt(facts.size())));
      Collections.shuffle(shuffled, random);
      TreatmentScenario scenario = unheardOf();
      shuffled.forEach(scenario::hears);

      assertThat(scenario.state.latestApproval().standing()).isEqualTo(Approval.Standing.CURRENT);
      assertThat(scenario.state.isCrisisOpen()).isFalse();
      assertThat(scenario.state.consent("treatment").isInForce()).isTrue();
      assertThat(scenario.state.consent("telehealth").isInForce()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("everyFact")
  void no_fact_is_ever_refused(TreatmentCommand.Fact fact) {
    unheardOf().hears(fact);
    for (SessionStatus status : SessionStatus.values()) {
      firstSessionIs(status).hears(fact).hears(fact);
    }
  }

  static Stream<TreatmentCommand.Fact> everyFact() {
    return Stream.of(
        approval(APPROVAL, terms(6)),
        suspension(),
        reinstatement(),
        expiry(),
        crisis(),
        disposition(RiskTier.LOW),
        signed("treatment"),
        consentWithdrawn("treatment"),
        withdrawal());
  }
}
