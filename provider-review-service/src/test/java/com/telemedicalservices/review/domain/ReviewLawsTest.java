package com.telemedicalservices.review.domain;

import static com.telemedicalservices.review.domain.Reviewing.SHIPPED;
import static com.telemedicalservices.review.domain.Reviewing.START;
import static com.telemedicalservices.review.domain.Reviewing.amended;
import static com.telemedicalservices.review.domain.Reviewing.booked;
import static com.telemedicalservices.review.domain.Reviewing.concern;
import static com.telemedicalservices.review.domain.Reviewing.flagged;
import static com.telemedicalservices.review.domain.Reviewing.highCheckIn;
import static com.telemedicalservices.review.domain.Reviewing.inStatus;
import static com.telemedicalservices.review.domain.Reviewing.result;
import static com.telemedicalservices.review.domain.Reviewing.safe;
import static com.telemedicalservices.review.domain.Reviewing.withdrew;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Modality;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.store.StateCodec;
import com.telemedicalservices.review.domain.ReviewCommand.Approve;
import com.telemedicalservices.review.domain.ReviewCommand.Assign;
import com.telemedicalservices.review.domain.ReviewCommand.DossierArrived;
import com.telemedicalservices.review.domain.ReviewCommand.DossierFailed;
import com.telemedicalservices.review.domain.workup.Result;
import com.telemedicalservices.testkit.AggregateLaws;
import com.telemedicalservices.testkit.StoredStates;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** A review keeps the laws of every aggregate and survives being stored. */
class ReviewLawsTest {

  private static List<ReviewState> states() {
    List<ReviewState> states = new ArrayList<>();
    Arrays.stream(Status.values()).map(status -> inStatus(status).state()).forEach(states::add);
    states.add(inStatus(Status.CLAIMED).when(fullDossier()).state());
    states.add(inStatus(Status.CLAIMED).when(fullDossier()).when(everything()).state());
    states.add(
        inStatus(Status.APPROVED)
            .when(result("LIVER_PANEL", Result.NORMAL, "2026-11-20"))
            .when(result("LIVER_PANEL", Result.ABNORMAL, "2026-11-20", "episode-1.w1"))
            .state());
    states.add(
        inStatus(Status.CLAIMED).when(new DossierFailed(1, 1, "intake-unavailable")).state());
    states.add(inStatus(Status.APPROVED).when(booked()).when(highCheckIn("check-in-1")).state());
    states.add(
        inStatus(Status.APPROVED)
            .when(booked())
            .when(flagged("flag-1"))
            .when(concern("change-1"))
            .when(withdrew())
            .state());
    states.add(inStatus(Status.WAITING).when(new Assign("prov-1", "prov-2")).state());
    states.add(inStatus(Status.CRISIS).when(safe()).when(amended(2, RiskTier.HIGH)).state());
    return states;
  }

  private static DossierArrived fullDossier() {
    return new DossierArrived(
        new Dossier(
            1,
            START,
            RiskTier.LOW,
            List.of(
                new Dossier.FormResult("phq-9", "1.0.0", 14, "MODERATE"),
                new Dossier.FormResult("eligibility", "1.0.0", null, null)),
            List.of(new Dossier.GivenAnswer("eligibility/state", "AZ")),
            "AZ",
            null,
            Set.of("patient-1")));
  }

  private static Approve everything() {
    return new Approve(
        "prov-1",
        "AZ",
        new Scope(
            Modality.IV_RACEMIC,
            6,
            48,
            28,
            new Scope.DoseRange(new BigDecimal("0.5"), new BigDecimal("0.75")),
            List.of("ECG_FIRST")));
  }

  @Test
  void a_review_keeps_the_laws_of_every_aggregate() {
    AggregateLaws.of(new Review(SHIPPED))
        .states(states())
        .commands(
            ReviewTransitionsTest.commandsToTry().stream()
                .filter(command -> !(command instanceof ReviewCommand.TimePassed))
                .toList())
        .at(START, START.plus(Duration.ofMinutes(20)), START.plus(Duration.ofDays(400)))
        .hold();
  }

  @Test
  void every_state_survives_being_stored() {
    StoredStates.roundTrip(ReviewState.class, states());
  }

  private static final List<String> NEW_IN_LINES =
      List.of("revision", "rulesVersion", "workUpVersion");

  /** As an earlier release has written it: without licence, conditions and results. */
  @Test
  void a_review_from_before_there_was_a_work_up_is_still_read() {
    StateCodec<ReviewState> codec = new StateCodec<>(ReviewState.class);
    Document written =
        codec.write(inStatus(Status.CLAIMED).when(fullDossier()).when(everything()).state());
    List.of("results", "readings").forEach(written::remove);
    written.getList("story", Document.class).forEach(line -> NEW_IN_LINES.forEach(line::remove));
    Document approval = written.get("phase", Document.class).get("approval", Document.class);
    List.of("licence", "conditions", "workUpVersion").forEach(approval::remove);

    ReviewState read = codec.read(written);

    assertThat(read.results()).isEmpty();
    assertThat(read.readings()).isEmpty();
    assertThat(read.story()).allMatch(line -> line.revision() == null);
    assertThat(read.phase())
        .isInstanceOfSatisfying(
            Phase.Approved.class,
            approved -> {
              assertThat(approved.approval().conditions()).containsExactly("ECG_FIRST");
              assertThat(approved.approval().standsOn().providerId()).isEqualTo("prov-1");
            });
    assertThat(new Review(SHIPPED).dueAt(read)).isBefore(START.plus(Duration.ofDays(1)));
  }
}
