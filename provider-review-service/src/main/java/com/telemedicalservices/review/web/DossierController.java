package com.telemedicalservices.review.web;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.kit.web.RejectedException;
import com.telemedicalservices.review.domain.Dossier;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.review.domain.candidacy.RuleSets;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The dossiers a review was decided on, also the earlier ones. For providers of the clinic. */
@RestController
@RequestMapping("/api/reviews/{episodeId}/dossiers")
class DossierController {

  private final AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews;
  private final AskingIntake intake;
  private final RuleSets rules;
  private final AccessLog accesses;

  DossierController(
      AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews,
      AskingIntake intake,
      RuleSets rules,
      AccessLog accesses) {
    this.reviews = reviews;
    this.intake = intake;
    this.rules = rules;
    this.accesses = accesses;
  }

  /**
   * One revision, with what the rules that read it find in it. The newest copy is here; every other
   * is asked of the intake service, which keeps them all. Whoever asks is written down before the
   * answer, as for the review itself. {@code unknown-review}, {@code unknown-revision} (404); 503
   * when the intake service does not answer, or nobody can be written down.
   *
   * @param revision the revision, from 1
   */
  @GetMapping("/{revision}")
  DossierView dossier(
      @PathVariable String episodeId,
      @PathVariable int revision,
      @RequestHeader("X-Actor-Id") @Pattern(regexp = Decisions.ID) String actorId) {
    Stored<ReviewState> stored = Changes.found(reviews, episodeId, "unknown-review");
    Dossier dossier =
        copy(stored.state(), revision)
            .orElseThrow(
                () ->
                    new RejectedException(
                        Rejection.Kind.UNKNOWN,
                        "unknown-revision",
                        "The intake has no such revision; see the review."));
    accesses.shown(stored, revision, actorId);
    return DossierView.of(dossier, stored.state(), rules);
  }

  private Optional<Dossier> copy(ReviewState state, int revision) {
    Dossier here = state.dossier();
    if (here != null && here.revision() == revision) {
      return Optional.of(here);
    }
    return revision < 1 || revision > state.file().revision()
        ? Optional.empty()
        : intake.dossier(state.file().episodeId(), revision);
  }
}
