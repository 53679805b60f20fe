package com.telemedicalservices.review.web;

import com.telemedicalservices.contracts.Modality;
import com.telemedicalservices.contracts.RiskTier;
import com.telemedicalservices.review.domain.Disposition;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewPolicy;
import com.telemedicalservices.review.domain.Scope;
import com.telemedicalservices.review.domain.candidacy.Resolution;
import com.telemedicalservices.review.domain.workup.Result;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of decisions. Reasons are codes; what is personal has no place in them. */
final class Decisions {

  private static final String CODE = "[A-Z][A-Z0-9_]{1,63}";
  private static final String DOCUMENT = "[A-Za-z0-9._-]{1,64}";

  /** A state, as it is written on a licence. */
  static final String STATE = "[A-Z]{2}";

  /** The id of a person or a clinic. */
  static final String ID = "[A-Za-z0-9._-]{1,64}";

  private Decisions() {}

  /**
   * A decision that needs only a reason.
   *
   * @param reasonCode why
   */
  record Reason(@NotNull @Pattern(regexp = CODE) String reasonCode) {}

  /**
   * An assignment.
   *
   * @param providerId who is to look at it; left out to take it back
   */
  record Assign(@Nullable @Pattern(regexp = ID) String providerId) {}

  /**
   * A decision made under a licence.
   *
   * @param licenceState state of the licence
   * @param reasonCode why
   */
  record LicensedReason(
      @NotNull @Pattern(regexp = STATE) String licenceState,
      @NotNull @Pattern(regexp = CODE) String reasonCode) {}

  /**
   * An approval. What is left out is as the policy has it.
   *
   * @param licenceState state of the licence
   * @param modality how the medicine is given
   * @param sessionCount how many sessions
   * @param minimumHoursBetweenSessions least hours from start to start
   * @param windowDays days within which the series must lie
   * @param dose dose range
   * @param conditions codes of what must hold for every session, besides what is open of the
   *     work-up
   */
  record Approve(
      @NotNull @Pattern(regexp = STATE) String licenceState,
      @NotNull Modality modality,
      @Nullable @Positive @Max(1_000) Integer sessionCount,
      @Nullable @Positive @Max(10_000) Integer minimumHoursBetweenSessions,
      @Nullable @Positive @Max(1_000) Integer windowDays,
      @Nullable @Valid Dose dose,
      @Nullable @Size(max = 20) List<@NotNull @Pattern(regexp = CODE) String> conditions) {

    ReviewCommand.Approve by(String providerId, ReviewPolicy.ApprovalPolicy policy) {
      Scope scope =
          new Scope(
              modality,
              sessionCount == null ? policy.sessions() : sessionCount,
              minimumHoursBetweenSessions == null
                  ? policy.minimumHours()
                  : minimumHoursBetweenSessions,
              windowDays == null ? policy.longestWindowDays() : windowDays,
              dose == null ? null : new Scope.DoseRange(dose.fromMgPerKg(), dose.toMgPerKg()),
              conditions == null ? List.of() : conditions);
      return new ReviewCommand.Approve(providerId, licenceState, scope);
    }
  }

  /**
   * A dose range.
   *
   * @param fromMgPerKg the lowest
   * @param toMgPerKg the highest
   */
  record Dose(
      @NotNull @Positive @Digits(integer = 3, fraction = 6) BigDecimal fromMgPerKg,
      @NotNull @Positive @Digits(integer = 3, fraction = 6) BigDecimal toMgPerKg) {}

  /**
   * What a provider writes about a finding.
   *
   * @param licenceState state of the licence
   * @param kind RATIONALE for a finding to review; CLEARED, with a document, or OVERRIDDEN, by two
   *     people, for a hold
   * @param reasonCode why
   * @param documentId what shows it; left out for all but a clearance
   */
  record ResolveFinding(
      @NotNull @Pattern(regexp = STATE) String licenceState,
      Resolution.@NotNull Kind kind,
      @NotNull @Pattern(regexp = CODE) String reasonCode,
      @Nullable @Pattern(regexp = DOCUMENT) String documentId) {

    ReviewCommand.ResolveFinding by(String providerId, String ruleId) {
      return new ReviewCommand.ResolveFinding(
          providerId, licenceState, ruleId, kind, reasonCode, documentId);
    }
  }

  /**
   * What came of an item of the work-up.
   *
   * @param result one of those the item can have
   * @param takenOn the day it was taken, where the clinic is
   * @param documentId what shows it
   * @param corrects the wrong entry this one replaces; left out when it is no correction
   */
  record RecordResult(
      @NotNull Result result,
      @NotNull LocalDate takenOn,
      @NotNull @Pattern(regexp = DOCUMENT) String documentId,
      @Nullable @Size(max = 128) String corrects) {

    ReviewCommand.RecordResult by(String providerId, String item) {
      return new ReviewCommand.RecordResult(
          providerId, item, result, takenOn, documentId, corrects);
    }
  }

  /**
   * A decision put off.
   *
   * @param licenceState state of the licence
   * @param reasonCode what it waits for
   * @param until when the review comes back
   */
  record Defer(
      @NotNull @Pattern(regexp = STATE) String licenceState,
      @NotNull @Pattern(regexp = CODE) String reasonCode,
      @NotNull Instant until) {

    /** As exact as times are kept. */
    ReviewCommand.Defer by(String providerId) {
      return new ReviewCommand.Defer(
          providerId, licenceState, reasonCode, until.truncatedTo(ChronoUnit.MILLIS));
    }
  }

  /**
   * What a clinician found about a patient in crisis.
   *
   * @param licenceState state of the licence
   * @param dispositionCode what happens next
   * @param tierAfter the tier by the clinician's own assessment
   * @param reasonCode why
   */
  record WriteDisposition(
      @NotNull @Pattern(regexp = STATE) String licenceState,
      Disposition.@NotNull Code dispositionCode,
      @NotNull RiskTier tierAfter,
      @NotNull @Pattern(regexp = CODE) String reasonCode) {

    ReviewCommand.WriteDisposition by(String providerId) {
      return new ReviewCommand.WriteDisposition(
          providerId, licenceState, dispositionCode, tierAfter, reasonCode);
    }
  }
}
