package com.telemedicalservices.review.domain;

import static com.telemedicalservices.review.domain.Reviewing.amended;
import static com.telemedicalservices.review.domain.Reviewing.dossier;
import static com.telemedicalservices.review.domain.Reviewing.flagged;
import static com.telemedicalservices.review.domain.Reviewing.highCheckIn;
import static com.telemedicalservices.review.domain.Reviewing.inStatus;
import static com.telemedicalservices.review.domain.Reviewing.safe;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.review.domain.ReviewCommand.DossierFailed;
import com.telemedicalservices.review.domain.ReviewCommand.Release;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The dossier is asked for exactly while somebody needs it, again and again, and visibly. */
class AskingForDossierTest {

  private static final DossierFailed FIRST_FAILS = new DossierFailed(1, 1, "intake-unavailable");

  @Test
  void claiming_asks_for_the_dossier() {
    Reviewing reviewing = inStatus(Status.CLAIMED);

    DossierQuestion question = reviewing.state().question();
    assertThat(question)
        .isEqualTo(
            new DossierQuestion(1, 1, true, reviewing.now().plus(Duration.ofSeconds(30)), null));
    assertThat(question.beganAfter(null)).isTrue();
    assertThat(question.beganAfter(question)).isFalse();
  }

  @Test
  void a_crisis_and_a_suspension_are_read_as_well() {
    assertThat(inStatus(Status.CRISIS).state().question()).isNotNull();
    assertThat(inStatus(Status.APPROVED).when(amended(2, RiskTier.LOW)).state().question())
        .isNotNull();
    assertThat(new Reviewing().when(flagged("flag-1")).state().question()).isNull();
  }

  @Test
  void an_answer_ends_the_question() {
    Reviewing reviewing = inStatus(Status.CLAIMED).when(dossier(1));

    assertThat(reviewing.state().question()).isNull();
    assertThat(reviewing.state().hasCurrentDossier()).isTrue();
  }

  @Test
  void a_failure_is_tried_again_after_a_pause_that_grows() {
    Reviewing reviewing = inStatus(Status.CLAIMED).when(FIRST_FAILS);
    assertThat(reviewing.state().question())
        .isEqualTo(
            new DossierQuestion(
                1, 1, false, reviewing.now().plus(Duration.ofSeconds(2)), "intake-unavailable"));

    reviewing.after(Duration.ofSeconds(2)).timePasses();
    assertThat(reviewing.state().question())
        .isEqualTo(
            new DossierQuestion(
                1, 2, true, reviewing.now().plus(Duration.ofSeconds(30)), "intake-unavailable"));
    reviewing.when(new DossierFailed(1, 2, "intake-unavailable"));
    assertThat(reviewing.state().question().until())
        .isEqualTo(reviewing.now().plus(Duration.ofSeconds(4)));
  }

  @Test
  void pauses_end_growing_at_five_minutes() {
    ReviewPolicy.DossierPolicy policy = Reviewing.POLICY.dossier();

    assertThat(policy.pauseAfter(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.pauseAfter(7)).isEqualTo(Duration.ofSeconds(128));
    assertThat(policy.pauseAfter(1000)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void an_attempt_nobody_answered_for_is_made_again() {
    Reviewing reviewing = inStatus(Status.CLAIMED).after(Duration.ofSeconds(30)).timePasses();

    assertThat(reviewing.state().question().attempt()).isEqualTo(2);
    assertThat(reviewing.state().question().underWay()).isTrue();
    assertThat(reviewing.state().question().failureCode()).isEqualTo("no-answer-in-time");
  }

  @Test
  void the_failure_of_an_attempt_given_up_changes_nothing() {
    Reviewing reviewing =
        inStatus(Status.CLAIMED).after(Duration.ofSeconds(30)).timePasses().when(FIRST_FAILS);

    assertThat(reviewing.state().question().attempt()).isEqualTo(2);
    assertThat(reviewing.state().question().underWay()).isTrue();
  }

  @Test
  void a_late_answer_is_still_an_answer() {
    Reviewing reviewing =
        inStatus(Status.CLAIMED).after(Duration.ofSeconds(30)).timePasses().when(dossier(1));

    assertThat(reviewing.state().question()).isNull();
  }

  @Test
  void the_answer_for_an_older_revision_is_not_kept() {
    Reviewing reviewing =
        inStatus(Status.CLAIMED)
            .when(amended(2, RiskTier.LOW))
            .when(new Claim("prov-1"))
            .when(dossier(1));

    assertThat(reviewing.state().dossier()).isNull();
    assertThat(reviewing.state().question().revision()).isEqualTo(2);
  }

  @Test
  void nobody_asks_when_nobody_reads() {
    Reviewing reviewing = inStatus(Status.CLAIMED).when(new Release("prov-1"));

    assertThat(reviewing.state().question()).isNull();
    reviewing.when(dossier(1));
    assertThat(reviewing.state().hasCurrentDossier()).isTrue();
  }

  @Test
  void a_crisis_in_the_hands_of_a_clinician_goes_on_asking() {
    Reviewing reviewing =
        inStatus(Status.CLAIMED).when(FIRST_FAILS).when(highCheckIn("check-in-1"));
    assertThat(reviewing.state().question().failureCode()).isEqualTo("intake-unavailable");

    reviewing.when(safe()).stands(Status.WAITING);
    assertThat(reviewing.state().question()).isNull();
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void no_status_loses_a_dossier_that_arrives(Status status) {
    Reviewing reviewing = inStatus(status).when(dossier(1, "AZ", Set.of()));

    boolean handedIn = reviewing.state().file().revision() == 1;
    assertThat(reviewing.state().hasCurrentDossier()).isEqualTo(handedIn);
  }
}
