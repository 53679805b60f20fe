package com.telemedicalservices.review.domain;

import static com.telemedicalservices.review.domain.Reviewing.SHIPPED;
import static com.telemedicalservices.review.domain.Reviewing.START;
import static com.telemedicalservices.review.domain.Reviewing.answered;
import static com.telemedicalservices.review.domain.Reviewing.approve;
import static com.telemedicalservices.review.domain.Reviewing.result;
import static com.telemedicalservices.review.domain.Reviewing.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Modality;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.review.domain.ReviewCommand.Approve;
import com.telemedicalservices.review.domain.ReviewCommand.Claim;
import com.telemedicalservices.review.domain.ReviewCommand.Reinstate;
import com.telemedicalservices.review.domain.workup.Checklist;
import com.telemedicalservices.review.domain.workup.Checklist.Standing;
import com.telemedicalservices.review.domain.workup.Result;
import com.telemedicalservices.review.domain.workup.ResultEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be known before an infusion, and what becomes of results (DOMAIN §2.4). */
class WorkUpTest {

  private static final String SCREEN = "URINE_DRUG_SCREEN";
  private static final String PREGNANCY = "PREGNANCY_TEST";
  private static final String TODAY = "2026-11-23";

  private static Reviewing claimed(String... itemsAndValues) {
    return new Reviewing(SHIPPED)
        .when(submitted(RiskTier.LOW))
        .when(new Claim("prov-1"))
        .when(answered(1, itemsAndValues));
  }

  private static Reviewing approved() {
    return claimed().when(approve()).isAccepted();
  }

  private static Checklist.Line line(Reviewing reviewing, String code) {
    return reviewing.checklist().lines().stream()
        .filter(line -> line.item().code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> needed(Reviewing reviewing) {
    return reviewing.checklist().lines().stream().map(line -> line.item().code()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "eligibility/age, 49, ECG, false",
    "eligibility/age, 50, ECG, true",
    "medical-history/high-blood-pressure, controlled, ECG, true",
    "medical-history/heart-disease, stable, ECG, true",
    "eligibility/pregnancy, not-applicable, PREGNANCY_TEST, false",
    "eligibility/pregnancy, no, PREGNANCY_TEST, true",
    "eligibility/pregnancy, not-applicable, LIVER_PANEL, true"
  })
  void what_is_needed_depends_on_the_patient(
      String question, String answer, String item, boolean isNeeded) {
    Reviewing reviewing = claimed("eligibility/age", "40", question, answer);

    assertThat(needed(reviewing).contains(item)).isEqualTo(isNeeded);
  }

  @Test
  void a_patient_who_has_not_said_needs_all_of_it() {
    Reviewing silent =
        new Reviewing(SHIPPED)
            .when(submitted(RiskTier.LOW))
            .when(new Claim("prov-1"))
            .when(Reviewing.dossier(1));

    assertThat(silent.checklist().lines()).hasSameSizeAs(SHIPPED.workUp().items());
  }

  @Test
  void a_result_is_valid_to_the_end_of_its_last_day_where_the_clinic_is() {
    Reviewing reviewing = claimed();
    assertStands(reviewing, SCREEN, Standing.MISSING, null);

    reviewing.when(result(SCREEN, Result.NEGATIVE, "2026-11-20")).isAccepted();

    assertStands(reviewing, SCREEN, Standing.VALID, "2026-12-04");
    reviewing.after(Duration.between(START, instant("2026-12-05T06:59:59Z")));
    assertStands(reviewing, SCREEN, Standing.VALID, "2026-12-04");
    reviewing.after(Duration.ofSeconds(1));
    assertStands(reviewing, SCREEN, Standing.EXPIRED, "2026-12-05");
  }

  @Test
  void what_holds_for_a_series_was_taken_for_this_one() {
    Reviewing reviewing = claimed().when(result("PDMP_QUERY", Result.DONE, "2026-11-22"));
    assertStands(reviewing, "PDMP_QUERY", Standing.EXPIRED, TODAY);

    reviewing.when(result("PDMP_QUERY", Result.DONE, TODAY)).after(Duration.ofDays(170));

    assertStands(reviewing, "PDMP_QUERY", Standing.VALID, null);
  }

  @Test
  void the_result_taken_last_counts_whenever_it_is_recorded() {
    Reviewing reviewing =
        claimed()
            .when(result("TSH", Result.NORMAL, "2026-11-10"))
            .when(result("TSH", Result.ABNORMAL, "2025-06-01"));

    assertThat(line(reviewing, "TSH").newest().result()).isEqualTo(Result.NORMAL);
    assertThat(reviewing.state().results()).hasSize(2);
  }

  @Test
  void the_same_result_twice_is_written_once() {
    Reviewing reviewing =
        claimed()
            .when(result(SCREEN, Result.NEGATIVE, TODAY))
            .when(result(SCREEN, Result.NEGATIVE, TODAY))
            .isAccepted();

    assertThat(reviewing.state().results()).hasSize(1);
  }

  @Test
  void a_wrong_result_is_corrected_by_another_and_never_changed() {
    Reviewing reviewing = claimed().when(result(SCREEN, Result.NEGATIVE, TODAY));
    ResultEntry wrong = reviewing.state().results().getFirst();

    reviewing.when(result(SCREEN, Result.NEGATIVE, "2026-11-02", wrong.resultId())).isAccepted();

    assertThat(reviewing.state().results()).hasSize(2).startsWith(wrong);
    assertStands(reviewing, SCREEN, Standing.EXPIRED, "2026-11-17");
    reviewing
        .when(result(SCREEN, Result.NEGATIVE, "2026-11-03", wrong.resultId()))
        .isRefused("already-corrected");
  }

  @Test
  void only_a_result_of_the_same_item_can_be_corrected() {
    Reviewing reviewing = claimed().when(result(SCREEN, Result.NEGATIVE, TODAY));

    reviewing
        .when(result("TSH", Result.NORMAL, TODAY, Reviewing.EPISODE + ".w1"))
        .isRefused(Rejection.Kind.UNKNOWN, "unknown-result")
        .when(result("TSH", Result.NORMAL, TODAY, "somebody-elses"))
        .isRefused(Rejection.Kind.UNKNOWN, "unknown-result");
  }

  @Test
  void what_cannot_be_is_refused() {
    claimed()
        .when(result("HOROSCOPE", Result.NORMAL, TODAY))
        .isRefused(Rejection.Kind.UNKNOWN, "unknown-work-up-item")
        .when(result(SCREEN, Result.NORMAL, TODAY))
        .isRefused(Rejection.Kind.INVALID, "result-not-of-this-item")
        .when(result(SCREEN, Result.NEGATIVE, "2026-11-24"))
        .isRefused(Rejection.Kind.INVALID, "taken-on-out-of-range")
        .when(result(SCREEN, Result.NEGATIVE, "2024-11-22"))
        .isRefused(Rejection.Kind.INVALID, "taken-on-out-of-range")
        .when(result(SCREEN, Result.NEGATIVE, "2024-11-23"))
        .isAccepted();
  }

  @Test
  void an_approval_does_not_wait_for_the_work_up_but_says_what_is_open() {
    Reviewing reviewing =
        claimed("eligibility/pregnancy", "not-applicable", "eligibility/age", "40")
            .when(result(SCREEN, Result.NEGATIVE, TODAY))
            .when(result("TSH", Result.NORMAL, "2025-01-01"))
            .when(
                new Approve(
                    "prov-1",
                    "AZ",
                    new Scope(
                        Modality.IV_RACEMIC, 6, 40, 28, null, List.of("CPAP_BROUGHT", "TSH"))));

    Approval approval = ((Phase.Approved) reviewing.state().phase()).approval();
    assertThat(approval.conditions())
        .containsExactly(
            "LIVER_PANEL",
            "RENAL_PANEL",
            "TSH",
            "BLOOD_COUNT",
            "STOP_BANG",
            "PDMP_QUERY",
            "PHYSICAL_EXAM",
            "CARE_TEAM_CONTACT",
            "CPAP_BROUGHT");
    assertThat(approval.workUpVersion()).isEqualTo("workup/1");
    assertThat(reviewing.events())
        .singleElement()
        .isInstanceOfSatisfying(
            ReviewEvent.CandidateApproved.class,
            told ->
                assertThat(told.conditions())
                    .extracting(ReviewEvent.Condition::conditionCode)
                    .isEqualTo(approval.conditions()));
  }

  @ParameterizedTest
  @ValueSource(strings = {SCREEN, PREGNANCY})
  void a_positive_test_suspends_a_standing_approval_without_saying_which(String item) {
    Reviewing reviewing =
        approved().when(result(item, Result.POSITIVE, TODAY)).stands(Status.SUSPENDED);

    assertThat(reviewing.events())
        .containsExactly(
            new ReviewEvent.ApprovalSuspended(
                Reviewing.PATIENT,
                Reviewing.EPISODE,
                Reviewing.EPISODE + ".a1",
                "WORK_UP_CONCERN",
                START));
    assertThat(reviewing.state().file().openConcerns())
        .extracting(CaseFile.Told::id)
        .containsExactly(Reviewing.EPISODE + ".w1");
  }

  @Test
  void a_result_nothing_speaks_against_suspends_nothing() {
    approved().when(result(SCREEN, Result.NEGATIVE, TODAY)).stands(Status.APPROVED).tellsNothing();
  }

  @Test
  void nobody_approves_past_a_positive_pregnancy_test() {
    Reviewing reviewing =
        claimed()
            .when(result(PREGNANCY, Result.POSITIVE, TODAY))
            .stands(Status.CLAIMED)
            .when(approve())
            .isRefused("not-a-candidate");
    assertThat(reviewing.rejection().facts()).containsEntry("workUp", List.of(PREGNANCY));

    reviewing
        .after(Duration.ofHours(24))
        .when(new Claim("prov-1"))
        .when(result(PREGNANCY, Result.NEGATIVE, "2026-11-24"))
        .when(approve())
        .stands(Status.APPROVED);
  }

  @Test
  void nobody_reinstates_past_a_positive_pregnancy_test() {
    approved()
        .when(result(PREGNANCY, Result.POSITIVE, TODAY))
        .when(new Reinstate("prov-2", "AZ", "REASSESSED"))
        .isRefused("not-a-candidate");
  }

  @Test
  void a_positive_drug_screen_is_for_a_provider_to_weigh() {
    approved()
        .when(result(SCREEN, Result.POSITIVE, TODAY))
        .when(new Reinstate("prov-2", "AZ", "PRESCRIBED_MEDICINE"))
        .stands(Status.APPROVED);
  }

  @Test
  void another_provider_who_decides_is_told_of_a_concern_first() {
    claimed()
        .when(
            new ReviewCommand.RecordResult(
                "prov-2", SCREEN, Result.POSITIVE, LocalDate.parse(TODAY), "document-1", null))
        .stands(Status.WAITING);
  }

  @Test
  void what_runs_out_under_a_standing_approval_is_noted_and_suspends_nothing() {
    Reviewing reviewing =
        claimed().when(result(SCREEN, Result.NEGATIVE, TODAY)).when(approve()).isAccepted();
    int before = reviewing.checklist().open().size();
    int lines = reviewing.state().story().size();

    reviewing.liveThrough(Duration.between(START, instant("2026-12-08T06:59:59Z")));
    assertThat(reviewing.state().story()).hasSize(lines);
    reviewing.liveThrough(Duration.ofDays(3)).stands(Status.APPROVED).tellsNothing();

    assertThat(reviewing.state().story())
        .hasSize(lines + 1)
        .last()
        .extracting(Transition::reasonCode)
        .isEqualTo("WORK_UP_RAN_OUT");
    assertThat(reviewing.checklist().open()).hasSize(before + 1).contains(SCREEN);
  }

  private static Instant instant(String text) {
    return Instant.parse(text);
  }

  private static void assertStands(
      Reviewing reviewing, String item, Standing standing, @Nullable String day) {
    Checklist.Line line = line(reviewing, item);
    assertThat(line.standing()).isEqualTo(standing);
    assertThat(line.day()).isEqualTo(day == null ? null : LocalDate.parse(day));
  }
}
