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
 * @param readings how each dossier fetched was read, the newest {@value #READINGS}, oldest first
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
    List<Reading> readings,
    @Nullable DossierQuestion question,
    List<Disposition> dispositions,
    List<ResultEntry> results,
    List<Transition> story) {

  /**
   * How many readings are kept. A patient may hand in any number of revisions, and a document must
   * not grow with them. What is dropped can be had again: each line of the story names what it was
   * decided on, and the same rules find the same in the same revision.
   */
  static final int READINGS = 50;

  public ReviewState {
    dispositions = List.copyOf(dispositions);
    // A review from before these were kept has none.
    readings = readings == null ? List.of() : List.copyOf(readings);
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
        List.of(),
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
