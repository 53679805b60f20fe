package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Event;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many runs, one thread for each processor, each run in one of them. Seeds are taken in order, so
 * that the lowest of those that fail is the one that is told.
 */
final class Range {

  private static final long REPORT_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final long from;
  private final long seeds;
  private final Collection<Protection> missing;
  private final long began = System.nanoTime();
  private long told = began;
  private long next;
  private long runs;
  private long patients;
  private long finished;
  private long events;
  private final Set<Class<? extends Event>> kinds = new HashSet<>();
  private Simulation.@Nullable Verdict failing;

  Range(long from, long seeds, Collection<Protection> missing) {
    this.from = from;
    this.seeds = seeds;
    this.missing = missing;
    this.next = from;
  }

  /** Runs them all, or until a promise is broken; that run is the answer. */
  Optional<Simulation.Verdict> run() throws InterruptedException {
    var threads = Runtime.getRuntime().availableProcessors();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var workers = IntStream.range(0, threads).mapToObj(_ -> pool.submit(this::work)).toList();
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The simulator itself has failed", e);
    }
    return Optional.ofNullable(failing);
  }

  private void work() {
    for (var seed = take(); seed.isPresent(); seed = take()) {
      count(Simulation.run(Scenario.of(seed.get(), missing)));
    }
  }

  private synchronized Optional<Long> take() {
    return failing == null && next < from + seeds ? Optional.of(next++) : Optional.empty();
  }

  private synchronized void count(Simulation.Verdict verdict) {
    runs++;
    patients += verdict.patients();
    finished += verdict.finished();
    events += verdict.events();
    kinds.addAll(verdict.kinds());
    if (verdict.violation().isPresent()
        && (failing == null || verdict.scenario().seed() < failing.scenario().seed())) {
      failing = verdict;
    }
    if (System.nanoTime() - told > REPORT_EVERY_NANOS) {
      told = System.nanoTime();
      System.out.printf(Locale.ROOT, "  %,d of %,d seeds  %s%n", runs, seeds, rate());
    }
  }

  /** How many infusions came to their end. */
  synchronized long finished() {
    return finished;
  }

  /** Which kinds of events were told in any of the runs. */
  synchronized Set<Class<? extends Event>> kinds() {
    return Set.copyOf(kinds);
  }

  /** What has been run, in one line. */
  synchronized String summary() {
    return String.format(
        Locale.ROOT,
        "%,d seeds from %,d: every promise kept; %,d patients, %,d infusions, %,d events; %s",
        runs,
        from,
        patients,
        finished,
        events,
        rate());
  }

  private String rate() {
    var seconds = Math.max(1e-9, (System.nanoTime() - began) / 1e9);
    var days = Simulation.TROUBLED.plus(Simulation.SETTLING).toDays();
    return String.format(
        Locale.ROOT, "%,.0f journeys/s, %,.0f days/s", patients / seconds, runs * days / seconds);
  }
}
