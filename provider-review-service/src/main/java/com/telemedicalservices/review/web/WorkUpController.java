package com.telemedicalservices.review.web;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.review.domain.Basis;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewState;
import jakarta.validation.Valid;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Results of the work-up. For providers of the clinic. */
@RestController
@RequestMapping("/api/reviews/{episodeId}/work-up")
class WorkUpController {

  private final AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews;
  private final Changes changes;
  private final Basis basis;
  private final Clock clock;

  WorkUpController(
      AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews,
      Changes changes,
      Basis basis,
      Clock clock) {
    this.reviews = reviews;
    this.changes = changes;
    this.basis = basis;
    this.clock = clock;
  }

  /**
   * Records what came of an item; needs neither a claim nor a licence, and the same twice is
   * written once. What speaks against the treatment suspends an approval at once. {@code
   * unknown-provider} (403); {@code unknown-review}, {@code unknown-work-up-item}, {@code
   * unknown-result} (404); {@code wrong-state}, {@code review-closed}, {@code already-corrected}
   * (409); {@code result-not-of-this-item}, {@code taken-on-out-of-range} (422).
   *
   * @param item code of the item
   */
  @PostMapping("/{item}")
  ResponseEntity<?> record(
      @PathVariable String episodeId,
      @PathVariable String item,
      @RequestHeader("X-Actor-Id") String actorId,
      @Valid @RequestBody Decisions.RecordResult body,
      ChangeRequest request) {
    return changes.apply(
        reviews,
        episodeId,
        body.by(actorId, item),
        request,
        stored -> ReviewView.of(stored, basis, clock.instant(), null));
  }
}
