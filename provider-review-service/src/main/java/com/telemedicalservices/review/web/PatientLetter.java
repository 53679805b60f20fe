package com.telemedicalservices.review.web;

import com.telemedicalservices.review.Letters;
import com.telemedicalservices.review.domain.Phase;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.review.domain.Status;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a patient is told about their review.
 *
 * @param status where it stands
 * @param since since when
 * @param message what that means for them
 * @param reason why, after a no; null when there is nothing to explain
 * @param alternatives what else may help, after a no; empty otherwise
 * @param resources where there is help at any time
 * @param language the language of the words
 * @param version version of the letters
 */
record PatientLetter(
    Status status,
    Instant since,
    String message,
    @Nullable String reason,
    List<String> alternatives,
    List<String> resources,
    String language,
    String version) {

  private static final Set<Status> NO = Set.of(Status.DECLINED, Status.DISCONTINUED);

  static PatientLetter of(ReviewState state, Letters letters, String language) {
    Status status = state.phase().status();
    boolean no = NO.contains(status);
    return new PatientLetter(
        status,
        state.queue().since(),
        letters.standing(status, language),
        no && state.phase() instanceof Phase.Closed closed
            ? letters.reason(closed.reasonCode(), language).orElse(null)
            : null,
        no ? letters.alternatives().getOrDefault(language, List.of()) : List.of(),
        letters.resources().getOrDefault(language, List.of()),
        language,
        letters.version());
  }
}
