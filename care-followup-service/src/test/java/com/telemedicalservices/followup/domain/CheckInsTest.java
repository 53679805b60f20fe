package com.telemedicalservices.followup.domain;

import static com.telemedicalservices.followup.domain.Story.EPISODE;
import static com.telemedicalservices.followup.domain.Story.H24;
import static com.telemedicalservices.followup.domain.Story.H72;
import static com.telemedicalservices.followup.domain.Story.SERIES;
import static com.telemedicalservices.followup.domain.Story.SESSION;
import static com.telemedicalservices.followup.domain.Story.START;
import static com.telemedicalservices.followup.domain.Story.W1;
import static com.telemedicalservices.followup.domain.Story.discharged;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.CheckInKind;
import com.telemedicalservices.contracts.FollowUpEvent.AlertEscalated;
import com.telemedicalservices.contracts.FollowUpEvent.AlertRaised;
import com.telemedicalservices.contracts.FollowUpEvent.CheckInCompleted;
import com.telemedicalservices.contracts.FollowUpEvent.CheckInDue;
import com.telemedicalservices.contracts.FollowUpEvent.CheckInMissed;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.followup.domain.CheckInStatus.Expired;
import com.telemedicalservices.followup.domain.CheckInStatus.Scheduled;
import com.telemedicalservices.followup.domain.CheckInStatus.Scored;
import com.telemedicalservices.followup.domain.CheckInStatus.Sent;
import com.telemedicalservices.followup.domain.CheckInStatus.Superseded;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckInsTest {

  @Test
  void a_session_is_followed_by_check_ins_after_24_and_72_hours_and_a_week() {
    Story story = Story.afterASession().thenNothing();

    assertThat(story.state.checkIns()).extracting(CheckIn::checkInId).containsExactly(H24, H72, W1);
    assertThat(story.state.checkIns())
        .extracting(checkIn -> Duration.between(START, checkIn.dueAt()).toHours())
        .containsExactly(24L, 72L, 7 * 24L);
    assertThat(story.state.checkIns())
        .extracting(checkIn -> Duration.between(checkIn.dueAt(), checkIn.overdueAt()).toHours())
        .containsExactly(36L, 5 * 24L, 3 * 24L);
    assertThat(story.followUp.dueAt(story.state)).isEqualTo(START.plus(Duration.ofHours(24)));
  }

  @Test
  void a_session_whose_id_says_nothing_of_the_episode_has_check_ins_that_do() {
    Story story = Story.begins().when(discharged("session-77", START));

    assertThat(story.state.checkIns().getFirst().checkInId()).isEqualTo("episode-1.session-77.h24");
    assertThat(Episode.idOf("episode-1.session-77.h24")).isEqualTo("episode-1");
  }

  @Test
  void a_session_told_twice_has_its_check_ins_once() {
    Story story = Story.afterASession();
    FollowUpState once = story.state;

    story.when(discharged(SESSION, START)).thenNothing();

    assertThat(story.state).isEqualTo(once);
  }

  @Test
  void when_its_time_has_come_a_check_in_is_asked() {
    Story.afterASession()
        .passes(Duration.ofHours(23))
        .thenNothing()
        .passes(Duration.ofHours(1))
        .then(CheckInDue.class);
  }

  @Test
  void an_answer_in_time_completes_it() {
    Story story = Story.asked24().when(Story.answer(H24, Answers.fine(CheckInKind.HOURS_24)));

    story.then(CheckInCompleted.class);
    assertThat(story.statusOf(H24)).isEqualTo(new Scored(story.now));
    assertThat(story.told(CheckInCompleted.class).getFirst().riskTier()).isEqualTo(RiskTier.NONE);
  }

  @Test
  void without_an_answer_it_is_missed_and_a_human_looks() {
    Story story =
        Story.asked24()
            .passes(Duration.ofHours(36).minusMillis(1))
            .thenNothing()
            .passes(Duration.ofMillis(1))
            .then(CheckInMissed.class, AlertRaised.class);

    assertThat(story.statusOf(H24)).isEqualTo(new Expired(story.now));
    assertThat(story.told(AlertRaised.class).getFirst())
        .satisfies(
            alert -> {
              assertThat(alert.code()).isEqualTo("CHECKIN_OVERDUE");
              assertThat(alert.level()).isEqualTo(AlertLevel.P3);
            });
  }

  @Test
  void of_a_patient_at_risk_a_missed_check_in_is_more_urgent() {
    Story story =
        Story.begins()
            .when(Story.told(RiskTier.MODERATE))
            .when(discharged(SESSION, START))
            .passes(Duration.ofHours(24))
            .passes(Duration.ofHours(36));

    assertThat(story.told(AlertRaised.class).getFirst().level()).isEqualTo(AlertLevel.P2);
  }

  @Test
  void further_missed_check_ins_join_the_alert_there_is() {
    Story story = Story.afterASession().passes(Duration.ofDays(30));

    assertThat(story.told(CheckInMissed.class)).hasSizeGreaterThan(3);
    assertThat(story.told(AlertRaised.class)).hasSize(1);
    assertThat(story.state.alerts().getFirst().causes())
        .hasSameSizeAs(story.told(CheckInMissed.class));
  }

  @Test
  void weekly_check_ins_go_on_for_eight_weeks_after_the_last_session() {
    Story story = Story.afterASession();
    for (int day = 1; day <= 120; day++) {
      if (day == 10) {
        story.when(discharged("episode-1.s1.2", story.now));
      }
      story.passes(Duration.ofDays(1));
    }

    List<CheckInDue> weekly =
        story.told(CheckInDue.class).stream()
            .filter(due -> due.kind() == CheckInKind.WEEKLY)
            .toList();
    assertThat(weekly)
        .extracting(due -> Duration.between(START, due.dueAt()).toDays())
        .containsExactly(7L, 14L, 21L, 28L, 35L, 42L, 49L, 56L, 63L);
    assertThat(weekly)
        .extracting(CheckInDue::checkInId)
        .startsWith("episode-1.w1", "episode-1.w2")
        .endsWith("episode-1.w9");
  }

  @Test
  void a_series_completed_later_than_its_last_session_was_seen_extends_them() {
    Story story =
        Story.afterASession()
            .when(
                new FollowUpCommand.SeriesCompleted(
                    EPISODE, SERIES, START.plus(Duration.ofDays(14))));

    assertThat(story.state.weekly().until()).isEqualTo(START.plus(Duration.ofDays(70)));
  }

  @Test
  void weekly_check_ins_begin_again_with_a_booster_long_after() {
    Story story = Story.afterASession().passes(Duration.ofDays(200));
    int before = story.told(CheckInDue.class).size();

    story
        .when(new FollowUpCommand.SessionDischarged(EPISODE, "s2", "episode-1.s2.1", story.now))
        .passes(Duration.ofDays(7));

    assertThat(story.told(CheckInDue.class)).hasSize(before + 3);
    assertThat(story.told(CheckInDue.class).getLast().checkInId()).isEqualTo("episode-1.w9");
  }

  @Test
  void after_a_jump_of_months_everything_is_told_once_and_in_order() {
    Story story = Story.afterASession().passes(Duration.ofDays(365));

    List<CheckInDue> due = story.told(CheckInDue.class);
    List<CheckInMissed> missed = story.told(CheckInMissed.class);
    assertThat(due).hasSize(10).extracting(CheckInDue::dueAt).isSorted();
    assertThat(missed).hasSize(10);
    assertThat(new HashSet<>(due.stream().map(CheckInDue::checkInId).toList())).hasSize(10);
    for (CheckInMissed each : missed) {
      CheckInDue itsDue =
          due.stream()
              .filter(d -> d.checkInId().equals(each.checkInId()))
              .findFirst()
              .orElseThrow();
      assertThat(story.told.indexOf(itsDue)).isLessThan(story.told.indexOf(each));
    }
    assertThat(story.told(AlertEscalated.class)).isEmpty();
    story.when(new FollowUpCommand.TimePassed()).thenNothing();
  }

  @Test
  void when_the_patient_withdraws_the_session_given_is_still_followed_up_but_not_the_weeks_after() {
    Story story = Story.afterASession().when(Story.ended()).thenNothing();

    assertThat(story.statusOf(H24)).isInstanceOf(Scheduled.class);
    assertThat(story.statusOf(H72)).isInstanceOf(Scheduled.class);
    assertThat(story.statusOf(W1)).isEqualTo(new Superseded(story.now, "WITHDRAWN"));
    story.passes(Duration.ofDays(100));
    assertThat(story.told(CheckInDue.class))
        .extracting(CheckInDue::checkInId)
        .containsExactly(H24, H72);
  }

  @Test
  void a_weekly_check_in_that_is_asked_can_be_answered_after_the_patient_has_withdrawn() {
    Story story = Story.afterASession().passes(Duration.ofDays(7)).when(Story.ended());

    assertThat(story.statusOf(W1)).isInstanceOf(Sent.class);
    assertThat(story.statusOf("episode-1.w2")).isInstanceOf(Superseded.class);
    story.when(Story.answer(W1, Answers.fine(CheckInKind.WEEKLY))).then(CheckInCompleted.class);
  }

  @Test
  void silence_after_the_patient_has_withdrawn_is_seen_by_a_human() {
    Story.asked24()
        .when(Story.ended())
        .passes(Duration.ofHours(36))
        .then(CheckInMissed.class, AlertRaised.class);
  }

  @Test
  void when_the_patient_withdraws_alerts_stay_open() {
    Story story = Story.withAlert().when(discharged(SESSION, START)).when(Story.ended());

    assertThat(story.state.alerts()).allMatch(Alert::isOpen);
    assertThat(story.state.openAlerts().p1()).isEqualTo(START);
  }

  @Test
  void a_session_that_becomes_known_after_the_end_is_followed_up_but_not_the_weeks_after() {
    Story story =
        Story.begins()
            .when(Story.ended())
            .when(discharged(SESSION, START))
            .passes(Duration.ofDays(100));

    assertThat(story.told(CheckInDue.class))
        .extracting(CheckInDue::checkInId)
        .containsExactly(H24, H72);
  }

  static List<Arguments> transitions() {
    return List.of(
        Arguments.of("scheduled", "answer", "check-in-not-due"),
        Arguments.of("scheduled", "time", "Sent"),
        Arguments.of("scheduled", "end", "Superseded"),
        Arguments.of("sent", "answer", "Scored"),
        Arguments.of("sent", "time", "Expired"),
        Arguments.of("sent", "end", "Sent"),
        Arguments.of("scored", "answer", "check-in-answered"),
        Arguments.of("scored", "time", "Scored"),
        Arguments.of("scored", "end", "Scored"),
        Arguments.of("expired", "answer", "check-in-expired"),
        Arguments.of("expired", "time", "Expired"),
        Arguments.of("expired", "end", "Expired"),
        Arguments.of("superseded", "answer", "check-in-superseded"),
        Arguments.of("superseded", "time", "Superseded"),
        Arguments.of("superseded", "end", "Superseded"));
  }

  @ParameterizedTest(name = "{0} + {1} = {2}")
  @MethodSource("transitions")
  void every_transition_is_allowed_or_refused_as_the_table_says(
      String from, String command, String expected) {
    Map<String, Integer> fine = Answers.fine(CheckInKind.WEEKLY);
    Story story = Story.afterASession();
    switch (from) {
      case "scheduled" -> {}
      case "sent" -> story.passes(Duration.ofDays(7));
      case "scored" -> story.passes(Duration.ofDays(7)).when(Story.answer(W1, fine));
      case "expired" -> story.passes(Duration.ofDays(10));
      case "superseded" -> story.when(Story.ended());
      default -> throw new IllegalArgumentException(from);
    }
    switch (command) {
      case "answer" -> story.when(Story.answer(W1, fine));
      case "time" -> story.passes(Duration.ofDays(from.equals("scheduled") ? 7 : 3));
      case "end" -> story.when(Story.ended());
      default -> throw new IllegalArgumentException(command);
    }

    if (expected.startsWith("check-in-")) {
      story.thenRefused(expected);
    } else {
      assertThat(story.rejection).isNull();
      assertThat(story.statusOf(W1).getClass().getSimpleName()).isEqualTo(expected);
    }
  }
}
