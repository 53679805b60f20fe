package com.telemedicalservices.infra.local;

import com.telemedicalservices.testkit.servers.Directories;
import com.telemedicalservices.testkit.servers.KafkaBroker;
import com.telemedicalservices.testkit.servers.MailServer;
import com.telemedicalservices.testkit.servers.MongoDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one of the servers that the services stand on, until the process is told to end. */
abstract sealed class ServerCommand implements Callable<Integer> {

  /** What a server writes to its log when it is ready. */
  static final String READY = "is ready on";

  @Parameters(arity = "0..1", paramLabel = "DIRECTORY", description = "Where it keeps its data.")
  private @Nullable Path directory;

  @Option(
      names = "--train",
      description = "Start with data of its own on free ports, and end at once.")
  private boolean train;

  abstract Running start(Path directory, boolean freePorts);

  /** A started server, and where it listens. */
  record Running(AutoCloseable server, String address) {}

  @Override
  public Integer call() throws Exception {
    if (train) {
      var throwaway = Files.createTempDirectory("training-");
      try (var _ = start(throwaway, true).server()) {
        return 0;
      } finally {
        Directories.delete(throwaway);
      }
    }
    var running = start(required(directory), false);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running.server())));
    System.out.println(getClass().getSimpleName() + " " + READY + " " + running.address());
    new CountDownLatch(1).await();
    return 0;
  }

  private static Path required(@Nullable Path directory) throws IOException {
    if (directory == null) {
      throw new CannotStartException("A server needs a directory for its data.");
    }
    return directory;
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      System.err.println("The server did not stop in order: " + e);
    }
  }

  @Command(name = "kafka", hidden = true, description = "Runs the Kafka broker.")
  static final class Kafka extends ServerCommand {

    @Override
    Running start(Path directory, boolean freePorts) {
      var broker =
          freePorts
              ? KafkaBroker.onDisk(directory, 0, 0)
              : KafkaBroker.onDisk(
                  directory, LocalStack.KAFKA_PORT, LocalStack.KAFKA_CONTROLLER_PORT);
      return new Running(broker, broker.bootstrapServers());
    }
  }

  @Command(name = "mongodb", hidden = true, description = "Runs the MongoDB server.")
  static final class MongoDb extends ServerCommand {

    @Override
    Running start(Path directory, boolean freePorts) {
      var server = MongoDbServer.onDisk(directory, freePorts ? 0 : LocalStack.MONGODB_PORT);
      return new Running(server, LocalStack.HOST + ":" + server.port());
    }
  }

  @Command(name = "mail", hidden = true, description = "Runs the mail server.")
  static final class Mail extends ServerCommand {

    @Override
    Running start(Path directory, boolean freePorts) {
      var server =
          freePorts
              ? MailServer.onDisk(directory, 0, 0)
              : MailServer.onDisk(directory, LocalStack.SMTP_PORT, LocalStack.MAIL_LISTING_PORT);
      return new Running(server, LocalStack.HOST + ":" + server.smtpPort());
    }
  }
}
