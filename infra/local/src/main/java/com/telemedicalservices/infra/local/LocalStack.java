package com.telemedicalservices.infra.local;

import com.telemedicalservices.testkit.servers.Directories;
import com.telemedicalservices.testkit.servers.MongoDbServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole system on one machine: Kafka, MongoDB, mail and the services, each a process of its own
 * on loopback, kept running until {@link #stop()}.
 *
 * <p>Its data, logs and caches are in {@code infra/.data}; {@link StackState} says there what runs.
 * One stack at a time: a second one is refused.
 */
public final class LocalStack {

  static final String HOST = "127.0.0.1";
  static final int KAFKA_PORT = 9092;
  static final int KAFKA_CONTROLLER_PORT = 9093;
  static final int MONGODB_PORT = 27017;
  static final int SMTP_PORT = 2525;
  static final int MAIL_LISTING_PORT = 8025;

  static final String INFRA_JAR = "infra/local/target/infra-local-0.1.0-SNAPSHOT-app.jar";
  private static final Duration STARTING_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOPPING_GRACE = Duration.ofSeconds(25);
  private static final int ATTEMPTS_TO_START = 2;

  /** Enough for a service under the demo's load; it runs in 96 MB as well, but collects more. */
  private static final String SERVICE_HEAP = "128m";

  private static final String KAFKA_HEAP = "160m";
  private static final String MAIL_HEAP = "64m";

  private static final Map<String, String> ADDRESSES =
      Map.of(
          "kafka", HOST + ":" + KAFKA_PORT,
          "mongodb", HOST + ":" + MONGODB_PORT,
          "mail", "http://%s:%d/messages".formatted(HOST, MAIL_LISTING_PORT));

  private final StackOptions options;
  private final Progress progress;
  private final Path data;
  private final Instant startedAt = InstantSource.system().instant();
  private final List<SupervisedProcess> servers = Collections.synchronizedList(new ArrayList<>());
  private final List<SupervisedProcess> services = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Service> serviceOf = new HashMap<>();
  private final Map<String, ProcessSpec> newer = new HashMap<>();
  private final Map<String, ProcessSpec> older = new HashMap<>();
  private @Nullable FileLock lock;
  private @Nullable Logs logs;
  private boolean ready;
  private boolean stopping;

  /** A stack that does not run yet. */
  public LocalStack(StackOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.data = data(options.root());
  }

  /** Where a repository keeps what its local stack leaves on disk. */
  public static Path data(Path root) {
    return root.resolve("infra/.data");
  }

  /** A file that keeps a process of the stack away, once it has ended, for as long as it exists. */
  static Path hold(Path root, String name) {
    return data(root).resolve("held").resolve(name);
  }

  /** Makes that file, before the process is told to end. */
  static Path keepAway(Path root, String name) throws IOException {
    var hold = hold(root, name);
    Files.createDirectories(hold.getParent());
    return Files.writeString(hold, "");
  }

  /**
   * Starts everything and returns when all of it is ready.
   *
   * @throws CannotStartException when that is not possible; what was started is stopped again
   */
  public void start() throws InterruptedException {
    try {
      lock = lock();
      if (options.fresh()) {
        clear();
      }
      Directories.delete(data.resolve("held"));
      var wanted = wanted();
      requireFreePorts(wanted);
      var clock = ClockFile.at(data.resolve("clock").toAbsolutePath());
      var log = new Logs(data.resolve("logs"));
      logs = log;
      var workshop = new Workshop(data.resolve("cache"), log);
      startServers(wanted, workshop, log);
      startServices(wanted, workshop, log, clock);
      awaitReady(servers, log);
      awaitReady(services, log);
      synchronized (this) {
        ready = true;
        saveState();
      }
    } catch (CannotStartException | InterruptedException e) {
      stop();
      throw e;
    }
  }

  /** Stops a process and keeps it away until it is given back. */
  public void takeAway(String name) throws IOException {
    var _ = keepAway(options.root(), name);
    named(name).end();
  }

  /** Lets a process that was taken away come back. */
  public void giveBack(String name) throws IOException {
    Files.deleteIfExists(hold(options.root(), name));
  }

  /** Stops an instance in order and starts it again from the older build at hand. */
  public void replaceByOlder(String instance) {
    replace(instance, older);
  }

  /** Stops an instance in order and starts it again from the build of this repository. */
  public void replaceByNewer(String instance) {
    replace(instance, newer);
  }

  private void replace(String instance, Map<String, ProcessSpec> builds) {
    ProcessSpec build;
    synchronized (this) {
      build = builds.get(instance);
    }
    if (build == null) {
      throw new IllegalArgumentException("There is no such build of " + instance);
    }
    named(instance).restartAs(build);
  }

  private SupervisedProcess named(String name) {
    return all().stream()
        .filter(each -> each.spec().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no process " + name));
  }

  /**
   * Whether a process does its work now: it was ready since it started, and an instance of a
   * service says that it is well, its database included.
   */
  public boolean isWell(String name) {
    var process = named(name);
    Service service;
    synchronized (this) {
      service = serviceOf.get(name);
    }
    return process.phase() == SupervisedProcess.Phase.READY
        && (service == null
            || new Readiness.Answers(URI.create(process.spec().address() + "/actuator/health"))
                .now());
  }

  /** What runs now. */
  public synchronized StackState describe() {
    var processes = new ArrayList<StackState.Running>();
    for (var each : all()) {
      var service = serviceOf.get(each.spec().name());
      processes.add(
          new StackState.Running(
              each.spec().name(),
              service == null ? null : service.serviceName(),
              each.phase().name(),
              each.pid().orElse(null),
              each.spec().address(),
              each.startedAt(),
              each.restarts()));
    }
    return new StackState(
        ProcessHandle.current().pid(),
        startedAt,
        ready,
        options.instances(),
        kafkaBrokers(),
        options.mongodbUri().isPresent() ? null : MongoDbServer.uri(MONGODB_PORT),
        SMTP_PORT,
        URI.create(ADDRESSES.getOrDefault("mail", "")),
        data.resolve("clock").toAbsolutePath().toString(),
        processes);
  }

  /** Stops the services, then mail, MongoDB and Kafka, which they need until the end. */
  public void stop() throws InterruptedException {
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
    }
    var stopper = new ArrayList<Thread>();
    for (var each : List.copyOf(services)) {
      stopper.add(Thread.ofPlatform().start(() -> stop(each)));
    }
    for (var thread : stopper) {
      thread.join();
    }
    for (var each : List.copyOf(servers).reversed()) {
      stop(each);
    }
    try {
      if (lock != null) {
        Files.deleteIfExists(StackState.file(options.root()));
        lock.channel().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (logs != null) {
      logs.close();
    }
  }

  private static void stop(SupervisedProcess process) {
    try {
      process.stop(STOPPING_GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private FileLock lock() {
    try {
      Files.createDirectories(data);
      var channel =
          FileChannel.open(
              data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var taken = tryLock(channel);
      if (taken == null) {
        channel.close();
        var who =
            StackState.ofRunning(options.root())
                .map(running -> " (process " + running.supervisor() + ")")
                .orElse("");
        throw new CannotStartException(
            "The local stack is already up%s: infra/up --status shows it, infra/up --stop stops it."
                .formatted(who));
      }
      return taken;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Throws data and logs away, and keeps what was made to start quickly. */
  private void clear() {
    for (var each : List.of("kafka", "mongodb", "mail", "clock", "logs")) {
      Directories.delete(data.resolve(each));
    }
  }

  private List<Service> wanted() {
    var wanted = new ArrayList<Service>();
    for (var service : Service.values()) {
      var built = Files.exists(service.jar(options.root()));
      if (options.only().contains(service) && !built) {
        throw new CannotStartException(
            "%s is not built: ./mvnw package builds it.".formatted(service.serviceName()));
      }
      if (!built) {
        progress.note(service.serviceName() + " is left out: it is not built");
      } else if (options.only().isEmpty() || options.only().contains(service)) {
        wanted.add(service);
      }
    }
    return wanted;
  }

  private void requireFreePorts(List<Service> wanted) {
    if (options.kafkaBrokers().isEmpty()) {
      Ports.requireFree(KAFKA_PORT, "Kafka");
      Ports.requireFree(KAFKA_CONTROLLER_PORT, "Kafka's controller");
      detours(wanted).forEach(way -> Ports.requireFree(way.kafkaBehind(), "a listener of Kafka"));
    }
    if (options.mongodbUri().isEmpty()) {
      Ports.requireFree(MONGODB_PORT, "MongoDB");
    }
    Ports.requireFree(SMTP_PORT, "mail");
    Ports.requireFree(MAIL_LISTING_PORT, "the list of mail");
    for (var service : wanted) {
      for (var instance = 1; instance <= options.instances(); instance++) {
        Ports.requireFree(service.port(instance), service.instanceName(instance));
      }
    }
  }

  private List<Detour> detours(List<Service> wanted) {
    var detours = new ArrayList<Detour>();
    if (options.detours()) {
      for (var service : wanted) {
        for (var instance = 1; instance <= options.instances(); instance++) {
          detours.add(Detour.of(service, instance));
        }
      }
    }
    return detours;
  }

  private void startServers(List<Service> wanted, Workshop workshop, Logs log)
      throws InterruptedException {
    var jar = options.root().resolve(INFRA_JAR);
    if (!Files.exists(jar)) {
      throw new CannotStartException(
          "The local stack itself is not built: ./mvnw package builds it.");
    }
    var infra = workshop.unpack("infra-local", jar, MAIL_HEAP, List.of());
    var apps = new ArrayList<JavaApp>();
    if (options.kafkaBrokers().isEmpty()) {
      var listeners =
          detours(wanted).stream().map(way -> way.kafkaBehind() + "=" + way.kafka()).toList();
      apps.add(server(infra, "kafka", KAFKA_HEAP, listeners));
    }
    if (options.mongodbUri().isEmpty()) {
      apps.add(server(infra, "mongodb", options.mongodbHeap(), List.of()));
    }
    apps.add(server(infra, "mail", MAIL_HEAP, List.of()));
    var specs = new ArrayList<ProcessSpec>();
    for (var app : apps) {
      var trainee = app.with(List.of(app.name(), ServerProcess.TRAINING));
      var cache = trained(workshop, trainee, () -> workshop.train(trainee, lean()));
      specs.add(
          new ProcessSpec(
              app.name(),
              app.command(workshop.java(), cache),
              lean(),
              data,
              new Readiness.Announced(ServerProcess.READY),
              ADDRESSES.getOrDefault(app.name(), "")));
    }
    for (var spec : specs) {
      launch(servers, spec, log);
    }
  }

  private JavaApp server(JavaApp infra, String name, String heap, List<String> more) {
    var arguments = new ArrayList<>(List.of(name, data.resolve(name).toString()));
    arguments.addAll(more);
    return infra.as(name, ServerProcess.class, heap, arguments);
  }

  /**
   * They do not wait for the servers, since one that is late is something a service lives with; but
   * to learn how a service starts, the servers must be there.
   */
  private void startServices(List<Service> wanted, Workshop workshop, Logs log, ClockFile clock)
      throws InterruptedException {
    var commands = commands(wanted, options.root(), workshop, log, clock);
    var oldCommands = new EnumMap<Service, List<String>>(Service.class);
    if (options.older().isPresent()) {
      var shelf = new Workshop(data.resolve("cache").resolve("older"), log);
      oldCommands.putAll(commands(wanted, options.older().get(), shelf, log, clock));
    }
    for (var service : wanted) {
      for (var instance = 1; instance <= options.instances(); instance++) {
        var url = service.url(instance);
        var spec =
            new ProcessSpec(
                service.instanceName(instance),
                commands.getOrDefault(service, List.of()),
                environment(service, instance, clock),
                data,
                readiness(service, instance),
                url.toString());
        synchronized (this) {
          serviceOf.put(spec.name(), service);
          newer.put(spec.name(), spec);
          var oldCommand = oldCommands.get(service);
          if (oldCommand != null) {
            older.put(spec.name(), spec.with(oldCommand));
          }
        }
        launch(services, spec, log);
      }
    }
  }

  /** The commands that run the services of a repository. */
  private Map<Service, List<String>> commands(
      List<Service> wanted, Path repository, Workshop workshop, Logs log, ClockFile clock)
      throws InterruptedException {
    var unpacked = new EnumMap<Service, JavaApp>(Service.class);
    for (var service : wanted) {
      var jar = service.jar(repository);
      unpacked.put(service, workshop.unpack(service.serviceName(), jar, SERVICE_HEAP, List.of()));
    }
    if (options.trained() && !unpacked.values().stream().allMatch(workshop::isPrepared)) {
      awaitReady(servers, log);
    }
    var commands = new EnumMap<Service, List<String>>(Service.class);
    unpacked.forEach(
        (service, app) ->
            commands.put(service, command(service, app, workshop, direct(service, 1, clock))));
    return commands;
  }

  /** The command that runs a service, prepared as far as that is wanted and works. */
  private List<String> command(
      Service service, JavaApp unpacked, Workshop workshop, Map<String, String> environment) {
    var app =
        once(
                workshop.wiring(unpacked),
                "wiring " + service.serviceName(),
                () -> workshop.wire(unpacked, environment),
                "that failed, so %1$s is wired anew at every start: see wire-%1$s.log"
                    .formatted(service.serviceName()))
            .map(unpacked::wiredBy)
            .orElse(unpacked);
    // A real start and a real end beside the servers that are up: a service may come and go.
    var ready = readiness(service, 1);
    var cache = trained(workshop, app, () -> workshop.train(app, environment, ready));
    return app.command(workshop.java(), cache);
  }

  private static Readiness.Answers readiness(Service service, int instance) {
    return new Readiness.Answers(service.url(instance).resolve("/actuator/health/readiness"));
  }

  private Optional<Path> trained(
      Workshop workshop, JavaApp app, Supplier<Optional<Path>> training) {
    return once(
        workshop.aotCache(app),
        "learning how " + app.name() + " starts",
        training,
        "that left no AOT cache, so %1$s starts slower: see train-%1$s.log".formatted(app.name()));
  }

  /** What makes starts quick: taken when it is there, else made when that is wanted. */
  private Optional<Path> once(
      Path made, String doing, Supplier<Optional<Path>> making, String otherwise) {
    if (Files.exists(made)) {
      return Optional.of(made);
    }
    if (!options.trained()) {
      return Optional.empty();
    }
    progress.doing(doing + " (once until its code changes)");
    var began = System.nanoTime();
    var fresh = making.get();
    progress.done(Duration.ofNanos(System.nanoTime() - began));
    if (fresh.isEmpty()) {
      progress.note(otherwise);
    }
    return fresh;
  }

  private synchronized void launch(List<SupervisedProcess> group, ProcessSpec spec, Logs log) {
    if (!stopping) {
      group.add(
          new SupervisedProcess(
                  spec,
                  log,
                  new Watching(),
                  InstantSource.system(),
                  ATTEMPTS_TO_START,
                  () -> Files.exists(hold(options.root(), spec.name())))
              .start());
    }
  }

  private void awaitReady(List<SupervisedProcess> group, Logs log) throws InterruptedException {
    for (var each : List.copyOf(group)) {
      if (!each.awaitReady(STARTING_PATIENCE)) {
        var name = each.spec().name();
        var last = String.join("\n    ", log.last(name));
        throw new CannotStartException(
            "%s did not start; its log ends with\n    %s\n  all of it: %s"
                .formatted(name, last, log.directory().resolve(name + ".log")));
      }
    }
  }

  private Map<String, String> environment(Service service, int instance, ClockFile clock) {
    var environment = direct(service, instance, clock);
    if (options.detours()) {
      var way = Detour.of(service, instance);
      environment.put("KAFKA_BROKERS", HOST + ":" + way.kafka());
      environment.put("MONGODB_URI", MongoDbServer.uri(way.mongodb()));
    }
    return environment;
  }

  /** What an instance is told when nobody stands between it and the servers. */
  private Map<String, String> direct(Service service, int instance, ClockFile clock) {
    var environment = new HashMap<>(lean());
    environment.put("SPRING_PROFILES_ACTIVE", "local");
    environment.put("SERVER_PORT", String.valueOf(service.port(instance)));
    environment.put("SERVER_ADDRESS", HOST);
    environment.put("KAFKA_BROKERS", kafkaBrokers());
    environment.put(
        "MONGODB_URI", options.mongodbUri().orElseGet(() -> MongoDbServer.uri(MONGODB_PORT)));
    environment.put("SMTP_HOST", HOST);
    environment.put("SMTP_PORT", String.valueOf(SMTP_PORT));
    environment.put("TELEMEDICAL_CLOCK_FILE", clock.path().toString());
    for (var other : Service.values()) {
      environment.put(other.urlVariable(), other.url(instance).toString());
    }
    return environment;
  }

  /** glibc gives every thread a pool of its own unless told how many; two are enough here. */
  private static Map<String, String> lean() {
    return Map.of("MALLOC_ARENA_MAX", "2");
  }

  private String kafkaBrokers() {
    return options.kafkaBrokers().orElse(HOST + ":" + KAFKA_PORT);
  }

  private List<SupervisedProcess> all() {
    var all = new ArrayList<>(List.copyOf(servers));
    all.addAll(List.copyOf(services));
    return all;
  }

  private synchronized void saveState() {
    if (!stopping) {
      describe().write(StackState.file(options.root()));
    }
  }

  /** Passes on what becomes of the processes, and keeps the state file true. */
  private final class Watching implements SupervisedProcess.Watcher {

    @Override
    public void started(SupervisedProcess process) {
      saveState();
    }

    @Override
    public void ready(SupervisedProcess process, Duration after) {
      saveState();
      var spec = process.spec();
      progress.ready(spec.name(), after, spec.address(), process.restarts() > 0);
    }

    @Override
    public void died(SupervisedProcess process, int exitCode, Duration pause) {
      saveState();
      var name = process.spec().name();
      if (Files.exists(hold(options.root(), name))) {
        progress.note(name + " is taken away until it is given back");
      } else {
        progress.died(name, how(exitCode), pause);
      }
    }

    private static String how(int exitCode) {
      // A shell's way to say that a signal ended it, which the JDK follows.
      return exitCode > 128 ? "killed by signal " + (exitCode - 128) : "exit code " + exitCode;
    }
  }
}
