package com.telemedicalservices.followup.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.CheckInKind;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.testkit.AggregateLaws;
import com.telemedicalservices.testkit.StoredStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LawsTest {

  private static final String ALERT = "episode-1.alert.SI_HIGH.1";

  /** One state of each kind there is, with every optional field once there and once not. */
  private static List<FollowUpState> states() {
    Story risk = Story.asked24().when(Story.answer(Story.H24, Answers.hours24("NYNYNN-")));
    Story trend = Story.afterASession();
    for (int week = 1; week <= 2; week++) {
      trend
          .passes(Duration.ofDays(7))
          .when(Story.answer("episode-1.w" + week, Answers.weekly(week == 1 ? 20 : 3)));
    }
    List<Story> stories =
        List.of(
            Story.afterASession(),
            Story.asked24(),
            Story.asked24().when(Story.answer(Story.H24, Answers.fine(CheckInKind.HOURS_24))),
            Story.asked24().passes(Duration.ofDays(30)),
            Story.afterASession().when(Story.ended()),
            Story.afterASession()
                .when(
                    new FollowUpCommand.ReportAdverseEvent(
                        new SideEffect(AdverseEventKind.SEIZURE, 4, true), "nurse-1")),
            risk,
            trend,
            Story.withAlert(),
            Story.withAlert()
                .when(new FollowUpCommand.AlertNotified(Story.EPISODE, ALERT, Story.START)),
            Story.withAlert().passes(Duration.ofMinutes(16)),
            Story.withAlert().when(Story.acknowledge(ALERT)),
            Story.withAlert().when(Story.acknowledge(ALERT)).when(Story.start(ALERT)),
            Story.withAlert().when(Story.acknowledge(ALERT)).when(Story.resolve(ALERT)),
            Story.withAlert()
                .when(Story.acknowledge(ALERT))
                .when(Story.resolve(ALERT, RiskTier.LOW, "talked")));
    List<FollowUpState> states = new ArrayList<>();
    stories.forEach(story -> states.add(story.state));
    return states;
  }

  @Test
  void every_state_comes_back_from_the_database_as_it_was() {
    StoredStates.roundTrip(FollowUpState.class, states());
  }

  @Test
  void every_command_is_decided_in_every_state_and_time_makes_progress() {
    List<FollowUpCommand> commands = new ArrayList<>(AnyOrderTest.facts());
    commands.add(Story.answer(Story.H24, Answers.fine(CheckInKind.HOURS_24)));
    commands.add(Story.answer(Story.H24, Answers.cssrs("-Y-----")));
    commands.add(new FollowUpCommand.AnswerCheckIn(Story.W1, Map.of(), null));
    commands.add(
        new FollowUpCommand.ReportAdverseEvent(
            new SideEffect(AdverseEventKind.NAUSEA, -1, false), null));
    commands.add(Story.acknowledge(ALERT));
    commands.add(Story.start(ALERT));
    commands.add(Story.resolve(ALERT));
    commands.add(Story.resolve(ALERT, RiskTier.NONE, ""));
    commands.add(Story.concern(AlertCode.BP_RED, AlertLevel.P1, "session-1"));

    AggregateLaws.of(new FollowUp(FollowUpPolicy.defaults()))
        .states(states())
        .commands(commands)
        .at(
            Story.START,
            Story.START.plus(Duration.ofDays(2)),
            Story.START.plus(Duration.ofDays(99)))
        .hold();
  }

  @Test
  void the_states_tried_are_of_every_kind() {
    assertThat(states().stream().flatMap(state -> state.checkIns().stream()))
        .extracting(checkIn -> checkIn.status().getClass().getSimpleName())
        .contains("Scheduled", "Sent", "Scored", "Expired", "Superseded");
    assertThat(states().stream().flatMap(state -> state.alerts().stream()))
        .extracting(alert -> alert.status().getClass().getSimpleName())
        .contains("Raised", "Notified", "Escalated", "Acknowledged", "InProgress", "Resolved");
  }
}
