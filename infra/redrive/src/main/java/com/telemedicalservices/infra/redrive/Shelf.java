package com.telemedicalservices.infra.redrive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All dead letters as they were a moment ago, with what was done with each. */
final class Shelf {

  private final TreeMap<LetterId, Entry> entries = new TreeMap<>();
  private final Map<String, Integer> partitions;

  /** What may have become of a letter. */
  enum State {
    WAITING,
    REDRIVEN,
    PARKED
  }

  /**
   * A letter and what was done with it, the last last.
   *
   * @param letter the letter
   * @param acts every act
   */
  record Entry(Letter letter, List<Act> acts) {

    LetterId id() {
      return letter.id();
    }

    /** The last act decides. */
    State state() {
      if (acts.isEmpty()) {
        return State.WAITING;
      }
      return switch (acts.getLast().kind()) {
        case REDRIVEN -> State.REDRIVEN;
        case PARKED -> State.PARKED;
      };
    }

    boolean waits() {
      return state() == State.WAITING;
    }
  }

  /**
   * @param letters all letters
   * @param acts all acts, in order
   * @param partitions how many partitions each topic has that exists
   */
  Shelf(Collection<Letter> letters, Collection<Act> acts, Map<String, Integer> partitions) {
    var byLetter = new HashMap<String, List<Act>>();
    acts.forEach(act -> byLetter.computeIfAbsent(act.letter(), _ -> new ArrayList<>()).add(act));
    for (var letter : letters) {
      var done =
          byLetter.getOrDefault(letter.id().toString(), List.of()).stream()
              .filter(act -> act.isOf(letter))
              .toList();
      entries.put(letter.id(), new Entry(letter, done));
    }
    this.partitions = Map.copyOf(partitions);
  }

  /** Every letter, by topic and in the order they were put aside. */
  List<Entry> all() {
    return List.copyOf(entries.values());
  }

  Optional<Entry> find(LetterId id) {
    return Optional.ofNullable(entries.get(id));
  }

  int partitionsOf(String topic) {
    return partitions.getOrDefault(topic, 0);
  }

  /**
   * The offset a letter had when its event was told first. One that was redriven and put aside
   * again keeps the place it had before, or later events would have overtaken it.
   */
  long place(Letter letter, Letter.Origin origin) {
    var earlier = letter.redrivenFrom().map(entries::get).map(Entry::letter);
    return earlier
        .flatMap(before -> before.origin().map(beforeOrigin -> place(before, beforeOrigin)))
        .orElse(origin.offset());
  }
}
