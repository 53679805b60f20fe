package com.telemedicalservices.review.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The intake service is being asked for a dossier, or will be asked again.
 *
 * @param revision the revision wanted
 * @param attempt which attempt, from 1
 * @param underWay whether an attempt is being made
 * @param until when an attempt under way counts as failed; when the next one is made otherwise
 * @param failureCode why the last attempt failed; null when none has
 */
public record DossierQuestion(
    int revision, int attempt, boolean underWay, Instant until, @Nullable String failureCode) {

  /** Whether this is another attempt than the one before. */
  public boolean beganAfter(@Nullable DossierQuestion before) {
    return underWay
        && (before == null
            || !before.underWay
            || before.revision != revision
            || before.attempt != attempt);
  }
}
