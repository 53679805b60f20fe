package com.telemedicalservices.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkshopTest {

  private static final Duration PLENTY = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofSeconds(3);

  /** Writes down one class, and says in it what it was asked. */
  private static final String PROCESSOR =
      """
      package org.springframework.boot;
      import java.nio.file.*;
      public class SpringApplicationAotProcessor {
        public static void main(String[] arguments) throws Exception {
          Path file = Files.createDirectories(Path.of(arguments[1])).resolve("Wired.java");
          Files.writeString(file, "public class Wired { public static String what() { return \\"%s %s\\"; } }"
              .formatted(arguments[0], System.getenv("SPRING_PROFILES_ACTIVE")));
        }
      }
      """;

  @TempDir Path directory;
  private Logs logs;

  @BeforeEach
  void open_logs() {
    logs = new Logs(directory.resolve("logs"));
  }

  @AfterEach
  void close_logs() {
    logs.close();
  }

  @Test
  void learns_from_one_that_runs_until_it_is_told_to_end() throws Exception {
    var port = freePort();
    var app = app("serves", String.valueOf(port));

    var cache = workshop(PLENTY).train(app, Map.of(), answers(port));

    assertThat(cache).hasValueSatisfying(file -> assertThat(file).isNotEmptyFile());
    assertThat(cache).contains(workshop(PLENTY).aotCache(app));
    assertThat(answers(port).now()).isFalse();
    assertThat(logs.last("train-helper")).anyMatch(line -> line.contains("stopped in order"));
  }

  @Test
  void learns_from_one_that_ends_by_itself() throws Exception {
    assertThat(workshop(PLENTY).train(app("ends"), Map.of()))
        .hasValueSatisfying(file -> assertThat(file).isNotEmptyFile());
  }

  @Test
  void learns_nothing_from_one_that_fails() throws Exception {
    var app = app("fails");

    assertThat(workshop(PLENTY).train(app, Map.of())).isEmpty();
    assertThat(workshop(PLENTY).train(app, Map.of(), answers(freePort()))).isEmpty();
    assertThat(left()).containsExactly("helper.jar");
  }

  @Test
  void stops_one_that_does_not_become_ready_in_time() throws Exception {
    assertThat(workshop(SHORT).train(app("waits"), Map.of(), answers(freePort()))).isEmpty();

    assertThat(logs.last("train-helper")).contains("took too long and was stopped");
    assertThat(left()).containsExactly("helper.jar");
  }

  @Test
  void stops_one_that_does_not_end_in_time_when_it_is_told_to() throws Exception {
    var port = freePort();

    var cache = workshop(SHORT).train(app("stays", String.valueOf(port)), Map.of(), answers(port));

    assertThat(cache).isEmpty();
    assertThat(answers(port).now()).isFalse();
  }

  @Test
  void wires_an_application_for_the_profile_it_is_started_with() throws Exception {
    compile("SpringApplicationAotProcessor", PROCESSOR);
    var app = app("ends");

    var jar = workshop(PLENTY).wire(app, Map.of("SPRING_PROFILES_ACTIVE", "local"));

    assertThat(jar).contains(workshop(PLENTY).wiring(app));
    try (var opened = new JarFile(jar.orElseThrow().toFile());
        var code = opened.getInputStream(opened.getEntry("Wired.class"))) {
      assertThat(new String(code.readAllBytes(), StandardCharsets.ISO_8859_1))
          .contains(Helper.class.getName() + " local");
    }
    assertThat(left()).hasSize(2);
  }

  @Test
  void leaves_an_application_as_it_is_that_cannot_be_wired() throws Exception {
    assertThat(workshop(PLENTY).wire(app("ends"), Map.of())).isEmpty();
    assertThat(left()).containsExactly("helper.jar");
  }

  @Test
  void runs_a_wired_application_from_a_cache_of_its_own() throws Exception {
    var app = app("ends");
    var wiring = directory.resolve("wiring.jar");
    var wired = app.wiredBy(wiring);

    assertThat(wired.command(Path.of("java"), Optional.empty()))
        .contains("-Dspring.aot.enabled=true")
        .contains(wiring + ":" + app.classPath().getFirst());
    assertThat(app.command(Path.of("java"), Optional.empty()))
        .doesNotContain("-Dspring.aot.enabled=true");
    assertThat(workshop(PLENTY).aotCache(wired).getFileName())
        .isNotEqualTo(workshop(PLENTY).aotCache(app).getFileName());
  }

  private Workshop workshop(Duration patience) {
    return new Workshop(directory.resolve("cache"), logs, patience);
  }

  private static Readiness.Answers answers(int port) {
    return new Readiness.Answers(URI.create("http://127.0.0.1:" + port + "/ready"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The helper in a jar, since the JVM learns nothing about classes in directories. */
  private JavaApp app(String... arguments) throws IOException {
    var jar = Files.createDirectories(directory.resolve("unpacked")).resolve("helper.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var type : List.of(Guarded.class, Helper.class)) {
        var name = type.getName().replace('.', '/') + ".class";
        try (var code = type.getClassLoader().getResourceAsStream(name)) {
          add(out, name, code);
        }
      }
      var compiled = directory.resolve("compiled");
      try (var files = Files.exists(compiled) ? Files.walk(compiled) : Stream.<Path>empty()) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          try (var code = Files.newInputStream(file)) {
            add(out, compiled.relativize(file).toString(), code);
          }
        }
      }
    }
    return new JavaApp(
        "helper", List.of(jar), Helper.class.getName(), "32m", List.of(), List.of(arguments));
  }

  private static void add(JarOutputStream out, String name, InputStream code) throws IOException {
    out.putNextEntry(new JarEntry(name));
    code.transferTo(out);
  }

  private void compile(String name, String source) throws IOException {
    var compiled = Files.createDirectories(directory.resolve("compiled"));
    var file = Files.writeString(directory.resolve(name + ".java"), source);
    var exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", compiled.toString(), file.toString());
    assertThat(exitCode).isZero();
  }

  /** What is beside the helper's jar. */
  private List<String> left() throws IOException {
    try (var files = Files.list(directory.resolve("unpacked"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** What is prepared. */
  static class Helper {
    public static void main(String[] arguments) throws Exception {
      switch (arguments[0]) {
        case "ends" -> {}
        case "fails" -> throw new IllegalStateException("as asked");
        case "waits" -> new CountDownLatch(1).await();
        case "serves" -> {
          hook(() -> System.out.println("stopped in order"));
          serve(Integer.parseInt(arguments[1]));
        }
        case "stays" -> {
          hook(Helper::stay);
          serve(Integer.parseInt(arguments[1]));
        }
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }

    private static void hook(Runnable run) {
      Runtime.getRuntime().addShutdownHook(new Thread(run));
    }

    private static void stay() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void serve(int port) throws IOException {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.createContext(
          "/ready",
          exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
    }
  }
}
