package com.telemedicalservices.infra.simulation;

import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.scheduling.domain.ClinicState;
import com.telemedicalservices.scheduling.domain.OpeningHours;
import com.telemedicalservices.scheduling.domain.Resource;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** Everything about a patient carries their number. */
  private static final Pattern PART_OF_A_PATIENT = Pattern.compile("(?:patient|episode)-(\\d+)");

  /**
   * What came of a run.
   *
   * @param scenario what it was made of
   * @param violation what was promised and not kept
   * @param story what happened, in order
   * @param patients how many patients it had
   * @param events how many events were told
   * @param kinds which kinds of events were told
   * @param finished how many infusions came to their end
   */
  record Verdict(
      Scenario scenario,
      Optional<World.Violation> violation,
      List<World.Line> story,
      int patients,
      int events,
      Set<Class<? extends Event>> kinds,
      long finished) {

    /** The invariant that was broken, if one was. */
    Optional<Integer> invariant() {
      return violation.map(World.Violation::invariant);
    }

    /** The part of the story that the violated promise is about, with what went wrong around it. */
    List<World.Line> storyOfViolation() {
      var whom =
          violation.map(broken -> PART_OF_A_PATIENT.matcher(broken.about())).filter(Matcher::find);
      return whom.isEmpty()
          ? story
          : story.stream()
              .filter(
                  line -> {
                    var part = PART_OF_A_PATIENT.matcher(line.about());
                    return !part.find() || part.group(1).equals(whom.get().group(1));
                  })
              .toList();
    }
  }

  private Simulation() {}

  static Verdict run(long seed) {
    return run(Scenario.of(seed, Set.of()));
  }

  static Verdict run(Scenario scenario) {
    var world = new World(scenario);
    var luck = world.luckOf("arrivals");
    var ledger = new Ledger(world);
    var bus = new Bus();
    var promises = new Promises(world, ledger);
    var services = new Services(world, bus, ledger, promises);
    var desk = new Desk(world);

    var patients = FEWEST_PATIENTS + luck.below(MORE_PATIENTS);
    for (var number = 1; number <= patients; number++) {
      var life = new PatientLife(world, desk, services, clinic(), number);
      var arrival = luck.between(Duration.ZERO, ARRIVALS);
      if (!scenario.absent().contains(number)) {
        world.after(arrival, life::begin);
      }
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
        scenario,
        Optional.ofNullable(world.violation()),
        world.story(),
        patients,
        ledger.told().size(),
        ledger.kinds(),
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
