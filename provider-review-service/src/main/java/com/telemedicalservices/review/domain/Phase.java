package com.telemedicalservices.review.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a review stands, together with what is true only there. */
public sealed interface Phase {

  /** The same as staff see it. */
  Status status();

  /** Facts have arrived, but no intake to review. */
  record AwaitingIntake() implements Phase {
    @Override
    public Status status() {
      return Status.AWAITING_INTAKE;
    }
  }

  /** In the queue; any provider may claim it. */
  record Waiting() implements Phase {
    @Override
    public Status status() {
      return Status.WAITING;
    }
  }

  /**
   * One provider is deciding.
   *
   * @param providerId who
   * @param until when the claim ends unless it is renewed
   */
  record Claimed(String providerId, Instant until) implements Phase {
    @Override
    public Status status() {
      return Status.CLAIMED;
    }

    boolean isHeldBy(String provider, Instant now) {
      return providerId.equals(provider) && now.isBefore(until);
    }
  }

  /**
   * The patient has been asked for something.
   *
   * @param requestId identity of the request
   * @param reasonCode what is missing
   * @param until when it goes back to the queue unanswered
   */
  record InformationRequested(String requestId, String reasonCode, Instant until) implements Phase {
    @Override
    public Status status() {
      return Status.INFORMATION_REQUESTED;
    }
  }

  /**
   * The decision waits for a date.
   *
   * @param reasonCode what it waits for
   * @param until when it goes back to the queue
   */
  record Deferred(String reasonCode, Instant until) implements Phase {
    @Override
    public Status status() {
      return Status.DEFERRED;
    }
  }

  /**
   * The patient is at HIGH risk; only a clinician's disposition leads out.
   *
   * @param since when the first signal arrived
   * @param suspended the approval that was suspended by it or before it; null when there is none
   * @param ending how the review ends once the disposition is written, because it would have ended
   *     in the meantime; null when it goes on
   */
  record InCrisis(Instant since, @Nullable Suspended suspended, @Nullable Closed ending)
      implements Phase {
    @Override
    public Status status() {
      return Status.CRISIS;
    }
  }

  /**
   * The patient may be treated.
   *
   * @param approval under which conditions
   */
  record Approved(Approval approval) implements Phase {
    @Override
    public Status status() {
      return Status.APPROVED;
    }
  }

  /**
   * The approval does not stand until a provider decides so.
   *
   * @param approval the approval
   * @param reasonCode the fact that voided it
   * @param since when
   */
  record Suspended(Approval approval, String reasonCode, Instant since) implements Phase {
    @Override
    public Status status() {
      return Status.SUSPENDED;
    }
  }

  /**
   * Over. It never opens again; new work is a new episode.
   *
   * @param ending how it ended
   * @param reasonCode why
   * @param at when
   * @param approval the approval there was; null when there never was one
   */
  record Closed(Ending ending, String reasonCode, Instant at, @Nullable Approval approval)
      implements Phase {
    @Override
    public Status status() {
      return ending.status();
    }
  }

  /** The ways a review ends. */
  enum Ending {
    DECLINED(Status.DECLINED),
    WITHDRAWN(Status.WITHDRAWN),
    DISCONTINUED(Status.DISCONTINUED),
    EXPIRED(Status.EXPIRED),
    COMPLETED(Status.COMPLETED);

    private final Status status;

    Ending(Status status) {
      this.status = status;
    }

    Status status() {
      return status;
    }
  }
}
