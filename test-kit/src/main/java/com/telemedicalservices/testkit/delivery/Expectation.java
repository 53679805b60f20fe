package com.telemedicalservices.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.kit.domain.Aggregate;
import com.telemedicalservices.kit.domain.Decision;
import com.telemedicalservices.kit.domain.Reaction;
import com.telemedicalservices.kit.domain.Rejection;
import com.telemedicalservices.kit.events.EventCodec;
import com.telemedicalservices.kit.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must have become of some commands, found by deciding each of them once, in order, in memory:
 * the rules are pure, so a process with a database, a broker and bad luck must come to the same.
 */
final class Expectation {

  private record Key(Aggregate<?, ?, ?> aggregate, String id) {}

  private final Instant now;
  private final Map<Key, Course<?, ?, ?>> courses = new LinkedHashMap<>();

  Expectation(Instant now) {
    this.now = now;
  }

  /** One aggregate's way. */
  private static final class Course<S, C, E extends Event> {
    private final Aggregate<S, C, E> aggregate;
    private final String id;
    private final List<String> told = new ArrayList<>();
    private @Nullable S state;

    Course(Aggregate<S, C, E> aggregate, String id) {
      this.aggregate = aggregate;
      this.id = id;
    }

    @Nullable Rejection decide(C command, Instant now) {
      return switch (aggregate.decide(state, command, now)) {
        case Decision.Accepted<S, E> accepted -> {
          state = accepted.state();
          accepted.events().forEach(event -> told.add(new EventCodec().write(event)));
          yield null;
        }
        case Decision.Rejected<S, E>(Rejection rejection) -> rejection;
      };
    }

    boolean isDue(Instant now) {
      S current = state;
      Instant dueAt = current == null ? null : aggregate.dueAt(current);
      return dueAt != null && !dueAt.isAfter(now);
    }

    @Nullable Instant dueAt() {
      S current = state;
      return current == null ? null : aggregate.dueAt(current);
    }

    void assertStandsIn(TestProcess process) {
      Optional<Stored<S>> stored = process.store(aggregate).find(id);
      assertThat(stored.map(Stored::state).orElse(null)).as("state of %s", id).isEqualTo(state);
    }
  }

  /** A fact, which no aggregate may refuse. */
  <C> void fact(Reaction<C> reaction) {
    Rejection rejection = decide(reaction);
    assertThat(rejection).as("refusal of the fact %s", reaction.command()).isNull();
  }

  /** A command; gives the code of its refusal, or null. */
  <C> @Nullable Rejection decide(Reaction<C> reaction) {
    return course(reaction).decide(reaction.command(), now);
  }

  @SuppressWarnings("unchecked")
  private <C> Course<?, C, ?> course(Reaction<C> reaction) {
    return (Course<?, C, ?>)
        courses.computeIfAbsent(
            new Key(reaction.aggregate(), reaction.id()),
            key -> new Course<>(reaction.aggregate(), reaction.id()));
  }

  /** The earliest time at which one of the aggregates is due; null when none ever is. */
  @Nullable Instant nextDue() {
    return courses.values().stream()
        .map(Course::dueAt)
        .filter(java.util.Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** Time has passed until then for all that are due. */
  void timePasses(Instant until) {
    courses.values().forEach(course -> timePasses(course, until));
  }

  private static <C> void timePasses(Course<?, C, ?> course, Instant until) {
    for (int times = 0; course.isDue(until) && times < 1_000; times++) {
      course.decide(course.aggregate.timePassed(), until);
    }
  }

  /** The ids of the aggregates. */
  List<String> ids() {
    return courses.keySet().stream().map(Key::id).distinct().toList();
  }

  /** The aggregates stand in the database as they should. */
  void assertStandsIn(TestProcess process) {
    courses.values().forEach(course -> course.assertStandsIn(process));
  }

  /**
   * What was published of an aggregate id is what should be, each event at least once, first ones
   * in order.
   *
   * @param bodiesBySubject of each subject, the bodies of its events without repetitions
   */
  void assertTold(Map<String, List<String>> bodiesBySubject) {
    for (String id : ids()) {
      List<List<String>> expected =
          courses.values().stream()
              .filter(course -> course.id.equals(id))
              .map(course -> course.told)
              .toList();
      List<String> told = bodiesBySubject.getOrDefault(id, List.of());
      assertThat(told)
          .as("events of %s", id)
          .containsExactlyInAnyOrderElementsOf(expected.stream().flatMap(List::stream).toList());
      expected.forEach(one -> assertThat(told).as("order of %s", id).containsSubsequence(one));
    }
  }
}
