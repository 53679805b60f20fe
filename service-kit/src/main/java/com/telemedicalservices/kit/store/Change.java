package com.telemedicalservices.kit.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command together with the circumstances it is given in.
 *
 * @param id the aggregate it is for
 * @param command what is wanted
 * @param requestKey makes a repeated request harmless; null when the command itself is harmless to
 *     repeat
 * @param expectedVersion the version the caller has seen; null when any will do
 * @param view what to tell the caller, from the aggregate after the change; written as JSON
 * @param <S> the aggregate's state
 * @param <C> the aggregate's commands
 */
public record Change<S, C>(
    String id,
    C command,
    @Nullable RequestKey requestKey,
    @Nullable Long expectedVersion,
    Function<Stored<S>, @Nullable Object> view) {

  /** A command nobody waits for an answer to. */
  public static <S, C> Change<S, C> of(String id, C command) {
    return new Change<>(id, command, null, null, stored -> null);
  }
}
