package com.telemedicalservices.infra.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the people of the demo are going to do, by the clinic's time. Nobody does two things at
 * once, and everybody does what they planned in the order of the times.
 */
final class Agenda {

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
  private final Set<String> busy = new HashSet<>();
  private final BiConsumer<String, RuntimeException> onFailure;
  private long added;

  /** An empty agenda; who fails at a deed is told of with why. */
  Agenda(BiConsumer<String, RuntimeException> onFailure) {
    this.onFailure = onFailure;
  }

  /** Something a person does. */
  @FunctionalInterface
  interface Deed {
    void run() throws InterruptedException;
  }

  private record Entry(Instant at, long order, String who, Deed what) {}

  /** Plans a deed of a person for a time; one that is past means at once. */
  synchronized void plan(Instant at, String who, Deed what) {
    entries.add(new Entry(at, added++, who, what));
    notifyAll();
  }

  /** The time of the next deed. */
  synchronized Optional<Instant> next() {
    return Optional.ofNullable(entries.peek()).map(Entry::at);
  }

  /** How many deeds are still to be done. */
  synchronized int size() {
    return entries.size();
  }

  /**
   * Does everything planned until this time, and what is planned for until then meanwhile, by so
   * many hands; returns how many deeds that were.
   */
  int workOff(Instant until, int hands) throws InterruptedException {
    List<Thread> workers = new ArrayList<>();
    Tally tally = new Tally();
    CountDownLatch done = new CountDownLatch(hands);
    for (int hand = 0; hand < hands; hand++) {
      workers.add(
          Thread.ofVirtual()
              .name("hand-" + hand)
              .start(
                  () -> {
                    try {
                      work(until, tally);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    } finally {
                      done.countDown();
                    }
                  }));
    }
    try {
      done.await();
    } catch (InterruptedException e) {
      workers.forEach(Thread::interrupt);
      throw e;
    }
    return tally.deeds;
  }

  private void work(Instant until, Tally tally) throws InterruptedException {
    while (true) {
      Entry entry = take(until, tally);
      if (entry == null) {
        return;
      }
      try {
        entry.what().run();
      } catch (RuntimeException e) {
        onFailure.accept(entry.who(), e);
      } finally {
        finished(entry, tally);
      }
    }
  }

  /** The next deed of somebody who is free; null when none is left and nobody may add one. */
  private synchronized @Nullable Entry take(Instant until, Tally tally)
      throws InterruptedException {
    while (true) {
      Entry free = removeFree(until);
      if (free != null) {
        busy.add(free.who());
        tally.underWay++;
        return free;
      }
      if (tally.underWay == 0) {
        notifyAll();
        return null;
      }
      wait();
    }
  }

  private @Nullable Entry removeFree(Instant until) {
    List<Entry> passedOver = new ArrayList<>();
    Entry found = null;
    while (found == null && !entries.isEmpty() && !entries.peek().at().isAfter(until)) {
      Entry next = entries.remove();
      if (busy.contains(next.who()) || isFor(next.who(), passedOver)) {
        passedOver.add(next);
      } else {
        found = next;
      }
    }
    entries.addAll(passedOver);
    return found;
  }

  private static boolean isFor(String who, List<Entry> passedOver) {
    return passedOver.stream().anyMatch(entry -> entry.who().equals(who));
  }

  private synchronized void finished(Entry entry, Tally tally) {
    busy.remove(entry.who());
    tally.underWay--;
    tally.deeds++;
    notifyAll();
  }

  /** Forgets what these people planned. */
  synchronized void forget(String who) {
    for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
      if (each.next().who().equals(who)) {
        each.remove();
      }
    }
  }

  /**
   * The time to move on to so that something happens: the earliest of what is planned and what is
   * due, but no further than so far from now; in steps of the grid, so that deeds of about the same
   * time are done together.
   */
  static Instant nextStop(
      Instant now,
      Optional<Instant> planned,
      Optional<Instant> due,
      Duration longest,
      Duration grid) {
    Instant furthest = now.plus(longest);
    Instant next = furthest;
    if (planned.isPresent() && planned.get().isBefore(next)) {
      next = planned.get();
    }
    if (due.isPresent() && due.get().isBefore(next)) {
      next = due.get();
    }
    return ceiling(next.isAfter(now) ? next : now, grid);
  }

  /** The first time on the grid that is not before this one. */
  static Instant ceiling(Instant time, Duration grid) {
    long step = grid.toMillis();
    return Instant.ofEpochMilli(Math.ceilDiv(time.toEpochMilli(), step) * step);
  }

  /** What a working-off has come to. Guarded by the agenda. */
  private static final class Tally {
    private int underWay;
    private int deeds;
  }
}
