package com.telemedicalservices.infra.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What other tools may know of a running local stack; it stands in {@code infra/.data/stack.json}.
 *
 * @param supervisor process id of the one who keeps the stack running
 * @param startedAt when that began
 * @param ready whether everything was ready once since
 * @param instances how many of each service
 * @param kafkaBrokers where Kafka is
 * @param mongodbUri where MongoDB is, null when {@code MONGODB_URI} said so: it may hold a password
 * @param smtpPort where mail is taken
 * @param mailListing where the mail taken is listed
 * @param clockFile the file that moves the clinic's clock, see {@link ClockFile}
 * @param processes every process of the stack
 */
public record StackState(
    long supervisor,
    Instant startedAt,
    boolean ready,
    int instances,
    String kafkaBrokers,
    @Nullable String mongodbUri,
    int smtpPort,
    URI mailListing,
    String clockFile,
    List<Running> processes) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * One process of the stack.
   *
   * @param name what it is called, such as {@code intake-service-2}
   * @param service the service it is an instance of, null for Kafka, MongoDB and mail
   * @param phase {@code STARTING}, {@code READY}, {@code PAUSED} after a death, or {@code STOPPED}
   * @param pid its process id, null while it is not running
   * @param address where it listens
   * @param startedAt when it was started last
   * @param restarts how often it has died
   */
  public record Running(
      String name,
      @Nullable String service,
      String phase,
      @Nullable Long pid,
      String address,
      Instant startedAt,
      int restarts) {}

  /** The addresses of all instances of a service. */
  public List<URI> urls(Service service) {
    return processes.stream()
        .filter(each -> service.serviceName().equals(each.service()))
        .map(each -> URI.create(each.address()))
        .toList();
  }

  /** The stack that runs now on the data of this repository, if one does. */
  public static Optional<StackState> ofRunning(Path root) {
    return read(file(root)).filter(StackState::isAlive);
  }

  /** Whether its supervisor still lives, and is not another process with the same number. */
  @JsonIgnore
  public boolean isAlive() {
    return supervisorHandle().isPresent();
  }

  Optional<ProcessHandle> supervisorHandle() {
    // A process id is used again; one that began after the stack did is somebody else's.
    return ProcessHandle.of(supervisor)
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(began -> !began.isAfter(startedAt.plusSeconds(1)))
                    .orElse(true));
  }

  static Path file(Path root) {
    return LocalStack.data(root).resolve("stack.json");
  }

  static Optional<StackState> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readString(file), StackState.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Path file) {
    try {
      var fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, JSON.writeValueAsString(this) + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
