package com.telemedicalservices.infra.redrive;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Publishes dead letters to the topic they came from, one after the other, each only when Kafka has
 * the one before.
 *
 * <p>A letter is published first and recorded then. Whoever dies in between leaves one that waits
 * though it was published; publishing it again changes nothing, and forgetting it would.
 */
final class Redriver {

  private static final Duration REPORT_EVERY = Duration.ofSeconds(2);

  private final Bookkeeper bookkeeper;
  private final Pace pace;
  private final Clock clock;
  private final String by;
  private final Told told;

  /** Who is told what happens. */
  interface Told {

    /** It was published. */
    void redriven(RedrivePlan.Step step);

    /** It was not. */
    void refused(RedrivePlan.Step step, String why);

    /** So many of so many are done, told every two seconds. */
    void progress(int done, int all);
  }

  /**
   * What became of a plan.
   *
   * @param events how many events were published
   * @param letters how many letters that settles
   * @param refused how many events were not
   */
  record Outcome(int events, int letters, int refused) {}

  Redriver(Bookkeeper bookkeeper, Pace pace, Clock clock, String by, Told told) {
    this.bookkeeper = bookkeeper;
    this.pace = pace;
    this.clock = clock;
    this.by = by;
    this.told = told;
  }

  /** Does it, up to where Kafka does not answer any more. */
  Outcome run(RedrivePlan plan) throws InterruptedException {
    Map<RedrivePlan.Line, LetterId> failed = new HashMap<>();
    int done = 0;
    int events = 0;
    int letters = 0;
    var nextReport = clock.instant().plus(REPORT_EVERY);
    bookkeeper.prepareToRecord();
    for (var step : plan.steps()) {
      if (!clock.instant().isBefore(nextReport)) {
        told.progress(done, plan.steps().size());
        nextReport = clock.instant().plus(REPORT_EVERY);
      }
      done++;
      var before = failed.get(step.line());
      if (step.refused() || before != null) {
        told.refused(step, before == null ? step.refusal() : RedrivePlan.behind(before));
        continue;
      }
      pace.awaitTurn();
      try {
        publish(step);
        events++;
        letters += step.all().size();
        told.redriven(step);
      } catch (NotTakenException e) {
        told.refused(step, e.sentence());
        if (step.letter().hasKey()) {
          failed.put(step.line(), step.letter().id());
        }
      }
    }
    return new Outcome(events, letters, plan.steps().size() - events);
  }

  private void publish(RedrivePlan.Step step) throws NotTakenException {
    var id = step.letter().id();
    var published = bookkeeper.publish(fresh(step, bookkeeper.fetch(id)));
    try {
      for (var letter : step.all()) {
        bookkeeper.write(
            Act.redriven(letter, by, clock.instant(), published.partition(), published.offset()));
      }
    } catch (FailedException e) {
      throw new FailedException(
          "%s is published, but that is not recorded; redriving it again changes nothing. %s"
              .formatted(id, e.sentence()));
    }
  }

  /** The record as it was before it was put aside, and which letter it was meanwhile. */
  private static ProducerRecord<byte[], byte[]> fresh(
      RedrivePlan.Step step, ConsumerRecord<byte[], byte[]> stored) {
    var id = step.letter().id();
    var headers = new RecordHeaders(stored.headers().toArray());
    Names.ADDED.forEach(headers::remove);
    headers.add(Names.REDRIVEN_FROM, id.inDeadLetterTopic().getBytes(StandardCharsets.UTF_8));
    return new ProducerRecord<>(
        id.topic().topicName(), step.partition(), stored.key(), stored.value(), headers);
  }

  /** The other letters that go with a step, as a text. */
  static String together(RedrivePlan.Step step) {
    return step.all().stream()
        .filter(letter -> !letter.id().equals(step.letter().id()))
        .map(letter -> letter.id().toString())
        .collect(Collectors.joining(", "));
  }
}
