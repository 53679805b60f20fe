package com.telemedicalservices.review.domain;

import com.telemedicalservices.review.domain.candidacy.Candidacy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A licensed provider's word that the patient may have one series. It records everything it was
 * decided on, so that it can be examined years later (DOMAIN §9, invariants 3 and 24).
 *
 * @param approvalId its identity
 * @param scope what may be given
 * @param revision the revision of the dossier it was decided on
 * @param startBy the first session must start before this
 * @param finishBy the last session must end before this
 * @param providerId who approved
 * @param licenceState state whose licence the provider approved under
 * @param patientState state the patient is in
 * @param policyVersion version of the review policy
 * @param candidacy what the rules had found and providers had written about it; null for an
 *     approval from before there were such rules
 * @param approvedAt when
 * @param seriesId the series booked on it; null when there is none yet
 * @param licence the licence it stands on now; null for an approval from before that was watched
 * @param conditions codes of what must still be dealt with before an infusion: the items of the
 *     work-up that were not valid, and what the provider added
 * @param workUpVersion version of the work-up; null for an approval from before there was one
 */
public record Approval(
    String approvalId,
    Scope scope,
    int revision,
    Instant startBy,
    Instant finishBy,
    String providerId,
    String licenceState,
    String patientState,
    String policyVersion,
    @Nullable Candidacy candidacy,
    Instant approvedAt,
    @Nullable String seriesId,
    @Nullable Licence licence,
    List<String> conditions,
    @Nullable String workUpVersion) {

  public Approval {
    conditions = conditions == null ? scope.conditions() : List.copyOf(conditions);
  }

  /** The licence it stands on; that of whoever approved unless somebody else has taken it on. */
  Licence standsOn() {
    return licence == null
        ? new Licence(providerId, licenceState, patientState, approvedAt)
        : licence;
  }

  Approval with(String bookedSeriesId) {
    return with(bookedSeriesId, licence);
  }

  Approval with(Licence other) {
    return with(seriesId, other);
  }

  private Approval with(@Nullable String newSeriesId, @Nullable Licence newLicence) {
    return new Approval(
        approvalId,
        scope,
        revision,
        startBy,
        finishBy,
        providerId,
        licenceState,
        patientState,
        policyVersion,
        candidacy,
        approvedAt,
        newSeriesId,
        newLicence,
        conditions,
        workUpVersion);
  }

  /** When it ends by time: until a series is booked, it must be started; then, finished. */
  public Instant expiresAt() {
    return seriesId == null && startBy.isBefore(finishBy) ? startBy : finishBy;
  }
}
