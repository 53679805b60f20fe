package com.telemedicalservices.infra.redrive;

import com.telemedicalservices.contracts.Topic;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters a command is about: those named, or those that fit every filter. */
final class Selection {

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Letters, such as intake.events:17.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--topic", paramLabel = "TOPIC", description = "Put aside from this topic.")
  private @Nullable String topic;

  @Option(names = "--type", paramLabel = "TYPE", description = "Events of this type.")
  private @Nullable String type;

  @Option(names = "--patient", paramLabel = "PATIENT", description = "Of this patient, by id.")
  private @Nullable String patient;

  @Option(names = "--consumer", paramLabel = "SERVICE", description = "Put aside by this service.")
  private @Nullable String consumer;

  @Option(names = "--code", paramLabel = "CODE", description = "Put aside for this reason code.")
  private @Nullable String code;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Put aside then or later: an instant, or so long ago: 90s, 30m, 2h, 3d.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "WHEN", description = "Put aside before then.")
  private @Nullable String until;

  /** The command line asks for what cannot be. */
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    UsageException(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }

    /** What it says. */
    String sentence() {
      return sentence;
    }
  }

  boolean namesLetters() {
    return !ids.isEmpty();
  }

  /** Whether it names no letter and has no filter. */
  boolean isEmpty() {
    return !namesLetters() && !hasFilter();
  }

  private boolean hasFilter() {
    return Stream.of(topic, type, patient, consumer, code, since, until)
        .anyMatch(filter -> filter != null);
  }

  /**
   * What it says about letters, checked.
   *
   * @throws UsageException when something of it cannot be
   */
  Wanted check(Clock clock) {
    if (namesLetters() && hasFilter()) {
      throw new UsageException("Name letters or filter them, not both.");
    }
    Set<LetterId> named = new LinkedHashSet<>();
    ids.forEach(id -> named.add(letter(id)));
    return new Wanted(
        named,
        topic == null ? Optional.empty() : Optional.of(topic(topic)),
        Optional.ofNullable(type),
        Optional.ofNullable(patient),
        Optional.ofNullable(consumer),
        Optional.ofNullable(code),
        moment("--since", since, clock),
        moment("--until", until, clock));
  }

  private static LetterId letter(String id) {
    int colon = id.lastIndexOf(':');
    if (colon > 0) {
      topic(id.substring(0, colon));
    }
    return LetterId.parse(id)
        .orElseThrow(
            () ->
                new UsageException(
                    "\"%s\" names no letter; one is called like intake.events:17.".formatted(id)));
  }

  private static Topic topic(String name) {
    return LetterId.topicNamed(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no topic %s; there are %s."
                        .formatted(
                            name,
                            String.join(
                                ", ",
                                Arrays.stream(Topic.values()).map(Topic::topicName).toList()))));
  }

  private static Optional<Instant> moment(String option, @Nullable String text, Clock clock) {
    if (text == null) {
      return Optional.empty();
    }
    var moment = Moment.parse(text, clock);
    if (moment.isEmpty()) {
      throw new UsageException(
          "%s wants an instant such as 2026-11-22T10:00:00Z, or so long ago: 90s, 30m, 2h, 3d."
              .formatted(option));
    }
    return moment;
  }

  /**
   * The letters wanted.
   *
   * @param named these, whatever was done with them; when empty, those that fit the rest
   * @param topic put aside from
   * @param type of the event
   * @param patient the key
   * @param consumer put aside by
   * @param code put aside for
   * @param since put aside then or later
   * @param until put aside before
   */
  record Wanted(
      Set<LetterId> named,
      Optional<Topic> topic,
      Optional<String> type,
      Optional<String> patient,
      Optional<String> consumer,
      Optional<String> code,
      Optional<Instant> since,
      Optional<Instant> until) {

    /**
     * Those of the shelf.
     *
     * @param shelf all letters
     * @param done whether also those that do not wait any more
     * @throws FailedException when one that is named is not there
     */
    List<Shelf.Entry> of(Shelf shelf, boolean done) {
      if (named.isEmpty()) {
        return shelf.all().stream()
            .filter(entry -> (done || entry.waits()) && fits(entry))
            .toList();
      }
      return named.stream()
          .map(
              id ->
                  shelf
                      .find(id)
                      .orElseThrow(
                          () ->
                              new FailedException(
                                  "There is no dead letter %s; infra/dead-letters list --all shows"
                                          .formatted(id)
                                      + " those there are.")))
          .toList();
    }

    private boolean fits(Shelf.Entry entry) {
      var letter = entry.letter();
      return topic.map(letter.id().topic()::equals).orElse(true)
          && type.map(letter.header(Names.TYPE)::equals).orElse(true)
          && patient.map(letter.key()::equals).orElse(true)
          && consumer.map(letter.header(Names.CONSUMER)::equals).orElse(true)
          && code.map(letter.header(Names.CODE)::equals).orElse(true)
          && since.map(from -> !letter.at().isBefore(from)).orElse(true)
          && until.map(letter.at()::isBefore).orElse(true);
    }
  }
}
