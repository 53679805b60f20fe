package com.telemedicalservices.review.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a review stands in the queue, flat and always at the same place in its document, so that
 * the queue is one index however many reviews are stored.
 *
 * @param status where the review stands
 * @param needsProvider whether a provider has to act
 * @param urgency rank of its {@link Urgency}
 * @param since since when it has waited, or has stood where it stands
 * @param amberAt when its clock turns amber; null when no clock runs
 * @param dueBy when a provider must have decided; null when no clock runs
 * @param overdueTold whether it has been told that this time has passed
 * @param assignedTo the provider who is to look at it; null when nobody is, and once it is over
 */
public record QueueEntry(
    Status status,
    boolean needsProvider,
    int urgency,
    Instant since,
    @Nullable Instant amberAt,
    @Nullable Instant dueBy,
    boolean overdueTold,
    @Nullable String assignedTo) {

  /** The colours of the clock. */
  public enum Light {
    GREEN,
    AMBER,
    RED
  }

  static QueueEntry resting(Status status, Instant since) {
    return new QueueEntry(
        status, status.needsProvider(), Urgency.ROUTINE.rank(), since, null, null, false, null);
  }

  static QueueEntry running(
      Status status, Urgency urgency, Instant since, Instant amberAt, Instant dueBy) {
    return new QueueEntry(
        status, status.needsProvider(), urgency.rank(), since, amberAt, dueBy, false, null);
  }

  QueueEntry withStatus(Status next) {
    return new QueueEntry(
        next, next.needsProvider(), urgency, since, amberAt, dueBy, overdueTold, assignedTo);
  }

  QueueEntry withOverdueTold() {
    return new QueueEntry(status, needsProvider, urgency, since, amberAt, dueBy, true, assignedTo);
  }

  QueueEntry withAssignee(@Nullable String providerId) {
    return new QueueEntry(
        status, needsProvider, urgency, since, amberAt, dueBy, overdueTold, providerId);
  }

  /** At least as urgent and as soon due as the other, without losing its place. */
  QueueEntry hurriedTo(QueueEntry other) {
    return new QueueEntry(
        status,
        needsProvider,
        Math.min(urgency, other.urgency),
        since,
        earlier(amberAt, other.amberAt),
        earlier(dueBy, other.dueBy),
        overdueTold,
        assignedTo);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /** The colour of its clock; null when none runs. */
  public @Nullable Light light(Instant now) {
    if (dueBy == null || amberAt == null) {
      return null;
    }
    if (!now.isBefore(dueBy)) {
      return Light.RED;
    }
    return now.isBefore(amberAt) ? Light.GREEN : Light.AMBER;
  }
}
