package com.telemedicalservices.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.ids.Ids;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.kit.store.Change;
import com.telemedicalservices.kit.store.Outcome;
import com.telemedicalservices.kit.store.RequestKey;
import com.telemedicalservices.testkit.MovableClock;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.TopicReader;
import com.telemedicalservices.testkit.WithServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every consumer and every store must stand, tried on a service's own aggregates with a real
 * database and broker. A service extends it and says what it is made of, which events it takes and
 * which requests; what must come of them is found by deciding them once in memory.
 *
 * <p>Afterwards each aggregate is in exactly the state that comes of applying everything once, and
 * its events are on their topics, each at least once and in order.
 */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DeliveryContract {

  private static final int MAX_STEPS = 1_000;
  private static final int AT_ONCE = 8;

  /** A history of more facts than this is long. */
  private static final int LONG = 12;

  /** About how many facts of a long history are put aside and redriven. */
  private static final int REDRIVEN = 4;

  private final List<Expectation> expectations = new CopyOnWriteArrayList<>();
  private @Nullable TestServers servers;
  private @Nullable TestService service;
  private @Nullable TestProcesses processes;

  /** What the service is made of; asked once. */
  protected abstract TestService service();

  /**
   * Events that the service takes, in the order in which they happened, all about this id; as many
   * as it takes to make the way of an aggregate. None when the service consumes nothing.
   */
  protected abstract List<Event> history(String id);

  /**
   * What people had asked before the first of the events: an aggregate, its id, a command. None
   * when the service hears of everything from events first.
   */
  protected List<Reaction<?>> beginnings(String id) {
    return List.of();
  }

  /**
   * Requests of people that follow one another: an aggregate, its id, a command. None when people
   * ask nothing of the service.
   */
  protected abstract List<Reaction<?>> requests(String id);

  /** The time at which everything happens. */
  protected Instant now() {
    return Instant.parse("2026-12-01T16:00:00Z");
  }

  @BeforeAll
  final void connect(TestServers given) {
    servers = given;
    service = service();
    processes = TestProcesses.of(service, given);
  }

  @BeforeEach
  final void empty() {
    given(processes).database().drop();
    expectations.clear();
  }

  @AfterAll
  final void disconnect() {
    given(processes).close();
  }

  @Test
  void a_fact_delivered_twice_is_applied_once() {
    Facts facts = facts(newId());
    List<EventEnvelope<Event>> events = facts.events();
    List<EventEnvelope<Event>> twice = new ArrayList<>(events);
    events.forEach(event -> twice.addAll(Collections.nCopies(2, event)));

    delivered(
        facts,
        process -> {
          process.poll(twice);
          process.poll(events);
        });
  }

  @Test
  void a_fact_is_applied_the_same_alone_and_in_a_crowd() {
    Facts facts = facts(newId());

    delivered(facts, process -> facts.events().forEach(event -> process.poll(List.of(event))));
  }

  @Test
  void a_fact_delivered_again_after_later_ones_changes_nothing() {
    Facts facts = facts(newId());

    delivered(
        facts,
        process -> {
          process.poll(facts.events());
          facts.events().reversed().forEach(event -> process.poll(List.of(event)));
        });
  }

  @Test
  void a_fact_put_aside_and_redriven_after_later_ones_is_applied_exactly_once() {
    int length = history(newId()).size();
    for (int first = 0; first < length; first += Math.max(1, length / REDRIVEN)) {
      Facts facts = facts(newId());
      List<EventEnvelope<Event>> events = new ArrayList<>(facts.events());
      EventEnvelope<Event> aside = events.remove(first);
      List<EventEnvelope<Event>> asApplied = new ArrayList<>(events);
      asApplied.add(aside);

      delivered(
          new Facts(facts.begun(), asApplied),
          process -> {
            process.poll(events);
            process.poll(List.of(aside));
            process.poll(List.of(aside));
          });
    }
  }

  @Test
  void two_processes_taking_the_same_facts_apply_each_once() {
    for (int round = 0; round < 3; round++) {
      Facts facts = facts(newId());
      Expectation expected = expected(facts);
      try (TestProcess one = alive(new Steps());
          TestProcess other = alive(new Steps())) {
        facts.begin(one);
        atOnce(() -> one.poll(facts.events()), () -> other.poll(facts.events()));
        awaitPublished(expected);
        expected.assertStandsIn(one);
      }
    }
    assertEverythingTold();
  }

  @Test
  void a_crash_at_any_step_of_taking_facts_loses_and_doubles_nothing() {
    Assumptions.assumeFalse(history(newId()).isEmpty(), "takes no events");
    crashing(
        () -> {
          Facts facts = facts(newId());
          List<EventEnvelope<Event>> events = facts.events();
          Consumer<TestProcess> polls =
              process -> {
                process.poll(events.subList(0, 1));
                if (events.size() > 1) {
                  process.poll(events.subList(1, events.size()));
                }
              };
          return new Scenario(
              expected(facts), now(), facts.begun().isEmpty() ? null : facts::begin, polls);
        });
  }

  @Test
  void a_crash_at_any_step_of_a_request_loses_and_doubles_nothing() {
    Assumptions.assumeFalse(requests(newId()).isEmpty(), "is asked nothing");
    crashing(
        () -> {
          List<Asked> asked = asked(requests(newId()));
          return new Scenario(
              expectedOf(asked),
              now(),
              null,
              process -> asked.forEach(request -> request.of(process)));
        });
  }

  @Test
  void a_request_sent_to_two_processes_at_once_is_carried_out_once() {
    Assumptions.assumeFalse(requests(newId()).isEmpty(), "is asked nothing");
    for (int round = 0; round < 3; round++) {
      List<Asked> asked = asked(requests(newId()));
      Expectation expected = expectedOf(asked);
      try (TestProcess one = alive(new Steps());
          TestProcess other = alive(new Steps())) {
        for (Asked request : asked) {
          atOnce(() -> request.of(one), () -> request.of(other));
        }
        awaitPublished(expected);
        expected.assertStandsIn(other);
      }
    }
    assertEverythingTold();
  }

  @Test
  void due_work_is_done_once_by_two_processes() {
    Facts facts = facts(newId());
    List<Asked> asked = asked(requests(newId()));
    Expectation expected = expected(facts);
    asked.forEach(request -> expected.decide(request.wanted()));
    try (TestProcess one = alive(new Steps())) {
      facts.begin(one);
      one.poll(facts.events());
      asked.forEach(request -> request.of(one));
      awaitPublished(expected);
    }
    Instant due = expected.nextDue();
    Assumptions.assumeTrue(due != null, "is never due");
    Instant dueAt = given(due);
    expected.timePasses(dueAt);
    try (TestProcess one = process(dueAt, Duration.ZERO, new Steps());
        TestProcess other = process(dueAt, Duration.ZERO, new Steps())) {
      atOnce(
          () -> doAllDueWork(one, Duration.ofMinutes(1)),
          () -> doAllDueWork(other, Duration.ofMinutes(1)));
      awaitPublished(expected);
      expected.assertStandsIn(one);
    }
    assertEverythingTold();
  }

  @Test
  void a_crash_at_any_step_of_due_work_loses_and_doubles_nothing() {
    Expectation first = expectationOfEverything(newId());
    Assumptions.assumeTrue(first.nextDue() != null, "is never due");
    expectations.clear();
    crashing(
        () -> {
          String id = newId();
          Facts facts = facts(id);
          List<Asked> asked = asked(requests(id));
          Expectation expected = expected(facts);
          asked.forEach(request -> expected.decide(request.wanted()));
          Instant dueAt = given(expected.nextDue());
          expected.timePasses(dueAt);
          Consumer<TestProcess> before =
              process -> {
                facts.begin(process);
                process.poll(facts.events());
                asked.forEach(request -> request.of(process));
              };
          return new Scenario(
              expected, dueAt, before, process -> doAllDueWork(process, Duration.ZERO));
        });
  }

  private Expectation expectationOfEverything(String id) {
    Expectation expected = expected(facts(id));
    asked(requests(id)).forEach(request -> expected.decide(request.wanted()));
    return expected;
  }

  private static void doAllDueWork(TestProcess process, Duration lease) {
    for (int times = 0; process.doDueWork(lease) > 0; times++) {
      assertThat(times).as("rounds of due work").isLessThan(1_000);
    }
  }

  /**
   * A thing a process does, in which it may die.
   *
   * @param expected what must come of it
   * @param at when it is done
   * @param before what happens before, at the contract's own time, without dying; null when nothing
   *     does
   * @param job what is done; repeated as a whole by whoever takes over
   */
  private record Scenario(
      Expectation expected,
      Instant at,
      @Nullable Consumer<TestProcess> before,
      Consumer<TestProcess> job) {}

  /**
   * Does it again and again, dying one step later each time, until it gets to its end alive. Some
   * go on at once, each in a database of its own. In a long history the same steps come again for
   * each of many aggregates, so only every third is died at.
   */
  private void crashing(Supplier<Scenario> scenarios) {
    int stride = history(newId()).size() > LONG ? 3 : 1;
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Steps.Side side : Steps.Side.values()) {
        boolean died = true;
        int step = 1 - stride;
        while (died) {
          assertThat(step).as("steps until it is done").isLessThan(MAX_STEPS);
          List<Future<Boolean>> running = new ArrayList<>();
          for (int i = 0; i < AT_ONCE; i++) {
            step += stride;
            int dieAt = step;
            Scenario scenario = scenarios.get();
            running.add(threads.submit(() -> diesAndIsTakenOver(dieAt, side, scenario)));
          }
          died = running.stream().map(DeliveryContract::result).reduce(true, Boolean::logicalAnd);
        }
      }
    }
    assertEverythingTold();
  }

  private boolean diesAndIsTakenOver(int step, Steps.Side side, Scenario scenario) {
    String database = "crash-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    try {
      Steps steps = new Steps();
      boolean died = diesAt(database, step, side, steps, scenario);
      if (died) {
        takeOver(database, scenario, side + " step " + step + " of " + steps.taken());
      }
      return died;
    } finally {
      given(processes).database(database).drop();
    }
  }

  private boolean diesAt(
      String database, int step, Steps.Side side, Steps steps, Scenario scenario) {
    Consumer<TestProcess> before = scenario.before();
    if (before != null) {
      try (TestProcess first = process(database, now(), Duration.ZERO, new Steps())) {
        before.accept(first);
        awaitQuiet(first);
      }
    }
    try (TestProcess process = process(database, scenario.at(), Duration.ZERO, steps)) {
      steps.dieAt(step, side);
      try {
        scenario.job().accept(process);
      } catch (RuntimeException e) {
        if (!steps.dead()) {
          throw e;
        }
      }
      await()
          .pollInterval(Duration.ofMillis(5))
          .until(
              () ->
                  steps.dead() || (isPublished(database, scenario.expected()) && isQuiet(process)));
      return steps.dead();
    }
  }

  private void takeOver(String database, Scenario scenario, String when) {
    try (TestProcess next =
        process(database, scenario.at(), TestProcesses.LEASES_ARE_OVER, new Steps())) {
      try {
        scenario.job().accept(next);
        next.relay().wake();
        awaitPublished(database, scenario.expected());
        scenario.expected().assertStandsIn(next);
        assertThat(next.deadLetters()).as("records put aside").isZero();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("After a crash " + when, e);
      }
    }
  }

  /** A request as it is sent, under a key of its own. */
  private record Asked(Reaction<?> wanted, RequestKey key, @Nullable Rejection refusal) {

    void of(TestProcess process) {
      send(process, wanted);
    }

    private <C> void send(TestProcess process, Reaction<C> reaction) {
      Outcome<?> outcome =
          carryOut(process.storeOf(reaction.aggregate()), reaction.id(), reaction.command());
      switch (outcome) {
        case Outcome.Done<?> done -> assertThat(refusal).as("refusal").isNull();
        case Outcome.Repeated<?> repeated -> assertThat(refusal).as("refusal").isNull();
        case Outcome.Refused<?>(Rejection rejection) ->
            assertThat(rejection).as("refusal").isEqualTo(refusal);
        default -> throw new AssertionError("A request has come out as " + outcome);
      }
    }

    private <S, C> Outcome<S> carryOut(AggregateStore<S, C, ?> store, String id, C command) {
      return store.handle(new Change<>(id, command, key, null, stored -> null));
    }
  }

  private List<Asked> asked(List<Reaction<?>> requests) {
    Expectation trial = new Expectation(now());
    List<Asked> asked = new ArrayList<>();
    for (Reaction<?> request : requests) {
      asked.add(new Asked(request, new RequestKey(newId(), "same"), trial.decide(request)));
    }
    return asked;
  }

  /** Events that arrive, and what people had asked before. */
  private record Facts(List<Asked> begun, List<EventEnvelope<Event>> events) {

    void begin(TestProcess process) {
      begun.forEach(request -> request.of(process));
    }
  }

  private Facts facts(String id) {
    return new Facts(asked(beginnings(id)), arriving(history(id)));
  }

  private Expectation expectedOf(List<Asked> asked) {
    Expectation expected = remembered(new Expectation(now()));
    asked.forEach(request -> expected.decide(request.wanted()));
    return expected;
  }

  private void delivered(Facts asApplied, Consumer<TestProcess> polls) {
    Assumptions.assumeFalse(asApplied.events().isEmpty(), "takes no events");
    Expectation expected = expected(asApplied);
    try (TestProcess process = alive(new Steps())) {
      asApplied.begin(process);
      polls.accept(process);
      awaitPublished(expected);
      expected.assertStandsIn(process);
      assertThat(process.deadLetters()).as("records put aside").isZero();
    }
    assertEverythingTold();
  }

  private Expectation expected(Facts facts) {
    Expectation expected = expectedOf(facts.begun());
    for (EventEnvelope<Event> event : facts.events()) {
      given(service).reactionsTo(event).forEach(expected::fact);
    }
    return expected;
  }

  private Expectation remembered(Expectation expectation) {
    expectations.add(expectation);
    return expectation;
  }

  private List<EventEnvelope<Event>> arriving(List<Event> events) {
    List<EventEnvelope<Event>> arriving = new ArrayList<>();
    for (Event event : events) {
      String source = '/' + Topic.of(event.getClass()).producer();
      arriving.add(
          new EventEnvelope<>(newId(), source, newId(), arriving.size() + 1, now(), null, event));
    }
    return arriving;
  }

  private TestProcess alive(Steps steps) {
    return process(now(), Duration.ZERO, steps);
  }

  private TestProcess process(Instant at, Duration ahead, Steps steps) {
    return process(given(servers).database(), at, ahead, steps);
  }

  private TestProcess process(String database, Instant at, Duration ahead, Steps steps) {
    return given(processes).start(database, new MovableClock(at), ahead, steps).withoutAttempts();
  }

  private void awaitPublished(Expectation expected) {
    awaitPublished(given(servers).database(), expected);
  }

  private void awaitPublished(String database, Expectation expected) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> isPublished(database, expected));
  }

  /** The outboxes of its aggregates are empty. */
  private boolean isPublished(String databaseName, Expectation expected) {
    var database = given(processes).database(databaseName);
    var waiting =
        new org.bson.Document("_id", new org.bson.Document("$in", expected.ids()))
            .append("outbox.0", new org.bson.Document("$exists", true));
    for (String collection : database.listCollectionNames()) {
      if (database.getCollection(collection).countDocuments(waiting) > 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isQuiet(TestProcess process) {
    return process.relay().onTheirWay() == 0;
  }

  private static void awaitQuiet(TestProcess process) {
    await().pollInterval(Duration.ofMillis(5)).until(() -> isQuiet(process));
  }

  /** Of all that was expected so far. */
  private void assertEverythingTold() {
    Map<String, List<String>> bodies = new HashMap<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Topic topic : Topic.values()) {
      for (TopicReader.Published event : given(processes).published(topic)) {
        if (seen.add(event.id())) {
          bodies.computeIfAbsent(event.subject(), id -> new ArrayList<>()).add(event.body());
        }
      }
    }
    expectations.forEach(expectation -> expectation.assertTold(bodies));
  }

  private static void atOnce(Runnable one, Runnable other) {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> running = List.of(threads.submit(one), threads.submit(other));
      running.forEach(DeliveryContract::result);
    }
  }

  private static <T extends @Nullable Object> T result(Future<T> running) {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw new AssertionError("One of those at work has failed", e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String newId() {
    return Ids.timeOrdered().next();
  }

  private static <T> T given(@Nullable T value) {
    return java.util.Objects.requireNonNull(value);
  }
}
