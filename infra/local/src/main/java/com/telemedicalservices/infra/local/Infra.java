package com.telemedicalservices.infra.local;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the local stack; {@code infra/up} calls it. */
@Command(
    name = "infra",
    subcommands = {
      UpCommand.class,
      ServerCommand.Kafka.class,
      ServerCommand.MongoDb.class,
      ServerCommand.Mail.class
    })
public final class Infra {

  private Infra() {}

  /** Runs the subcommand named first. */
  public static void main(String[] arguments) {
    // The test kit, whose servers run here, brings a log configuration for tests.
    System.setProperty("logback.configurationFile", "local-stack-logback.xml");
    System.exit(
        new CommandLine(new Infra())
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
}
