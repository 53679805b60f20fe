package com.telemedicalservices.testkit.delivery;

import static com.telemedicalservices.testkit.delivery.TallyService.NOON;
import static com.telemedicalservices.testkit.delivery.TallyService.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.telemedicalservices.testkit.MovableClock;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.WithServers;
import com.telemedicalservices.testkit.sample.Errand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work outside, begun by a state: at most once, and never forgotten. */
@WithServers
class AttemptsTest {

  private final Errand errand = new Errand();
  private final MovableClock clock = new MovableClock(NOON);
  private final AtomicInteger made = new AtomicInteger();
  private final CountDownLatch mayReturn = new CountDownLatch(1);
  private TestProcesses processes;

  @BeforeEach
  void begin(TestServers servers) {
    processes =
        TestProcesses.of(
            TestService.named("errand-service")
                .keeps(
                    "errands",
                    errand,
                    Errand.State.class,
                    Errand.running(
                        () -> {
                          made.incrementAndGet();
                          mayReturn.await();
                          return "bread";
                        })),
            servers);
    processes.database().drop();
  }

  @AfterEach
  void stop() {
    processes.close();
  }

  private Errand.State stateOf(TestProcess process, String id) {
    return process.store(errand).find(id).orElseThrow().state();
  }

  @Test
  void the_result_of_an_attempt_comes_back_as_a_command() {
    String id = newId();
    mayReturn.countDown();
    try (TestProcess process = processes.start(clock)) {
      process.store(errand).handle(id, new Errand.Command.Go());
      await().until(() -> stateOf(process, id).equals(new Errand.State.Done("bread")));
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void an_attempt_whose_process_has_died_is_not_made_again_but_its_outcome_is_unknown() {
    String id = newId();
    try (TestProcess dying = processes.start(clock)) {
      dying.store(errand).handle(id, new Errand.Command.Go());
      await().until(() -> made.get() == 1);
      dying.steps().die();
    }
    mayReturn.countDown();
    try (TestProcess next = processes.start(clock)) {
      assertThat(next.doDueWork(Duration.ofMinutes(1))).isZero();
      clock.advance(Errand.TIME);
      assertThat(next.doDueWork(Duration.ofMinutes(1))).isEqualTo(1);
      assertThat(stateOf(next, id)).isEqualTo(new Errand.State.Unknown());
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void an_attempt_that_finds_its_place_only_when_its_time_is_up_is_not_made() {
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> newId()).toList();
    try (TestProcess process = processes.start(clock)) {
      ids.forEach(id -> process.store(errand).handle(id, new Errand.Command.Go()));
      await().until(() -> made.get() == 32);

      clock.advance(Errand.TIME);
      process.doDueWork(Duration.ofMinutes(1));
      mayReturn.countDown();
    }
    assertThat(made).as("attempts of which their aggregate still knew").hasValue(32);
  }
}
