package com.telemedicalservices.testkit.delivery;

import static com.telemedicalservices.testkit.delivery.TallyService.add;
import static com.telemedicalservices.testkit.delivery.TallyService.atOnce;
import static com.telemedicalservices.testkit.delivery.TallyService.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.WithServers;
import com.telemedicalservices.testkit.sample.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that time alone makes necessary, shared among processes that may die. */
@WithServers
class DueWorkTest {

  private static final Duration LEASE = Duration.ofMinutes(1);

  /** The step in which due aggregates are taken, once no other writes are under way. */
  private static final String CLAIM = "tallies.bulkWrite";

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
  void a_backlog_is_shared_by_two_workers_and_each_piece_is_done_once() throws Exception {
    List<String> ids = IntStream.range(0, 450).mapToObj(i -> newId()).toList();
    try (TestProcess one = service.processes.start(service.clock);
        TestProcess other = service.processes.start(service.clock)) {
      atOnce(
          ids.stream()
              .<Callable<Object>>map(id -> () -> service.tallies(one).handle(id, add("mark")))
              .toList());
      service.clock.advance(Tally.REMINDER);

      List<Integer> done = atOnce(List.of(() -> all(one), () -> all(other)));

      assertThat(done.get(0) + done.get(1)).isEqualTo(450);
      await().atMost(Duration.ofSeconds(20)).until(service::everythingIsPublished);
      assertThat(ids)
          .allSatisfy(
              id ->
                  assertThat(service.tallies(one).find(id).orElseThrow().state().reminders())
                      .isEqualTo(1));
    }
    var told = service.told();
    assertThat(ids)
        .allSatisfy(id -> assertThat(told.get(id)).containsExactly("mark", "reminder-1"));
  }

  private static int all(TestProcess process) {
    int done = 0;
    for (int now = process.doDueWork(LEASE); now > 0; now = process.doDueWork(LEASE)) {
      done += now;
    }
    return done;
  }

  @Test
  void what_another_worker_takes_between_the_look_and_the_taking_is_left_to_it() {
    String id = newId();
    AtomicInteger othersDone = new AtomicInteger();
    try (TestProcess one = service.processes.start(service.clock);
        TestProcess other = service.processes.start(service.clock)) {
      service.tallies(one).handle(id, add("mark"));
      await().until(service::everythingIsPublished);
      service.clock.advance(Tally.REMINDER);
      one.steps().before(CLAIM, () -> othersDone.set(other.doDueWork(LEASE)));

      assertThat(one.doDueWork(LEASE)).isZero();
      assertThat(othersDone).hasValue(1);
    }
  }

  @Test
  void what_a_worker_had_taken_when_it_died_is_done_once_when_its_lease_has_ended() {
    String id = newId();
    Steps steps = new Steps();
    try (TestProcess dying = service.processes.start(service.clock, Duration.ZERO, steps)) {
      service.tallies(dying).handle(id, add("mark"));
      await().until(service::everythingIsPublished);
      service.clock.advance(Tally.REMINDER);
      steps.dieAt(2, Steps.Side.AFTER);
      try {
        dying.doDueWork(LEASE);
      } catch (RuntimeException e) {
        assertThat(steps.taken()).last().isEqualTo(CLAIM);
      }
      assertThat(steps.dead()).isTrue();
    }
    try (TestProcess next = service.processes.start(service.clock)) {
      service.clock.advance(LEASE.minusSeconds(1));
      assertThat(next.doDueWork(LEASE)).as("while the lease lasts").isZero();

      service.clock.advance(Duration.ofSeconds(1));
      assertThat(next.doDueWork(LEASE)).isEqualTo(1);
      assertThat(next.doDueWork(LEASE)).isZero();
      await().until(service::everythingIsPublished);
    }
    assertThat(service.told(id)).containsExactly("mark", "reminder-1");
  }

  @Test
  void an_aggregate_that_breaks_when_time_passes_does_not_hold_up_others() {
    String broken = newId();
    String sound = newId();
    try (TestProcess process = service.processes.start(service.clock)) {
      service.tallies(process).handle(broken, add(Tally.TIME_BOMB));
      service.tallies(process).handle(sound, add("mark"));
      service.clock.advance(Tally.REMINDER);

      assertThatCode(() -> assertThat(process.doDueWork(LEASE)).isEqualTo(2))
          .doesNotThrowAnyException();
      assertThat(process.doDueWork(LEASE)).as("again before the lease ends").isZero();
      service.clock.advance(LEASE);
      assertThat(process.doDueWork(LEASE)).as("again after it").isEqualTo(1);
      await().until(service::everythingIsPublished);
    }
    assertThat(service.told(sound)).containsExactly("mark", "reminder-1");
    assertThat(service.told(broken)).containsExactly(Tally.TIME_BOMB);
  }

  @Test
  void an_aggregate_that_breaks_when_time_passes_gets_older_each_time_it_is_tried() {
    String id = newId();
    Instant due = service.clock.instant().plus(Tally.REMINDER);
    try (TestProcess process = service.processes.start(service.clock)) {
      var tallies = service.tallies(process);
      tallies.handle(id, add(Tally.TIME_BOMB));
      service.clock.advance(Tally.REMINDER);
      for (int tries = 0; tries < 3; tries++) {
        assertThat(process.doDueWork(LEASE)).isEqualTo(1);
        assertThat(tallies.nextDue()).as("while it is taken").isEqualTo(due);
        service.clock.advance(LEASE);
        assertThat(tallies.nextDue()).as("when its lease has ended").isEqualTo(due);
      }

      assertThat(tallies.doDueWork(1, LEASE, "a worker").results())
          .containsExactly(new AggregateStore.DueResult(id, LEASE.multipliedBy(3), false));
    }
  }

  @Test
  void due_work_that_would_claim_what_another_holds_is_not_done_and_gets_older() {
    String id = newId();
    Instant due = service.clock.instant().plus(Tally.REMINDER);
    try (TestProcess process = service.processes.start(service.clock)) {
      var tallies = service.tallies(process);
      tallies.handle(newId(), new Tally.Command.Hold("taken"));
      tallies.handle(id, add(Tally.HOLDS_IN_TIME + "taken"));
      service.clock.advance(Tally.REMINDER);

      assertThat(tallies.doDueWork(1, LEASE, "a worker").results())
          .containsExactly(new AggregateStore.DueResult(id, Duration.ZERO, false));
      service.clock.advance(LEASE);
      assertThat(tallies.nextDue()).isEqualTo(due);
    }
  }

  @Test
  void what_an_older_build_has_left_behind_makes_no_aggregate_older() {
    String unleased = newId();
    String leased = newId();
    try (TestProcess process = service.processes.start(service.clock)) {
      var tallies = service.tallies(process);
      tallies.handle(unleased, add("mark"));
      tallies.handle(leased, add("mark"));
      leave(unleased, Updates.set("dueSince", service.clock.instant()));
      leave(leased, Updates.set("dueToken", "an older build"));
      service.clock.advance(Tally.REMINDER);

      assertThat(tallies.nextDue()).isEqualTo(service.clock.instant());
      assertThat(tallies.doDueWork(2, LEASE, "a worker").results())
          .containsExactlyInAnyOrder(
              new AggregateStore.DueResult(unleased, Duration.ZERO, true),
              new AggregateStore.DueResult(leased, Duration.ZERO, true));
      assertThat(tallies.nextDue()).as("when all is done").isNull();
    }
  }

  private void leave(String id, Bson update) {
    service.processes.database().getCollection("tallies").updateOne(Filters.eq("_id", id), update);
  }

  @Test
  void a_command_that_comes_while_a_worker_has_its_lease_is_not_lost() {
    String id = newId();
    Steps steps = new Steps();
    try (TestProcess dying = service.processes.start(service.clock, Duration.ZERO, steps);
        TestProcess other = service.processes.start(service.clock)) {
      service.tallies(dying).handle(id, add("one"));
      service.clock.advance(Tally.REMINDER);
      steps.dieAt(2, Steps.Side.AFTER);
      try {
        dying.doDueWork(LEASE);
      } catch (RuntimeException e) {
        assertThat(steps.dead()).isTrue();
      }
      service.tallies(other).handle(id, add("two"));

      assertThat(other.doDueWork(LEASE)).as("due again an hour later").isZero();
      service.clock.advance(Tally.REMINDER);
      assertThat(other.doDueWork(LEASE)).isEqualTo(1);
    }
  }

  @Test
  void a_worker_whose_database_is_away_once_looks_again() {
    String id = newId();
    CountDownLatch away = new CountDownLatch(1);
    try (TestProcess process = service.processes.start(service.clock)) {
      service.tallies(process).handle(id, add("mark"));
      await().until(service::everythingIsPublished);
      service.clock.advance(Tally.REMINDER);
      process
          .steps()
          .before(
              CLAIM,
              () -> {
                away.countDown();
                throw new MongoException("away");
              });
      process.lookingForDueWork();
      await().dontCatchUncaughtExceptions().until(() -> away.getCount() == 0);

      service.clock.advance(Duration.ofSeconds(2));

      await().dontCatchUncaughtExceptions().until(() -> reminders(process, id) == 1);
    }
  }

  private int reminders(TestProcess process, String id) {
    return service.tallies(process).find(id).orElseThrow().state().reminders();
  }
}
