package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.infra.local.BackgroundStack;
import com.telemedicalservices.infra.local.Commands;
import com.telemedicalservices.infra.local.Service;
import com.telemedicalservices.infra.local.StackOptions;
import com.telemedicalservices.infra.local.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the demo; {@code infra/demo} calls it. */
@Command(
    name = "infra/demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends synthetic patients through two months of care, and audits the books.",
      "",
      "Starts the local stack if it is not up, acts as patients, providers and nurses through the"
          + " public HTTP API, and moves the clinic's clock on as fast as all of them keep up. Ends"
          + " with where every patient ended, how long things took, and whether anything was lost,"
          + " doubled or overdue.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything is as it should be",
      "1:something is not, and the report says what",
      "2:the command was not understood, or the stack does not fit it"
    })
public final class Demo implements Callable<Integer> {

  private static final int STOPPING_SECONDS = 90;

  @Option(
      names = "--patients",
      paramLabel = "N",
      defaultValue = "25",
      description = "How many patients (25).")
  private int patientCount;

  @Option(
      names = "--instances",
      paramLabel = "K",
      description = "How many of each service (1, or as many as run already).")
  private @Nullable Integer instances;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "20261122",
      description = "Which patients; the same seed draws the same ones.")
  private long seed;

  @Option(names = "--fresh", description = "Throw the data of earlier runs away first.")
  private boolean fresh;

  @Option(names = "--exit", description = "Stop the stack after the report.")
  private boolean exit;

  private final Screen screen = Screen.ofThisProcess();

  private Demo() {}

  /** Runs the demo. */
  public static void main(String[] arguments) {
    Commands.run(new Demo(), arguments);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (patientCount < 1 || patientCount > 5000) {
      screen.line("There can be 1 to 5000 patients.");
      return 2;
    }
    Path root = StackOptions.findRoot();
    Optional<StackState> running = StackState.ofRunning(root);
    String misfit = running.map(this::whyUnfit).orElse("");
    if (!misfit.isEmpty()) {
      screen.line(misfit);
      return 2;
    }
    Optional<StackState> up = running.isPresent() ? awaitReady(root) : start(root);
    if (up.isEmpty()) {
      screen.line("The local stack is not up; " + BackgroundStack.output(root) + " says why.");
      return 1;
    }
    StackState stack = up.get();
    Report report;
    try (Run run =
        new Run(
            stack,
            mongodbUri(stack),
            PatientMix.of(seed, patientCount),
            screen,
            Run.REST_PATIENCE,
            () -> {})) {
      report = run.live();
    }
    report.lines(screen).forEach(screen::line);
    screen.line("");
    if (exit) {
      stop(stack);
    } else {
      sayWhereItIs(stack);
    }
    return report.clean() ? 0 : 1;
  }

  private String whyUnfit(StackState running) {
    if (fresh) {
      return "The stack is up, so its data cannot be thrown away: infra/up --stop first.";
    }
    if (instances != null && instances != running.instances()) {
      return "The stack is up with %d of each service: infra/up --stop first, or leave --instances out."
          .formatted(running.instances());
    }
    return "";
  }

  private Optional<StackState> awaitReady(Path root) throws InterruptedException {
    screen.line("Using the stack that is up");
    Optional<StackState> state = StackState.ofRunning(root);
    while (state.isPresent() && !state.get().ready()) {
      Thread.sleep(200);
      state = StackState.ofRunning(root);
    }
    return state;
  }

  /** Starts the stack in the background, and repeats what it says until all is ready. */
  private Optional<StackState> start(Path root) throws IOException, InterruptedException {
    StackOptions options =
        StackOptions.defaults(root)
            .withInstances(instances == null ? 1 : instances)
            .withFresh(fresh);
    Process background = BackgroundStack.start(root, options);
    int said = 0;
    while (true) {
      boolean alive = background.isAlive();
      Optional<StackState> state = StackState.ofRunning(root).filter(StackState::ready);
      String text = Files.readString(BackgroundStack.output(root));
      int whole = text.lastIndexOf('\n') + 1;
      if (whole > said) {
        text.substring(said, whole).lines().forEach(screen::line);
        said = whole;
      }
      if (state.isPresent() || !alive) {
        return state;
      }
      var _ = background.waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  private static String mongodbUri(StackState stack) {
    String known = stack.mongodbUri();
    String given = known == null ? System.getenv("MONGODB_URI") : known;
    if (given == null) {
      throw new IllegalStateException(
          "The stack uses a MongoDB of its own choice: set MONGODB_URI to the same for the demo.");
    }
    return given;
  }

  private void sayWhereItIs(StackState stack) {
    screen.line(screen.bold("The system is still up:"));
    for (Service service : Service.values()) {
      screen.line(
          "  %-26s %s"
              .formatted(
                  service.serviceName(),
                  String.join("  ", stack.urls(service).stream().map(String::valueOf).toList())));
    }
    screen.line("  %-26s %s".formatted("mail", stack.mailListing()));
    List<String> examples =
        List.of(
            "/api/reviews?status=COMPLETED", "/api/alerts", "/api/sessions?clinic=" + Clinic.ID);
    screen.line(
        "  for example: curl "
            + stack.urls(Service.PROVIDER_REVIEW).getFirst()
            + examples.getFirst());
    screen.line("  infra/up --status shows it, infra/up --stop stops it");
  }

  private void stop(StackState stack) throws InterruptedException {
    Optional<ProcessHandle> supervisor =
        stack.isAlive() ? ProcessHandle.of(stack.supervisor()) : Optional.empty();
    if (supervisor.isEmpty()) {
      return;
    }
    screen.line("Stopping the stack");
    supervisor.get().destroy();
    try {
      supervisor.get().onExit().get(STOPPING_SECONDS, TimeUnit.SECONDS);
      screen.line("Stopped");
    } catch (TimeoutException | ExecutionException e) {
      screen.note(
          String.format(
              Locale.ROOT,
              "process %d has not stopped within %d s",
              supervisor.get().pid(),
              STOPPING_SECONDS));
    }
  }
}
