package com.telemedicalservices.infra.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.infra.traffic.PatientPlan.Habit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PatientMixTest {

  @Test
  void the_same_seed_draws_the_same_patients() {
    assertThat(PatientMix.of(7, 100)).isEqualTo(PatientMix.of(7, 100));
  }

  @Test
  void another_seed_draws_others() {
    assertThat(PatientMix.of(7, 25)).isNotEqualTo(PatientMix.of(8, 25));
  }

  @Test
  void of_a_hundred_every_story_has_its_share() {
    Map<Story, Long> stories =
        PatientMix.of(1, 100).stream()
            .collect(Collectors.groupingBy(PatientPlan::story, Collectors.counting()));

    for (Story story : Story.values()) {
      assertThat(stories).containsEntry(story, (long) story.inHundred());
    }
  }

  @Test
  void about_two_of_three_finish_their_series() {
    assertThat(PatientMix.of(3, 25))
        .filteredOn(plan -> plan.story().outcome() == Outcome.FINISHED_SERIES)
        .hasSizeBetween(15, 17);
  }

  @Test
  void the_shares_of_any_number_add_up() {
    for (int patients : List.of(1, 2, 13, 25, 26, 99, 300)) {
      assertThat(PatientMix.of(5, patients)).hasSize(patients);
    }
  }

  @Test
  void patients_come_in_the_order_and_days_they_are_expected() {
    List<PatientPlan> plans = PatientMix.of(4, 60);

    assertThat(plans).isSortedAccordingTo((a, b) -> a.arrivesAfter().compareTo(b.arrivesAfter()));
    assertThat(plans.getLast().arrivesAfter()).isLessThan(Duration.ofDays(9));
  }

  @Test
  void numbers_and_addresses_are_each_given_once() {
    List<PatientPlan> plans = PatientMix.of(4, 300);

    assertThat(plans).extracting(PatientPlan::number).doesNotHaveDuplicates();
    assertThat(plans).extracting(PatientPlan::email).doesNotHaveDuplicates();
  }

  @Test
  void addresses_and_numbers_belong_to_nobody() {
    assertThat(PatientMix.of(4, 300))
        .allMatch(plan -> plan.email().endsWith(".example"))
        .allMatch(plan -> plan.phone().matches("\\+160255501\\d\\d"));
  }

  @Test
  void only_those_whose_story_begins_in_a_crisis_answer_so() {
    assertThat(PatientMix.of(9, 300))
        .allMatch(plan -> plan.story().beginsInCrisis() == (plan.tier() == RiskTier.HIGH));
  }

  @Test
  void every_habit_is_met() {
    List<PatientPlan> plans = PatientMix.of(20261122, 25);

    for (Habit habit : Habit.values()) {
      assertThat(plans).anyMatch(plan -> plan.has(habit));
    }
  }

  @Test
  void a_missed_session_is_not_expected_to_be_given() {
    assertThat(PatientMix.of(11, 300))
        .filteredOn(plan -> plan.story() == Story.FINISHES)
        .allMatch(
            plan -> plan.sessionsGiven() + plan.missedSessions().size() == PatientPlan.SESSIONS)
        .anyMatch(plan -> plan.sessionsGiven() < PatientPlan.SESSIONS);
  }

  @Test
  void every_answer_to_the_first_forms_is_there() {
    assertThat(PatientMix.of(2, 50))
        .allSatisfy(
            plan -> {
              assertThat(plan.phq9()).hasSize(9);
              assertThat(plan.gad7()).hasSize(7);
              assertThat(plan.screener()).hasSizeGreaterThanOrEqualTo(3);
            });
  }
}
