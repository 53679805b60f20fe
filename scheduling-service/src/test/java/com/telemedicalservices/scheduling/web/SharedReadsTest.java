package com.telemedicalservices.scheduling.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedReadsTest {

  private final AtomicInteger begun = new AtomicInteger();
  private final Semaphore mayEnd = new Semaphore(0);
  private final SharedReads<String, Integer> reads =
      new SharedReads<>(
          key -> {
            int number = begun.incrementAndGet();
            mayEnd.acquireUninterruptibly();
            if (key.equals("broken")) {
              throw new IllegalStateException("broken");
            }
            return number;
          });

  @Test
  void all_who_ask_while_a_read_is_under_way_share_the_next_one() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = threads.submit(() -> reads.ask("clinic"));
      await().until(() -> begun.get() == 1);
      List<Future<Integer>> others = new ArrayList<>();
      AtomicInteger asked = new AtomicInteger();
      for (int i = 0; i < 100; i++) {
        others.add(
            threads.submit(
                () -> {
                  asked.incrementAndGet();
                  return reads.ask("clinic");
                }));
      }
      await().until(() -> asked.get() == 100);
      mayEnd.release(1000);

      assertThat(first.get()).isEqualTo(1);
      for (Future<Integer> other : others) {
        // Never the one that had begun before they asked.
        assertThat(other.get()).isGreaterThan(1);
      }
      assertThat(begun.get()).isLessThan(50);
    }
  }

  @Test
  void one_who_asks_later_gets_a_new_read() {
    mayEnd.release(10);

    assertThat(reads.ask("clinic")).isEqualTo(1);
    assertThat(reads.ask("clinic")).isEqualTo(2);
    assertThat(reads.ask("other")).isEqualTo(3);
  }

  @Test
  void a_read_that_fails_fails_for_those_who_asked_and_not_for_the_next() {
    mayEnd.release(10);

    assertThatThrownBy(() -> reads.ask("broken"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
    assertThat(reads.ask("clinic")).isEqualTo(2);
  }
}
