package com.telemedicalservices.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {

  @TempDir Path root;

  @Test
  void says_that_a_wanted_service_is_not_built() {
    var options = StackOptions.defaults(root).withOnly(EnumSet.of(Service.INTAKE));

    assertThatThrownBy(() -> new LocalStack(options, quiet()).start())
        .isInstanceOf(CannotStartException.class)
        .hasMessage("intake-service is not built: ./mvnw package builds it.");
  }

  @Test
  void runs_once_on_the_same_data() throws Exception {
    Files.createDirectories(LocalStack.data(root));
    try (var channel =
            FileChannel.open(
                LocalStack.data(root).resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = channel.lock()) {

      assertThatThrownBy(() -> new LocalStack(StackOptions.defaults(root), quiet()).start())
          .isInstanceOf(CannotStartException.class)
          .hasMessageStartingWith("The local stack is already up");
    }
  }

  @Test
  void gives_its_data_free_when_it_could_not_start() {
    var options = StackOptions.defaults(root).withOnly(EnumSet.of(Service.INTAKE));
    assertThatThrownBy(() -> new LocalStack(options, quiet()).start());

    assertThatThrownBy(() -> new LocalStack(options, quiet()).start())
        .hasMessageContaining("is not built");
    assertThat(StackState.ofRunning(root)).isEmpty();
  }

  @Test
  void wants_at_least_one_and_at_most_nine_instances() {
    for (var instances : List.of(0, 10)) {
      assertThatThrownBy(() -> StackOptions.defaults(root).withInstances(instances))
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining("1 to 9");
    }
  }

  @Test
  void gives_every_instance_of_every_service_a_port_of_its_own() {
    var ports =
        EnumSet.allOf(Service.class).stream()
            .flatMap(
                service -> IntStream.rangeClosed(1, 9).mapToObj(instance -> service.port(instance)))
            .toList();

    assertThat(ports).doesNotHaveDuplicates().contains(8081, 8181, 8085, 8885);
  }

  @Test
  void a_state_file_of_a_dead_supervisor_says_that_nothing_runs() throws Exception {
    Files.createDirectories(LocalStack.data(root));
    var dead = new ProcessBuilder("true").start();
    dead.waitFor();
    state(dead.pid(), Instant.now()).write(StackState.file(root));

    assertThat(StackState.ofRunning(root)).isEmpty();
  }

  @Test
  void a_state_file_whose_process_number_belongs_to_a_younger_one_says_that_nothing_runs()
      throws Exception {
    Files.createDirectories(LocalStack.data(root));
    var longAgo = Instant.now().minus(Duration.ofDays(400));
    state(ProcessHandle.current().pid(), longAgo).write(StackState.file(root));

    assertThat(StackState.ofRunning(root)).isEmpty();
  }

  @Test
  void a_state_file_of_a_living_supervisor_can_be_read_by_other_tools() throws Exception {
    Files.createDirectories(LocalStack.data(root));
    var state = state(ProcessHandle.current().pid(), Instant.now());
    state.write(StackState.file(root));

    assertThat(StackState.ofRunning(root)).contains(state);
    assertThat(StackState.ofRunning(root).orElseThrow().urls(Service.INTAKE))
        .containsExactly(Service.INTAKE.url(1), Service.INTAKE.url(2));
  }

  private static StackState state(long supervisor, Instant startedAt) {
    return new StackState(
        supervisor,
        startedAt,
        true,
        2,
        "127.0.0.1:9092",
        null,
        2525,
        URI.create("http://127.0.0.1:8025/messages"),
        "/nowhere/clock",
        List.of(
            running("kafka", null, "127.0.0.1:9092", startedAt),
            running("intake-service", "intake-service", "http://127.0.0.1:8081", startedAt),
            running("intake-service-2", "intake-service", "http://127.0.0.1:8181", startedAt)));
  }

  private static StackState.Running running(
      String name, String service, String address, Instant startedAt) {
    return new StackState.Running(name, service, "READY", 1L, address, startedAt, 0);
  }

  private static Terminal quiet() {
    var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new Terminal(out, false);
  }
}
