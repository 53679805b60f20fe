package com.telemedicalservices.followup.domain;

import static com.telemedicalservices.followup.domain.Story.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.FollowUpEvent.AlertRaised;
import com.telemedicalservices.contracts.FollowUpEvent.CheckInCompleted;
import com.telemedicalservices.contracts.FollowUpEvent.RemissionReached;
import com.telemedicalservices.contracts.FollowUpEvent.ResponseReached;
import com.telemedicalservices.contracts.FollowUpEvent.WorseningDetected;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrendTest {

  private static Story weekly(int... totals) {
    Story story = Story.afterASession();
    for (int i = 0; i < totals.length; i++) {
      week(story, i + 1, Answers.weekly(totals[i]));
    }
    return story;
  }

  private static void week(Story story, int week, Map<String, Integer> answers) {
    story.passes(Duration.ofDays(7)).when(answer("episode-1.w" + week, answers));
  }

  @Test
  void the_first_weekly_score_is_the_baseline() {
    Story story = weekly(16).then(CheckInCompleted.class);

    assertThat(story.state.trend().baseline()).isEqualTo(new Phq9(16, 0));
  }

  @Test
  void half_of_the_baseline_is_a_response() {
    weekly(16, 9).then(CheckInCompleted.class);
    weekly(16, 8).then(CheckInCompleted.class, ResponseReached.class);
  }

  @Test
  void less_than_five_is_remission() {
    weekly(16, 4).then(CheckInCompleted.class, ResponseReached.class, RemissionReached.class);
    weekly(8, 5).then(CheckInCompleted.class);
  }

  @Test
  void five_more_than_the_baseline_is_worsening_and_a_human_looks() {
    weekly(10, 14).then(CheckInCompleted.class);
    weekly(10, 15).then(CheckInCompleted.class, WorseningDetected.class, AlertRaised.class);
  }

  @Test
  void a_stronger_thought_of_self_harm_is_worsening() {
    Story story = weekly(10);

    week(story, 2, Answers.with(Answers.phq9(1, 1, 1, 1, 1, 1, 1, 1, 1), Answers.cssrs("NN---N-")));

    story.then(CheckInCompleted.class, WorseningDetected.class, AlertRaised.class);
  }

  @Test
  void a_higher_risk_is_worsening() {
    Story story = weekly(10);

    week(story, 2, Answers.with(Answers.phq9Total(10), Answers.cssrs("YN---N-")));

    assertThat(story.told(WorseningDetected.class)).hasSize(1);
  }

  @Test
  void each_is_told_once() {
    Story story = weekly(16, 8, 4, 3, 24, 25, 2);

    assertThat(story.told(ResponseReached.class)).hasSize(1);
    assertThat(story.told(RemissionReached.class)).hasSize(1);
    assertThat(story.told(WorseningDetected.class)).hasSize(1);
    assertThat(story.told(WorseningDetected.class).getFirst().ruleVersion())
        .isEqualTo(Trend.VERSION);
  }

  @Test
  void from_nothing_nothing_can_halve() {
    Story story = weekly(0, 0);

    assertThat(story.told(ResponseReached.class)).isEmpty();
  }
}
