package com.telemedicalservices.review.web;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;

import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.StateCodec;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.Cursor;
import com.telemedicalservices.kit.web.RejectedException;
import com.telemedicalservices.review.domain.Basis;
import com.telemedicalservices.review.domain.QueueEntry;
import com.telemedicalservices.review.domain.ReviewCommand;
import com.telemedicalservices.review.domain.ReviewState;
import com.telemedicalservices.review.domain.Status;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The queue: page by page, the most urgent first, and in numbers. */
@Component
class ReviewQueue {

  private static final String URGENCY = "state.queue.urgency";
  private static final String SINCE = "state.queue.since";
  private static final String ID = "_id";
  private static final int MOST = 200;

  /** What is not over, however many are. */
  private static final Bson GOING_ON =
      in(
          "state.queue.status",
          Arrays.stream(Status.values())
              .filter(status -> !status.terminal())
              .map(Status::name)
              .toList());

  private final AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews;
  private final StateCodec<QueueEntry> entries = new StateCodec<>(QueueEntry.class);
  private final Basis basis;
  private final Clock clock;

  ReviewQueue(
      AggregateStore<ReviewState, ReviewCommand, ReviewEvent> reviews, Basis basis, Clock clock) {
    this.reviews = reviews;
    this.basis = basis;
    this.clock = clock;
  }

  ReviewPage page(QueueFilter wanted, @Nullable String cursor, int limit) {
    if (limit < 1 || limit > MOST) {
      throw refused("limit-out-of-range", "Ask for 1 to " + MOST + " reviews at a time.");
    }
    Instant now = clock.instant();
    Bson all = wanted.at(now, basis.policy().clinics());
    Bson filter = cursor == null ? all : and(all, after(cursor));
    List<Stored<ReviewState>> found =
        reviews.query(filter, ascending(URGENCY, SINCE, ID), limit + 1);
    List<Stored<ReviewState>> page = found.size() > limit ? found.subList(0, limit) : found;
    return new ReviewPage(
        page.stream().map(stored -> ReviewSummary.of(stored, basis, now)).toList(),
        found.size() > limit ? cursorAt(page.getLast()) : null);
  }

  QueueCounts counts() {
    return QueueCounts.of(reviews.parts(GOING_ON, "queue", entries), clock.instant());
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
    return new RejectedException(Rejection.Kind.INVALID, code, detail);
  }
}
