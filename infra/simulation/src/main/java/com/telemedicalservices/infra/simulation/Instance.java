package com.telemedicalservices.infra.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One process of a service. What it has begun and not written down is gone when it dies; when it
 * stands still it goes on later as if nothing had been, whatever others have done meanwhile.
 */
final class Instance {

  private static final double DEATHS_PER_STEP = 0.002;
  private static final double STANDSTILLS_PER_STEP = 0.001;
  private static final Duration SHORTEST_STANDSTILL = Duration.ofSeconds(2);
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(6);
  private static final Duration SHORTEST_ABSENCE = Duration.ofSeconds(3);
  private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(90);

  private final World world;
  private final String name;
  private final List<Runnable> mourners = new ArrayList<>();
  private Instant stoodStillAt = Instant.MIN;
  private Instant goesOnAt = Instant.MIN;
  private int life;
  private boolean up = true;

  Instance(World world, String name) {
    this.world = world;
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Whether it answers now: it has not died and does not stand still. */
  boolean isUp() {
    return up && !world.now().isBefore(goesOnAt);
  }

  /** Whether it is gone as far as others can tell who wait this long for a sign of life. */
  boolean isMissedAfter(Duration patience) {
    return !up || (!isUp() && !world.now().isBefore(stoodStillAt.plus(patience)));
  }

  /** Changes with every death: what an earlier life has begun is not continued. */
  int life() {
    return life;
  }

  /** Tells somebody, each time it dies or begins to stand still. */
  void onSilence(Runnable mourner) {
    mourners.add(mourner);
  }

  /** The next step of what it is doing; it may die instead. */
  void soon(Runnable step) {
    later(world.luck().latency(), step);
  }

  void later(Duration delay, Runnable step) {
    var begunIn = life;
    world.after(delay, () -> step(begunIn, step));
  }

  private void step(int begunIn, Runnable step) {
    if (!up || life != begunIn) {
      return;
    }
    if (!isUp()) {
      world.at(goesOnAt, () -> step(begunIn, step));
    } else if (world.strikes(Fault.DEATHS, DEATHS_PER_STEP)) {
      dieFor(world.luck().between(SHORTEST_ABSENCE, LONGEST_ABSENCE));
    } else if (world.strikes(Fault.STANDSTILLS, STANDSTILLS_PER_STEP)) {
      standStill();
      world.at(goesOnAt, () -> step(begunIn, step));
    } else {
      step.run();
    }
  }

  private void standStill() {
    var length = world.luck().between(SHORTEST_STANDSTILL, LONGEST_STANDSTILL);
    stoodStillAt = world.now();
    goesOnAt = world.now().plus(length);
    world.tell(name, "stands still for " + length);
    mourners.forEach(Runnable::run);
  }

  /** Is started again after this time; one that is down already stays down at least as long. */
  void dieFor(Duration absence) {
    up = false;
    life++;
    var died = life;
    world.tell(name, "dies");
    mourners.forEach(Runnable::run);
    world.after(
        absence,
        () -> {
          if (life == died) {
            up = true;
            world.tell(name, "is back");
          }
        });
  }
}
