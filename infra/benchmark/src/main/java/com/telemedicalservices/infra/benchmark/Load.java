package com.telemedicalservices.infra.benchmark;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Sends submissions and watches reviews become visible. */
final class Load {

  private static final int CLIENTS = 32;
  private static final int TOO_BUSY = 503;
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
   * @param p50 milliseconds from the intended start of a submission to its review being visible, of
   *     those that were accepted
   * @param p99 the same, 99th percentile
   * @param ageGrowth how much longer the last quarter took than the first, as a ratio of medians;
   *     not a number when all of either were refused
   * @param refused how many of a hundred were answered that there is too much to do at the moment
   */
  record Visible(double p50, double p99, double ageGrowth, double refused) {}

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
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        running.add(
            clients.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < ids.size(); i = next.getAndIncrement()) {
                    submit(subject.submission(ids.get(i)));
                  }
                }));
      }
    }
    for (Future<?> client : running) {
      if (client.state() == Future.State.FAILED) {
        throw new GateException(subject.name() + ": " + client.exceptionNow().getMessage());
      }
    }
  }

  /** One submission every so often, whatever becomes of those before. */
  Visible visible(Subject subject, List<String> ids, int perSecond) {
    long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
    List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      long at = begin + i * gap;
      for (long wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      answers.add(
          http.sendAsync(subject.submission(ids.get(i)), HttpResponse.BodyHandlers.discarding()));
    }
    List<String> accepted = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      if (isAccepted(subject, answers.get(i))) {
        accepted.add(ids.get(i));
      }
    }
    awaitVisible(subject, accepted);
    requireGate(subject, accepted);
    Histogram all = new Histogram(3);
    List<Histogram> quarters = new ArrayList<>();
    for (int quarter = 0; quarter < 4; quarter++) {
      quarters.add(new Histogram(3));
    }
    for (int i = 0; i < ids.size(); i++) {
      if (subject.arrivals().has(ids.get(i))) {
        long nanos = Math.max(0, subject.arrivals().nanos(ids.get(i)) - (begin + i * gap));
        all.recordValue(nanos);
        quarters.get(i * 4 / ids.size()).recordValue(nanos);
      }
    }
    return new Visible(
        all.getValueAtPercentile(50) / 1e6,
        all.getValueAtPercentile(99) / 1e6,
        growth(quarters.getFirst(), quarters.getLast()),
        100.0 * (ids.size() - accepted.size()) / ids.size());
  }

  private static double growth(Histogram first, Histogram last) {
    return first.getTotalCount() == 0 || last.getTotalCount() == 0
        ? Double.NaN
        : (double) last.getValueAtPercentile(50) / Math.max(1, first.getValueAtPercentile(50));
  }

  /** Whether it was acknowledged; it may be refused as too much, but not be answered otherwise. */
  private static boolean isAccepted(Subject subject, CompletableFuture<HttpResponse<Void>> answer) {
    try {
      int status = answer.join().statusCode();
      if (status / 100 == 2) {
        return true;
      }
      if (status == TOO_BUSY) {
        return false;
      }
      throw new GateException(subject.name() + ": a submission was answered " + status);
    } catch (CompletionException e) {
      throw new GateException(subject.name() + ": a submission was not answered: " + e.getCause());
    }
  }

  /** Waits until all reviews are visible; returns when the last one was. */
  static long awaitVisible(Subject subject, List<String> ids) {
    return await(
        subject.arrivals(), ids, subject.name() + ": an accepted submission has not arrived");
  }

  /** Waits until all of them have arrived; returns when the last one did. */
  static long await(Arrivals arrivals, List<String> ids, String otherwise) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long last = 0;
    for (String id : ids) {
      while (!arrivals.has(id)) {
        if (System.nanoTime() > deadline) {
          throw new GateException(otherwise);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      last = Math.max(last, arrivals.nanos(id));
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
