package com.telemedicalservices.infra.benchmark;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Sends submissions and watches reviews become visible. */
final class Load {

  private static final int CLIENTS = 32;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /**
   * What a run of closed-loop clients has shown.
   *
   * @param perSecond submissions that went all the way, a second, until the last was visible
   * @param cpuMillis CPU time for each, of the subject's processes and their stores
   */
  record Through(double perSecond, double cpuMillis) {}

  /**
   * What a run at a steady rate has shown.
   *
   * @param p50 milliseconds from the intended start of a submission to its review being visible
   * @param p99 the same, 99th percentile
   * @param ageGrowth how much longer the last quarter took than the first, as a ratio of medians
   */
  record Visible(double p50, double p99, double ageGrowth) {}

  /** As many as 32 clients can do. */
  Through through(Subject subject, List<String> ids) {
    Duration cpuBefore = subject.cpu();
    long begin = System.nanoTime();
    submitAll(subject, ids);
    long last = awaitVisible(subject, ids);
    double seconds = (last - begin) / 1e9;
    double cpu = subject.cpu().minus(cpuBefore).toNanos() / 1e6;
    requireGate(subject, ids);
    return new Through(ids.size() / seconds, cpu / ids.size());
  }

  /** Sends all of them with 32 clients; returns when all are acknowledged. */
  void submitAll(Subject subject, List<String> ids) {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        clients.execute(
            () -> {
              for (int i = next.getAndIncrement(); i < ids.size(); i = next.getAndIncrement()) {
                submit(subject.submission(ids.get(i)));
              }
            });
      }
    }
  }

  /** One submission every so often, whatever becomes of those before. */
  Visible visible(Subject subject, List<String> ids, int perSecond) {
    long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
    AtomicInteger failed = new AtomicInteger();
    for (int i = 0; i < ids.size(); i++) {
      long at = begin + i * gap;
      for (long wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      var _ =
          http.sendAsync(subject.submission(ids.get(i)), HttpResponse.BodyHandlers.discarding())
              .whenComplete(
                  (response, failure) -> {
                    if (failure != null || response.statusCode() / 100 != 2) {
                      failed.incrementAndGet();
                    }
                  });
    }
    if (failed.get() > 0) {
      throw new GateException(
          subject.name() + ": " + failed.get() + " submissions were not acknowledged");
    }
    awaitVisible(subject, ids);
    requireGate(subject, ids);
    if (failed.get() > 0) {
      throw new GateException(subject.name() + ": not every submission was acknowledged");
    }
    Histogram all = new Histogram(3);
    List<Histogram> quarters = new ArrayList<>();
    for (int quarter = 0; quarter < 4; quarter++) {
      quarters.add(new Histogram(3));
    }
    for (int i = 0; i < ids.size(); i++) {
      long nanos = Math.max(0, subject.arrivals().nanos(ids.get(i)) - (begin + i * gap));
      all.recordValue(nanos);
      quarters.get(i * 4 / ids.size()).recordValue(nanos);
    }
    return new Visible(
        all.getValueAtPercentile(50) / 1e6,
        all.getValueAtPercentile(99) / 1e6,
        (double) quarters.getLast().getValueAtPercentile(50)
            / Math.max(1, quarters.getFirst().getValueAtPercentile(50)));
  }

  /** Waits until all reviews are visible; returns when the last one was. */
  static long awaitVisible(Subject subject, List<String> ids) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long last = 0;
    for (String id : ids) {
      while (!subject.arrivals().has(id)) {
        if (System.nanoTime() > deadline) {
          throw new GateException(subject.name() + ": an accepted submission has not arrived");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      last = Math.max(last, subject.arrivals().nanos(id));
    }
    return last;
  }

  /** Every accepted id has arrived exactly once, or no number is worth anything. */
  static void requireGate(Subject subject, List<String> ids) {
    if (!subject.hasExactlyOneReviewEach(ids)) {
      throw new GateException(subject.name() + ": not every accepted id has exactly one review");
    }
  }

  private void submit(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new GateException(
            "A submission was answered " + response.statusCode() + ": " + response.body());
      }
    } catch (IOException e) {
      throw new GateException("A submission was not answered: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** The systems did not do what they were asked, so nothing may be said about how fast. */
  static final class GateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GateException(String message) {
      super(message);
    }
  }
}
