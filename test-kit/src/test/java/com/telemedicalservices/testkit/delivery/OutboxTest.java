package com.telemedicalservices.testkit.delivery;

import static com.telemedicalservices.testkit.delivery.TallyService.add;
import static com.telemedicalservices.testkit.delivery.TallyService.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.outbox.EventSender;
import com.telemedicalservices.kit.store.StoreUnavailableException;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.TopicLimit;
import com.telemedicalservices.testkit.WithServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of events from documents to Kafka, when others are at it too or something is wrong. */
@WithServers
class OutboxTest {

  private TallyService service;

  @BeforeEach
  void begin(TestServers servers) {
    service = new TallyService(servers);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void two_relays_sweeping_what_a_third_has_left_keep_the_order_and_lose_nothing() {
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> newId()).toList();
    try (TestProcess dead = service.processes.start(service.clock, new NeverAnswering())) {
      for (int mark = 0; mark < 4; mark++) {
        for (String id : ids) {
          service.tallies(dead).handle(id, add("mark-" + mark));
        }
      }
      dead.steps().die();
    }
    assertThat(service.everythingIsPublished()).isFalse();
    try (TestProcess _ = service.processes.startWhenLeasesAreOver(service.clock);
        TestProcess _ = service.processes.startWhenLeasesAreOver(service.clock)) {
      await().atMost(Duration.ofSeconds(20)).until(service::everythingIsPublished);
    }
    var told = service.told();
    for (String id : ids) {
      assertThat(told.get(id)).containsExactly("mark-0", "mark-1", "mark-2", "mark-3");
    }
  }

  @Test
  void an_event_written_behind_one_that_another_process_has_at_hand_does_not_overtake() {
    String id = newId();
    try (TestProcess dead = service.processes.start(service.clock, new NeverAnswering())) {
      service.tallies(dead).handle(id, add("first"));
      dead.steps().die();
    }
    try (TestProcess other = service.processes.start(service.clock)) {
      service.tallies(other).handle(id, add("second"));
    }
    try (TestProcess _ = service.processes.startWhenLeasesAreOver(service.clock)) {
      await().until(service::everythingIsPublished);
    }
    assertThat(service.told(id)).containsExactly("first", "second");
  }

  @Test
  void a_sweeper_whose_database_is_away_once_sweeps_again() {
    String id = newId();
    Steps steps = new Steps();
    steps.before(
        "tallies.findOneAndUpdate",
        () -> {
          throw new MongoException("away");
        });
    try (TestProcess dead = service.processes.start(service.clock, new NeverAnswering())) {
      service.tallies(dead).handle(id, add("mark"));
      dead.steps().die();
    }
    try (TestProcess _ =
        service.processes.start(service.clock, TestProcesses.LEASES_ARE_OVER, steps)) {
      await().dontCatchUncaughtExceptions().until(service::everythingIsPublished);
    }
    assertThat(service.told(id)).containsExactly("mark");
  }

  @Test
  void an_aggregate_of_which_many_events_wait_for_kafka_takes_no_more_requests() {
    String id = newId();
    try (TestProcess process = service.processes.start(service.clock, new NeverAnswering())) {
      Throwable refusal =
          catchThrowable(
              () -> {
                for (int mark = 0; mark < 100; mark++) {
                  service.tallies(process).handle(id, add("mark-" + mark));
                }
              });
      process.steps().die();

      assertThat(refusal).isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void more_events_than_a_process_has_places_for_are_published_in_order_all_the_same() {
    List<String> ids = IntStream.range(0, 30).mapToObj(i -> newId()).toList();
    try (TestProcess process = service.processes.start(service.clock, new Slow(service))) {
      for (int mark = 0; mark < 6; mark++) {
        for (String id : ids) {
          service.tallies(process).handle(id, add("mark-" + mark));
        }
      }
      await().atMost(Duration.ofSeconds(40)).until(service::everythingIsPublished);
    }
    var told = service.told();
    for (String id : ids) {
      assertThat(told.get(id))
          .containsExactly("mark-0", "mark-1", "mark-2", "mark-3", "mark-4", "mark-5");
    }
  }

  @Test
  void an_event_the_broker_refuses_holds_up_its_own_aggregate_and_nobody_else(TestServers servers)
      throws Exception {
    String large = "x".repeat(30_000);
    String id = newId();
    String other = newId();
    TopicLimit.set(servers, Topic.INTAKE, 20_000);
    try (TestProcess process = service.processes.start(service.clock)) {
      var tallies = service.tallies(process);
      tallies.handle(id, add("before"));
      tallies.handle(id, add(large));
      for (int i = 0; i < 5; i++) {
        tallies.handle(id, add("behind-" + i));
        tallies.handle(other, add("other-" + i));
      }
      await().until(() -> tallies.parked(10).equals(List.of(id)));
      await().until(() -> service.told(other).size() == 5);
      tallies.handle(id, add("late"));
      assertThat(service.told(id)).containsExactly("before");

      TopicLimit.set(servers, Topic.INTAKE, 1_000_000);
      assertThat(tallies.redriveParked()).isEqualTo(1);

      await().until(service::everythingIsPublished);
      assertThat(tallies.parked(10)).isEmpty();
      assertThat(service.told(id))
          .containsExactly(
              "before", large, "behind-0", "behind-1", "behind-2", "behind-3", "behind-4", "late");
    } finally {
      TopicLimit.set(servers, Topic.INTAKE, 1_000_000);
    }
  }

  @Test
  void an_event_whose_predecessor_is_refused_while_it_is_being_written_does_not_overtake() {
    Held held = new Held(service, EventSender.Failure.NEVER);
    String id = newId();
    try (TestProcess process = service.processes.start(service.clock, held)) {
      var tallies = service.tallies(process);
      tallies.handle(id, add("refused"));
      await().until(() -> held.handedOver.get() == 1);
      tallies.handle(id, add("behind"));
      process
          .steps()
          .before(
              "tallies.bulkWrite",
              () -> {
                held.letGo.countDown();
                await().until(() -> tallies.parked(10).equals(List.of(id)));
              });
      tallies.handle(id, add("just-written"));
      tallies.handle(id, add("further-behind"));
      assertThat(service.told(id)).isEmpty();

      tallies.redriveParked();
      await().until(service::everythingIsPublished);
    }
    assertThat(service.told(id))
        .containsExactly("refused", "behind", "just-written", "further-behind");
  }

  @Test
  void an_event_that_is_not_taken_now_is_tried_again_before_its_successor() {
    Held held = new Held(service, EventSender.Failure.NOT_NOW);
    String id = newId();
    try (TestProcess process = service.processes.start(service.clock, held)) {
      service.tallies(process).handle(id, add("first"));
      await().until(() -> held.handedOver.get() == 1);
      service.tallies(process).handle(id, add("second"));
      held.letGo.countDown();
      await().until(service::everythingIsPublished);
      assertThat(service.tallies(process).parked(10)).isEmpty();
    }
    assertThat(service.told(id)).containsExactly("first", "second");
  }

  @Test
  void a_process_that_is_stopped_publishes_what_it_has_at_hand() {
    List<String> ids = new ArrayList<>();
    try (TestProcess process = service.processes.start(service.clock, new LateAnswering(service))) {
      for (int i = 0; i < 15; i++) {
        String id = newId();
        ids.add(id);
        service.tallies(process).handle(id, add("one"));
        service.tallies(process).handle(id, add("two"));
      }
    }
    assertThat(service.everythingIsPublished()).isTrue();
    var told = service.told();
    assertThat(ids).allSatisfy(id -> assertThat(told.get(id)).containsExactly("one", "two"));
  }

  /** Takes messages and loses them without a word. */
  private static final class NeverAnswering implements EventSender {

    @Override
    public Taken send(ProducerRecord<String, byte[]> message, Consumer<Failure> settled) {
      return Taken.TAKEN;
    }

    @Override
    public void close() {}
  }

  /** Kafka answers, but takes its time: whoever stops then has something at hand. */
  private record LateAnswering(TallyService service) implements EventSender {

    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    @Override
    public Taken send(ProducerRecord<String, byte[]> message, Consumer<Failure> settled) {
      return service
          .processes
          .sender()
          .send(message, failure -> LATER.execute(() -> settled.accept(failure)));
    }

    @Override
    public void close() {}
  }

  /** The way to Kafka, ten milliseconds long. */
  private record Slow(TallyService service) implements EventSender {

    @Override
    public Taken send(ProducerRecord<String, byte[]> message, Consumer<Failure> settled) {
      try {
        new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return service.processes.sender().send(message, settled);
    }

    @Override
    public void close() {}
  }

  /** The way to Kafka, whose first message fails, but only when it is let go. */
  private static final class Held implements EventSender {

    private final TallyService service;
    private final Failure fate;
    final AtomicInteger handedOver = new AtomicInteger();
    final CountDownLatch letGo = new CountDownLatch(1);

    Held(TallyService service, Failure fate) {
      this.service = service;
      this.fate = fate;
    }

    @Override
    public Taken send(ProducerRecord<String, byte[]> message, Consumer<Failure> settled) {
      if (handedOver.incrementAndGet() > 1) {
        return service.processes.sender().send(message, settled);
      }
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  letGo.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                settled.accept(fate);
              });
      return Taken.TAKEN;
    }

    @Override
    public void close() {}
  }
}
