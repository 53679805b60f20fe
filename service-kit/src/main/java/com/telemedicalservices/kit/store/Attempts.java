package com.telemedicalservices.kit.store;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The work outside this service that a written state announces: a mail to send, a question to ask.
 * The state says that an attempt is under way and until when; the process that wrote it makes the
 * attempt, and its result is a command. If the process dies in between, the state is due when the
 * attempt's time is up, and the aggregate decides what an unknown outcome means.
 *
 * @param <S> the aggregate's state
 * @param <C> the aggregate's commands
 */
@FunctionalInterface
public interface Attempts<S, C> {

  /**
   * The attempt this write has begun; empty when it has begun none. Called once per write.
   *
   * @param before the state before the write; null when there was none
   * @param after the state written
   */
  Optional<Callable<C>> begunBy(@Nullable S before, S after);
}
