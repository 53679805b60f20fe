package com.telemedicalservices.followup.domain;

import static com.telemedicalservices.followup.domain.Story.EPISODE;
import static com.telemedicalservices.followup.domain.Story.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.FollowUpEvent.AlertEscalated;
import com.telemedicalservices.contracts.FollowUpEvent.AlertRaised;
import com.telemedicalservices.contracts.FollowUpEvent.AlertResolved;
import com.telemedicalservices.contracts.FollowUpEvent.CheckInCompleted;
import com.telemedicalservices.contracts.FollowUpEvent.CheckInDue;
import com.telemedicalservices.contracts.FollowUpEvent.CheckInMissed;
import com.telemedicalservices.contracts.RiskTier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnyOrderTest {

  static List<FollowUpCommand.Fact> facts() {
    return List.of(
        Story.discharged(Story.SESSION, START),
        new FollowUpCommand.SeriesCompleted(EPISODE, Story.SERIES, START),
        Story.ended(),
        Story.flagged("flag-1"),
        Story.told(RiskTier.HIGH),
        Story.absent(),
        Story.lost("message-1", "check-in", Story.H24),
        new FollowUpCommand.AlertNotified(EPISODE, "episode-1.alert.SI_HIGH.1", START),
        Story.concern(AlertCode.REVIEW_OVERDUE, AlertLevel.P2, "review-1"));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void a_fact_is_never_refused(FollowUpCommand.Fact fact) {
    assertThat(Story.begins().when(fact).rejection).isNull();
    assertThat(Story.afterASession().when(fact).rejection).isNull();
    assertThat(Story.afterASession().when(Story.ended()).when(fact).rejection).isNull();
    assertThat(Story.withAlert().when(fact).rejection).isNull();
  }

  @ParameterizedTest
  @MethodSource("facts")
  void a_fact_told_twice_changes_nothing_more(FollowUpCommand.Fact fact) {
    Story story = Story.afterASession().when(fact);
    FollowUpState once = story.state;

    story.when(fact).thenNothing();

    assertThat(story.state).isEqualTo(once);
  }

  @Test
  void in_whatever_order_the_end_of_care_becomes_known_the_same_is_asked_at_the_same_time() {
    FollowUpCommand.Fact first = Story.discharged("episode-1.s1.1", START);
    FollowUpCommand.Fact second =
        Story.discharged("episode-1.s1.2", START.plus(Duration.ofHours(48)));
    FollowUpCommand.Fact ended = Story.ended();

    assertThat(
            Stream.of(
                    List.of(first, second, ended),
                    List.of(first, ended, second),
                    List.of(second, first, ended),
                    List.of(second, ended, first),
                    List.of(ended, first, second),
                    List.of(ended, second, first))
                .map(AnyOrderTest::askedAfter))
        .containsOnly(
            Map.of(
                "episode-1.s1.1.h24", START.plus(Duration.ofHours(24)),
                "episode-1.s1.1.h72", START.plus(Duration.ofHours(72)),
                "episode-1.s1.2.h24", START.plus(Duration.ofHours(72)),
                "episode-1.s1.2.h72", START.plus(Duration.ofHours(120))));
  }

  /** When which check-in is due in the time after all this has become known at once. */
  private static Map<String, Instant> askedAfter(List<FollowUpCommand.Fact> facts) {
    Story story = Story.begins();
    facts.forEach(story::when);
    story.passes(Duration.ofDays(100));
    return story.told(CheckInDue.class).stream()
        .collect(Collectors.toMap(CheckInDue::checkInId, CheckInDue::dueAt));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatever_happens_time_never_runs_in_circles_and_nothing_is_told_twice(int seed) {
    for (int run = 0; run < 150; run++) {
      aLife(new Random(seed * 1_000L + run));
    }
  }

  private static void aLife(Random random) {
    Story story = Story.begins();
    RiskTier before = RiskTier.NONE;
    for (int step = 0; step < 60; step++) {
      FollowUpCommand command = any(story, random);
      story.goesOnWithoutWorker(Duration.ofMinutes(random.nextInt(3_000))).when(command);
      if (story.state == null) {
        continue;
      }
      if (!(command instanceof FollowUpCommand.ResolveAlert)) {
        assertThat(story.state.tier()).isGreaterThanOrEqualTo(before);
      }
      before = story.state.tier();
      if (random.nextInt(3) > 0) {
        catchUp(story);
      }
      assertThat(story.state.openAlerts()).isEqualTo(OpenAlerts.of(story.state.alerts()));
    }
    everyoneOnce(story.told(CheckInDue.class).stream().map(CheckInDue::checkInId).toList());
    everyoneOnce(story.told(CheckInMissed.class).stream().map(CheckInMissed::checkInId).toList());
    everyoneOnce(
        story.told(CheckInCompleted.class).stream().map(CheckInCompleted::checkInId).toList());
    everyoneOnce(story.told(AlertRaised.class).stream().map(AlertRaised::alertId).toList());
    everyoneOnce(story.told(AlertResolved.class).stream().map(AlertResolved::alertId).toList());
    everyoneOnce(
        story.told(AlertEscalated.class).stream().map(e -> e.alertId() + "/" + e.rung()).toList());
  }

  private static void catchUp(Story story) {
    Instant due = story.followUp.dueAt(story.state);
    if (due != null && !due.isAfter(story.now)) {
      story.when(story.followUp.timePassed());
      assertThat(story.rejection).isNull();
      Instant next = story.followUp.dueAt(story.state);
      if (next != null) {
        assertThat(next).isAfter(story.now);
      }
    }
  }

  private static void everyoneOnce(List<String> ids) {
    assertThat(ids).doesNotHaveDuplicates();
  }

  private static FollowUpCommand any(Story story, Random random) {
    String alertId =
        story.state == null || story.state.alerts().isEmpty()
            ? "episode-1.alert.SI_HIGH.1"
            : story.state.alerts().get(random.nextInt(story.state.alerts().size())).alertId();
    CheckIn checkIn =
        story.state == null || story.state.checkIns().isEmpty()
            ? null
            : story.state.checkIns().get(random.nextInt(story.state.checkIns().size()));
    String seriesId = "episode-1.s" + (1 + random.nextInt(2));
    return switch (random.nextInt(16)) {
      case 0, 1 ->
          new FollowUpCommand.SessionDischarged(
              EPISODE,
              seriesId,
              seriesId + "." + random.nextInt(6),
              story.now.minus(Duration.ofHours(random.nextInt(400))));
      case 2 -> new FollowUpCommand.SeriesCompleted(EPISODE, seriesId, story.now);
      case 3 -> new FollowUpCommand.TimePassed();
      case 4 -> random.nextInt(10) == 0 ? Story.ended() : new FollowUpCommand.TimePassed();
      case 5 -> Story.flagged("flag-" + random.nextInt(4));
      case 6 -> Story.told(RiskTier.values()[random.nextInt(4)]);
      case 7 -> Story.lost("m" + random.nextInt(20), "staff-page", alertId);
      case 8 -> Story.concern(AlertCode.BP_RED, AlertLevel.P1, "session-" + random.nextInt(9));
      case 9 -> Story.acknowledge(alertId);
      case 10 -> Story.start(alertId);
      case 11 -> Story.resolve(alertId);
      case 12 -> Story.resolve(alertId, RiskTier.values()[random.nextInt(4)], "reason");
      case 13, 14 ->
          checkIn == null
              ? new FollowUpCommand.TimePassed()
              : Story.answer(
                  checkIn.checkInId(),
                  random.nextBoolean() ? Answers.fine(checkIn.type()) : Answers.cssrs(row(random)));
      default ->
          new FollowUpCommand.ReportAdverseEvent(
              new SideEffect(
                  AdverseEventKind.values()[random.nextInt(AdverseEventKind.values().length)],
                  random.nextInt(7),
                  random.nextBoolean()),
              null);
    };
  }

  private static String row(Random random) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      row.append("YN-".charAt(random.nextInt(3)));
    }
    return row.toString();
  }

  @Test
  void time_that_passes_for_nobody_is_refused_without_harm() {
    Story.begins().when(new FollowUpCommand.TimePassed()).thenRefused("unknown-episode");
  }
}
