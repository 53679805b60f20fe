package com.telemedicalservices.review.web;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;

import com.telemedicalservices.review.domain.QueueEntry.Light;
import com.telemedicalservices.review.domain.ReviewPolicy;
import com.telemedicalservices.review.domain.Status;
import com.telemedicalservices.review.domain.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which reviews of the queue somebody wants to see. All that is asked must hold; what is left out
 * narrows nothing down.
 *
 * @param statuses where they stand; when empty, wherever a provider has to act
 * @param urgency how soon a provider must act
 * @param light the colour of their clock
 * @param overdue whether their time has passed
 * @param assignedTo who is to look at them
 * @param unassigned whether nobody is
 * @param claimedBy who is deciding
 * @param clinicId the clinic
 * @param licenceState a state whose licence a decision needs
 */
record QueueFilter(
    List<Status> statuses,
    @Nullable Urgency urgency,
    @Nullable Light light,
    @Nullable Boolean overdue,
    @Nullable String assignedTo,
    @Nullable Boolean unassigned,
    @Nullable String claimedBy,
    @Nullable String clinicId,
    @Nullable String licenceState) {

  private static final String AMBER_AT = "state.queue.amberAt";
  private static final String DUE_BY = "state.queue.dueBy";
  private static final String ASSIGNED_TO = "state.queue.assignedTo";
  private static final String CLINIC = "state.file.clinicId";

  /** The same as a query of the database, at this time. */
  Bson at(Instant now, ReviewPolicy.Clinics clinics) {
    List<Bson> all = new ArrayList<>();
    all.add(
        statuses.isEmpty()
            ? eq("state.queue.needsProvider", true)
            : in("state.queue.status", statuses.stream().map(Status::name).toList()));
    if (urgency != null) {
      all.add(eq("state.queue.urgency", urgency.rank()));
    }
    if (light != null) {
      all.add(shows(light, now));
    }
    if (overdue != null) {
      all.add(overdue ? lte(DUE_BY, now) : not(lte(DUE_BY, now)));
    }
    if (assignedTo != null) {
      all.add(eq(ASSIGNED_TO, assignedTo));
    }
    if (unassigned != null) {
      all.add(unassigned ? eq(ASSIGNED_TO, null) : not(eq(ASSIGNED_TO, null)));
    }
    if (claimedBy != null) {
      all.add(eq("state.phase.kind", "Claimed"));
      all.add(eq("state.phase.providerId", claimedBy));
    }
    if (clinicId != null) {
      all.add(eq(CLINIC, clinicId));
    }
    if (licenceState != null) {
      all.add(needsLicence(licenceState, clinics));
    }
    return and(all);
  }

  /** As {@code QueueEntry.light} has it. */
  private static Bson shows(Light light, Instant now) {
    return switch (light) {
      case GREEN -> and(gt(AMBER_AT, now), gt(DUE_BY, now));
      case AMBER -> and(lte(AMBER_AT, now), gt(DUE_BY, now));
      case RED -> lte(DUE_BY, now);
    };
  }

  /** Where the clinic is, or where the patient said to be. */
  private static Bson needsLicence(String state, ReviewPolicy.Clinics clinics) {
    boolean isDefault = state.equals(clinics.defaultState());
    List<String> elsewhere =
        clinics.elsewhere().stream()
            .filter(clinic -> clinic.state().equals(state) != isDefault)
            .map(ReviewPolicy.Clinic::id)
            .toList();
    return or(
        isDefault ? nin(CLINIC, elsewhere) : in(CLINIC, elsewhere),
        eq("state.dossier.patientState", state));
  }
}
