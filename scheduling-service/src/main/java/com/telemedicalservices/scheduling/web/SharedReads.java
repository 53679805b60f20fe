package com.telemedicalservices.scheduling.web;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shares one read among all who ask for the same before it has begun. Nobody is given something
 * read before they asked, so what is shared is as fresh as what each would have read alone; but
 * however many ask at once, at most one read of a kind is under way and one waits.
 *
 * @param <K> what is asked for
 * @param <V> what is read
 */
final class SharedReads<K, V> {

  private final Function<K, V> read;
  private final Map<K, CompletableFuture<V>> underWay = new HashMap<>();
  private final Map<K, CompletableFuture<V>> waiting = new HashMap<>();

  SharedReads(Function<K, V> read) {
    this.read = read;
  }

  V ask(K key) {
    CompletableFuture<V> mine;
    CompletableFuture<V> before = null;
    boolean first = false;
    synchronized (this) {
      CompletableFuture<V> joined = waiting.get(key);
      if (joined == null) {
        mine = new CompletableFuture<>();
        waiting.put(key, mine);
        before = underWay.get(key);
        first = true;
      } else {
        mine = joined;
      }
    }
    if (first) {
      readWhenItsTurnComes(key, mine, before);
    }
    try {
      return mine.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void readWhenItsTurnComes(
      K key, CompletableFuture<V> mine, @Nullable CompletableFuture<V> before) {
    if (before != null) {
      before.handle((value, failure) -> true).join();
    }
    synchronized (this) {
      // From here on nobody joins.
      waiting.remove(key);
      underWay.put(key, mine);
    }
    try {
      mine.complete(read.apply(key));
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
    } finally {
      synchronized (this) {
        underWay.remove(key, mine);
      }
    }
  }
}
