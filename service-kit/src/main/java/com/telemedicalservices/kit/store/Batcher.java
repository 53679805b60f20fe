package com.telemedicalservices.kit.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what many threads want one by one into few calls for many at once. Whatever arrives while a
 * call is under way goes out with the next, so a quiet service waits for nothing and a busy one
 * pays one round trip and one journal sync for hundreds.
 *
 * @param <I> what is asked
 * @param <O> what is answered
 */
final class Batcher<I, O> implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Batcher.class);

  private record Item<I, O>(I input, CompletableFuture<O> output) {}

  private final BlockingQueue<Item<I, O>> queue;
  private final List<Thread> lanes;
  private final int maxBatch;
  private final Duration patience;
  private final Function<List<I>, List<O>> call;
  private volatile boolean closed;

  /**
   * @param name of its threads
   * @param lanes how many calls may be under way at once
   * @param maxBatch how many go into one call at most
   * @param patience how long a caller waits for its answer
   * @param call answers in the order of what was asked
   */
  Batcher(
      String name, int lanes, int maxBatch, Duration patience, Function<List<I>, List<O>> call) {
    this.queue = new LinkedBlockingQueue<>(10_000);
    this.maxBatch = maxBatch;
    this.patience = patience;
    this.call = call;
    this.lanes =
        IntStream.range(0, lanes)
            .mapToObj(lane -> Thread.ofPlatform().daemon().name(name + '-' + lane).start(this::run))
            .toList();
  }

  /** Asks, and waits for the answer. */
  O ask(I input) {
    return await(submit(input), patience);
  }

  /** Waits for an answer. */
  static <O> O await(CompletableFuture<O> output, Duration patience) {
    try {
      return output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // If it still waits, nobody needs it any more.
      output.cancel(false);
      throw new StoreUnavailableException("The database has not answered in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("Interrupted while waiting for the database", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreUnavailableException unavailable
          ? unavailable
          : new StoreUnavailableException("The database refused the call", e.getCause());
    }
  }

  /** Asks; the answer comes later. */
  CompletableFuture<O> submit(I input) {
    Item<I, O> item = new Item<>(input, new CompletableFuture<>());
    if (closed || !queue.offer(item)) {
      item.output()
          .completeExceptionally(
              new StoreUnavailableException("Too much is waiting for the database", null));
    }
    return item.output();
  }

  private void run() {
    List<Item<I, O>> batch = new ArrayList<>(maxBatch);
    while (!closed || !queue.isEmpty()) {
      try {
        Item<I, O> first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, maxBatch - 1);
        batch.removeIf(item -> item.output().isDone());
        if (!batch.isEmpty()) {
          answer(batch);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        batch.clear();
      }
    }
  }

  private void answer(List<Item<I, O>> batch) {
    try {
      List<O> outputs = call.apply(batch.stream().map(Item::input).toList());
      for (int i = 0; i < outputs.size(); i++) {
        batch.get(i).output().complete(outputs.get(i));
      }
    } catch (RuntimeException | Error e) {
      // Also an error: a lane that ended would leave everybody waiting for ever.
      log.warn("A call for {} has failed: {}", batch.size(), e.getClass().getSimpleName());
      batch.forEach(item -> item.output().completeExceptionally(e));
    }
  }

  /** Finishes what is waiting and takes nothing more. */
  @Override
  public void close() {
    closed = true;
    for (Thread lane : lanes) {
      try {
        lane.join(patience);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
