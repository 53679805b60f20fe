package com.telemedicalservices.infra.redrive;

import com.telemedicalservices.contracts.Topic;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which dead letter, written {@code intake.events:17}.
 *
 * @param topic the topic it was put aside from
 * @param offset its place in that topic's dead-letter topic
 */
record LetterId(Topic topic, long offset) implements Comparable<LetterId> {

  private static final Pattern WRITTEN = Pattern.compile("([^:]{1,100}):(\\d{1,18})");

  private static final Comparator<LetterId> ORDER =
      Comparator.comparing(LetterId::topic).thenComparingLong(LetterId::offset);

  /** Reads one, also if it names the dead-letter topic itself. */
  static Optional<LetterId> parse(String text) {
    var written = WRITTEN.matcher(text);
    return written.matches()
        ? topicNamed(written.group(1))
            .map(topic -> new LetterId(topic, Long.parseLong(written.group(2))))
        : Optional.empty();
  }

  /** The topic of this name, or whose dead-letter topic has it. */
  static Optional<Topic> topicNamed(String name) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.topicName().equals(name) || topic.deadLetterName().equals(name))
        .findFirst();
  }

  /** The same, as a redriven record says where it was. */
  String inDeadLetterTopic() {
    return topic.deadLetterName() + ":" + offset;
  }

  @Override
  public int compareTo(LetterId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic.topicName() + ":" + offset;
  }
}
