package com.telemedicalservices.kit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatcherTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final ConcurrentLinkedQueue<List<Integer>> calls = new ConcurrentLinkedQueue<>();
  private final Semaphore mayAnswer = new Semaphore(0);
  private final CountDownLatch called = new CountDownLatch(1);

  private Batcher<Integer, Integer> batcher(
      Duration patience, Function<List<Integer>, List<Integer>> answer) {
    return new Batcher<>(
        "test",
        1,
        10,
        patience,
        asked -> {
          calls.add(List.copyOf(asked));
          called.countDown();
          mayAnswer.acquireUninterruptibly();
          return answer.apply(asked);
        });
  }

  private static List<Integer> doubled(List<Integer> asked) {
    return asked.stream().map(number -> 2 * number).toList();
  }

  @Test
  void what_comes_while_a_call_is_under_way_goes_out_with_the_next() throws Exception {
    try (Batcher<Integer, Integer> batcher = batcher(LONG, BatcherTest::doubled)) {
      CompletableFuture<Integer> first = batcher.submit(0);
      called.await();
      List<CompletableFuture<Integer>> others =
          IntStream.rangeClosed(1, 12).mapToObj(batcher::submit).toList();
      mayAnswer.release(3);

      assertThat(Batcher.await(first, LONG)).isZero();
      assertThat(others.stream().map(other -> Batcher.await(other, LONG)))
          .containsExactly(2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24);
    }
    assertThat(calls)
        .containsExactly(List.of(0), List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), List.of(11, 12));
  }

  @Test
  void what_nobody_waits_for_any_more_is_not_asked() throws Exception {
    try (Batcher<Integer, Integer> batcher = batcher(LONG, BatcherTest::doubled)) {
      CompletableFuture<Integer> first = batcher.submit(1);
      called.await();
      CompletableFuture<Integer> impatient = batcher.submit(2);
      CompletableFuture<Integer> patient = batcher.submit(3);

      assertThatThrownBy(() -> Batcher.await(impatient, Duration.ofMillis(1)))
          .isInstanceOf(StoreUnavailableException.class);
      mayAnswer.release(2);

      assertThat(Batcher.await(first, LONG)).isEqualTo(2);
      assertThat(Batcher.await(patient, LONG)).isEqualTo(6);
    }
    assertThat(calls).containsExactly(List.of(1), List.of(3));
  }

  @Test
  void a_call_that_fails_is_told_and_the_next_is_made() {
    mayAnswer.release(10);
    try (Batcher<Integer, Integer> batcher =
        batcher(
            LONG,
            asked -> {
              if (asked.contains(13)) {
                throw new StackOverflowError();
              }
              return doubled(asked);
            })) {
      assertThatThrownBy(() -> batcher.ask(13)).isInstanceOf(StoreUnavailableException.class);
      assertThat(batcher.ask(1)).isEqualTo(2);
    }
  }

  @Test
  void one_that_is_closed_finishes_what_it_has_and_takes_nothing_more() {
    // As often as there may be calls: whoever is slow to ask is answered one by one.
    mayAnswer.release(30);
    Batcher<Integer, Integer> batcher = batcher(LONG, BatcherTest::doubled);
    List<CompletableFuture<Integer>> waiting =
        IntStream.range(0, 30).mapToObj(batcher::submit).toList();

    batcher.close();

    assertThat(waiting).allMatch(CompletableFuture::isDone);
    assertThatThrownBy(() -> batcher.ask(1)).isInstanceOf(StoreUnavailableException.class);
  }
}
