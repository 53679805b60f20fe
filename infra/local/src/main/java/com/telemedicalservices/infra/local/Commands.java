package com.telemedicalservices.infra.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** How the tools that work with a stack are run from a command line. */
public final class Commands {

  private static final int DOES_NOT_FIT = 2;

  private Commands() {}

  /** Does what the arguments say and ends the process; 2 says that the stack does not fit. */
  public static void run(Callable<Integer> command, String[] arguments) {
    silenceLibraries();
    System.exit(
        new CommandLine(command)
            .setExecutionExceptionHandler(
                (failure, line, _) -> {
                  if (failure instanceof CannotStartException) {
                    line.getErr().println(failure.getMessage());
                    return DOES_NOT_FIT;
                  }
                  failure.printStackTrace(line.getErr());
                  return 1;
                })
            .execute(arguments));
  }

  /** The Kafka client tells at length of every broker that is away; a tool tells in a line. */
  public static void silenceLibraries() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.OFF);
    }
  }
}
