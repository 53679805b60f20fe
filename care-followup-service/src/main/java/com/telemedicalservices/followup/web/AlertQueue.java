package com.telemedicalservices.followup.web;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.telemedicalservices.contracts.AlertLevel;
import com.telemedicalservices.contracts.FollowUpEvent;
import com.telemedicalservices.followup.domain.Alert;
import com.telemedicalservices.followup.domain.FollowUpCommand;
import com.telemedicalservices.followup.domain.FollowUpState;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.Cursor;
import com.telemedicalservices.kit.web.RejectedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The open alerts of all patients in the order they are to be taken. Each follow-up says since when
 * its oldest open alert of each level waits; an index over that leads straight to the first ones.
 */
final class AlertQueue {

  private static final int PATIENTS_PER_PAGE = 50;

  private final AggregateStore<FollowUpState, FollowUpCommand, FollowUpEvent> followUps;

  AlertQueue(AggregateStore<FollowUpState, FollowUpCommand, FollowUpEvent> followUps) {
    this.followUps = followUps;
  }

  /** Which of the open alerts. */
  enum Which {
    OPEN,
    UNACKNOWLEDGED,
    ACKNOWLEDGED;

    static Which of(String name) {
      try {
        return valueOf(name.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new RejectedException(
            new Rejection(
                Rejection.Kind.INVALID,
                "invalid-status",
                "Ask for open, unacknowledged or acknowledged.",
                Map.of()));
      }
    }

    boolean includes(Alert alert) {
      return alert.isOpen()
          && switch (this) {
            case OPEN -> true;
            case UNACKNOWLEDGED -> alert.isUnacknowledged();
            case ACKNOWLEDGED -> !alert.isUnacknowledged();
          };
    }
  }

  /**
   * A part of the list.
   *
   * @param alerts the alerts
   * @param nextCursor where the list goes on; absent at its end
   */
  record Page(List<AlertView> alerts, @Nullable String nextCursor) {}

  private record Position(AlertLevel level, Instant since, String episodeId) {

    static Position decode(String cursor) {
      List<String> values = Cursor.decode(cursor, 3);
      try {
        return new Position(
            AlertLevel.valueOf(values.get(0)), Instant.parse(values.get(1)), values.get(2));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw new RejectedException(
            new Rejection(
                Rejection.Kind.INVALID,
                "invalid-cursor",
                "Take the cursor from nextCursor of the page before, or leave it out.",
                Map.of()));
      }
    }

    String encode() {
      return Cursor.encode(level.name(), since.toString(), episodeId);
    }
  }

  Page page(Which which, @Nullable String cursor) {
    Position after = cursor == null ? null : Position.decode(cursor);
    List<AlertView> alerts = new ArrayList<>();
    Position last = after;
    int room = PATIENTS_PER_PAGE;
    for (AlertLevel level : AlertLevel.values()) {
      if (room == 0 || (after != null && level.compareTo(after.level()) < 0)) {
        continue;
      }
      Position within = after != null && after.level() == level ? after : null;
      for (Stored<FollowUpState> stored : waiting(level, within, room)) {
        Instant since = stored.state().openAlerts().since(level);
        if (since != null) {
          last = new Position(level, since, stored.id());
        }
        room--;
        stored.state().alerts().stream()
            .filter(alert -> alert.level() == level && which.includes(alert))
            .sorted(Comparator.comparing(Alert::raisedAt))
            .map(alert -> AlertView.of(stored.state().episode(), alert))
            .forEach(alerts::add);
      }
    }
    return new Page(alerts, room == 0 && last != null ? last.encode() : null);
  }

  private List<Stored<FollowUpState>> waiting(
      AlertLevel level, @Nullable Position after, int limit) {
    String field = "state.openAlerts." + level.name().toLowerCase(Locale.ROOT);
    Bson filter =
        after == null
            ? Filters.gt(field, Instant.EPOCH)
            : Filters.or(
                Filters.gt(field, after.since()),
                Filters.and(
                    Filters.eq(field, after.since()), Filters.gt("_id", after.episodeId())));
    return followUps.query(filter, Sorts.ascending(field, "_id"), limit);
  }
}
