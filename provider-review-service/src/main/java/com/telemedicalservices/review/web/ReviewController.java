package com.telemedicalservices.review.web;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.ChangeRequest;
import com.telemedicalservices.kit.web.Changes;
import com.telemedicalservices.kit.web.Cursor;
import com.telemedicalservices.kit.web.RejectedException;
import com.telemedicalservices.review.domain.Basis;
import com.telemedicalservices.review.domain.QueueEntry;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.review.domain.Status;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
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
  private static final String URGENCY = "state.queue.urgency";
  private static final String SINCE = "state.queue.since";
  private static final String ID = "_id";
  private static final int MOST = 200;

  private final AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews;
  private final Changes changes;
  private final Basis basis;
  private final Clock clock;

  ReviewController(
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
   * The queue, the most urgent first, and among those the one that has waited longest.
   *
   * @param status only reviews that stand there; without it, those a provider has to act on
   * @param cursor {@code nextCursor} of the page before
   * @param limit at most so many, up to 200
   */
  @GetMapping
  ReviewPage queue(
      @RequestParam(required = false) @Nullable Status status,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MOST) {
      throw refused("limit-out-of-range", "Ask for 1 to " + MOST + " reviews at a time.");
    }
    Bson wanted =
        status == null
            ? eq("state.queue.needsProvider", true)
            : eq("state.queue.status", status.name());
    Bson filter = cursor == null ? wanted : and(wanted, after(cursor));
    List<Stored<ReviewState>> found =
        reviews.query(filter, ascending(URGENCY, SINCE, ID), limit + 1);
    List<Stored<ReviewState>> page = found.size() > limit ? found.subList(0, limit) : found;
    Instant now = clock.instant();
    return new ReviewPage(
        page.stream().map(stored -> ReviewSummary.of(stored, basis, now)).toList(),
        found.size() > limit ? cursorAt(page.getLast()) : null);
  }

  private static String cursorAt(Stored<ReviewState> last) {
    QueueEntry queue = last.state().queue();
    return Cursor.encode(Integer.toString(queue.urgency()), queue.since().toString(), last.id());
  }

  private static Bson after(String cursor) {
    List<String> place = Cursor.decode(cursor, 3);
    try {
      int urgency = Integer.parseInt(place.get(0));
      Instant since = Instant.parse(place.get(1));
      return or(
          gt(URGENCY, urgency),
          and(eq(URGENCY, urgency), gt(SINCE, since)),
          and(eq(URGENCY, urgency), eq(SINCE, since), gt(ID, place.get(2))));
    } catch (NumberFormatException | DateTimeException e) {
      throw refused("invalid-cursor", "Take the cursor from nextCursor of the page before.");
    }
  }

  private static RejectedException refused(String code, String detail) {
    return new RejectedException(new Rejection(Rejection.Kind.INVALID, code, detail, Map.of()));
  }

  /** One review with its whole story; {@code unknown-review} (404). */
  @GetMapping("/{episodeId}")
  ResponseEntity<?> get(@PathVariable String episodeId) {
    return changes.show(reviews, episodeId, "unknown-review", this::view);
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
   * Declines, or ends an approval that is suspended. {@code not-claimed-by-you} (409), {@code
   * not-licensed-here} (403).
   */
  @PostMapping("/{episodeId}/decline")
  ResponseEntity<?> decline(
      @PathVariable String episodeId,
      @RequestHeader(ACTOR) String actorId,
      @Valid @RequestBody Decisions.LicensedReason body,
      ChangeRequest request) {
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
    return changes.apply(reviews, episodeId, command, request, this::view);
  }

  private ReviewView view(Stored<ReviewState> stored) {
    return ReviewView.of(stored, basis, clock.instant());
  }
}
