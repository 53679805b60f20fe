package com.telemedicalservices.infra.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One process of a service. What it has begun and not written down is gone when it dies. */
final class Instance {

  private static final double DEATHS_PER_STEP = 0.002;
  private static final Duration SHORTEST_ABSENCE = Duration.ofSeconds(3);
  private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(90);

  private final World world;
  private final String name;
  private final List<Runnable> mourners = new ArrayList<>();
  private int life;
  private boolean up = true;

  Instance(World world, String name) {
    this.world = world;
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean isUp() {
    return up;
  }

  /** Changes with every death: what an earlier life has begun is not continued. */
  int life() {
    return life;
  }

  /** Tells somebody, each time it dies. */
  void onDeath(Runnable mourner) {
    mourners.add(mourner);
  }

  /** The next step of what it is doing; it may die instead. */
  void soon(Runnable step) {
    later(world.luck().latency(), step);
  }

  void later(Duration delay, Runnable step) {
    var begunIn = life;
    world.after(
        delay,
        () -> {
          if (!up || life != begunIn) {
            return;
          }
          if (world.strikes(Fault.DEATHS, DEATHS_PER_STEP)) {
            die();
          } else {
            step.run();
          }
        });
  }

  private void die() {
    up = false;
    life++;
    world.tell(name, "dies");
    mourners.forEach(Runnable::run);
    world.after(
        world.luck().between(SHORTEST_ABSENCE, LONGEST_ABSENCE),
        () -> {
          up = true;
          world.tell(name, "is back");
        });
  }
}
