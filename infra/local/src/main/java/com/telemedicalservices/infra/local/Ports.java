package com.telemedicalservices.infra.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says whether a port on this machine is free, and who has it when it is not. */
final class Ports {

  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";

  private Ports() {}

  /**
   * Does nothing when the port is free.
   *
   * @throws CannotStartException naming the port, who needs it, and who has it
   */
  static void requireFree(int port, String neededBy) {
    if (!isFree(port)) {
      var owner =
          owner(port)
              .map(process -> "process " + process.pid() + commandOf(process))
              .orElse("another process");
      throw new CannotStartException(
          "Port %d, which %s needs, is taken by %s: stop that first."
              .formatted(port, neededBy, owner));
    }
  }

  static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Who listens on the port, where the system tells: Linux does, for processes of this user. */
  static Optional<ProcessHandle> owner(int port) {
    var sockets =
        Stream.of("net/tcp", "net/tcp6")
            .map(PROC::resolve)
            .filter(Files::isReadable)
            .flatMap(table -> lines(table).skip(1))
            .map(line -> line.strip().split("\\s+", 0))
            .filter(columns -> columns.length > 9 && columns[3].equals(LISTENING))
            .filter(columns -> columns[1].endsWith(":%04X".formatted(port)))
            .map(columns -> "socket:[" + columns[9] + "]")
            .collect(Collectors.toSet());
    return sockets.isEmpty()
        ? Optional.empty()
        : ProcessHandle.allProcesses().filter(process -> holds(process, sockets)).findFirst();
  }

  private static boolean holds(ProcessHandle process, Set<String> sockets) {
    var descriptors = PROC.resolve(String.valueOf(process.pid())).resolve("fd");
    try (var files = Files.list(descriptors)) {
      return files.anyMatch(file -> sockets.contains(target(file)));
    } catch (IOException e) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static String commandOf(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> " (" + Path.of(command).getFileName().toString() + ")")
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }
}
