package com.telemedicalservices.infra.benchmark;

import com.telemedicalservices.infra.local.CannotStartException;
import com.telemedicalservices.infra.local.LocalStack;
import com.telemedicalservices.infra.local.Service;
import com.telemedicalservices.infra.local.StackOptions;
import com.telemedicalservices.infra.local.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the system, in one run, against the machine and against a peer. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis =
        "infra/bench [--rounds N] [--submits N] [--seconds N] [--stored N,N] [--journeys N]",
    description = "Measures the system against the machine's own limits and a peer, in one run.",
    footer = {
      "",
      "MONGODB_URI in the environment names the MongoDB to measure with. Without it the embedded"
          + " server is used, and the figures are not to be quoted.",
      "Before each round every accepted id is looked up: if one is missing or there twice, no"
          + " number is printed."
    })
public final class Bench implements Callable<Integer> {

  private static final Duration SETTLE = Duration.ofSeconds(2);

  /** The embedded server keeps the indexes of 100,000 patients here. */
  private static final String MONGODB_HEAP = "1536m";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each system has its turn; the middle result counts.")
  private int rounds;

  @Option(
      names = "--submits",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Submissions for each measured turn.")
  private int submits;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "15",
      description = "How long each steady rate is kept up.")
  private int seconds;

  @Option(
      names = "--stored",
      paramLabel = "N",
      split = ",",
      defaultValue = "1000,100000",
      description = "How many patients are stored while measuring; one pass for each.")
  private List<Integer> stored = List.of();

  @Option(
      names = "--journeys",
      paramLabel = "N",
      defaultValue = "200",
      description = "Patients who go all the way from submitting to a booked series.")
  private int journeys;

  private final Report report = new Report(System.out);
  private final Load load = new Load();
  private final AtomicReference<@Nullable PeerSubject> peerStarted = new AtomicReference<>();

  /** Starts it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    StackOptions options =
        StackOptions.defaults(StackOptions.findRoot())
            .withFresh(true)
            .withMongodbHeap(MONGODB_HEAP)
            .withOnly(EnumSet.of(Service.INTAKE, Service.PROVIDER_REVIEW, Service.SCHEDULING));
    LocalStack stack = new LocalStack(options, new Lines(System.out));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(stack)));
    try {
      stack.start();
      measure(options, stack);
      return 0;
    } catch (Load.GateException e) {
      report.refuse(Objects.requireNonNull(e.getMessage()));
      return 1;
    } catch (CannotStartException e) {
      report.refuse(Objects.requireNonNull(e.getMessage()));
      return 2;
    } finally {
      leave(stack);
    }
  }

  /** Leaves nothing running, also when Ctrl-C ends the measurement. */
  private void leave(LocalStack stack) {
    PeerSubject started = peerStarted.getAndSet(null);
    if (started != null) {
      started.close();
    }
    try {
      stack.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void measure(StackOptions options, LocalStack stack) throws IOException {
    StackState state = stack.describe();
    String mongodbUri =
        options.mongodbUri().orElseGet(() -> Objects.requireNonNull(state.mongodbUri()));
    boolean embedded = options.mongodbUri().isEmpty();
    Path data = LocalStack.data(options.root()).resolve("bench");
    Files.createDirectories(data);
    report.begin(embedded);
    report.limits(
        Limits.syncMillis(data),
        Limits.kafkaPerSecond(state.kafkaBrokers()),
        Limits.mongoPerSecond(mongodbUri));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Optional<PeerSubject> peer =
        PeerSubject.start(options.root(), java, data, List.of("-XX:+UseSerialGC", "-Xmx256m"));
    peerStarted.set(peer.orElse(null));
    if (peer.isEmpty()) {
      report.note("No Postgres on this machine (apt-get install postgresql): no peer.");
    }
    try (OurSubject ours = new OurSubject(state, mongodbUri, foreignStore(embedded))) {
      load.through(ours, ours.prepare(500));
      peer.ifPresent(each -> load.through(each, each.prepare(500)));
      for (int patients : stored) {
        report.say("storing " + patients + " patients");
        ours.store(patients);
        peer.ifPresent(each -> each.store(patients));
        compare(ours, peer, patients);
      }
      if (stored.size() > 1) {
        report.grown(stored.getFirst(), stored.getLast());
      }
      dueWork(ours);
      backlog(ours);
      report.say("whole journeys");
      report.single(
          "whole journeys, submit to six booked sessions, a second",
          new Journeys(ours).perSecond(journeys));
    }
    report.end();
  }

  /** Both in turns, so that whatever else this machine does meets both alike. */
  private void compare(OurSubject ours, Optional<PeerSubject> peer, int patients) {
    for (int round = 1; round <= rounds; round++) {
      for (Subject subject : subjects(ours, peer)) {
        report.say("%s, round %d: as fast as it goes".formatted(subject.name(), round));
        report.through(patients, subject, load.through(subject, subject.prepare(submits)));
        for (int rate : List.of(100, 300)) {
          settle();
          report.say("%s, round %d: %d a second".formatted(subject.name(), round, rate));
          List<String> ids = subject.prepare(rate * seconds);
          report.visible(patients, subject, rate, load.visible(subject, ids, rate));
        }
        settle();
      }
    }
    report.compared(patients);
  }

  private static List<Subject> subjects(OurSubject ours, Optional<PeerSubject> peer) {
    return peer.<List<Subject>>map(each -> List.of(ours, each)).orElseGet(() -> List.of(ours));
  }

  /** Abandoned drafts whose time to lapse came while intake stood still. */
  private void dueWork(OurSubject ours) {
    report.say("due work");
    Document draft = ours.draft();
    List<String> ids;
    long begin;
    signal(ours, Service.INTAKE, "-STOP");
    try {
      ids = ours.prepareDue(draft, submits);
    } finally {
      begin = System.nanoTime();
      signal(ours, Service.INTAKE, "-CONT");
    }
    long last = Load.await(ours.lapses(), ids, "a due item was not handled");
    report.single("due items handled a second", ids.size() / ((last - begin) / 1e9));
  }

  /** The review service stands still while submissions come in, and then catches up. */
  private void backlog(OurSubject ours) {
    report.say("backlog");
    List<String> ids = ours.prepare(submits);
    long begin;
    signal(ours, Service.PROVIDER_REVIEW, "-STOP");
    try {
      load.submitAll(ours, ids);
    } finally {
      begin = System.nanoTime();
      signal(ours, Service.PROVIDER_REVIEW, "-CONT");
    }
    long last = Load.awaitVisible(ours, ids);
    Load.requireGate(ours, ids);
    report.single("backlog drained a second", ids.size() / ((last - begin) / 1e9));
  }

  private static void signal(OurSubject ours, Service service, String signal) {
    for (long pid : ours.processes(service)) {
      try {
        new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
      } catch (IOException e) {
        throw new IllegalStateException("Cannot signal " + service.serviceName(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static List<Long> foreignStore(boolean embedded) {
    return embedded
        ? List.of()
        : ProcessHandle.allProcesses()
            .filter(process -> process.info().command().orElse("").endsWith("/mongod"))
            .map(ProcessHandle::pid)
            .toList();
  }

  private static void settle() {
    LockSupport.parkNanos(SETTLE.toNanos());
  }
}
