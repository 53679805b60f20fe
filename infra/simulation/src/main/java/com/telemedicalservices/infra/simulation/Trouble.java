package com.telemedicalservices.infra.simulation;

import java.time.Duration;

/** What goes wrong outside the processes: the broker, the databases and the clock. */
final class Trouble {

  private static final Duration QUIET = Duration.ofDays(4);
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final Duration FARTHEST_JUMP = Duration.ofHours(9);

  private final World world;
  private final Bus bus;
  private final Services services;

  Trouble(World world, Bus bus, Services services) {
    this.world = world;
    this.bus = bus;
    this.services = services;
  }

  void begin() {
    world.after(world.luck().between(SHORTEST, QUIET), this::strike);
  }

  private void strike() {
    if (!world.isTroubled()) {
      return;
    }
    var length = world.luck().between(SHORTEST, LONGEST);
    switch (world.luck().below(5)) {
      case 0, 1 -> {
        world.tell("kafka", "is away for " + length);
        bus.setAway(true);
        world.after(length, () -> bus.setAway(false));
      }
      case 2, 3 -> {
        var service = world.luck().oneOf(services.all());
        world.tell(service.name(), "has no database for " + length);
        service.setStoreAway(true);
        world.after(length, () -> service.setStoreAway(false));
      }
      default -> {
        var ahead = world.luck().between(SHORTEST, FARTHEST_JUMP);
        world.tell("clock", "jumps ahead by " + ahead);
        world.jump(ahead);
      }
    }
    begin();
  }
}
