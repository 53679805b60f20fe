package com.telemedicalservices.infra.local;

import com.telemedicalservices.testkit.servers.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes runnable jars quick to start: unpacks each once, wires the services among them ahead of
 * time, and trains each for an AOT cache of the JVM.
 *
 * <p>Everything it makes is named after the content it was made from, so a changed jar is unpacked
 * and trained again and an unchanged one never. What was made from an older jar is removed.
 */
final class Workshop {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long LOOKS_EVERY_MILLIS = 100;
  private static final int NAME_LENGTH = 16;

  /** Spring Boot's own program that writes down as code what an application is made of. */
  private static final String WIRING = "org.springframework.boot.SpringApplicationAotProcessor";

  private static final String WIRING_HEAP = "256m";

  private final Path directory;
  private final Path java;
  private final Logs logs;
  private final Duration patience;

  Workshop(Path directory, Logs logs) {
    this(directory, logs, PATIENCE);
  }

  /**
   * @param patience how long a step may take, an application become ready or end
   */
  Workshop(Path directory, Logs logs, Duration patience) {
    this.patience = patience;
    this.directory = directory.toAbsolutePath();
    this.java = Path.of(System.getProperty("java.home"), "bin", "java");
    this.logs = logs;
  }

  Path java() {
    return java;
  }

  /** The application in the jar, with its libraries beside it instead of inside. */
  JavaApp unpack(String name, Path jar, String heap, List<String> arguments) {
    var jarName = jar.getFileName().toString();
    var target = directory.resolve(name + "-" + hash(jar));
    try {
      if (!Files.isDirectory(target)) {
        removeOlder(name);
        var fresh = directory.resolve(name + ".unpacking");
        Directories.delete(fresh);
        var unpacking =
            List.of(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                jar.toAbsolutePath().toString(),
                "extract",
                "--destination",
                fresh.toString());
        if (!run("unpack-" + name, unpacking, Map.of(), this::endsWell)) {
          throw new CannotStartException(
              "%s cannot be unpacked: see unpack-%s.log in %s."
                  .formatted(jar, name, logs.directory()));
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      }
      var unpacked = target.resolve(jarName);
      return new JavaApp(
          name, List.of(unpacked, guard()), mainClass(unpacked), heap, List.of(), arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the jar that wires the application is, or will be. */
  Path wiring(JavaApp app) {
    return beside(app, ".jar");
  }

  /** Where the AOT cache of the application is, or will be. */
  Path aotCache(JavaApp app) {
    return beside(app, ".aot");
  }

  /** Whether both are there for a service. */
  boolean isPrepared(JavaApp app) {
    var wiring = wiring(app);
    return Files.exists(wiring) && Files.exists(aotCache(app.wiredBy(wiring)));
  }

  private Path beside(JavaApp app, String suffix) {
    var made = hash(System.getProperty("java.vm.version") + " " + app.shape());
    return app.classPath().getFirst().resolveSibling(app.name() + "-" + made + suffix);
  }

  /**
   * Has Spring find out what the application consists of, and compiles what it writes down.
   *
   * @param environment what the application will be started with: its profiles decide
   * @return the jar for {@link JavaApp#wiredBy}, or nothing when that did not work
   */
  Optional<Path> wire(JavaApp app, Map<String, String> environment) {
    var jar = wiring(app);
    var making = jar.resolveSibling(jar.getFileName() + ".making");
    var sources = making.resolve("sources");
    var classes = making.resolve("classes");
    var outputs = Stream.of(sources, making.resolve("resources"), classes).map(Path::toString);
    var arguments =
        Stream.of(Stream.of(app.mainClass()), outputs, Stream.of("local", app.name()))
            .flatMap(each -> each)
            .toList();
    var log = "wire-" + app.name();
    try {
      Directories.delete(making);
      Files.createDirectories(classes);
      var processor = new JavaApp(log, app.classPath(), WIRING, WIRING_HEAP, List.of(), arguments);
      if (!run(log, processor.command(java, Optional.empty()), environment, this::endsWell)
          || !run(log, compilation(app, sources, classes), Map.of(), this::endsWell)) {
        return Optional.empty();
      }
      pack(classes, jar);
      return Optional.of(jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Directories.delete(making);
    }
  }

  private List<String> compilation(JavaApp app, Path sources, Path classes) throws IOException {
    var files = sources.resolveSibling("files");
    try (var found = Files.walk(sources)) {
      Files.write(files, found.map(Path::toString).filter(name -> name.endsWith(".java")).toList());
    }
    // Spring has put proxies there already, which its code refers to.
    var classPath = Stream.concat(Stream.of(classes), app.classPath().stream());
    return List.of(
        java.resolveSibling("javac").toString(),
        "-J-XX:+UseSerialGC",
        "-J-XX:TieredStopAtLevel=1",
        "-nowarn",
        "-proc:none",
        "-parameters",
        "-cp",
        classPath.map(Path::toString).collect(Collectors.joining(":")),
        "-d",
        classes.toString(),
        "@" + files);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    var fresh = classes.resolveSibling("jar");
    try (var out = new JarOutputStream(Files.newOutputStream(fresh));
        var found = Files.walk(classes)) {
      for (var file : found.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Runs the application, which ends by itself, so that the JVM remembers what its start took.
   *
   * @return the cache, or nothing when the run did not leave one: it starts slower, but starts
   */
  Optional<Path> train(JavaApp app, Map<String, String> environment) {
    return train(app, environment, this::endsWell);
  }

  /** The same for one that runs until it is told to end, which it is as soon as it is ready. */
  Optional<Path> train(JavaApp app, Map<String, String> environment, Readiness.Answers ready) {
    return train(
        app,
        environment,
        process -> {
          if (!becomesReady(process, ready)) {
            return false;
          }
          // By its handle: closing its input as well would tell the guard that the starter is gone,
          // which gives it less time than the JVM needs to write the cache.
          process.toHandle().destroy();
          return process.waitFor(patience);
        });
  }

  private Optional<Path> train(JavaApp app, Map<String, String> environment, Course course) {
    var cache = aotCache(app);
    // In a directory of its own: the JVM puts notes beside it, and writes one of a failed start
    // too.
    var making = cache.resolveSibling(cache.getFileName() + ".making");
    var fresh = making.resolve(cache.getFileName());
    try {
      Directories.delete(making);
      Files.createDirectories(making);
      var done = run("train-" + app.name(), app.trainingCommand(java, fresh), environment, course);
      if (!done || !Files.exists(fresh)) {
        return Optional.empty();
      }
      return Optional.of(Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Directories.delete(making);
    }
  }

  private boolean endsWell(Process process) throws InterruptedException {
    return process.waitFor(patience) && process.exitValue() == 0;
  }

  private boolean becomesReady(Process process, Readiness.Answers ready)
      throws InterruptedException {
    var until = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() - until < 0) {
      if (process.waitFor(LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
      if (ready.now()) {
        return true;
      }
    }
    return false;
  }

  /**
   * What is to become of a process that was started; false when it did not come to that in time.
   */
  private interface Course {
    boolean take(Process process) throws InterruptedException;
  }

  private boolean run(
      String name, List<String> command, Map<String, String> environment, Course course) {
    var spec =
        new ProcessSpec(
            name, command, environment, directory, new Readiness.Announced(""), "nowhere");
    try {
      Files.createDirectories(directory);
      var process = spec.builder().start();
      try {
        var pump =
            Thread.ofPlatform()
                .daemon()
                .start(() -> process.inputReader().lines().forEach(line -> logs.say(name, line)));
        var taken = course.take(process);
        if (process.isAlive()) {
          logs.say(name, "took too long and was stopped");
        } else {
          pump.join();
        }
        return taken;
      } finally {
        // Its children too: a JVM has another one write its cache.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("Interrupted while preparing " + name + ".", e);
    }
  }

  private void removeOlder(String name) throws IOException {
    Files.createDirectories(directory);
    try (Stream<Path> entries = Files.list(directory)) {
      for (var entry : entries.toList()) {
        if (entry.getFileName().toString().matches(name + "-[0-9a-f]{" + NAME_LENGTH + "}")) {
          Directories.delete(entry);
        }
      }
    }
  }

  /**
   * A jar with the guard alone: everything else of the stack stays off the services' class path.
   */
  private Path guard() throws IOException {
    var resource = Guarded.class.getName().replace('.', '/') + ".class";
    byte[] code;
    try (var stream = Guarded.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      code = stream.readAllBytes();
    }
    var jar =
        directory.resolve("guard-" + hash(new String(code, StandardCharsets.ISO_8859_1)) + ".jar");
    if (!Files.exists(jar)) {
      var fresh = Files.createTempFile(directory, "guard", ".jar");
      try (var out = new JarOutputStream(Files.newOutputStream(fresh))) {
        out.putNextEntry(new JarEntry(resource));
        out.write(code);
      }
      Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
    }
    return jar;
  }

  private static String mainClass(Path jar) throws IOException {
    try (var opened = new JarFile(jar.toFile())) {
      var manifest = opened.getManifest();
      var main = manifest == null ? null : manifest.getMainAttributes().getValue("Main-Class");
      if (main == null) {
        throw new CannotStartException(jar + " names no main class.");
      }
      return main;
    }
  }

  /** Of the names, sizes and checksums of all entries, which a jar carries: no need to read it. */
  private static String hash(Path jar) {
    try (var opened = new JarFile(jar.toFile())) {
      return hash(
          opened.stream()
              .map(entry -> "%s %d %x".formatted(entry.getName(), entry.getSize(), entry.getCrc()))
              .collect(Collectors.joining("\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
