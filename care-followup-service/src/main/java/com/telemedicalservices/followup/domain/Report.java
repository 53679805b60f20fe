package com.telemedicalservices.followup.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An unwanted effect told outside a check-in.
 *
 * @param reportId its identity
 * @param sideEffect what was told
 * @param reporterId the member of staff who wrote it down; null when the patient did
 * @param reportedAt when
 */
public record Report(
    String reportId, SideEffect sideEffect, @Nullable String reporterId, Instant reportedAt) {}
