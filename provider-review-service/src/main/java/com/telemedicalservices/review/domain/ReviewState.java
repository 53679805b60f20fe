package com.telemedicalservices.review.domain;

import com.telemedicalservices.review.domain.candidacy.Candidacy;
import com.telemedicalservices.review.domain.workup.Checklist;
import com.telemedicalservices.review.domain.workup.ResultEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * @param results every result of the work-up that was recorded, oldest first
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
    List<ResultEntry> results,
    List<Transition> story) {

  public ReviewState {
    dispositions = List.copyOf(dispositions);
    // A review from before there was a work-up has none.
    results = results == null ? List.of() : List.copyOf(results);
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
        List.of(),
        List.of());
  }

  /** How the work-up stands at a time; empty while nobody knows what the patient needs. */
  public Optional<Checklist> checklist(Basis basis, Instant at) {
    if (dossier == null) {
      return Optional.empty();
    }
    Instant began = story.isEmpty() ? queue.since() : story.getFirst().at();
    ReviewPolicy policy = basis.policy();
    return Optional.of(
        basis
            .workUp()
            .checklist(dossier.facts(basis.rules()), results, policy.day(began), policy.day(at)));
  }

  /** Whether the dossier of the newest revision is here. */
  public boolean hasCurrentDossier() {
    return dossier != null && dossier.revision() == file.revision();
  }
}
