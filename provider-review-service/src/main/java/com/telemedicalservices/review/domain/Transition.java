package com.telemedicalservices.review.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a review's history. Lines are only ever added (DOMAIN §9, invariant 23), and each
 * says what it was decided on, so that it can be replayed (invariant 24).
 *
 * @param at when
 * @param actor the provider, the service whose fact it was, or the clock
 * @param from where the review stood
 * @param to where it stood after; the same when only something was noted
 * @param reasonCode why
 * @param policyVersion version of the review policy
 * @param revision revision of the dossier that was here; null when none was, or in a line from
 *     before this was written
 * @param rulesVersion version of the rules that had read it; null as above
 * @param workUpVersion version of the work-up; null as above
 * @param assignedTo to whom it was assigned; null for everything else
 */
public record Transition(
    Instant at,
    String actor,
    Status from,
    Status to,
    String reasonCode,
    String policyVersion,
    @Nullable Integer revision,
    @Nullable String rulesVersion,
    @Nullable String workUpVersion,
    @Nullable String assignedTo) {}
