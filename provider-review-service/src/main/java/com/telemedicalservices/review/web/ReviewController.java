package com.telemedicalservices.review.web;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.kit.web.RejectedException;
import com.telemedicalservices.review.Letters;
import com.telemedicalservices.review.domain.Basis;
import com.telemedicalservices.review.domain.QueueEntry;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.review.domain.Status;
import com.telemedicalservices.review.domain.Urgency;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The review queue and the decisions of providers. Everything here is for providers of the clinic;
 * the queue and a single review may be read by nurses and clinic admins as well. Every decision can
 * be refused with {@code unknown-provider} (403), {@code unknown-review} (404), {@code
 * wrong-state}, {@code review-closed} and {@code crisis-not-dispositioned} (409).
 */
@RestController
@RequestMapping("/api/reviews")
class ReviewController {

  private static final String ACTOR = "X-Actor-Id";

  private final AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews;
  private final ReviewQueue queue;
  private final AccessLog accesses;
  private final Changes changes;
  private final Basis basis;
  private final Letters letters;
  private final Clock clock;

  ReviewController(
      AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews,
      ReviewQueue queue,
      AccessLog accesses,
      Changes changes,
      Basis basis,
      Letters letters,
      Clock clock) {
    this.reviews = reviews;
    this.queue = queue;
    this.accesses = accesses;
    this.changes = changes;
    this.basis = basis;
    this.letters = letters;
    this.clock = clock;
  }

  /**
   * The queue, the most urgent first, and among those the one that has waited longest. All filters
   * can be combined and must be given again with the cursor; what is left out narrows nothing down.
   * {@code invalid-request} (400) names the parameters that are not as they should be; {@code
   * limit-out-of-range}, {@code invalid-cursor} (422).
   *
   * @param status only reviews that stand at one of these; without it, wherever a provider has to
   *     act
   * @param urgency only as urgent as that
   * @param light only with a clock of this colour now
   * @param overdue only those whose time has passed, or only the others
   * @param assignedTo only those this provider is to look at
   * @param unassigned only those nobody is asked to look at, or only the others
   * @param claimedBy only those this provider is deciding on
   * @param clinicId only of this clinic
   * @param licenceState only those whose decision needs a licence of this state: the clinic's or
   *     the one the patient is in
   * @param cursor {@code nextCursor} of the page before
   * @param limit at most so many, up to 200
   */
  @GetMapping
  ReviewPage queue(
      @RequestParam(required = false) @Nullable List<Status> status,
      @RequestParam(required = false) @Nullable Urgency urgency,
      @RequestParam(required = false) QueueEntry.@Nullable Light light,
      @RequestParam(required = false) @Nullable Boolean overdue,
      @RequestParam(required = false) @Nullable @Pattern(regexp = Decisions.ID) String assignedTo,
      @RequestParam(required = false) @Nullable Boolean unassigned,
      @RequestParam(required = false) @Nullable @Pattern(regexp = Decisions.ID) String claimedBy,
      @RequestParam(required = false) @Nullable @Pattern(regexp = Decisions.ID) String clinicId,
      @RequestParam(required = false) @Nullable @Pattern(regexp = Decisions.STATE)
          String licenceState,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    QueueFilter wanted =
        new QueueFilter(
            status == null ? List.of() : status,
            urgency,
            light,
            overdue,
            assignedTo,
            unassigned,
            claimedBy,
            clinicId,
            licenceState);
    return queue.page(wanted, cursor, limit);
  }

  /**
   * How many reviews stand where, and of those a provider has to act on, how many are how urgent,
   * of which colour, unassigned and overdue. Reviews that are over are not counted.
   */
  @GetMapping("/counts")
  QueueCounts counts() {
    return queue.counts();
  }

  /**
   * One review with its whole story. Whoever asks is written down before the answer; when that
   * cannot be, there is none: {@code store-unavailable} (503). {@code invalid-request} (400) when
   * nobody can be written down, {@code unknown-review} (404).
   */
  @GetMapping("/{episodeId}")
  ResponseEntity<?> get(
      @PathVariable String episodeId,
      @RequestHeader(ACTOR) @Pattern(regexp = Decisions.ID) String actorId) {
    return changes.show(
        reviews,
        episodeId,
        "unknown-review",
        stored -> {
          accesses.shown(stored, actorId);
          return view(stored, accesses.people(episodeId));
        });
  }

  /**
   * Takes a review to decide on it; whoever holds it already renews the claim. The dossier is
   * fetched meanwhile. {@code claimed-by-another} (409).
   */
  @PostMapping("/{episodeId}/claim")
  ResponseEntity<?> claim(
      @PathVariable String episodeId, @RequestHeader(ACTOR) String actorId, ChangeRequest request) {
    return apply(episodeId, new ReviewCommand.Claim(actorId), request);
  }

  /** Keeps a claim for another lease; {@code not-claimed-by-you} (409). */
  @PostMapping("/{episodeId}/renew")
  ResponseEntity<?> renew(
      @PathVariable String episodeId, @RequestHeader(ACTOR) String actorId, ChangeRequest request) {
    return apply(episodeId, new ReviewCommand.Renew(actorId), request);
  }

  /** Gives a review back to the queue, where it keeps its place; {@code not-claimed-by-you}. */
  @PostMapping("/{episodeId}/release")
  ResponseEntity<?> release(
      @PathVariable String episodeId, @RequestHeader(ACTOR) String actorId, ChangeRequest request) {
    return apply(episodeId, new ReviewCommand.Release(actorId), request);
  }

  /**
   * Asks a provider to look at a review, or takes that back when nobody is named. Advice, not a
   * lock: anybody who may, still claims it. It outlasts claims and ends with the review. {@code
   * unknown-assignee} (422).
   */
  @PostMapping("/{episodeId}/assign")
  ResponseEntity<?> assign(
      @PathVariable String episodeId,
      @RequestHeader(ACTOR) String actorId,
      @Valid @RequestBody Decisions.Assign body,
      ChangeRequest request) {
    return apply(episodeId, new ReviewCommand.Assign(actorId, body.providerId()), request);
  }

  /** Asks the patient for something; {@code not-claimed-by-you} (409). */
  @PostMapping("/{episodeId}/request-information")
  ResponseEntity<?> requestInformation(
      @PathVariable String episodeId,
      @RequestHeader(ACTOR) String actorId,
      @Valid @RequestBody Decisions.Reason body,
      ChangeRequest request) {
    return apply(
        episodeId, new ReviewCommand.RequestInformation(actorId, body.reasonCode()), request);
  }

  /**
   * Approves one series. {@code not-claimed-by-you}, {@code dossier-not-here-yet}, {@code
   * clinic-not-known-yet}, {@code not-a-candidate}, {@code findings-open} (409); {@code
   * not-licensed-here}, {@code author-may-not-decide} (403); {@code modality-not-offered}, {@code
   * session-count-out-of-range}, {@code spacing-too-short}, {@code window-out-of-range}, {@code
   * window-too-short}, {@code dose-out-of-range} (422).
   */
  @PostMapping("/{episodeId}/approve")
  ResponseEntity<?> approve(
      @PathVariable String episodeId,
      @RequestHeader(ACTOR) String actorId,
      @Valid @RequestBody Decisions.Approve body,
      ChangeRequest request) {
    return apply(episodeId, body.by(actorId, basis.policy().approvals()), request);
  }

  /**
   * Writes about a finding of the rules of candidacy; needs no claim. {@code unknown-finding}
   * (404); {@code dossier-not-here-yet}, {@code finding-stands} (409); {@code not-licensed-here},
   * {@code author-may-not-decide} (403); {@code rationale-not-enough}, {@code document-missing}
   * (422).
   */
  @PostMapping("/{episodeId}/findings/{ruleId}/resolutions")
  ResponseEntity<?> resolveFinding(
      @PathVariable String episodeId,
      @PathVariable String ruleId,
      @RequestHeader(ACTOR) String actorId,
      @Valid @RequestBody Decisions.ResolveFinding body,
      ChangeRequest request) {
    return apply(episodeId, body.by(actorId, ruleId), request);
  }

  /**
   * Declines, or ends an approval that is suspended. The reason is one that can be told to the
   * patient, who reads it at {@code …/decision}. {@code not-claimed-by-you} (409), {@code
   * not-licensed-here} (403), {@code unknown-reason} (422).
   */
  @PostMapping("/{episodeId}/decline")
  ResponseEntity<?> decline(
      @PathVariable String episodeId,
      @RequestHeader(ACTOR) String actorId,
      @Valid @RequestBody Decisions.LicensedReason body,
      ChangeRequest request) {
    if (!letters.reasons().containsKey(body.reasonCode())) {
      throw new RejectedException(
          new Rejection(
              Rejection.Kind.INVALID,
              "unknown-reason",
              "Give one of the reasons that can be told to a patient.",
              Map.of("reasons", letters.forProviders())));
    }
    return apply(
        episodeId,
        new ReviewCommand.Decline(actorId, body.licenceState(), body.reasonCode()),
        request);
  }

  /**
   * Puts the decision off. {@code not-claimed-by-you} (409), {@code not-licensed-here} (403),
   * {@code deferral-out-of-range} (422).
   */
  @PostMapping("/{episodeId}/defer")
  ResponseEntity<?> defer(
      @PathVariable String episodeId,
      @RequestHeader(ACTOR) String actorId,
      @Valid @RequestBody Decisions.Defer body,
      ChangeRequest request) {
    return apply(episodeId, body.by(actorId), request);
  }

  /** Suspends an approval at once; needs neither a claim nor a licence. */
  @PostMapping("/{episodeId}/suspend")
  ResponseEntity<?> suspend(
      @PathVariable String episodeId,
      @RequestHeader(ACTOR) String actorId,
      @Valid @RequestBody Decisions.Reason body,
      ChangeRequest request) {
    return apply(episodeId, new ReviewCommand.Suspend(actorId, body.reasonCode()), request);
  }

  /**
   * Lets a suspended approval stand again. {@code dossier-not-here-yet}, {@code approval-expired},
   * {@code not-a-candidate}, {@code findings-open} (409); {@code not-licensed-here}, {@code
   * author-may-not-decide} (403).
   */
  @PostMapping("/{episodeId}/reinstate")
  ResponseEntity<?> reinstate(
      @PathVariable String episodeId,
      @RequestHeader(ACTOR) String actorId,
      @Valid @RequestBody Decisions.LicensedReason body,
      ChangeRequest request) {
    return apply(
        episodeId,
        new ReviewCommand.Reinstate(actorId, body.licenceState(), body.reasonCode()),
        request);
  }

  /**
   * Writes what a clinician found about a patient in crisis, the only way out of it. {@code
   * not-licensed-here} (403), {@code wrong-state} (409) when there is no crisis.
   */
  @PostMapping("/{episodeId}/disposition")
  ResponseEntity<?> disposition(
      @PathVariable String episodeId,
      @RequestHeader(ACTOR) String actorId,
      @Valid @RequestBody Decisions.WriteDisposition body,
      ChangeRequest request) {
    return apply(episodeId, body.by(actorId), request);
  }

  private ResponseEntity<?> apply(
      String episodeId, ReviewCommand.ProviderCommand command, ChangeRequest request) {
    return changes.apply(reviews, episodeId, command, request, stored -> view(stored, null));
  }

  private ReviewView view(Stored<ReviewState> stored, @Nullable List<AccessLog.SeenBy> seenBy) {
    return ReviewView.of(stored, basis, clock.instant(), seenBy);
  }
}
