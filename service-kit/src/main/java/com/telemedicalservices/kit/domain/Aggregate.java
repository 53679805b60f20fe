package com.telemedicalservices.kit.domain;

import com.telemedicalservices.contracts.Event;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one kind of aggregate, as pure functions. Everything that must happen together is
 * one state, so that one atomic update of one document is enough to make it happen.
 *
 * @param <S> its state: a record, or a sealed family of records
 * @param <C> its commands: a sealed family of records
 * @param <E> the events it tells the other services
 */
public interface Aggregate<S, C, E extends Event> {

  /**
   * What becomes of a command. Total and pure: no clock, no id drawn, no exception.
   *
   * @param state the state so far; null when there is no such aggregate yet
   * @param command what somebody wants, what another service told, or that time has passed
   * @param now by the clinic's clock
   */
  Decision<S, E> decide(@Nullable S state, C command, Instant now);

  /** When time alone must act on this state next; null when never. */
  @Nullable Instant dueAt(S state);

  /** The command that is given when {@link #dueAt} has come. */
  C timePassed();

  /**
   * What this state holds exclusively among all aggregates of its kind, for example a chair for
   * five minutes. Two documents never hold the same claim; the database sees to it.
   */
  default Set<String> claims(S state) {
    return Set.of();
  }
}
