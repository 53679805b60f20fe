package com.telemedicalservices.testkit.delivery;

import static com.telemedicalservices.testkit.delivery.TallyService.add;
import static com.telemedicalservices.testkit.delivery.TallyService.atOnce;
import static com.telemedicalservices.testkit.delivery.TallyService.newId;
import static com.telemedicalservices.testkit.delivery.TallyService.noted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.events.EventHeaders;
import com.telemedicalservices.kit.outbox.EventSender;
import com.telemedicalservices.kit.store.Change;
import com.telemedicalservices.kit.store.Outcome;
import com.telemedicalservices.kit.store.RequestKey;
import com.telemedicalservices.kit.store.StoreUnavailableException;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.TopicReader;
import com.telemedicalservices.testkit.WithServers;
import com.telemedicalservices.testkit.sample.Tally;
import com.telemedicalservices.testkit.sample.TallyReactions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One document, one write: what many writers at once can and cannot do to each other. */
@WithServers
class OneWriteTest {

  /** The step in which aggregates are written. */
  private static final String WRITE = "tallies.bulkWrite";

  private TallyService service;
  private TestProcess one;
  private TestProcess other;

  @BeforeEach
  void two_processes(TestServers servers) {
    service = new TallyService(servers);
    one = service.processes.start(service.clock);
    other = service.processes.start(service.clock);
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
    service.close();
  }

  @Test
  void two_writers_of_one_aggregate_lose_no_update() throws Exception {
    String id = newId();
    List<Callable<Outcome<Tally.State>>> writers = new ArrayList<>();
    for (int writer = 0; writer < 24; writer++) {
      TestProcess process = writer % 2 == 0 ? one : other;
      int number = writer;
      writers.add(
          () -> {
            Outcome<Tally.State> last = null;
            for (int i = 0; i < 4; i++) {
              last = service.tallies(process).handle(id, add(number + "-" + i));
            }
            return last;
          });
    }

    assertThat(atOnce(writers)).allMatch(outcome -> outcome instanceof Outcome.Done<?>);

    await().until(service::everythingIsPublished);
    List<String> marks = service.tallies(one).find(id).orElseThrow().state().marks();
    assertThat(marks).hasSize(96).doesNotHaveDuplicates();
    assertThat(service.told(id)).isEqualTo(marks);
  }

  @Test
  void a_command_whose_aggregate_is_written_meanwhile_is_decided_again() {
    String id = newId();
    one.steps().before(WRITE, () -> service.tallies(other).handle(id, add("faster")));

    assertThatCode(() -> service.tallies(one).handle(id, add("slower"))).doesNotThrowAnyException();

    assertThat(marksOf(id)).containsExactly("faster", "slower");
  }

  @Test
  void facts_whose_aggregate_is_written_meanwhile_are_decided_again() {
    String id = newId();
    one.steps().before(WRITE, () -> other.poll(List.of(noted(id, "faster", null))));

    assertThatCode(() -> one.poll(List.of(noted(id, "slower", null)))).doesNotThrowAnyException();

    assertThat(marksOf(id)).containsExactly("faster", "slower");
  }

  @Test
  void a_key_that_has_served_one_request_is_refused_for_another() {
    String id = newId();
    String key = newId();
    service.tallies(one).handle(asked(id, new RequestKey(key, "a request"), null, "mark"));

    var outcome =
        service.tallies(other).handle(asked(id, new RequestKey(key, "another"), null, "mark"));

    assertThat(outcome).isInstanceOf(Outcome.KeyReused.class);
    assertThat(marksOf(id)).containsExactly("mark");
  }

  @Test
  void a_change_that_is_meant_for_an_earlier_version_is_refused() {
    String id = newId();
    service.tallies(one).handle(id, add("one"));
    service.tallies(one).handle(id, add("two"));

    var outcome = service.tallies(other).handle(asked(id, null, 1L, "three"));

    assertThat(outcome).isEqualTo(new Outcome.Stale<>(2));
    assertThat(marksOf(id)).containsExactly("one", "two");
  }

  private static Change<Tally.State, Tally.Command> asked(
      String id, @Nullable RequestKey key, @Nullable Long expectedVersion, String mark) {
    return new Change<>(id, add(mark), key, expectedVersion, stored -> null);
  }

  private List<String> marksOf(String id) {
    return service.tallies(one).find(id).orElseThrow().state().marks();
  }

  @Test
  void of_five_hundred_races_for_overlapping_cells_no_cell_is_held_twice() throws Exception {
    List<Callable<Outcome<Tally.State>>> bookings = new ArrayList<>();
    List<String> ids = IntStream.range(0, 500).mapToObj(i -> newId()).toList();
    for (int i = 0; i < ids.size(); i++) {
      int first = (i * 7) % 120;
      List<String> cells = IntStream.range(first, first + 6).mapToObj(c -> "cell-" + c).toList();
      TestProcess process = i % 2 == 0 ? one : other;
      String id = ids.get(i);
      bookings.add(() -> service.tallies(process).handle(id, new Tally.Command.HoldAll(cells)));
    }

    List<Outcome<Tally.State>> outcomes = atOnce(bookings);

    Set<String> held = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      var found = service.tallies(one).find(ids.get(i));
      switch (outcomes.get(i)) {
        case Outcome.Done<Tally.State> done ->
            assertThat(found.map(stored -> stored.state().cells()).orElse(Set.of()))
                .as("cells of a winner")
                .hasSize(6)
                .allSatisfy(cell -> assertThat(held.add(cell)).as("%s is free", cell).isTrue());
        case Outcome.Claimed<Tally.State>() -> assertThat(found).as("a loser").isEmpty();
        default -> throw new AssertionError("A booking has come out as " + outcomes.get(i));
      }
    }
    assertThat(held).as("held by somebody").hasSizeGreaterThan(60);
    assertThat(service.tallies(one).claimsBetween("cell-", "cell-~")).isEqualTo(held);
  }

  @Test
  void cells_that_are_let_go_are_free_for_another() {
    String id = newId();
    String next = newId();
    var tallies = service.tallies(one);
    tallies.handle(id, new Tally.Command.HoldAll(List.of("early", "late")));

    tallies.handle(id, new Tally.Command.LetGo(List.of("early")));
    assertThat(tallies.handle(next, new Tally.Command.Hold("early")))
        .as("a cell of one that holds others still")
        .isInstanceOf(Outcome.Done.class);

    tallies.handle(id, new Tally.Command.LetGo(List.of("late")));
    assertThat(tallies.handle(next, new Tally.Command.Hold("late")))
        .as("a cell of one that holds nothing more")
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_write_that_is_too_large_fails_alone() throws Exception {
    List<Callable<Object>> writers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String mark = i == 30 ? "x".repeat(17_000_000) : "small";
      writers.add(
          () -> {
            try {
              return service.tallies(one).handle(newId(), add(mark));
            } catch (IllegalStateException e) {
              return e;
            }
          });
    }

    List<Object> outcomes = atOnce(writers);

    assertThat(outcomes.remove(30)).isInstanceOf(IllegalStateException.class);
    assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.Done<?>);
  }

  @Test
  void a_fact_that_makes_its_aggregate_too_large_is_put_aside_alone_of_a_poll() {
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> newId()).toList();
    Set<String> large = Set.of(ids.get(10), ids.get(30));

    one.poll(
        ids.stream()
            .map(id -> noted(id, large.contains(id) ? Tally.TOO_LARGE : "small", null))
            .toList());

    assertThat(one.deadLetters()).isEqualTo(2);
    assertThat(ids)
        .allSatisfy(
            id ->
                assertThat(service.tallies(one).find(id).isPresent())
                    .isEqualTo(!large.contains(id)));
  }

  @Test
  void a_poll_that_the_database_does_not_answer_fails_as_a_whole_and_puts_nothing_aside() {
    String id = newId();
    var facts = List.of(noted(id, "one", null), noted(id, "two", null));
    one.steps()
        .before(
            WRITE,
            () -> {
              throw new MongoException("away");
            });

    assertThatThrownBy(() -> one.poll(facts)).isInstanceOf(StoreUnavailableException.class);
    one.poll(facts);

    assertThat(one.deadLetters()).isZero();
    assertThat(marksOf(id)).containsExactly("one", "two");
  }

  @Test
  void a_fact_that_cannot_be_written_is_put_aside_alone() {
    String id = newId();
    String next = newId();
    service.tallies(one).handle(newId(), new Tally.Command.Hold("taken"));

    one.poll(
        List.of(
            noted(id, "before", null),
            noted(id, Tally.HOLDS + "taken", null),
            noted(id, "after", null),
            noted(next, "neighbour", null)));

    assertThat(one.deadLetters()).isEqualTo(1);
    assertThat(service.tallies(one).find(id).orElseThrow().state().marks())
        .containsExactly("before", "after");
    assertThat(service.tallies(one).find(next).orElseThrow().state().marks())
        .containsExactly("neighbour");
  }

  @Test
  void a_fact_that_is_refused_is_put_aside_alone_and_not_marked_as_applied() {
    String id = newId();
    var broken = noted(id, "broken", null);

    assertThatCode(
            () -> {
              one.poll(List.of(noted(id, "before", null), broken, noted(id, "after", null)));
              one.poll(List.of(broken));
            })
        .doesNotThrowAnyException();

    assertThat(one.deadLetters()).isEqualTo(2);
    assertThat(service.tallies(one).find(id).orElseThrow().state().marks())
        .containsExactly("before", "after");
  }

  @Test
  void a_fact_whose_translation_fails_is_put_aside_alone() {
    String id = newId();

    assertThatCode(
            () ->
                one.poll(
                    List.of(
                        noted(id, "before", null),
                        noted(id, TallyReactions.UNTRANSLATABLE, null),
                        noted(id, "after", null))))
        .doesNotThrowAnyException();

    assertThat(one.deadLetters()).isEqualTo(1);
    assertThat(marksOf(id)).containsExactly("before", "after");
  }

  @Test
  void a_poll_whose_dead_letter_kafka_does_not_take_fails_and_is_taken_again(TestServers servers) {
    String id = newId();
    var poll = List.of(noted(id, "broken", null), noted(id, "sound", null));
    var awayOnce = new WithoutDeadLettersOnce(service.processes.sender());
    try (TestProcess process = service.processes.start(service.clock, awayOnce)) {
      assertThatThrownBy(() -> process.poll(poll)).hasMessageContaining("dead-letter");
      assertThat(putAside(servers, poll.getFirst())).as("put aside by the first poll").isZero();

      process.poll(poll);

      assertThat(process.deadLetters()).isEqualTo(1);
    }
    assertThat(putAside(servers, poll.getFirst())).isEqualTo(1);
    assertThat(marksOf(id)).containsExactly("sound");
  }

  /** How often an event stands among the dead letters. */
  private static long putAside(TestServers servers, EventEnvelope<Event> event) {
    try (TopicReader reader = TopicReader.ofDeadLetters(servers, Topic.REVIEW)) {
      return reader.header(EventHeaders.ID).stream().filter(event.id()::equals).count();
    }
  }

  /** The way to Kafka, on which the first dead letter is lost, and that is said. */
  private static final class WithoutDeadLettersOnce implements EventSender {

    private final EventSender real;
    private final AtomicBoolean lost = new AtomicBoolean();

    WithoutDeadLettersOnce(EventSender real) {
      this.real = real;
    }

    @Override
    public Taken send(ProducerRecord<String, byte[]> message, Consumer<Failure> settled) {
      if (message.topic().equals(Topic.REVIEW.deadLetterName())
          && lost.compareAndSet(false, true)) {
        settled.accept(Failure.NOT_NOW);
        return Taken.TAKEN;
      }
      return real.send(message, settled);
    }

    @Override
    public void close() {}
  }

  @Test
  void each_event_of_a_poll_carries_the_trace_of_its_own_cause(TestServers servers) {
    String id = newId();
    String first = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    String second = "00-1bf7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    one.poll(List.of(noted(id, "one", first), noted(id, "two", second)));

    await().until(service::everythingIsPublished);
    try (TopicReader reader = TopicReader.of(servers, Topic.INTAKE)) {
      assertThat(reader.records())
          .filteredOn(
              event -> new String(event.headers().lastHeader("ce_subject").value()).equals(id))
          .extracting(event -> new String(event.headers().lastHeader("traceparent").value()))
          .containsExactly(first, second);
    }
  }
}
