package com.telemedicalservices.infra.simulation;

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
    description = "Runs the whole journey, with faults, and looks at every promise.")
final class Simulate implements Callable<Integer> {

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
  public Integer call() throws InterruptedException {
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

  private int range() throws InterruptedException {
    var range = new Range(from, seeds, missing());
    var failing = range.run();
    failing.ifPresentOrElse(Simulate::tellShortest, () -> System.out.println(range.summary()));
    return failing.isPresent() ? 1 : 0;
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
