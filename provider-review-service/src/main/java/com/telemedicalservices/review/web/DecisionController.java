package com.telemedicalservices.review.web;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.review.Letters;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewState;
import jakarta.validation.constraints.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What came of a review, in words for the patient. For the patient and clinic staff. */
@RestController
@RequestMapping("/api/reviews/{episodeId}/decision")
class DecisionController {

  private final AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews;
  private final Letters letters;

  DecisionController(
      AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews, Letters letters) {
    this.reviews = reviews;
    this.letters = letters;
  }

  /**
   * Where the review stands and what that means for the patient. Nothing of the dossier is in it,
   * so that reading it is no access. {@code unknown-review} (404).
   *
   * @param language en or es
   */
  @GetMapping
  PatientLetter decision(
      @PathVariable String episodeId,
      @RequestParam(defaultValue = "en") @Pattern(regexp = "en|es") String language) {
    return PatientLetter.of(
        Changes.found(reviews, episodeId, "unknown-review").state(), letters, language);
  }
}
