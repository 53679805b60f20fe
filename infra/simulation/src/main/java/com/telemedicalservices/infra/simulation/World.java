package com.telemedicalservices.infra.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The world of one run: its time, its luck, what happens next, and the story told so far. One
 * thread walks from step to step; what the seed does not decide, nothing does.
 */
final class World {

  /** A Tuesday morning in Phoenix. */
  static final Instant BEGINNING = Instant.parse("2026-12-01T16:00:00Z");

  /** In the order of their times; of the same time, in the order they were planned in. */
  private record Step(Instant at, long number, Runnable what) implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      var byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Step> steps = new PriorityQueue<>();
  private final List<Line> story = new ArrayList<>();
  private final Scenario scenario;
  private final Luck luck;
  private final Map<Fault, Luck> strikes = new EnumMap<>(Fault.class);
  private Instant now = BEGINNING;
  private long numbered;
  private boolean troubled;
  private @Nullable Violation violation;

  /**
   * What happened, in one sentence.
   *
   * @param at when
   * @param about the aggregate or process it happened to
   * @param text what
   */
  record Line(Instant at, String about, String text) {}

  /**
   * What was promised and not kept.
   *
   * @param invariant the number in DOMAIN §9
   * @param about the aggregate it is about
   * @param detail what was seen
   */
  record Violation(int invariant, String about, String detail) {}

  World(Scenario scenario) {
    this.scenario = scenario;
    this.luck = scenario.luckOf("world");
    for (var fault : Fault.values()) {
      strikes.put(fault, scenario.luckOf(fault.name()));
    }
  }

  Instant now() {
    return now;
  }

  /** The luck of the network and of the processes. */
  Luck luck() {
    return luck;
  }

  /** The luck of one of the people, or of something else that is asked of its own. */
  Luck luckOf(String whom) {
    return scenario.luckOf(whom);
  }

  /** Whether this goes wrong now; its luck is drawn whether it may or not. */
  boolean strikes(Fault fault, double probability) {
    var struck = Objects.requireNonNull(strikes.get(fault)).chance(probability);
    return struck && mayStrike(fault);
  }

  boolean mayStrike(Fault fault) {
    return troubled && scenario.faults().contains(fault);
  }

  /** Whether a protection is there; only runs that look for planted faults go without one. */
  boolean has(Protection protection) {
    return !scenario.missing().contains(protection);
  }

  /** From when on things go wrong, and until when. */
  void setTroubled(boolean troubled) {
    this.troubled = troubled;
  }

  void after(Duration delay, Runnable what) {
    at(now.plus(delay), what);
  }

  void at(Instant time, Runnable what) {
    steps.add(new Step(time.isBefore(now) ? now : time, numbered++, what));
  }

  void tell(String about, String text) {
    story.add(new Line(now, about, text));
  }

  List<Line> story() {
    return story;
  }

  /** Ends the run: the first promise that is broken is the one to look at. */
  void violated(int invariant, String about, String detail) {
    if (violation == null) {
      violation = new Violation(invariant, about, detail);
      tell(about, "VIOLATES " + invariant + ": " + detail);
    }
  }

  @Nullable Violation violation() {
    return violation;
  }

  /** Lets everything happen until this time, or until a promise is broken. */
  void runUntil(Instant end) {
    while (violation == null) {
      var next = steps.peek();
      if (next == null || next.at().isAfter(end)) {
        now = now.isBefore(end) ? end : now;
        return;
      }
      steps.poll();
      now = next.at().isBefore(now) ? now : next.at();
      next.what().run();
    }
  }

  /** The clock jumps: whatever should have happened meanwhile happens late. */
  void jump(Duration ahead) {
    now = now.plus(ahead);
  }
}
