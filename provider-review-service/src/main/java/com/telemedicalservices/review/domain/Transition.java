package com.telemedicalservices.review.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a review's history. Lines are only ever added (DOMAIN §9, invariant 23).
 *
 * @param at when
 * @param actor the provider, the service whose fact it was, or the clock
 * @param from where the review stood
 * @param to where it stood after; the same when only something was noted
 * @param reasonCode why
 * @param policyVersion version of the review policy
 * @param assignedTo to whom it was assigned; null for everything else
 */
public record Transition(
    Instant at,
    String actor,
    Status from,
    Status to,
    String reasonCode,
    String policyVersion,
    @Nullable String assignedTo) {}
