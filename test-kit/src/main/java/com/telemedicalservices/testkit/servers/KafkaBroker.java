package com.telemedicalservices.testkit.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker of one node, which is its own KRaft controller, on loopback.
 *
 * <p>It keeps its ports and its log for as long as this object lives: {@link #stop()} takes the
 * broker away, and {@link #start()} brings it back with everything it had acknowledged. {@link
 * #close()} ends it. Topics are never created by being used: a misspelt name fails.
 */
public final class KafkaBroker implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final String CONTROLLER = "CONTROLLER";
  private static final int NODE_ID = 1;

  private final Path directory;
  private final boolean temporary;
  private final int port;
  private final int controllerPort;
  private final Map<Integer, Integer> detours;
  private @Nullable KafkaRaftServer server;

  private KafkaBroker(
      Path directory,
      boolean temporary,
      int port,
      int controllerPort,
      Map<Integer, Integer> detours) {
    this.directory = directory;
    this.temporary = temporary;
    this.port = port;
    this.controllerPort = controllerPort;
    this.detours = new TreeMap<>(detours);
  }

  /** A started broker that forgets everything when it is closed, on a free port. */
  public static KafkaBroker temporary() {
    try {
      var directory = Files.createTempDirectory("kafka-broker-");
      return new KafkaBroker(directory, true, freePort(), freePort(), Map.of()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A started broker that keeps its log in the directory; port 0 takes a free one, and so does its
   * controller.
   */
  public static KafkaBroker onDisk(Path directory, int port, int controllerPort) {
    return onDisk(directory, port, controllerPort, Map.of());
  }

  /**
   * The same with further ports for clients who are sent elsewhere: to somebody who stands between
   * and passes on what comes. A broker tells a client where to come back to, so each such way needs
   * a port of its own.
   *
   * @param detours where clients are sent, by the port on which they are expected in the end
   */
  public static KafkaBroker onDisk(
      Path directory, int port, int controllerPort, Map<Integer, Integer> detours) {
    return new KafkaBroker(
            directory,
            false,
            port == 0 ? freePort() : port,
            controllerPort == 0 ? freePort() : controllerPort,
            detours)
        .start();
  }

  /** Serves again, on the port it had before; does nothing when it already does. */
  public synchronized KafkaBroker start() {
    if (server == null) {
      var config = new KafkaConfig(properties(), false);
      format();
      var starting = new KafkaRaftServer(config, Time.SYSTEM);
      try {
        starting.startup();
      } catch (RuntimeException e) {
        starting.shutdown();
        starting.awaitShutdown();
        throw e;
      }
      server = starting;
    }
    return this;
  }

  /** Takes the broker away until {@link #start()}; keeps its log. */
  public synchronized void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  @Override
  public synchronized void close() {
    stop();
    if (temporary) {
      Directories.delete(directory);
    }
  }

  /** Where clients connect, or will connect again. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  private void format() {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(directory);
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE_ID)
          .setDirectories(List.of(directory.toString()))
          .setMetadataLogDirectory(directory.toString())
          .setControllerListenerName(CONTROLLER)
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("Kafka's log directory could not be formatted", e);
    }
  }

  private Map<String, String> properties() {
    var settings = new HashMap<String, String>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    settings.put("controller.listener.names", CONTROLLER);
    var listeners = new StringBuilder("PLAINTEXT://%s:%d".formatted(HOST, port));
    var advertised = new StringBuilder(listeners);
    var protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    detours.forEach(
        (listening, sent) -> {
          listeners.append(",DETOUR%d://%s:%d".formatted(listening, HOST, listening));
          advertised.append(",DETOUR%d://%s:%d".formatted(listening, HOST, sent));
          protocols.append(",DETOUR%d:PLAINTEXT".formatted(listening));
        });
    listeners.append(",%s://%s:%d".formatted(CONTROLLER, HOST, controllerPort));
    settings.put("listeners", listeners.toString());
    settings.put("advertised.listeners", advertised.toString());
    settings.put("listener.security.protocol.map", protocols.toString());
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("log.dirs", directory.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("delete.topic.enable", "true");

    // One node: nothing to replicate to, and nobody to wait for.
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");

    // Internal topics of a production cluster have 50 partitions each; here that is only start-up.
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");

    // A few clients on one machine: small thread pools, and a cleaner that does not take 128 MB.
    settings.put("num.network.threads", detours.isEmpty() ? "2" : "1");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
    return settings;
  }

  private static int freePort() {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
