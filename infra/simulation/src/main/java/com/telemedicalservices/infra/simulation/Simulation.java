package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.scheduling.domain.ClinicState;
import com.telemedicalservices.scheduling.domain.OpeningHours;
import com.telemedicalservices.scheduling.domain.Resource;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One run: some patients over some months, with faults; then a time without faults in which
 * everything must come to rest. The same seed is the same run.
 */
final class Simulation {

  /** How long things go wrong. */
  static final Duration TROUBLED = Duration.ofDays(60);

  /** How long everything then has to arrive. */
  static final Duration SETTLING = Duration.ofDays(4);

  private static final int FEWEST_PATIENTS = 2;
  private static final int MORE_PATIENTS = 4;
  private static final Duration ARRIVALS = Duration.ofDays(3);

  /**
   * What came of a run.
   *
   * @param seed the run
   * @param violation what was promised and not kept
   * @param story what happened, in order
   * @param patients how many patients it had
   * @param steps how many steps it took
   * @param events how many events were told
   * @param mails how many messages were handed to the mail provider
   * @param finished how many infusions came to their end
   */
  record Verdict(
      long seed,
      Optional<World.Violation> violation,
      List<World.Line> story,
      int patients,
      long steps,
      int events,
      int mails,
      long finished) {}

  private Simulation() {}

  static Verdict run(long seed) {
    return run(seed, Set.of());
  }

  /** A run without some protections, in which a promise should be broken. */
  static Verdict run(long seed, Set<Protection> missing) {
    var world = new World(seed, missing);
    var luck = world.luck();
    var ledger = new Ledger(world);
    var bus = new Bus();
    var promises = new Promises(world, ledger);
    var services = new Services(world, bus, ledger, promises);
    var desk = new Desk(world);

    var patients = FEWEST_PATIENTS + luck.below(MORE_PATIENTS);
    for (var number = 1; number <= patients; number++) {
      var life = new PatientLife(world, desk, services, clinic(), number);
      world.after(luck.between(Duration.ZERO, ARRIVALS), life::begin);
    }
    new Staff(world, desk, services).begin();
    world.setTroubled(true);
    new Trouble(world, bus, services).begin();

    world.runUntil(World.BEGINNING.plus(TROUBLED));
    world.setTroubled(false);
    bus.setAway(false);
    services.all().forEach(service -> service.setStoreAway(false));
    world.runUntil(World.BEGINNING.plus(TROUBLED).plus(SETTLING));
    if (world.violation() == null) {
      promises.settled(services, bus);
    }
    return new Verdict(
        seed,
        Optional.ofNullable(world.violation()),
        world.story(),
        patients,
        world.stepsTaken(),
        ledger.told().size(),
        ledger.mails(),
        promises.discharged());
  }

  /** Small enough that patients meet. */
  private static ClinicState clinic() {
    return new ClinicState(
        "phoenix",
        "Phoenix",
        "America/Phoenix",
        new OpeningHours(
            List.of(
                    DayOfWeek.MONDAY,
                    DayOfWeek.TUESDAY,
                    DayOfWeek.WEDNESDAY,
                    DayOfWeek.THURSDAY,
                    DayOfWeek.FRIDAY)
                .stream()
                .map(
                    day ->
                        new OpeningHours.WeekdayHours(day, LocalTime.of(8, 0), LocalTime.of(13, 0)))
                .toList(),
            List.of()),
        List.of(new Resource("chair-1", 1), new Resource("chair-2", 1)),
        List.of(new Resource("nurse-1", 1)),
        List.of(new Resource("doctor-1", 2)));
  }
}
