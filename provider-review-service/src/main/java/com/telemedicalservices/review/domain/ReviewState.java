package com.telemedicalservices.review.domain;

import com.telemedicalservices.review.domain.candidacy.Candidacy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One patient's review, from the first fact about the episode to its end.
 *
 * @param file what has been told about the patient
 * @param phase where the review stands
 * @param queue where it stands in the queue
 * @param dossier the newest dossier fetched; null when none has been
 * @param candidacy what the rules that were in force found in that dossier, and what providers
 *     wrote about it; null when there is none. What counts is {@link Dossier#readBy}
 * @param question the dossier being asked for; null when none is wanted
 * @param dispositions what clinicians wrote about crises
 * @param story every transition, oldest first
 */
public record ReviewState(
    CaseFile file,
    Phase phase,
    QueueEntry queue,
    @Nullable Dossier dossier,
    @Nullable Candidacy candidacy,
    @Nullable DossierQuestion question,
    List<Disposition> dispositions,
    List<Transition> story) {

  public ReviewState {
    dispositions = List.copyOf(dispositions);
    story = List.copyOf(story);
  }

  static ReviewState unheardOf(String episodeId, String patientId, Instant now) {
    return new ReviewState(
        CaseFile.of(episodeId, patientId),
        new Phase.AwaitingIntake(),
        QueueEntry.resting(Status.AWAITING_INTAKE, now),
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  /** Whether the dossier of the newest revision is here. */
  public boolean hasCurrentDossier() {
    return dossier != null && dossier.revision() == file.revision();
  }
}
