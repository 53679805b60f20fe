package com.telemedicalservices.infra.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One process of the stack, kept running as an orchestrator would: when it dies it is started again
 * after a pause that doubles with every death in a row.
 */
final class SupervisedProcess {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final long LOOKS_EVERY_MILLIS = 250;

  /** A process that was ready for so long counts as healthy: its next death is the first again. */
  private static final Duration HEALTHY_AFTER = Duration.ofSeconds(30);

  /** What somebody who watches the process is told, on its supervising thread. */
  interface Watcher {

    void started(SupervisedProcess process);

    void ready(SupervisedProcess process, Duration after);

    void died(SupervisedProcess process, int exitCode, Duration pause);
  }

  /** Where a process is in its life. */
  enum Phase {
    STARTING,
    READY,
    PAUSED,
    STOPPED
  }

  private volatile ProcessSpec spec;
  private final Logs logs;
  private final Watcher watcher;
  private final InstantSource time;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch settled = new CountDownLatch(1);
  private final AtomicBoolean everReady = new AtomicBoolean();
  private volatile @Nullable Process process;
  private volatile Phase phase = Phase.STARTING;
  private volatile Instant startedAt = Instant.EPOCH;
  private final AtomicInteger restarts = new AtomicInteger();

  /** How many deaths before it was ever ready make {@link #awaitReady} give up. */
  private final int attempts;

  /** Whether it is to stay away for now, though it should run. */
  private final BooleanSupplier held;

  SupervisedProcess(
      ProcessSpec spec,
      Logs logs,
      Watcher watcher,
      InstantSource time,
      int attempts,
      BooleanSupplier held) {
    this.held = held;
    this.spec = spec;
    this.logs = logs;
    this.watcher = watcher;
    this.time = time;
    this.attempts = attempts;
    this.thread = Thread.ofPlatform().name("supervise-" + spec.name()).unstarted(this::supervise);
  }

  SupervisedProcess start() {
    thread.start();
    return this;
  }

  ProcessSpec spec() {
    return spec;
  }

  Phase phase() {
    return phase;
  }

  Instant startedAt() {
    return startedAt;
  }

  int restarts() {
    return restarts.get();
  }

  Optional<Long> pid() {
    var current = process;
    return current != null && current.isAlive() ? Optional.of(current.pid()) : Optional.empty();
  }

  /** Waits until it is ready for the first time; false when it is not within this time or died. */
  boolean awaitReady(Duration patience) throws InterruptedException {
    return settled.await(patience.toMillis(), TimeUnit.MILLISECONDS) && everReady.get();
  }

  /** Asks it to end; it is started again as something else. */
  void restartAs(ProcessSpec other) {
    spec = other;
    end();
  }

  /** Asks it to end, as an operator would who wants it started again. */
  void end() {
    var current = process;
    if (current != null) {
      current.toHandle().destroy();
    }
  }

  /** Asks it to end, and waits as long as the grace lasts before it is made to. */
  void stop(Duration grace) throws InterruptedException {
    stopping.countDown();
    var current = process;
    if (current != null) {
      // By its handle, which leaves its log open: what it says while it stops is worth keeping.
      current.toHandle().destroy();
      if (!current.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        current.destroyForcibly();
      }
    }
    thread.join();
  }

  private void supervise() {
    var deaths = 0;
    try {
      while (!isStopping()) {
        var ready = runOnce();
        if (isStopping()) {
          break;
        }
        deaths = ready.compareTo(HEALTHY_AFTER) >= 0 ? 1 : deaths + 1;
        if (!everReady.get() && deaths >= attempts) {
          return;
        }
        pause(deaths);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      logs.say(spec.name(), "cannot be started: " + e.getMessage());
    } finally {
      // First what it is, then that it is so: who waits for the one looks at the other.
      phase = Phase.STOPPED;
      settled.countDown();
    }
  }

  private void pause(int deaths) throws InterruptedException {
    var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(deaths - 1, 10));
    var pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    phase = Phase.PAUSED;
    restarts.incrementAndGet();
    var died = process;
    watcher.died(this, died == null ? -1 : died.exitValue(), pause);
    var _ = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    while (held.getAsBoolean() && !isStopping()) {
      var _ = stopping.await(LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Runs the process until it ends, and says for how long it was ready. */
  private Duration runOnce() throws IOException, InterruptedException {
    phase = Phase.STARTING;
    startedAt = time.instant();
    var running = spec.builder().start();
    process = running;
    if (isStopping()) {
      running.destroyForcibly();
    }
    var announced = new AtomicBoolean();
    var news = new CountDownLatch(1);
    var pump =
        Thread.ofPlatform()
            .name("log-" + spec.name())
            .daemon()
            .start(() -> pump(running, announced, news));
    var _ = running.onExit().thenRun(news::countDown);
    watcher.started(this);
    var ready =
        switch (spec.readiness()) {
          case Readiness.Announced _ -> announces(running, announced, news, pump);
          case Readiness.Answers address -> answers(running, address);
        };
    var readyAt = time.instant();
    if (ready) {
      phase = Phase.READY;
      everReady.set(true);
      watcher.ready(this, Duration.between(startedAt, readyAt));
      settled.countDown();
    }
    running.waitFor();
    // Its last words; not those of a child it may have left behind with the same output.
    var _ = pump.join(LAST_WORDS);
    return Duration.between(readyAt, time.instant());
  }

  /** Whether it says that it is ready before it ends; it may have done both by now. */
  private static boolean announces(
      Process running, AtomicBoolean announced, CountDownLatch news, Thread pump)
      throws InterruptedException {
    news.await();
    if (!running.isAlive()) {
      var _ = pump.join(LAST_WORDS);
    }
    return announced.get();
  }

  private static boolean answers(Process running, Readiness.Answers address)
      throws InterruptedException {
    while (!address.now()) {
      if (running.waitFor(LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return running.isAlive();
  }

  private void pump(Process running, AtomicBoolean announced, CountDownLatch news) {
    try (var lines = running.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        logs.say(spec.name(), line);
        if (spec.readiness() instanceof Readiness.Announced(String text) && line.contains(text)) {
          announced.set(true);
          news.countDown();
        }
      }
    } catch (IOException e) {
      if (!isStopping()) {
        logs.say(spec.name(), "its log ended: " + e.getMessage());
      }
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }
}
