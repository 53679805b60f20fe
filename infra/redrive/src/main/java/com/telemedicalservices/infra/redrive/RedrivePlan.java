package com.telemedicalservices.infra.redrive;

import com.telemedicalservices.contracts.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * In which order dead letters are published again, and which are not. Several consumers may have
 * put the same event aside; all of them read what is published, so it is published once.
 *
 * <p>The order is that in which the events were first told, not that in which they were put aside:
 * of two consumers, the slower one puts an earlier event aside after a later one.
 *
 * @param steps one for each event that was chosen, in that order
 */
record RedrivePlan(List<Step> steps) {

  /**
   * One event.
   *
   * @param letter the letter that is published
   * @param all every letter that is settled by that, this one among them
   * @param partition where it came from, and goes
   * @param refusal why it is not published, empty when it is
   */
  record Step(Letter letter, List<Letter> all, int partition, String refusal) {

    Line line() {
      return Line.of(letter);
    }

    boolean refused() {
      return !refusal.isEmpty();
    }
  }

  /**
   * Those whose order is kept: of one key on one topic.
   *
   * @param topic the topic
   * @param key the key, empty for a letter without one, which stands in no line
   */
  record Line(Topic topic, String key) {

    static Line of(Letter letter) {
      return new Line(letter.id().topic(), letter.key());
    }
  }

  /** What makes two letters the same event: the same record, or the same event told again. */
  private record Event(
      Topic topic, int partition, String key, String id, int size, long checksum) {}

  private record Placed(Shelf.Entry entry, int partition, long offset) {}

  /**
   * The plan for those letters of a shelf.
   *
   * @param shelf all letters
   * @param chosen what is to be published again
   */
  static RedrivePlan of(Shelf shelf, Collection<Shelf.Entry> chosen) {
    Set<LetterId> wanted = new HashSet<>();
    List<Step> steps = new ArrayList<>();
    List<Placed> placed = new ArrayList<>();
    chosen.forEach(entry -> wanted.add(entry.id()));
    for (var entry : shelf.all()) {
      var origin = entry.letter().origin();
      if (origin.isPresent() && (entry.waits() || wanted.contains(entry.id()))) {
        var place = shelf.place(entry.letter(), origin.get());
        placed.add(new Placed(entry, origin.get().partition(), place));
      } else if (wanted.contains(entry.id())) {
        // It was on no topic that anybody knows of, so it is before and after nothing.
        steps.add(
            new Step(
                entry.letter(),
                List.of(entry.letter()),
                0,
                "it does not say where it came from; park it"));
      }
    }
    placed.sort(
        Comparator.<Placed, Topic>comparing(each -> each.entry().id().topic())
            .thenComparingInt(Placed::partition)
            .thenComparingLong(Placed::offset)
            .thenComparing(each -> each.entry().id()));
    Map<Line, LetterId> waiting = new HashMap<>();
    for (var same : events(placed)) {
      var first = same.getFirst();
      var line = Line.of(first.entry().letter());
      boolean isWanted = same.stream().anyMatch(each -> wanted.contains(each.entry().id()));
      var refusal =
          isWanted
              ? refusal(shelf, first, Optional.ofNullable(waiting.get(line)))
              : "it is not chosen";
      if (isWanted) {
        steps.add(
            new Step(
                first.entry().letter(),
                same.stream().map(each -> each.entry().letter()).toList(),
                first.partition(),
                refusal));
      }
      if (!refusal.isEmpty() && !line.key().isEmpty()) {
        waiting.putIfAbsent(line, first.entry().id());
      }
    }
    return new RedrivePlan(List.copyOf(steps));
  }

  private static Collection<List<Placed>> events(List<Placed> placed) {
    var events = new LinkedHashMap<Event, List<Placed>>();
    placed.forEach(each -> events.computeIfAbsent(event(each), _ -> new ArrayList<>()).add(each));
    return events.values();
  }

  private static Event event(Placed each) {
    var letter = each.entry().letter();
    var id = letter.header(Names.EVENT_ID);
    return new Event(
        letter.id().topic(),
        each.partition(),
        letter.key(),
        id.isEmpty() ? "at " + each.offset() : id,
        letter.size(),
        letter.checksum());
  }

  private static String refusal(Shelf shelf, Placed first, Optional<LetterId> waitingBefore) {
    var topic = first.entry().id().topic().topicName();
    if (first.partition() >= shelf.partitionsOf(topic)) {
      return "%s has no partition %d, which it says it came from; park it"
          .formatted(topic, first.partition());
    }
    return waitingBefore.map(RedrivePlan::behind).orElse("");
  }

  /** Why a letter does not go when that one does not. */
  static String behind(LetterId earlier) {
    return "%s of the same patient waits before it; redrive or park that first".formatted(earlier);
  }
}
