package com.telemedicalservices.review.domain;

import static com.telemedicalservices.review.domain.Reviewing.POLICY;
import static com.telemedicalservices.review.domain.Reviewing.SHIPPED;
import static com.telemedicalservices.review.domain.Reviewing.amended;
import static com.telemedicalservices.review.domain.Reviewing.answered;
import static com.telemedicalservices.review.domain.Reviewing.approve;
import static com.telemedicalservices.review.domain.Reviewing.dossier;
import static com.telemedicalservices.review.domain.Reviewing.flagged;
import static com.telemedicalservices.review.domain.Reviewing.reinstate;
import static com.telemedicalservices.review.domain.Reviewing.safe;
import static com.telemedicalservices.review.domain.Reviewing.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.review.domain.ReviewCommand.Decline;
import com.telemedicalservices.review.domain.candidacy.Finding;
import com.telemedicalservices.review.domain.candidacy.Outcome;
import com.telemedicalservices.review.domain.candidacy.Resolution;
import com.telemedicalservices.review.domain.candidacy.RuleSet;
import com.telemedicalservices.review.domain.candidacy.RuleSets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A decision says what it was made on, and can be replayed to the same (DOMAIN §9, 24). */
class ReplayTest {

  private static final String APNEA = "medical-history/sleep-apnea";
  private static final RuleSet EARLIER =
      new RuleSet(
          "candidacy/0",
          SHIPPED.rules().ingredients(),
          SHIPPED.rules().rules().stream().filter(rule -> rule.outcome() == Outcome.STOP).toList());

  private static Reviewing claimedUnder(RuleSet rules) {
    return new Reviewing(new Basis(POLICY, rules, SHIPPED.workUp()))
        .when(submitted(RiskTier.LOW))
        .when(new Claim("prov-1"));
  }

  private static Transition last(Reviewing reviewing) {
    return reviewing.isAccepted().state().story().getLast();
  }

  private static void assertDecidedOn(Reviewing reviewing, int revision, String rules) {
    Transition line = last(reviewing);
    assertThat(line.revision()).isEqualTo(revision);
    assertThat(line.rulesVersion()).isEqualTo(rules);
    assertThat(line.policyVersion()).isEqualTo(POLICY.version());
    assertThat(line.workUpVersion()).isEqualTo("workup/1");
  }

  @Test
  void every_decision_says_which_dossier_rules_and_policy_it_was_made_on() {
    Reviewing reviewing = claimedUnder(SHIPPED.rules()).when(answered(1, APNEA, "true"));

    assertDecidedOn(
        reviewing.when(
            new ReviewCommand.ResolveFinding(
                "prov-1", "AZ", "sleep-apnea", Resolution.Kind.RATIONALE, "CPAP", null)),
        1,
        "candidacy/1");
    assertDecidedOn(reviewing.when(approve()), 1, "candidacy/1");
    reviewing.when(amended(2, RiskTier.LOW)).when(answered(2));
    assertDecidedOn(reviewing.when(reinstate()), 2, "candidacy/1");
    reviewing.when(flagged("flag-1"));
    assertDecidedOn(reviewing.when(safe()), 2, "candidacy/1");
    assertDecidedOn(reviewing.when(new Decline("prov-2", "AZ", "NOT_SUITABLE")), 2, "candidacy/1");
  }

  @Test
  void what_was_decided_before_there_was_a_dossier_says_so() {
    Reviewing reviewing = new Reviewing().when(submitted(RiskTier.HIGH)).when(safe()).isAccepted();

    assertThat(last(reviewing).revision()).isNull();
    assertThat(last(reviewing).rulesVersion()).isNull();
  }

  @Test
  void every_revision_fetched_is_kept_with_what_was_found_and_without_what_was_said() {
    Reviewing reviewing =
        claimedUnder(SHIPPED.rules())
            .when(answered(1, APNEA, "true"))
            .when(amended(2, RiskTier.LOW))
            .when(new Claim("prov-1"))
            .when(answered(2));

    assertThat(reviewing.state().readings())
        .containsExactly(
            new Reading(
                1,
                Reviewing.START,
                "candidacy/1",
                List.of(new Reading.Found("sleep-apnea", Outcome.REVIEW))),
            new Reading(2, Reviewing.START, "candidacy/1", List.of()));
  }

  @Test
  void a_decision_under_an_older_set_of_rules_is_replayed_by_that_set() {
    RuleSets sets = new RuleSets(List.of(EARLIER, SHIPPED.rules()));
    Reviewing reviewing =
        claimedUnder(EARLIER).when(answered(1, APNEA, "true")).when(approve()).isAccepted();
    Dossier decidedOn = reviewing.state().dossier();

    reviewing.under(SHIPPED).when(amended(2, RiskTier.LOW)).when(answered(2, APNEA, "true"));

    Transition decision =
        reviewing.state().story().stream()
            .filter(line -> line.reasonCode().equals("APPROVED"))
            .findFirst()
            .orElseThrow();
    RuleSet then = sets.version(decision.rulesVersion()).orElseThrow();
    assertThat(decision.revision()).isEqualTo(decidedOn.revision());
    assertThat(Reading.of(decidedOn, decidedOn.readBy(then, reviewing.state().candidacy())))
        .isEqualTo(reviewing.state().readings().getFirst());
    assertThat(decidedOn.readBy(sets.inForce(), null).findings())
        .extracting(Finding::ruleId)
        .containsExactly("sleep-apnea");
  }

  @Test
  void rules_that_read_the_same_dossier_later_are_kept_besides_those_that_read_it_first() {
    Reviewing reviewing = claimedUnder(EARLIER).when(answered(1, APNEA, "true"));

    reviewing.under(SHIPPED).when(new ReviewCommand.Renew("prov-1")).isAccepted();

    assertThat(reviewing.state().readings())
        .extracting(Reading::rulesVersion)
        .containsExactly("candidacy/0", "candidacy/1");
  }

  @Test
  void however_often_a_patient_amends_the_readings_do_not_grow_without_end() {
    Reviewing reviewing = claimedUnder(SHIPPED.rules());
    for (int revision = 1; revision <= 500; revision++) {
      reviewing
          .when(amended(revision, RiskTier.LOW))
          .when(new Claim("prov-1"))
          .when(dossier(revision));
    }

    assertThat(reviewing.state().readings()).hasSize(ReviewState.READINGS);
    assertThat(reviewing.state().readings().getLast().revision()).isEqualTo(500);
  }
}
