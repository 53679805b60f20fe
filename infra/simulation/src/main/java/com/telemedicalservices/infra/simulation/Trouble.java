package com.telemedicalservices.infra.simulation;

import java.time.Duration;
import java.util.List;

/** What goes wrong outside the processes: the broker, the databases and the clock. */
final class Trouble {

  private static final Duration QUIET = Duration.ofDays(4);
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final Duration LONG_ABSENCE = Duration.ofHours(1);
  private static final Duration FARTHEST_JUMP = Duration.ofHours(9);

  private final World world;
  private final Luck luck;
  private final Bus bus;
  private final Services services;

  Trouble(World world, Bus bus, Services services) {
    this.world = world;
    this.luck = world.luckOf("trouble");
    this.bus = bus;
    this.services = services;
  }

  void begin() {
    world.after(luck.between(SHORTEST, QUIET), this::strike);
  }

  private void strike() {
    var length = luck.between(SHORTEST, LONGEST);
    var service = luck.oneOf(services.all());
    switch (luck.below(6)) {
      case 0, 1 -> kafkaAway(length);
      case 2, 3 -> databaseAway(service, length);
      case 4 -> downstreamAway();
      default -> clockJumps(luck.between(SHORTEST, FARTHEST_JUMP));
    }
    begin();
  }

  private void kafkaAway(Duration length) {
    if (world.mayStrike(Fault.KAFKA_AWAY)) {
      world.tell("kafka", "is away for " + length);
      bus.setAway(true);
      world.after(length, () -> bus.setAway(false));
    }
  }

  private void databaseAway(SimulatedService service, Duration length) {
    if (world.mayStrike(Fault.DATABASE_AWAY)) {
      world.tell(service.name(), "has no database for " + length);
      service.setStoreAway(true);
      world.after(length, () -> service.setStoreAway(false));
    }
  }

  /** Patients hand in and providers decide all the same. */
  private void downstreamAway() {
    if (world.mayStrike(Fault.DOWNSTREAM_AWAY)) {
      for (var service :
          List.of(services.scheduling(), services.notification(), services.followUp())) {
        world.tell(service.name(), "is gone for " + LONG_ABSENCE);
        service.instances().forEach(instance -> instance.dieFor(LONG_ABSENCE));
      }
    }
  }

  private void clockJumps(Duration ahead) {
    if (world.mayStrike(Fault.CLOCK_JUMPS)) {
      world.tell("clock", "jumps ahead by " + ahead);
      world.jump(ahead);
    }
  }
}
