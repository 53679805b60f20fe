package com.telemedicalservices.testkit.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Everything a process does that the outside can see, counted: each call to the database, each
 * message handed to Kafka, and each word back from it. At one of them the process may die, just
 * before it or just after; from then on nothing gets out and nothing comes in. Or something else
 * may happen first, so that a test need not hope for a race.
 */
public final class Steps {

  /** On which side of a step the process dies. */
  public enum Side {
    BEFORE,
    AFTER
  }

  private final List<String> taken = new ArrayList<>();
  private final Map<String, Deque<Runnable>> before = new HashMap<>();
  private boolean counting;
  private int dieAt = Integer.MAX_VALUE;
  private Side side = Side.BEFORE;
  private boolean dead;

  /** Dies at this step from now on, the first being 1; later steps are counted from here. */
  public synchronized void dieAt(int step, Side onSide) {
    taken.clear();
    counting = true;
    dieAt = step;
    side = onSide;
  }

  /**
   * Has this happen before the next step of that name, which waits for it. The step fails when it
   * throws, as a call does that is not answered.
   */
  public synchronized void before(String step, Runnable happening) {
    before.computeIfAbsent(step, name -> new ArrayDeque<>()).add(happening);
  }

  /** Dies at once. */
  public synchronized void die() {
    dead = true;
  }

  /** Whether the process has died. */
  public synchronized boolean dead() {
    return dead;
  }

  /** The steps counted, in order, the last being the one it died at. */
  public synchronized List<String> taken() {
    return List.copyOf(taken);
  }

  <T extends @Nullable Object> T take(String step, Callable<T> real) throws Exception {
    Runnable happening = nextBefore(step);
    if (happening != null) {
      happening.run();
    }
    boolean lastOne = enter(step);
    T result = real.call();
    if (lastOne) {
      die();
    }
    leave(step);
    return result;
  }

  private synchronized @Nullable Runnable nextBefore(String step) {
    Deque<Runnable> waiting = before.get(step);
    return waiting == null ? null : waiting.poll();
  }

  private synchronized boolean enter(String step) {
    leave(step);
    if (!counting) {
      return false;
    }
    taken.add(step);
    if (taken.size() < dieAt) {
      return false;
    }
    if (side == Side.BEFORE) {
      dead = true;
    }
    leave(step);
    return true;
  }

  private synchronized void leave(String step) {
    if (dead) {
      throw new SimulatedCrash(step);
    }
  }
}
