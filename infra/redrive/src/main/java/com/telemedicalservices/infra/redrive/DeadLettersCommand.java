package com.telemedicalservices.infra.redrive;

import com.telemedicalservices.infra.local.CannotStartException;
import com.telemedicalservices.infra.local.Commands;
import com.telemedicalservices.infra.local.StackOptions;
import com.telemedicalservices.infra.local.StackState;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the operator's tool; {@code infra/dead-letters} calls it. */
@Command(
    name = "infra/dead-letters",
    mixinStandardHelpOptions = true,
    version = "Telemedical Services 0.1.0-SNAPSHOT",
    description = {
      "Shows the events that no service could apply, publishes them again, or parks them.",
      "Every act is recorded. Nothing out of a body is ever shown.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something was refused or failed, and is said",
      "2:the command was not understood"
    },
    footer = {
      "",
      "It asks the Kafka of the local stack, or the one that KAFKA_BROKERS in the environment"
          + " names."
    })
final class DeadLettersCommand {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private DeadLettersCommand() {}

  /** Does what the arguments say. */
  public static void main(String[] arguments) {
    Commands.silenceLibraries();
    var tool =
        new Tool(
            () -> Bookkeeper.at(brokers(), PATIENCE),
            Clock.systemUTC(),
            System::nanoTime,
            Thread::sleep,
            System.getProperty("user.name", "unknown"));
    System.exit(commandLine(tool).execute(arguments));
  }

  static CommandLine commandLine(Tool tool) {
    return new CommandLine(new DeadLettersCommand())
        .addSubcommand(new ListCommand(tool))
        .addSubcommand(new ShowCommand(tool))
        .addSubcommand(new RedriveCommand(tool))
        .addSubcommand(new ParkCommand(tool))
        .setParameterExceptionHandler(
            (wrong, _) -> misunderstood(wrong.getCommandLine(), String.valueOf(wrong.getMessage())))
        .setExecutionExceptionHandler((failure, command, _) -> failed(command, failure));
  }

  private static int failed(CommandLine command, Exception failure) throws Exception {
    return switch (failure) {
      case Selection.UsageException wrong -> misunderstood(command, wrong.sentence());
      case FailedException known -> {
        command.getOut().flush();
        command.getErr().println(known.sentence());
        yield 1;
      }
      default -> throw failure;
    };
  }

  private static int misunderstood(CommandLine command, String sentence) {
    command.getErr().println(sentence);
    command.getErr().printf("%s --help says how.%n", command.getCommandSpec().qualifiedName());
    return 2;
  }

  private static String brokers() {
    return Optional.ofNullable(System.getenv("KAFKA_BROKERS"))
        .filter(named -> !named.isBlank())
        .or(DeadLettersCommand::brokersOfStack)
        .orElseThrow(
            () ->
                new FailedException(
                    "There is no Kafka to ask: start infra/up, or let KAFKA_BROKERS name one."));
  }

  private static Optional<String> brokersOfStack() {
    try {
      return StackState.ofRunning(StackOptions.findRoot()).map(StackState::kafkaBrokers);
    } catch (CannotStartException e) {
      return Optional.empty();
    }
  }
}
