package com.telemedicalservices.followup.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the patient sent for a check-in, as it was sent, and what it shows. Kept whole, so that it
 * can be scored again to the same result.
 *
 * @param submittedAt when
 * @param answers the answers by item code
 * @param sideEffects the unwanted effects named
 * @param assessment what they show
 * @param counted whether the check-in was answered by it; if not, only the risk it shows was taken
 */
public record Submission(
    Instant submittedAt,
    Map<String, Integer> answers,
    List<SideEffect> sideEffects,
    Assessment assessment,
    boolean counted) {

  public Submission {
    answers = Map.copyOf(answers);
    sideEffects = List.copyOf(sideEffects);
  }
}
