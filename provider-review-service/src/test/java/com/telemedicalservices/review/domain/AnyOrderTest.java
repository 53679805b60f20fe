package com.telemedicalservices.review.domain;

import static com.telemedicalservices.review.domain.Reviewing.START;
import static com.telemedicalservices.review.domain.Reviewing.amended;
import static com.telemedicalservices.review.domain.Reviewing.approve;
import static com.telemedicalservices.review.domain.Reviewing.booked;
import static com.telemedicalservices.review.domain.Reviewing.completed;
import static com.telemedicalservices.review.domain.Reviewing.concern;
import static com.telemedicalservices.review.domain.Reviewing.disposition;
import static com.telemedicalservices.review.domain.Reviewing.dossier;
import static com.telemedicalservices.review.domain.Reviewing.flagged;
import static com.telemedicalservices.review.domain.Reviewing.highCheckIn;
import static com.telemedicalservices.review.domain.Reviewing.lapsed;
import static com.telemedicalservices.review.domain.Reviewing.reinstate;
import static com.telemedicalservices.review.domain.Reviewing.safe;
import static com.telemedicalservices.review.domain.Reviewing.stopped;
import static com.telemedicalservices.review.domain.Reviewing.submitted;
import static com.telemedicalservices.review.domain.Reviewing.withdrew;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.review.domain.ReviewCommand.Decline;
import com.telemedicalservices.review.domain.ReviewCommand.Defer;
import com.telemedicalservices.review.domain.ReviewCommand.DossierFailed;
import com.telemedicalservices.review.domain.ReviewCommand.Release;
import com.telemedicalservices.review.domain.ReviewCommand.Renew;
import com.telemedicalservices.review.domain.ReviewCommand.RequestInformation;
import com.telemedicalservices.review.domain.ReviewCommand.Suspend;
import com.telemedicalservices.review.domain.ReviewCommand.TimePassed;
import com.telemedicalservices.review.domain.ReviewCommand.WriteDisposition;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds whatever is told and wanted, in whatever order, over months. */
class AnyOrderTest {

  private static final int LIVES = 4_000;
  private static final int STEPS = 40;

  private final Set<Status> seen = EnumSet.noneOf(Status.class);

  @Test
  void every_life_of_a_review_keeps_the_rules() {
    for (int seed = 0; seed < LIVES; seed++) {
      live(new Random(seed), seed);
    }
    assertThat(seen).containsExactlyInAnyOrder(Status.values());
  }

  private void live(Random random, int seed) {
    Reviewing reviewing = new Reviewing().when(anyOf(FIRST, random));
    boolean approvalStands = false;
    for (int step = 0; step < STEPS; step++) {
      ReviewState before = reviewing.state();
      Instant now = reviewing.after(anyTime(random)).now();
      ReviewCommand command = anyOf(ALL, random);

      reviewing.when(command);

      ReviewState after = reviewing.state();
      String told = "seed " + seed + " step " + step + ": " + command;
      seen.add(after.phase().status());
      boolean mayBeRefused = command instanceof ReviewCommand.ProviderCommand;
      assertThat(mayBeRefused || reviewing.rejection() == null).as(told).isTrue();
      keepsTheRules(before, command, after, told);
      approvalStands = keepsTheApprovalsOrder(approvalStands, reviewing.events(), told);
      if (!after.phase().status().terminal()) {
        assertThat(approvalStands).as(told).isEqualTo(after.phase().status() == Status.APPROVED);
      }
      Instant dueAt = reviewing.dueAt();
      if (command instanceof TimePassed && dueAt != null) {
        assertThat(dueAt).as(told).isAfter(now);
      }
    }
  }

  private static void keepsTheRules(
      ReviewState before, ReviewCommand command, ReviewState after, String told) {
    Status from = before.phase().status();
    Status to = after.phase().status();
    boolean disposition = command instanceof WriteDisposition;
    if (from.terminal()) {
      assertThat(to).as(told).isEqualTo(from);
    }
    if (from == Status.CRISIS && to != Status.CRISIS) {
      assertThat(disposition).as(told).isTrue();
    }
    if (to == Status.APPROVED && from != Status.APPROVED) {
      assertThat(command).as(told).isInstanceOf(ReviewCommand.ProviderCommand.class);
      assertThat(after.hasCurrentDossier()).as(told).isTrue();
    }
    if (!disposition) {
      assertThat(after.file().tier()).as(told).isGreaterThanOrEqualTo(before.file().tier());
    }
    assertThat(after.story().subList(0, before.story().size())).as(told).isEqualTo(before.story());
    assertThat(after.file().revision()).as(told).isGreaterThanOrEqualTo(before.file().revision());
    assertThat(after.queue().status()).as(told).isEqualTo(to);
    assertThat(after.queue().needsProvider()).as(told).isEqualTo(to.needsProvider());
    assertThat(after.queue().dueBy() != null).as(told).isEqualTo(to.needsProvider());
    if (from != to) {
      assertThat(after.story().size()).as(told).isGreaterThan(before.story().size());
    }
  }

  private static boolean keepsTheApprovalsOrder(
      boolean stands, List<ReviewEvent> events, String told) {
    boolean still = stands;
    for (ReviewEvent event : events) {
      switch (event) {
        case ReviewEvent.CandidateApproved _, ReviewEvent.ApprovalReinstated _ -> {
          assertThat(still).as(told).isFalse();
          still = true;
        }
        case ReviewEvent.ApprovalSuspended _ -> {
          assertThat(still).as(told).isTrue();
          still = false;
        }
        case ReviewEvent.ApprovalExpired _ -> still = false;
        case ReviewEvent.ReviewOpened _, ReviewEvent.InformationRequested _ -> {}
        case ReviewEvent.CandidateDeclined _, ReviewEvent.CandidateDeferred _ -> {}
        case ReviewEvent.CrisisDispositioned _, ReviewEvent.ReviewOverdue _ -> {}
      }
    }
    return still;
  }

  private static Duration anyTime(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> Duration.ofDays(random.nextInt(100));
      case 1 -> Duration.ofHours(random.nextInt(72));
      case 2, 3 -> Duration.ofMinutes(random.nextInt(30));
      default -> Duration.ofSeconds(random.nextInt(20));
    };
  }

  private static final List<ReviewCommand> FIRST =
      List.of(
          submitted(RiskTier.LOW),
          submitted(RiskTier.MODERATE),
          submitted(RiskTier.HIGH),
          amended(2, RiskTier.LOW),
          flagged("flag-1"),
          concern("change-1"),
          highCheckIn("check-in-1"),
          booked(),
          withdrew());

  /** What moves a review on comes more often than what ends it, so that lives are long. */
  private static final List<ReviewCommand> ALL =
      List.of(
          submitted(RiskTier.LOW),
          submitted(RiskTier.LOW),
          submitted(RiskTier.HIGH),
          amended(2, RiskTier.LOW),
          amended(3, RiskTier.HIGH),
          flagged("flag-1"),
          highCheckIn("check-in-1"),
          concern("change-1"),
          concern("change-2"),
          withdrew(),
          lapsed(),
          booked(),
          completed(),
          stopped(),
          dossier(1),
          dossier(1),
          dossier(1),
          dossier(2),
          dossier(2),
          dossier(3),
          new DossierFailed(1, 1, "intake-unavailable"),
          new DossierFailed(2, 1, "intake-unavailable"),
          new TimePassed(),
          new TimePassed(),
          new TimePassed(),
          new Claim("prov-1"),
          new Claim("prov-1"),
          new Claim("prov-1"),
          new Claim("prov-1"),
          new Claim("prov-2"),
          new Renew("prov-1"),
          new Release("prov-2"),
          new RequestInformation("prov-1", "LAB_RESULTS_MISSING"),
          approve(),
          approve(),
          approve(),
          approve(),
          new Decline("prov-1", "AZ", "PSYCHOSIS"),
          new Defer("prov-1", "AZ", "AWAITING_CARDIOLOGY", START.plus(Duration.ofDays(21))),
          new Suspend("prov-1", "BP_TOO_HIGH"),
          reinstate(),
          reinstate(),
          safe(),
          safe(),
          disposition(Disposition.Code.NO_ACUTE_RISK_FOUND, RiskTier.NONE),
          disposition(Disposition.Code.EMERGENCY_SERVICES_CALLED, RiskTier.HIGH));

  private static ReviewCommand anyOf(List<ReviewCommand> commands, Random random) {
    return commands.get(random.nextInt(commands.size()));
  }
}
