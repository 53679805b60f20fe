package com.telemedicalservices.review.web;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewState;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who was shown a review. For providers and clinic admins. */
@RestController
@RequestMapping("/api/reviews/{episodeId}/accesses")
class AccessController {

  private final AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews;
  private final AccessLog accesses;

  AccessController(
      AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews, AccessLog accesses) {
    this.reviews = reviews;
    this.accesses = accesses;
  }

  /**
   * Who was shown this review, the newest access first: ids only, so that looking here is none
   * itself. {@code unknown-review} (404); {@code limit-out-of-range}, {@code invalid-cursor} (422).
   *
   * @param cursor {@code nextCursor} of the page before
   * @param limit at most so many, up to 200
   */
  @GetMapping
  AccessLog.Page list(
      @PathVariable String episodeId,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return accesses.page(Changes.found(reviews, episodeId, "unknown-review").id(), cursor, limit);
  }
}
