package com.telemedicalservices.followup.domain;

import static com.telemedicalservices.followup.domain.Story.EPISODE;
import static com.telemedicalservices.followup.domain.Story.START;
import static com.telemedicalservices.followup.domain.Story.acknowledge;
import static com.telemedicalservices.followup.domain.Story.concern;
import static com.telemedicalservices.followup.domain.Story.lost;
import static com.telemedicalservices.followup.domain.Story.resolve;
import static com.telemedicalservices.followup.domain.Story.start;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.FollowUpEvent.AlertAcknowledged;
import com.telemedicalservices.contracts.FollowUpEvent.AlertEscalated;
import com.telemedicalservices.contracts.FollowUpEvent.AlertRaised;
import com.telemedicalservices.contracts.FollowUpEvent.AlertResolved;
import com.telemedicalservices.followup.domain.AlertStatus.Escalated;
import com.telemedicalservices.followup.domain.AlertStatus.Notified;
import com.telemedicalservices.followup.domain.AlertStatus.Raised;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsTest {

  private static final String ALERT = "episode-1.alert.SI_HIGH.1";

  private static FollowUpCommand notified() {
    return new FollowUpCommand.AlertNotified(EPISODE, ALERT, START);
  }

  private static Story in(String status) {
    Story story = Story.withAlert();
    return switch (status) {
      case "Raised" -> story;
      case "Notified" -> story.when(notified());
      case "Escalated" -> story.passes(Duration.ofMinutes(5));
      case "Acknowledged" -> story.when(acknowledge(ALERT));
      case "InProgress" -> story.when(acknowledge(ALERT)).when(start(ALERT));
      case "Resolved" -> story.when(acknowledge(ALERT)).when(resolve(ALERT));
      default -> throw new IllegalArgumentException(status);
    };
  }

  @Test
  void an_alert_is_not_taken_by_nobody() {
    Story.withAlert()
        .when(new FollowUpCommand.AcknowledgeAlert(ALERT, " "))
        .thenRefused("clinician-required");
    Story.withAlert()
        .when(acknowledge(ALERT))
        .when(new FollowUpCommand.StartAlert(ALERT, ""))
        .thenRefused("clinician-required");
  }

  @ParameterizedTest(name = "{0} + {1} = {2}")
  @CsvSource({
    "Raised, notified, Notified",
    "Raised, time, Escalated",
    "Raised, acknowledge, Acknowledged",
    "Raised, start, alert-not-acknowledged",
    "Raised, resolve, alert-not-acknowledged",
    "Notified, notified, Notified",
    "Notified, time, Escalated",
    "Notified, acknowledge, Acknowledged",
    "Notified, start, alert-not-acknowledged",
    "Notified, resolve, alert-not-acknowledged",
    "Escalated, notified, Escalated",
    "Escalated, time, Escalated",
    "Escalated, acknowledge, Acknowledged",
    "Escalated, start, alert-not-acknowledged",
    "Escalated, resolve, alert-not-acknowledged",
    "Acknowledged, notified, Acknowledged",
    "Acknowledged, time, Acknowledged",
    "Acknowledged, acknowledge, alert-acknowledged",
    "Acknowledged, start, InProgress",
    "Acknowledged, resolve, Resolved",
    "InProgress, notified, InProgress",
    "InProgress, time, InProgress",
    "InProgress, acknowledge, alert-acknowledged",
    "InProgress, start, alert-in-progress",
    "InProgress, resolve, Resolved",
    "Resolved, notified, Resolved",
    "Resolved, time, Resolved",
    "Resolved, acknowledge, alert-resolved",
    "Resolved, start, alert-resolved",
    "Resolved, resolve, alert-resolved",
  })
  void every_transition_is_allowed_or_refused_as_the_table_says(
      String from, String command, String expected) {
    Story story = in(from);
    switch (command) {
      case "notified" -> story.when(notified());
      case "time" -> story.passes(Duration.ofMinutes(5));
      case "acknowledge" -> story.when(acknowledge(ALERT));
      case "start" -> story.when(start(ALERT));
      case "resolve" -> story.when(resolve(ALERT));
      default -> throw new IllegalArgumentException(command);
    }

    if (expected.startsWith("alert-")) {
      story.thenRefused(expected);
    } else {
      assertThat(story.rejection).isNull();
      assertThat(story.alert(ALERT).status().getClass().getSimpleName()).isEqualTo(expected);
    }
  }

  @Test
  void its_life_is_told_and_every_step_is_kept() {
    Story story =
        Story.withAlert()
            .then(AlertRaised.class)
            .when(notified())
            .thenNothing()
            .passes(Duration.ofMinutes(5))
            .then(AlertEscalated.class)
            .when(acknowledge(ALERT))
            .then(AlertAcknowledged.class)
            .when(start(ALERT))
            .thenNothing()
            .when(resolve(ALERT))
            .then(AlertResolved.class);

    assertThat(story.alert(ALERT).history())
        .extracting(status -> status.getClass().getSimpleName())
        .containsExactly("Raised", "Notified", "Escalated", "Acknowledged", "InProgress");
    assertThat(story.alert(ALERT).rung()).isEqualTo(1);
    assertThat(story.alert(ALERT).ladderVersion()).isEqualTo("2026-11");
    assertThat(story.state.openAlerts()).isEqualTo(new OpenAlerts(null, null, null));
  }

  @ParameterizedTest
  @CsvSource({"acknowledge", "start", "resolve"})
  void an_alert_nobody_raised_is_unknown(String command) {
    for (Story story : List.of(Story.begins(), Story.afterASession())) {
      switch (command) {
        case "acknowledge" -> story.when(acknowledge("episode-1.alert.SI_HIGH.7"));
        case "start" -> story.when(start("episode-1.alert.SI_HIGH.7"));
        default -> story.when(resolve("episode-1.alert.SI_HIGH.7"));
      }
      story.thenRefused("unknown-alert");
    }
  }

  @Test
  void to_resolve_it_somebody_must_say_what_was_done() {
    in("Acknowledged")
        .when(new FollowUpCommand.ResolveAlert(ALERT, "clinician-1", " ", null, null))
        .thenRefused("disposition-required");
    in("Acknowledged")
        .when(new FollowUpCommand.ResolveAlert(ALERT, "", "REACHED", null, null))
        .thenRefused("disposition-required");
  }

  @ParameterizedTest
  @CsvSource({
    "P1, 5 10 15 20 25 30 35 40 45 50 55 60",
    "P2, 240 480 1440",
    // From Tuesday: Wednesday, Thursday, Friday.
    "P3, 1440 2880 4320"
  })
  void while_nobody_takes_it_it_is_called_out_again_a_bounded_number_of_times(
      AlertLevel level, String minutes) {
    Story story = Story.begins().when(concern(AlertCode.VITALS_ALARM, level, "session-1"));
    List<Long> calls = new ArrayList<>();
    for (Instant due = story.followUp.dueAt(story.state);
        due != null;
        due = story.followUp.dueAt(story.state)) {
      story.passes(Duration.between(story.now, due)).then(AlertEscalated.class);
      calls.add(Duration.between(START, story.now).toMinutes());
    }

    assertThat(calls.stream().map(String::valueOf)).containsExactly(minutes.split(" "));
    assertThat(story.told(AlertEscalated.class).getLast().rung()).isEqualTo(calls.size());
    assertThat(story.state.openAlerts().since(level)).isEqualTo(START);
    story.passes(Duration.ofDays(100)).thenNothing();
  }

  @Test
  void of_calls_missed_at_once_only_the_last_is_made() {
    Story story = Story.withAlert().passes(Duration.ofDays(21)).then(AlertEscalated.class);

    assertThat(story.told(AlertEscalated.class)).singleElement().matches(e -> e.rung() == 12);
    assertThat(story.alert(ALERT).status()).isEqualTo(new Escalated(12, story.now));
  }

  @Test
  void what_is_not_urgent_waits_over_the_weekend() {
    Story story = Story.begins();
    story.now = Instant.parse("2026-12-04T18:00:00Z"); // a Friday

    story.when(concern(AlertCode.CHECKIN_OVERDUE, AlertLevel.P3, "x"));

    assertThat(story.told(AlertRaised.class).getFirst().acknowledgeBy())
        .isEqualTo(Instant.parse("2026-12-07T18:00:00Z"));
  }

  @Test
  void a_page_that_reached_its_channel_is_noted() {
    Story story = Story.withAlert().when(notified());

    assertThat(story.alert(ALERT).status()).isEqualTo(new Notified(START));
    story.when(new FollowUpCommand.AlertNotified(EPISODE, "episode-1.alert.X.9", START));
    assertThat(story.rejection).isNull();
  }

  @Test
  void signals_of_different_urgency_are_different_alerts() {
    Story story =
        Story.begins()
            .when(concern(AlertCode.VITALS_ALARM, AlertLevel.P2, "session-1"))
            .when(concern(AlertCode.VITALS_ALARM, AlertLevel.P1, "session-1.2"))
            .then(AlertRaised.class);

    assertThat(story.state.alerts()).hasSize(2);
  }

  @Test
  void a_lost_message_is_an_alert() {
    Story story = Story.begins().when(lost("m1", "session-reminder", "s1")).then(AlertRaised.class);

    assertThat(story.told(AlertRaised.class).getFirst().code()).isEqualTo("MSG_DEAD");
    assertThat(story.told(AlertRaised.class).getFirst().level()).isEqualTo(AlertLevel.P2);
    story.when(lost("m2", "check-in", "c1")).thenNothing();
    story.when(lost("m2", "check-in", "c1")).thenNothing();
    assertThat(story.state.alerts().getFirst().causes()).hasSize(2);
  }

  @Test
  void a_lost_page_about_a_crisis_is_most_urgent() {
    Story story = Story.withAlert().when(lost("m1", "staff-page", ALERT));

    assertThat(story.told(AlertRaised.class).getLast().code()).isEqualTo("MSG_DEAD");
    assertThat(story.told(AlertRaised.class).getLast().level()).isEqualTo(AlertLevel.P1);
  }

  @Test
  void a_dead_channel_does_not_raise_alerts_without_end() {
    Story story = Story.withAlert();
    for (int i = 0; i < 500; i++) {
      int message = i;
      story.passes(Duration.ofMinutes(7));
      for (Alert alert : story.state.alerts()) {
        story.when(lost("m" + message + alert.code(), "staff-page", alert.alertId()));
      }
    }

    assertThat(story.state.alerts())
        .extracting(Alert::code)
        .containsExactly(AlertCode.SI_HIGH, AlertCode.MSG_DEAD);
    assertThat(story.state.alerts().getLast().causes()).hasSize(50);
    assertThat(story.told(AlertEscalated.class)).hasSizeLessThanOrEqualTo(24);
  }

  @Test
  void a_lost_page_about_a_dealt_with_loss_changes_nothing() {
    Story story = Story.begins().when(lost("m1", "check-in", "c1"));
    String dead = "episode-1.alert.MSG_DEAD.1";
    story.when(acknowledge(dead)).when(resolve(dead));

    story.when(lost("m2", "staff-page", dead)).thenNothing();
    story.when(lost("m3", "check-in", "c1")).then(AlertRaised.class);
  }

  @Test
  void the_list_of_open_alerts_follows_them() {
    Story story = Story.withAlert().goesOnWithoutWorker(Duration.ofMinutes(1));
    story.when(concern(AlertCode.REVIEW_OVERDUE, AlertLevel.P2, "review-1"));

    assertThat(story.state.openAlerts())
        .isEqualTo(new OpenAlerts(START, START.plus(Duration.ofMinutes(1)), null));
    assertThat(story.state.alerts()).allMatch(alert -> alert.status() instanceof Raised);
  }

  @ParameterizedTest
  @CsvSource({
    "BP_RED, BP_RED",
    "bp-amber, BP_AMBER",
    "SPO2_RED, SPO2_RED",
    "vitals-overdue, VITALS_OVERDUE",
    "session-overdue, SESSION_OVERDUE",
    "HR_RED, VITALS_ALARM"
  })
  void an_alarm_has_the_code_of_its_reason(String reason, AlertCode code) {
    assertThat(AlertCode.ofVitals(reason)).isEqualTo(code);
  }
}
