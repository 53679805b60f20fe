package com.telemedicalservices.infra.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the local stack up, shows it, or stops it. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    version = "Telemedical Services 0.1.0-SNAPSHOT",
    sortOptions = false,
    customSynopsis =
        "infra/up [--instances N] [--only SERVICE]... [--fresh] [--detach]"
            + " | --status | --stop | --take-away PROCESS [--for SECONDS]",
    description = "Starts the whole system on this machine; Ctrl-C stops it.",
    footer = {
      "",
      "KAFKA_BROKERS and MONGODB_URI in the environment name servers to use instead of starting"
          + " them.",
      "Data, logs and caches are in infra/.data."
    })
final class UpCommand implements Callable<Integer> {

  private static final Duration STOPPING_PATIENCE = Duration.ofSeconds(90);

  /** What a stack says last on its way up; whoever repeats its words waits for this line. */
  private static final String ALL_UP = "  all up after ";

  @Option(
      names = "--instances",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many of each service; the second listens 100 ports higher, and so on.")
  private int instances;

  @Option(
      names = "--only",
      paramLabel = "SERVICE",
      arity = "1..*",
      description = "Only these services, such as intake or intake-service.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--fresh", description = "Throw the data of earlier runs away first.")
  private boolean fresh;

  @Option(
      names = "--no-training",
      description = "Make no AOT caches: start slower, but at once after a change.")
  private boolean untrained;

  @Option(names = "--detach", description = "Leave it running in the background.")
  private boolean detach;

  @Option(names = "--status", description = "Show what runs, and exit with 0 if all is ready.")
  private boolean status;

  @Option(names = "--stop", description = "Stop a stack that runs elsewhere.")
  private boolean stop;

  @Option(
      names = "--take-away",
      paramLabel = "PROCESS",
      description = "Stop one process of a running stack, such as kafka, and give it back later.")
  private @Nullable String takenAway;

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "How long it is away; 20 when not said.")
  private int seconds;

  private final Terminal terminal = Terminal.ofThisProcess();

  @Override
  public Integer call() throws Exception {
    var root = StackOptions.findRoot();
    if (status) {
      return showStatus(root);
    }
    if (stop) {
      return stopRunning(root);
    }
    if (takenAway != null) {
      return takeAway(root, takenAway);
    }
    return detach ? startDetached(root) : runHere(root);
  }

  private int runHere(Path root) throws InterruptedException {
    var began = System.nanoTime();
    var stack = new LocalStack(options(root), terminal);
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().name("stop-stack").unstarted(() -> stopHere(stack, ended)));
    terminal.line(terminal.bold("Telemedical Services on this machine"));
    stack.start();
    terminal.line(
        terminal.bold(ALL_UP + Terminal.seconds(Duration.ofNanos(System.nanoTime() - began)))
            + resident(stack.describe())
            + "; logs in "
            + shown(LocalStack.data(root).resolve("logs"))
            + (Terminal.hasPerson() ? "; Ctrl-C stops everything" : ""));
    ended.await();
    return 0;
  }

  private void stopHere(LocalStack stack, CountDownLatch ended) {
    try {
      var began = System.nanoTime();
      var running = !stack.describe().processes().isEmpty();
      if (running) {
        terminal.line("  stopping: services first, then mail, MongoDB and Kafka");
      }
      stack.stop();
      if (running) {
        terminal.line(
            "  all stopped after " + Terminal.seconds(Duration.ofNanos(System.nanoTime() - began)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private StackOptions options(Path root) {
    var services = EnumSet.noneOf(Service.class);
    for (var name : only) {
      services.add(
          Service.named(name)
              .orElseThrow(
                  () ->
                      new CannotStartException(
                          "There is no service called %s; there are %s."
                              .formatted(
                                  name,
                                  String.join(
                                      ", ",
                                      EnumSet.allOf(Service.class).stream()
                                          .map(Service::serviceName)
                                          .toList())))));
    }
    return StackOptions.defaults(root)
        .withInstances(instances)
        .withOnly(services)
        .withFresh(fresh)
        .withTrained(!untrained);
  }

  private int showStatus(Path root) {
    var running = StackState.ofRunning(root);
    if (running.isEmpty()) {
      terminal.line("The local stack is not up.");
      return 3;
    }
    var state = running.get();
    terminal.line(
        "Up for %s, kept by process %d%s"
            .formatted(
                Terminal.seconds(Duration.between(state.startedAt(), Instant.now())),
                state.supervisor(),
                resident(state)));
    for (var each : state.processes()) {
      terminal.line(
          "  %-26s %-9s %8s  %s%s"
              .formatted(
                  each.name(),
                  each.phase().toLowerCase(Locale.ROOT),
                  each.pid() == null ? "" : each.pid(),
                  each.address(),
                  each.restarts() == 0 ? "" : "  restarts: " + each.restarts()));
    }
    var clock = ClockFile.at(Path.of(state.clockFile())).ahead();
    if (!clock.isZero()) {
      terminal.line("  the clinic's clock is ahead by " + clock);
    }
    var allReady =
        state.ready() && state.processes().stream().allMatch(each -> each.phase().equals("READY"));
    return allReady ? 0 : 1;
  }

  private int stopRunning(Path root) throws InterruptedException, ExecutionException {
    var supervisor = StackState.ofRunning(root).flatMap(StackState::supervisorHandle);
    if (supervisor.isEmpty()) {
      terminal.line("The local stack is not up.");
      return 0;
    }
    terminal.line("Stopping the local stack (process " + supervisor.get().pid() + ")");
    supervisor.get().destroy();
    try {
      supervisor.get().onExit().get(STOPPING_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new CannotStartException(
          "Process %d has not stopped within %d seconds."
              .formatted(supervisor.get().pid(), STOPPING_PATIENCE.toSeconds()),
          e);
    }
    terminal.line("Stopped");
    return 0;
  }

  private int takeAway(Path root, String name) throws IOException, InterruptedException {
    var pid =
        StackState.ofRunning(root).stream()
            .flatMap(state -> state.processes().stream())
            .filter(each -> each.name().equals(name))
            .map(StackState.Running::pid)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow(
                () ->
                    new CannotStartException(
                        "No process called %s runs: infra/up --status shows those that do."
                            .formatted(name)));
    var hold = LocalStack.keepAway(root, name);
    // Given back also when this command is interrupted.
    hold.toFile().deleteOnExit();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    terminal.line("%s is away for %d s".formatted(name, seconds));
    Thread.sleep(Duration.ofSeconds(seconds));
    terminal.line(name + " may come back");
    return 0;
  }

  /** Starts the same command without a terminal, and repeats what it says until all is ready. */
  private int startDetached(Path root) throws IOException, InterruptedException {
    if (StackState.ofRunning(root).isPresent()) {
      throw new CannotStartException(
          "The local stack is already up: infra/up --status shows it, infra/up --stop stops it.");
    }
    var background = BackgroundStack.start(root, options(root));
    var said = 0;
    while (true) {
      var alive = background.isAlive();
      var text = Files.readString(BackgroundStack.output(root));
      var up = text.contains(ALL_UP) && text.endsWith("\n");
      System.out.print(text.substring(said));
      System.out.flush();
      said = text.length();
      if (up || !alive) {
        break;
      }
      var _ = background.waitFor(100, TimeUnit.MILLISECONDS);
    }
    if (!background.isAlive()) {
      return 1;
    }
    terminal.line(
        "It runs in the background: infra/up --status shows it, infra/up --stop stops it");
    return 0;
  }

  private static String resident(StackState state) {
    var all = new ArrayList<Long>();
    all.add(state.supervisor());
    state.processes().stream()
        .map(StackState.Running::pid)
        .filter(Objects::nonNull)
        .forEach(all::add);
    var megabytes = all.stream().mapToLong(pid -> Memory.residentMegabytes(pid).orElse(0)).sum();
    return megabytes == 0 ? "" : ", %,d MB resident".formatted(megabytes);
  }

  private static Path shown(Path path) {
    var here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
  }
}
