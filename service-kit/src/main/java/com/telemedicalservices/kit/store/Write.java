package com.telemedicalservices.kit.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One atomic change of one document.
 *
 * @param id the aggregate
 * @param expectedVersion the version it was decided on; 0 creates the document
 * @param state the new state
 * @param sequence how many events the aggregate has had after this
 * @param events what is to be published
 * @param publishDirectly whether this process publishes the events itself right after the write;
 *     otherwise a sweeper does, behind the events that wait before them
 * @param inbox the incoming events this applies
 * @param request the request this carries out
 * @param dueAt when time must act on it next
 * @param claims what it holds from now on; null when that has not changed
 */
record Write(
    String id,
    long expectedVersion,
    Document state,
    long sequence,
    List<OutboxEntry> events,
    boolean publishDirectly,
    List<String> inbox,
    @Nullable Document request,
    @Nullable Instant dueAt,
    @Nullable Set<String> claims) {

  /** What became of a write. */
  enum Result {
    /** It is durable. */
    WRITTEN,
    /** Somebody else wrote the aggregate first; nothing was changed. */
    LOST_RACE,
    /** Another aggregate holds one of the claims; nothing was changed. */
    CLAIMED,
    /** The database will never take it, for example because the document would be too large. */
    REFUSED
  }
}
