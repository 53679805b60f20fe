package com.telemedicalservices.infra.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A local stack that outlives the process that starts it. */
public final class BackgroundStack {

  private BackgroundStack() {}

  /**
   * Starts a stack in the background; {@link StackState#ofRunning} tells when it is ready, and
   * {@link #output} has what it says. {@code KAFKA_BROKERS} and {@code MONGODB_URI} go on to it
   * from the environment.
   */
  public static Process start(Path root, StackOptions options) throws IOException {
    var command = new ArrayList<String>();
    // Out of the terminal's sight: neither its Ctrl-C nor its end reaches the background.
    command.addAll(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    command.add(root.resolve("infra/up").toString());
    command.addAll(List.of("--instances", String.valueOf(options.instances())));
    for (var service : options.only()) {
      command.addAll(List.of("--only", service.serviceName()));
    }
    if (options.fresh()) {
      command.add("--fresh");
    }
    if (!options.trained()) {
      command.add("--no-training");
    }
    Files.createDirectories(LocalStack.data(root));
    return new ProcessBuilder(command)
        .directory(root.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectErrorStream(true)
        .redirectOutput(output(root).toFile())
        .start();
  }

  /** What the stack in the background says on its way up and later. */
  public static Path output(Path root) {
    return LocalStack.data(root).resolve("up.log");
  }
}
