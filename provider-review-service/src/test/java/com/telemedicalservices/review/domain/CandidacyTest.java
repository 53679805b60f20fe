package com.telemedicalservices.review.domain;

import static com.telemedicalservices.review.domain.Reviewing.POLICY;
import static com.telemedicalservices.review.domain.Reviewing.SHIPPED;
import static com.telemedicalservices.review.domain.Reviewing.START;
import static com.telemedicalservices.review.domain.Reviewing.amended;
import static com.telemedicalservices.review.domain.Reviewing.answered;
import static com.telemedicalservices.review.domain.Reviewing.approve;
import static com.telemedicalservices.review.domain.Reviewing.booked;
import static com.telemedicalservices.review.domain.Reviewing.concern;
import static com.telemedicalservices.review.domain.Reviewing.reinstate;
import static com.telemedicalservices.review.domain.Reviewing.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.review.CandidacyRules;
import com.telemedicalservices.review.domain.candidacy.Candidacy;
import com.telemedicalservices.review.domain.candidacy.Finding;
import com.telemedicalservices.review.domain.candidacy.Resolution;
import com.telemedicalservices.review.domain.candidacy.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the rules' findings allow providers to decide (DOMAIN §2.2, §8.1). */
class CandidacyTest {

  private static Reviewing claimed() {
    return new Reviewing(POLICY, CandidacyRules.shipped())
        .when(submitted(RiskTier.LOW))
        .when(new ReviewCommand.Claim("prov-1"));
  }

  private static ReviewCommand.ResolveFinding resolve(
      String provider, String ruleId, Resolution.Kind kind, @Nullable String document) {
    return new ReviewCommand.ResolveFinding(provider, "AZ", ruleId, kind, "WEIGHED", document);
  }

  private static ReviewCommand.ResolveFinding rationale(String ruleId) {
    return resolve("prov-1", ruleId, Resolution.Kind.RATIONALE, null);
  }

  private static ReviewCommand.ResolveFinding override(String provider, String ruleId) {
    return resolve(provider, ruleId, Resolution.Kind.OVERRIDDEN, null);
  }

  private static final String STROKE = "medical-history/stroke";
  private static final String EYES = "medical-history/eye-disease";
  private static final String APNEA = "medical-history/sleep-apnea";

  @Test
  void a_patient_without_findings_is_approved_at_once() {
    Reviewing reviewing = claimed().when(answered(1)).when(approve()).stands(Status.APPROVED);

    Approval approval = ((Phase.Approved) reviewing.state().phase()).approval();
    assertThat(approval.candidacy())
        .isEqualTo(new Candidacy("candidacy/1", 1, List.of(), List.of()));
  }

  @Test
  void nobody_approves_against_a_stop_and_nobody_sets_it_aside() {
    Reviewing reviewing =
        claimed().when(answered(1, STROKE, "true")).when(approve()).isRefused("not-a-candidate");
    assertThat(reviewing.rejection().facts()).containsEntry("findings", List.of("stroke"));

    for (Resolution.Kind kind : Resolution.Kind.values()) {
      reviewing.when(resolve("prov-1", "stroke", kind, "letter-1")).isRefused("finding-stands");
    }
    reviewing
        .when(approve())
        .isRefused("not-a-candidate")
        .when(new ReviewCommand.Decline("prov-1", "AZ", "STROKE"))
        .stands(Status.DECLINED);
  }

  @Test
  void a_hold_is_cleared_by_a_document_and_by_nothing_less() {
    claimed()
        .when(answered(1, EYES, "true"))
        .when(approve())
        .isRefused("findings-open")
        .when(rationale("eye-disease"))
        .isRefused(Rejection.Kind.INVALID, "rationale-not-enough")
        .when(resolve("prov-1", "eye-disease", Resolution.Kind.CLEARED, null))
        .isRefused(Rejection.Kind.INVALID, "document-missing")
        .when(resolve("prov-1", "eye-disease", Resolution.Kind.CLEARED, "letter-1"))
        .isAccepted()
        .tellsNothing()
        .when(approve())
        .stands(Status.APPROVED);
  }

  @Test
  void a_hold_is_overridden_by_two_different_people() {
    claimed()
        .when(answered(1, EYES, "true"))
        .when(override("prov-1", "eye-disease"))
        .when(override("prov-1", "eye-disease"))
        .isAccepted()
        .when(approve())
        .isRefused("findings-open")
        .when(override("prov-2", "eye-disease"))
        .when(approve())
        .stands(Status.APPROVED);
  }

  @Test
  void a_finding_to_review_needs_a_rationale() {
    Reviewing reviewing =
        claimed()
            .when(answered(1, APNEA, "true"))
            .when(approve())
            .isRefused("findings-open")
            .when(rationale("sleep-apnea"))
            .when(approve())
            .stands(Status.APPROVED);

    Candidacy decidedOn = ((Phase.Approved) reviewing.state().phase()).approval().candidacy();
    assertThat(decidedOn.findings()).extracting(Finding::ruleId).containsExactly("sleep-apnea");
    assertThat(decidedOn.resolutions())
        .singleElement()
        .satisfies(
            resolution -> {
              assertThat(resolution.providerId()).isEqualTo("prov-1");
              assertThat(resolution.facts()).containsEntry(APNEA, "true");
            });
  }

  @Test
  void what_is_only_good_to_know_stands_in_nobodys_way() {
    claimed()
        .when(
            answered(
                1,
                "medications/takes-medications",
                "true",
                "medications/medication-drug#1",
                "x-lithium"))
        .when(approve())
        .stands(Status.APPROVED);
  }

  @Test
  void what_was_written_about_other_answers_does_not_count() {
    Reviewing reviewing =
        claimed()
            .when(benzodiazepine(1, "0.5"))
            .when(rationale("benzodiazepine"))
            .when(amended(2, RiskTier.LOW))
            .when(new ReviewCommand.Claim("prov-1"))
            .when(benzodiazepine(2, "0.7"))
            .when(approve())
            .isRefused("findings-open")
            .when(rationale("benzodiazepine"))
            .when(approve())
            .stands(Status.APPROVED);

    assertThat(reviewing.state().candidacy().resolutions()).hasSize(2);
  }

  @Test
  void what_was_written_about_the_same_answers_still_counts_after_an_amendment() {
    claimed()
        .when(benzodiazepine(1, "0.5"))
        .when(rationale("benzodiazepine"))
        .when(amended(2, RiskTier.LOW))
        .when(new ReviewCommand.Claim("prov-1"))
        .when(benzodiazepine(2, "0.5"))
        .when(approve())
        .stands(Status.APPROVED);
  }

  private static ReviewCommand.DossierArrived benzodiazepine(int revision, String mgPerDay) {
    return answered(
        revision,
        "medications/takes-medications",
        "true",
        "medications/medication-drug#1",
        "6470",
        "medications/medication-mg-per-day#1",
        mgPerDay);
  }

  /**
   * DOMAIN §9, invariant 4: what is told after an approval voids it, and only a decision renews it.
   */
  @Test
  void a_stop_that_appears_after_the_approval_keeps_it_from_standing_again() {
    claimed()
        .when(answered(1))
        .when(approve())
        .when(booked())
        .when(amended(2, RiskTier.LOW))
        .stands(Status.SUSPENDED)
        .tells(ReviewEvent.ApprovalSuspended.class, ReviewEvent.ReviewOpened.class)
        .when(answered(2, STROKE, "true"))
        .when(reinstate())
        .isRefused("not-a-candidate")
        .when(amended(3, RiskTier.LOW))
        .when(answered(3))
        .when(reinstate())
        .stands(Status.APPROVED);
  }

  @Test
  void a_hold_during_the_series_can_be_cleared_while_the_approval_is_suspended() {
    claimed()
        .when(answered(1))
        .when(approve())
        .when(amended(2, RiskTier.LOW))
        .when(answered(2, EYES, "true"))
        .when(reinstate())
        .isRefused("findings-open")
        .when(resolve("prov-1", "eye-disease", Resolution.Kind.CLEARED, "letter-1"))
        .when(reinstate())
        .stands(Status.APPROVED);
  }

  @Test
  void only_licensed_people_who_did_not_enter_the_data_write_about_findings() {
    Reviewing reviewing = claimed().when(answered(1, EYES, "true"));

    reviewing
        .when(override("somebody", "eye-disease"))
        .isRefused(Rejection.Kind.FORBIDDEN, "unknown-provider")
        .when(override("prov-3", "eye-disease"))
        .isAccepted()
        .when(override("prov-ca", "eye-disease"))
        .isRefused(Rejection.Kind.FORBIDDEN, "not-licensed-here")
        .when(override("prov-1", "stroke"))
        .isRefused(Rejection.Kind.UNKNOWN, "unknown-finding");
  }

  @Test
  void nothing_is_written_about_a_dossier_that_is_not_here() {
    claimed()
        .when(override("prov-1", "eye-disease"))
        .isRefused("dossier-not-here-yet")
        .when(answered(1, EYES, "true"))
        .when(amended(2, RiskTier.LOW))
        .when(override("prov-1", "eye-disease"))
        .isRefused("dossier-not-here-yet");
  }

  @Test
  void nothing_is_written_once_it_is_decided() {
    claimed()
        .when(answered(1))
        .when(approve())
        .when(override("prov-2", "eye-disease"))
        .isRefused("wrong-state")
        .when(concern("change-1"))
        .when(new ReviewCommand.Decline("prov-1", "AZ", "CHANGED"))
        .when(override("prov-2", "eye-disease"))
        .isRefused("review-closed");
  }

  /**
   * Stored before there were rules, or under others: what counts is what the rules in force say.
   */
  @Test
  void a_dossier_that_other_rules_have_read_is_read_again_before_anybody_decides() {
    ReviewState read =
        new Reviewing(POLICY, new RuleSet("earlier", List.of(), List.of()))
            .when(submitted(RiskTier.LOW))
            .when(new ReviewCommand.Claim("prov-1"))
            .when(answered(1, STROKE, "true"))
            .state();
    ReviewState unread =
        new ReviewState(
            read.file(),
            read.phase(),
            read.queue(),
            read.dossier(),
            null,
            read.readings(),
            null,
            read.dispositions(),
            read.results(),
            read.story());

    for (ReviewState stored : List.of(read, unread)) {
      assertThat(new Review(SHIPPED).decide(stored, approve(), START))
          .isInstanceOfSatisfying(
              Decision.Rejected.class,
              rejected -> assertThat(rejected.rejection().code()).isEqualTo("not-a-candidate"));
      assertThat(stored.dossier().readBy(CandidacyRules.shipped(), stored.candidacy()).stops())
          .extracting(Finding::ruleId)
          .containsExactly("stroke");
    }
  }

  @Test
  void what_a_provider_says_twice_is_written_once() {
    Reviewing reviewing =
        claimed()
            .when(answered(1, EYES, "true"))
            .when(override("prov-1", "eye-disease"))
            .when(override("prov-1", "eye-disease"))
            .isAccepted();

    assertThat(reviewing.state().candidacy().resolutions()).hasSize(1);
  }
}
