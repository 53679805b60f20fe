package com.telemedicalservices.kit.store;

import com.telemedicalservices.kit.domain.Rejection;

/**
 * What became of a request to change an aggregate. A database that does not answer is not an
 * outcome but a {@link StoreUnavailableException}.
 *
 * @param <S> the aggregate's state
 */
public sealed interface Outcome<S> {

  /**
   * Carried out and durable.
   *
   * @param stored the aggregate after it
   * @param answer what to tell the caller, as it was recorded with the change
   */
  record Done<S>(Stored<S> stored, Answer answer) implements Outcome<S> {}

  /**
   * Carried out before, by a request with the same idempotency key and body.
   *
   * @param answer what that request was told
   */
  record Repeated<S>(Answer answer) implements Outcome<S> {}

  /** The idempotency key was used before for another request. */
  record KeyReused<S>() implements Outcome<S> {}

  /**
   * Refused by the domain.
   *
   * @param rejection why
   */
  record Refused<S>(Rejection rejection) implements Outcome<S> {}

  /** Somebody else holds something this change would have to claim; nothing was written. */
  record Claimed<S>() implements Outcome<S> {}

  /**
   * The caller knew another version than the one there is.
   *
   * @param currentVersion the version there is; 0 when there is none
   */
  record Stale<S>(long currentVersion) implements Outcome<S> {}
}
