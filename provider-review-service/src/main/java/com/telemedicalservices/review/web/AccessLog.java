package com.telemedicalservices.review.web;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.ids.Ids;
import com.telemedicalservices.kit.store.AppendLog;
import com.telemedicalservices.kit.store.Stored;
import com.telemedicalservices.kit.web.Cursor;
import com.telemedicalservices.kit.web.RejectedException;
import com.telemedicalservices.review.domain.Access;
import com.telemedicalservices.review.domain.Dossier;
import com.telemedicalservices.review.domain.ReviewState;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who was shown which review, and when; see ADR 0013. */
@Component
class AccessLog {

  private static final String EPISODE = "episodeId";
  private static final int MOST = 200;

  /** How far back the view of a review looks for people. */
  private static final int LATEST = 100;

  private final AppendLog<Access> log;
  private final Ids ids;
  private final Clock clock;

  AccessLog(AppendLog<Access> log, Ids ids, Clock clock) {
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Somebody is about to be shown a review. When this returns it is on record; when it fails,
   * nothing may be shown.
   */
  void shown(Stored<ReviewState> stored, String actorId) {
    Dossier dossier = stored.state().dossier();
    shown(stored, dossier == null ? 0 : dossier.revision(), actorId);
  }

  /** Somebody is about to be shown this revision of the dossier. */
  void shown(Stored<ReviewState> stored, int revision, String actorId) {
    log.append(
        new Access(
            ids.next(),
            stored.id(),
            stored.state().file().patientId(),
            actorId,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            stored.version(),
            revision,
            Access.Purpose.REVIEW));
  }

  /** The people among those who were shown it latest, each with their last time. */
  List<SeenBy> people(String episodeId) {
    Map<String, SeenBy> people = new LinkedHashMap<>();
    for (Access access : log.query(eq(EPISODE, episodeId), LATEST)) {
      people.putIfAbsent(
          access.actorId(), new SeenBy(access.actorId(), access.at(), access.revision()));
    }
    return List.copyOf(people.values());
  }

  /**
   * Somebody who was shown a review.
   *
   * @param actorId who
   * @param lastAt when last
   * @param revision the revision of the dossier that was shown then; 0 when there was none yet
   */
  record SeenBy(String actorId, Instant lastAt, int revision) {}

  /**
   * A page of the log.
   *
   * @param accesses the newest first
   * @param nextCursor where the next page begins; absent on the last
   */
  record Page(List<Access> accesses, @Nullable String nextCursor) {}

  Page page(String episodeId, @Nullable String cursor, int limit) {
    if (limit < 1 || limit > MOST) {
      throw refused("limit-out-of-range", "Ask for 1 to " + MOST + " accesses at a time.");
    }
    Bson all = eq(EPISODE, episodeId);
    List<Access> found = log.query(cursor == null ? all : and(all, before(cursor)), limit + 1);
    List<Access> page = found.size() > limit ? found.subList(0, limit) : found;
    return new Page(page, found.size() > limit ? cursorAt(page.getLast()) : null);
  }

  private static String cursorAt(Access last) {
    return Cursor.encode(last.at().toString(), last.id());
  }

  private static Bson before(String cursor) {
    List<String> place = Cursor.decode(cursor, 2);
    try {
      Instant at = Instant.parse(place.get(0));
      return or(lt("at", at), and(eq("at", at), lt("_id", place.get(1))));
    } catch (DateTimeException e) {
      throw refused("invalid-cursor", "Take the cursor from nextCursor of the page before.");
    }
  }

  private static RejectedException refused(String code, String detail) {
    return new RejectedException(Rejection.Kind.INVALID, code, detail);
  }
}
