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
 * Makes runnable jars quick to start: unpacks each once, and trains each once for an AOT cache.
 *
 * <p>Everything it makes is named after the content it was made from, so a changed jar is unpacked
 * and trained again and an unchanged one never. What was made from an older jar is removed.
 */
final class Workshop {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int NAME_LENGTH = 16;

  private final Path directory;
  private final Path java;
  private final Logs logs;

  Workshop(Path directory, Logs logs) {
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
        if (run("unpack-" + name, unpacking, Map.of()) != 0) {
          throw new CannotStartException(
              "%s cannot be unpacked: see unpack-%s.log in %s."
                  .formatted(jar, name, logs.directory()));
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      }
      var unpacked = target.resolve(jarName);
      return new JavaApp(name, List.of(unpacked, guard()), mainClass(unpacked), heap, arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the AOT cache of the application is, or will be. */
  Path aotCache(JavaApp app) {
    var made = hash(System.getProperty("java.vm.version") + " " + app.shape());
    return app.classPath().getFirst().resolveSibling(app.name() + "-" + made + ".aot");
  }

  /**
   * Runs the application until it has started, so that the JVM remembers what that took.
   *
   * @param options additional JVM options that make it end by itself
   * @param environment what it needs to start
   * @return the cache, or nothing when the run did not leave one: it starts slower, but starts
   */
  Optional<Path> train(JavaApp app, List<String> options, Map<String, String> environment) {
    var cache = aotCache(app);
    var fresh = cache.resolveSibling(cache.getFileName() + ".training");
    try {
      run("train-" + app.name(), app.trainingCommand(java, fresh, options), environment);
      if (!Files.exists(fresh)) {
        return Optional.empty();
      }
      return Optional.of(Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int run(String name, List<String> command, Map<String, String> environment) {
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
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          logs.say(name, "took too long and was stopped");
          return -1;
        }
        pump.join();
        return process.exitValue();
      } finally {
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
