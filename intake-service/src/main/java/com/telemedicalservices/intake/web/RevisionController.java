package com.telemedicalservices.intake.web;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.intake.Questionnaires;
import com.telemedicalservices.intake.domain.IntakeCommand;
import com.telemedicalservices.intake.domain.IntakeState;
import com.telemedicalservices.intake.domain.Revision;
import com.telemedicalservices.intake.domain.RevisionChanges;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.kit.web.RejectedException;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How a dossier came to be what it is. For providers and the review service. */
@RestController
@RequestMapping("/api/intakes/{episodeId}/revisions")
class RevisionController {

  private final AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes;
  private final Questionnaires questionnaires;

  RevisionController(
      AggregateStore<IntakeState, IntakeCommand, IntakeEvent> intakes,
      Questionnaires questionnaires) {
    this.intakes = intakes;
    this.questionnaires = questionnaires;
  }

  /**
   * What a dossier says otherwise than the one before, or than the one that {@code since} names:
   * the answers that were added, changed and removed. Errors: {@code unknown-episode}, {@code
   * unknown-revision}.
   */
  @GetMapping("/{revision}/changes")
  ChangesView changes(
      @PathVariable String episodeId,
      @PathVariable int revision,
      @RequestParam Optional<Integer> since) {
    IntakeState intake = Changes.found(intakes, episodeId, "unknown-episode").state();
    Revision after = revision(intake, revision);
    Revision before = revision(intake, since.orElse(revision - 1));
    return ChangesView.of(
        RevisionChanges.between(before, after, questionnaires.forms()),
        questionnaires,
        intake.episode().language());
  }

  private static Revision revision(IntakeState intake, int number) {
    return intake
        .revision(number)
        .orElseThrow(
            () ->
                new RejectedException(
                    Rejection.Kind.UNKNOWN,
                    "unknown-revision",
                    "There is no dossier %d; the last one that was handed in is %d."
                        .formatted(number, intake.revisions().size())));
  }
}
