package com.telemedicalservices.infra.simulation;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the simulator; {@code infra/simulate} calls it. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    version = "Telemedical Services 0.1.0-SNAPSHOT",
    sortOptions = false,
    customSynopsis = "infra/simulate [--seed N] | [--from N] [--seeds M]",
    description = "Runs the whole journey in one thread, with faults, and looks at every promise.")
final class Simulate implements Callable<Integer> {

  private static final long REPORT_EVERY_NANOS = Duration.ofSeconds(2).toNanos();
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("'day' D HH:mm:ss.SSS", Locale.ROOT);

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Replay one run and tell its whole story.")
  private @Nullable Long seed;

  @Option(names = "--from", paramLabel = "N", defaultValue = "1", description = "The first seed.")
  private long from;

  @Option(
      names = "--seeds",
      paramLabel = "M",
      defaultValue = "300",
      description = "How many seeds.")
  private long seeds;

  @Option(
      names = "--without",
      paramLabel = "PROTECTION",
      description = "Take a protection away and see it missed: ${COMPLETION-CANDIDATES}.")
  private @Nullable Protection without;

  /** Runs it and ends the process: 0 when every promise was kept. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Simulate()).execute(arguments));
  }

  @Override
  public Integer call() {
    return seed == null ? range() : replay(seed);
  }

  private Set<Protection> missing() {
    return without == null ? Set.of() : Set.of(without);
  }

  private int replay(long one) {
    var verdict = Simulation.run(Scenario.of(one, missing()));
    tell(verdict.story());
    if (verdict.violation().isEmpty()) {
      System.out.printf(Locale.ROOT, "%nSeed %d keeps every promise%n", one);
      return 0;
    }
    tellShortest(verdict);
    return 1;
  }

  private int range() {
    var began = System.nanoTime();
    var told = began;
    var patients = 0L;
    var events = 0L;
    var finished = 0L;
    for (var at = from; at < from + seeds; at++) {
      var verdict = Simulation.run(Scenario.of(at, missing()));
      if (verdict.violation().isPresent()) {
        tellShortest(verdict);
        return 1;
      }
      patients += verdict.patients();
      events += verdict.events();
      finished += verdict.finished();
      if (System.nanoTime() - told > REPORT_EVERY_NANOS) {
        told = System.nanoTime();
        System.out.printf(
            Locale.ROOT, "  seed %,d  %s%n", at, rate(at - from + 1, patients, told - began));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%,d seeds from %,d: every promise kept; %,d patients, %,d infusions, %,d events; %s%n",
        seeds,
        from,
        patients,
        finished,
        events,
        rate(seeds, patients, System.nanoTime() - began));
    return 0;
  }

  private static String rate(long runs, long patients, long nanos) {
    var seconds = Math.max(1e-9, nanos / 1e9);
    var days = Simulation.TROUBLED.plus(Simulation.SETTLING).toDays();
    return "%,.0f journeys/s, %,.0f days/s".formatted(patients / seconds, runs * days / seconds);
  }

  /** The shortest story found that breaks the same promise, and what it is about. */
  private static void tellShortest(Simulation.Verdict failing) {
    var shortest = Shrinker.shrink(failing);
    System.out.println();
    tell(shortest.storyOfViolation());
    shortest
        .violation()
        .ifPresent(
            broken ->
                System.out.printf(
                    Locale.ROOT,
                    """

                    Seed %d breaks invariant %d of DOMAIN §9: %s %s
                    It takes %d of %d patients and these faults: %s
                    """,
                    shortest.scenario().seed(),
                    broken.invariant(),
                    broken.about(),
                    broken.detail(),
                    failing.patients() - shortest.scenario().absent().size(),
                    failing.patients(),
                    shortest.scenario().faults().isEmpty()
                        ? "none"
                        : new TreeSet<>(shortest.scenario().faults())));
  }

  private static void tell(List<World.Line> story) {
    var zone = ZoneId.of("America/Phoenix");
    for (var line : story) {
      System.out.printf(
          Locale.ROOT,
          "%-22s %-44s %s%n",
          DAY_AND_TIME.format(line.at().atZone(zone)),
          line.about(),
          line.text());
    }
  }
}
