package com.telemedicalservices.infra.local;

import picocli.CommandLine;

/** The command line of the local stack; {@code infra/up} calls it. */
public final class Infra {

  private Infra() {}

  /** Does what the arguments say. */
  public static void main(String[] arguments) {
    logAsTheStackDoes();
    System.exit(
        new CommandLine(new UpCommand())
            .setExecutionExceptionHandler(
                (failure, command, _) -> {
                  if (failure instanceof CannotStartException) {
                    command.getErr().println(failure.getMessage());
                  } else {
                    failure.printStackTrace(command.getErr());
                  }
                  return 1;
                })
            .execute(arguments));
  }

  /** The test kit, whose servers run here, brings a log configuration for tests. */
  static void logAsTheStackDoes() {
    System.setProperty("logback.configurationFile", "local-stack-logback.xml");
  }
}
