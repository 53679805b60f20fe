package com.telemedicalservices.testkit.delivery;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.contracts.EventEnvelope;
import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.ReviewEvent;
import com.telemedicalservices.contracts.Topic;
import com.telemedicalservices.kit.ids.Ids;
import com.telemedicalservices.kit.store.AggregateStore;
import com.telemedicalservices.testkit.MovableClock;
import com.telemedicalservices.testkit.TestServers;
import com.telemedicalservices.testkit.TopicLimit;
import com.telemedicalservices.testkit.TopicReader.Published;
import com.telemedicalservices.testkit.sample.Tally;
import com.telemedicalservices.testkit.sample.TallyReactions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.bson.Document;

/** Processes of the sample service, and what tests of the kit ask of them. */
final class TallyService implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  final Tally tally = new Tally();
  final MovableClock clock = new MovableClock(NOON);
  final TestProcesses processes;

  TallyService(TestServers servers) {
    processes =
        TestProcesses.of(
            TestService.named("tally-service")
                .keeps("tallies", tally, Tally.State.class)
                .consumes(Topic.REVIEW, new TallyReactions(tally)),
            servers);
    processes.database().drop();
  }

  AggregateStore<Tally.State, Tally.Command, IntakeEvent> tallies(TestProcess process) {
    return process.store(tally);
  }

  static Tally.Command add(String mark) {
    return new Tally.Command.Add(mark);
  }

  static String newId() {
    return Ids.timeOrdered().next();
  }

  static EventEnvelope<Event> noted(String id, String mark, String traceparent) {
    return new EventEnvelope<>(
        newId(),
        "/provider-review-service",
        id,
        1,
        NOON,
        traceparent,
        new ReviewEvent.CandidateDeclined("patient", id, mark, "provider", NOON));
  }

  boolean everythingIsPublished() {
    return processes
            .database()
            .getCollection("tallies")
            .countDocuments(new Document("outbox.0", new Document("$exists", true)))
        == 0;
  }

  /** The marks told of a tally, without repetitions, in the order in which they were first told. */
  List<String> told(String id) {
    return told().getOrDefault(id, List.of());
  }

  /** The same for all tallies. */
  Map<String, List<String>> told() {
    Set<String> seen = new HashSet<>();
    return processes.published(Topic.INTAKE).stream()
        .filter(event -> !event.id().equals(TopicLimit.PROBE) && seen.add(event.id()))
        .collect(
            Collectors.groupingBy(
                Published::subject,
                Collectors.mapping(
                    event -> Document.parse(event.body()).getString("changeId"),
                    Collectors.toList())));
  }

  /** Does all these on threads of their own. */
  static <T> List<T> atOnce(List<Callable<T>> jobs) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = jobs.stream().map(threads::submit).collect(Collectors.toList());
      List<T> results = new java.util.ArrayList<>();
      for (Future<T> each : running) {
        try {
          results.add(each.get());
        } catch (ExecutionException e) {
          throw new AssertionError("One of those at work has failed", e.getCause());
        }
      }
      return results;
    }
  }

  @Override
  public void close() {
    processes.close();
  }
}
