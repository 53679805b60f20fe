package com.telemedicalservices.infra.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is to be known to run one process of the stack.
 *
 * @param name what it is called in logs and on the terminal
 * @param command the program and its arguments
 * @param environment variables it gets besides those of the stack itself
 * @param directory where it runs
 * @param readiness how one sees that it is ready
 * @param address where people and tools find it
 */
record ProcessSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Readiness readiness,
    String address) {

  /** The same place, run by another command. */
  ProcessSpec with(List<String> other) {
    return new ProcessSpec(name, other, environment, directory, readiness, address);
  }

  /** A builder for the process, which does not hear the terminal's Ctrl-C. */
  ProcessBuilder builder() {
    // Ctrl-C and a closed terminal reach every process of the terminal at once. The stack stops its
    // processes itself and in order, so they are started to ignore both; a JVM leaves a signal
    // alone that was ignored when it started.
    var ignoring = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");
    var builder = new ProcessBuilder();
    builder.command().addAll(ignoring);
    builder.command().addAll(command);
    builder.environment().putAll(environment);
    return builder.directory(directory.toFile()).redirectErrorStream(true);
  }
}
