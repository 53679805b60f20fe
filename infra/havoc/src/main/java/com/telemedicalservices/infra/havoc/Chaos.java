package com.telemedicalservices.infra.havoc;

import com.telemedicalservices.infra.local.Commands;
import com.telemedicalservices.infra.local.LocalStack;
import com.telemedicalservices.infra.local.Progress;
import com.telemedicalservices.infra.local.Service;
import com.telemedicalservices.infra.local.StackOptions;
import com.telemedicalservices.infra.traffic.Screen;
import com.telemedicalservices.infra.traffic.Wave;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of chaos; {@code infra/chaos} calls it. */
@Command(
    name = "infra/chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Does to the running system what can happen to one, under the demo's traffic.",
      "",
      "Starts the local stack with two of each service on data of its own, and sends waves of"
          + " patients through two months of care. Meanwhile processes are killed and stopped,"
          + " Kafka is taken away, the network to Kafka and MongoDB is cut, silenced and slowed,"
          + " and services run beside an older build of themselves. Each wave ends with the audit"
          + " of the books.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing was lost, doubled or left lying, every error is explained, nothing grows",
      "1:something was not so, and the report says what",
      "2:the command was not understood, or another stack is up"
    })
public final class Chaos implements Callable<Integer> {

  private static final int INSTANCES = 2;
  private static final int EVERYBODY = INSTANCES * Service.values().length;

  /** After a standstill, leases end and consumers join again; all of it several times over. */
  private static final Duration REST_PATIENCE = Duration.ofMinutes(12);

  /**
   * How soon after the end of the last blow nothing may be behind or overdue any more: those it hit
   * may take as long to be well again, but others do their work meanwhile.
   */
  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(3);

  /** By then everything has been used once, so that what is held later is held for more. */
  private static final Duration WARM_AFTER = Duration.ofMinutes(3);

  /** What somebody holds is the most of some looks, since some have only just started again. */
  private static final Duration LOOK_FOR = Duration.ofMinutes(4);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "15",
      description = "How long it goes on (15); the wave under way then comes to its end in peace.")
  private int minutes;

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "30",
      description = "How many patients in each wave (30).")
  private int patients;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Which blows, in which order; drawn and told when it is not said.")
  private @Nullable Long seed;

  @Option(
      names = "--older",
      paramLabel = "DIR",
      description = "A repository with an older build; infra/chaos makes one.")
  private @Nullable Path older;

  @Option(
      names = "--without-older",
      description = "Nobody is replaced by an older build, and that none is at hand is no failure.")
  private boolean withoutOlder;

  private final Screen screen = Screen.ofThisProcess();

  private Chaos() {}

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    Commands.run(new Chaos(), arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (minutes < 1 || patients < 1 || patients > 5000) {
      screen.line("It takes at least a minute, and 1 to 5000 patients.");
      return 2;
    }
    var root = StackOptions.findRoot();
    var options =
        StackOptions.defaults(root).withInstances(INSTANCES).withFresh(true).withDetours();
    if (options.kafkaBrokers().isPresent() || options.mongodbUri().isPresent()) {
      screen.line("It takes servers of its own: unset KAFKA_BROKERS and MONGODB_URI.");
      return 2;
    }
    if (older != null && !withoutOlder) {
      options = options.withOlder(older);
    }
    var luck = seed == null ? new SplittableRandom().nextLong(1, 1_000_000) : seed;
    screen.line(screen.bold("Chaos of %d minutes, seed %d".formatted(minutes, luck)));
    var stack = new LocalStack(options, new Telling());
    try (var roads = new Roads(INSTANCES)) {
      var stop = Thread.ofPlatform().unstarted(() -> stop(stack));
      Runtime.getRuntime().addShutdownHook(stop);
      stack.start();
      var clean = run(root, stack, roads, luck);
      Runtime.getRuntime().removeShutdownHook(stop);
      stop(stack);
      return clean ? 0 : 1;
    }
  }

  private boolean run(Path root, LocalStack stack, Roads roads, long luck)
      throws InterruptedException {
    var blows = EnumSet.allOf(Blow.class);
    if (older == null || withoutOlder) {
      blows.remove(Blow.ROLLED);
      screen.note("nobody will be %s".formatted(Blow.ROLLED.words()));
    }
    var saboteur =
        new Saboteur(stack, roads, new SplittableRandom(luck), blows, text -> screen.note(text));
    var settled = new AtomicReference<Optional<Duration>>(Optional.empty());
    var rage =
        Thread.ofPlatform()
            .name("saboteur")
            .start(
                () -> {
                  try {
                    saboteur.rage(Duration.ofMinutes(minutes));
                    screen.note("no more blows, and everybody had the time to recover");
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    var lookAt = new AtomicLong(System.nanoTime() + WARM_AFTER.toNanos());
    var lookUntil = lookAt.get() + LOOK_FOR.toNanos();
    var early = new AtomicReference<>(Vitals.none());
    Runnable atRest =
        () -> {
          var now = System.nanoTime();
          var calmSince = saboteur.calmSince();
          if (calmSince.isPresent() && settled.get().isEmpty()) {
            settled.set(Optional.of(Duration.ofNanos(now - calmSince.getAsLong())));
          }
          if (now - lookAt.get() > 0
              && (now - lookUntil < 0 || early.get().processes().size() < EVERYBODY)) {
            early.set(vitals(early.get(), stack));
            lookAt.set(System.nanoTime() + LOOK_EVERY.toNanos());
          }
        };
    var waves = new ArrayList<Wave>();
    do {
      var state = stack.describe();
      var uri = Optional.ofNullable(state.mongodbUri()).orElseThrow();
      waves.add(
          Wave.live(state, uri, luck + waves.size(), patients, REST_PATIENCE, atRest, screen));
      tell(waves.size(), waves.getLast());
    } while (settled.get().isEmpty() && waves.getLast().clean());
    if (!waves.getLast().clean()) {
      rage.interrupt();
    }
    rage.join();
    var brokers = stack.describe().kafkaBrokers();
    return report(
        root,
        saboteur,
        waves,
        early.get(),
        vitals(Vitals.none(), stack),
        settled.get(),
        missingReaders(brokers));
  }

  /** Where somebody does not read, once those who have only just joined have their partitions. */
  private static List<String> missingReaders(String brokers) throws InterruptedException {
    var missing = new AtomicReference<List<String>>(List.of());
    try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
      new Recovery(Recovery.LONGEST, Duration.ofSeconds(1))
          .await(
              () -> {
                missing.set(Readers.of(admin).missing(INSTANCES));
                return missing.get().isEmpty();
              });
    } catch (IllegalStateException e) {
      // Whoever is missing still is told.
    }
    return missing.get();
  }

  private static Vitals vitals(Vitals known, LocalStack stack) {
    try {
      return known.and(stack.describe());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private void tell(int number, Wave wave) {
    if (!wave.clean()) {
      wave.report().forEach(screen::line);
    }
    screen.line(
        "wave %d: %d patients in %d min %d s, %d requests sent again: %s"
            .formatted(
                number,
                wave.patients(),
                wave.took().toMinutes(),
                wave.took().toSecondsPart(),
                wave.retries(),
                wave.clean() ? screen.green("clean") : screen.red("not clean")));
  }

  private boolean report(
      Path root,
      Saboteur saboteur,
      List<Wave> waves,
      Vitals early,
      Vitals late,
      Optional<Duration> settled,
      List<String> missingReaders) {
    screen.line("");
    screen.line(screen.bold("What was done"));
    var struck = saboteur.struck();
    for (var blow : Blow.values()) {
      screen.line("  %4d × %s".formatted(struck.getOrDefault(blow, 0), blow.words()));
    }
    screen.line("");
    screen.line(screen.bold("What came of it"));
    var clean = verdict(waves.stream().allMatch(Wave::clean), "the books of all waves are right");
    if (!withoutOlder) {
      clean &= verdict(older != null, "an older build of the services was at hand to run beside");
    }
    clean &= verdict(saboteur.failures().isEmpty(), "everybody has recovered");
    saboteur.failures().forEach(failure -> screen.line("      " + failure));
    clean &=
        verdict(
            settled.filter(after -> after.compareTo(SETTLED_WITHIN) < 0).isPresent(),
            "nothing is behind or overdue %s after the end of the last blow"
                .formatted(settled.map(after -> after.toSeconds() + " s").orElse("ever")));
    clean &= verdict(missingReaders.isEmpty(), "every instance reads every topic of its service");
    missingReaders.forEach(each -> screen.line("      " + each));
    clean &= errors(root);
    clean &= growth(early, late);
    return clean;
  }

  private boolean errors(Path root) {
    var runbook = Runbook.of(root);
    var found = new TreeMap<>(runbook.explain(LocalStack.data(root).resolve("logs/all.log")));
    var explained = new TreeMap<>(found);
    explained.keySet().retainAll(runbook.phrases());
    found.keySet().removeAll(runbook.phrases());
    var clean =
        verdict(
            found.isEmpty(),
            "each of the %,d errors in the logs is explained in docs/runbooks/errors.md"
                .formatted(sum(explained) + sum(found)));
    explained.forEach((phrase, times) -> screen.line("      %,d × %s".formatted(times, phrase)));
    found.forEach((line, times) -> screen.line("      not explained: " + line));
    return clean;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private boolean growth(Vitals early, Vitals late) {
    if (late.processes().size() < EVERYBODY) {
      return verdict(false, "every instance says in the end what it holds");
    }
    var grown = late.grownSince(early);
    var clean =
        verdict(
            grown.isEmpty(),
            "neither threads nor memory grow: early on %s, in the end %s".formatted(early, late));
    grown.forEach(each -> screen.line("      " + each));
    return clean;
  }

  private boolean verdict(boolean good, String what) {
    screen.line((good ? screen.green("  ✔ ") : screen.red("  ✘ not so: ")) + what);
    return good;
  }

  private void stop(LocalStack stack) {
    try {
      stack.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the stack says; that its processes die is no news here. */
  private final class Telling implements Progress {

    @Override
    public void doing(String what) {
      screen.line("  " + what);
    }

    @Override
    public void done(Duration took) {
      screen.line(String.format(Locale.ROOT, "    took %.1f s", took.toMillis() / 1000.0));
    }

    @Override
    public void ready(String name, Duration after, String address, boolean again) {
      screen.line(
          String.format(
              Locale.ROOT,
              "  %-28s %s after %.1f s",
              name,
              again ? "is back" : "is ready",
              after.toMillis() / 1000.0));
    }

    @Override
    public void died(String name, String how, Duration pause) {
      screen.line("  %-28s died: %s".formatted(name, how));
    }

    @Override
    public void note(String text) {
      screen.note(text);
    }
  }
}
