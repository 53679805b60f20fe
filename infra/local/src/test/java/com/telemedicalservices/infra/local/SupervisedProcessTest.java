package com.telemedicalservices.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Readiness SAYS_READY = new Readiness.Announced("ready");

  @TempDir Path directory;
  private final Told told = new Told();
  private final AtomicBoolean held = new AtomicBoolean();
  private Logs logs;
  private SupervisedProcess process;

  @BeforeEach
  void open_logs() {
    logs = new Logs(directory);
  }

  @AfterEach
  void stop() throws InterruptedException {
    process.stop(Duration.ofSeconds(5));
    logs.close();
  }

  @Test
  void is_ready_when_it_says_so() throws Exception {
    run("echo starting; echo now ready; exec sleep 60", SAYS_READY);

    assertThat(process.awaitReady(PATIENCE)).isTrue();
    assertThat(process.phase()).isEqualTo(SupervisedProcess.Phase.READY);
    assertThat(process.pid()).hasValueSatisfying(pid -> assertThat(alive(pid)).isTrue());
    assertThat(told.events).containsExactly("started", "ready");
  }

  @Test
  void is_ready_when_its_address_answers() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      var port = server.getAddress().getPort();
      var address = URI.create("http://127.0.0.1:" + port + "/ready");
      run("exec sleep 60", new Readiness.Answers(address));

      assertThat(process.awaitReady(PATIENCE)).isTrue();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void is_not_ready_while_its_address_answers_otherwise() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    try {
      var port = server.getAddress().getPort();
      var address = URI.create("http://127.0.0.1:" + port + "/ready");
      run("exec sleep 60", new Readiness.Answers(address));

      assertThat(process.awaitReady(Duration.ofSeconds(1))).isFalse();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void is_started_again_when_it_dies() throws Exception {
    run("echo ready; exec sleep 60", SAYS_READY);
    process.awaitReady(PATIENCE);
    var first = process.pid().orElseThrow();

    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    await(() -> told.events.size() == 5);
    assertThat(told.events)
        .containsExactly("started", "ready", "died 137 PT0.5S", "started", "ready");
    assertThat(process.pid()).hasValueSatisfying(pid -> assertThat(pid).isNotEqualTo(first));
    assertThat(process.restarts()).isEqualTo(1);
  }

  @Test
  void is_started_again_even_when_it_leaves_a_child_behind_that_has_its_output() throws Exception {
    run("echo ready; sleep 20 & sleep 0.2; exit 7", SAYS_READY);

    await(() -> told.deaths().size() == 2);
  }

  @Test
  void stays_away_as_long_as_it_is_held() throws Exception {
    held.set(true);
    run("echo ready; sleep 0.2; exit 7", SAYS_READY);
    await(() -> told.deaths().size() == 1);

    Awaitility.await()
        .during(Duration.ofSeconds(1))
        .atMost(PATIENCE)
        .until(() -> process.pid().isEmpty());
    held.set(false);

    await(() -> told.deaths().size() == 2);
  }

  @Test
  void is_started_again_as_something_else_when_it_is_replaced() throws Exception {
    run("echo ready; echo the first; exec sleep 60", SAYS_READY);
    process.awaitReady(PATIENCE);

    process.restartAs(
        process.spec().with(List.of("sh", "-c", "echo ready; echo the other; exec sleep 60")));

    await(() -> Files.readAllLines(directory.resolve("helper.log")).contains("the other"));
    assertThat(told.events).startsWith("started", "ready", "died 143 PT0.5S", "started");
  }

  @Test
  void waits_longer_after_each_death_in_a_row() throws Exception {
    run("echo ready; sleep 0.3; exit 7", SAYS_READY);

    await(() -> told.deaths().size() == 3);
    assertThat(told.deaths()).containsExactly("died 7 PT0.5S", "died 7 PT1S", "died 7 PT2S");
  }

  @Test
  void is_given_up_when_it_dies_again_and_again_before_it_was_ever_ready() throws Exception {
    run("echo the port is taken; exit 1", SAYS_READY);

    assertThat(process.awaitReady(PATIENCE)).isFalse();
    assertThat(process.phase()).isEqualTo(SupervisedProcess.Phase.STOPPED);
    assertThat(logs.last("helper")).contains("the port is taken");
  }

  @Test
  void is_stopped_for_good() throws Exception {
    run("echo ready; exec sleep 60", SAYS_READY);
    process.awaitReady(PATIENCE);
    var pid = process.pid().orElseThrow();

    process.stop(PATIENCE);

    assertThat(alive(pid)).isFalse();
    assertThat(told.deaths()).isEmpty();
    assertThat(process.phase()).isEqualTo(SupervisedProcess.Phase.STOPPED);
  }

  @Test
  void is_stopped_while_it_waits_to_be_started_again() throws Exception {
    run("echo ready; sleep 0.2; exit 7", SAYS_READY);
    await(() -> told.deaths().size() == 2);

    process.stop(PATIENCE);

    assertThat(process.pid()).isEmpty();
  }

  @Test
  void is_killed_when_it_does_not_stop() throws Exception {
    run("trap '' TERM; echo ready; while true; do sleep 0.1; done", SAYS_READY);
    process.awaitReady(PATIENCE);
    var pid = process.pid().orElseThrow();

    process.stop(Duration.ofMillis(300));

    assertThat(alive(pid)).isFalse();
  }

  @Test
  void does_not_hear_the_interrupt_of_the_terminal() throws Exception {
    run("echo ready; exec sleep 60", SAYS_READY);
    process.awaitReady(PATIENCE);

    var pid = String.valueOf(process.pid().orElseThrow());
    for (var signal : List.of("-INT", "-HUP")) {
      new ProcessBuilder("kill", signal, pid).start().waitFor();
    }

    // A signal that is heard would come before this one, which is.
    new ProcessBuilder("kill", "-TERM", pid).start().waitFor();
    await(() -> !told.deaths().isEmpty());
    assertThat(told.deaths()).containsExactly("died 143 PT0.5S");
  }

  @Test
  void says_everything_in_its_own_log_and_in_the_one_of_all() throws Exception {
    run("echo to the log; echo and an error >&2; echo ready; exec sleep 60", SAYS_READY);
    process.awaitReady(PATIENCE);

    assertThat(Files.readAllLines(directory.resolve("helper.log")))
        .containsExactlyInAnyOrder("to the log", "and an error", "ready");
    assertThat(Files.readString(directory.resolve("all.log")))
        .contains("helper ", "| to the log", "| and an error");
  }

  private void run(String script, Readiness readiness) {
    var spec =
        new ProcessSpec(
            "helper", List.of("sh", "-c", script), Map.of(), directory, readiness, "nowhere");
    process = new SupervisedProcess(spec, logs, told, InstantSource.system(), 2, held::get).start();
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).until(condition);
  }

  /** Remembers what it was told. */
  private static final class Told implements SupervisedProcess.Watcher {

    final List<String> events = new CopyOnWriteArrayList<>();

    List<String> deaths() {
      return events.stream().filter(event -> event.startsWith("died")).toList();
    }

    @Override
    public void started(SupervisedProcess process) {
      events.add("started");
    }

    @Override
    public void ready(SupervisedProcess process, Duration after) {
      events.add("ready");
    }

    @Override
    public void died(SupervisedProcess process, int exitCode, Duration pause) {
      events.add("died " + exitCode + " " + pause);
    }
  }
}
