package com.telemedicalservices.infra.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One Spring Boot process and Debian's Postgres, each started for the benchmark alone. */
final class PeerSubject implements Subject {

  private static final Path POSTGRES = Path.of("/usr/lib/postgresql");
  private static final String USER = "postgres";

  private final Path directory;
  private final Path binaries;
  private final Process postgres;
  private final Process application;
  private final URI base;
  private final String databaseUrl;
  private final Arrivals arrivals = new Arrivals();
  private final Thread watcher;
  private volatile boolean closed;

  private PeerSubject(
      Path directory,
      Path binaries,
      Process postgres,
      Process application,
      URI base,
      String databaseUrl) {
    this.directory = directory;
    this.binaries = binaries;
    this.postgres = postgres;
    this.application = application;
    this.base = base;
    this.databaseUrl = databaseUrl;
    this.watcher = Thread.ofPlatform().daemon().name("peer-arrivals").start(this::watch);
  }

  /** Starts it; empty when this machine has no Postgres. */
  static Optional<PeerSubject> start(Path root, Path java, Path data, List<String> flags) {
    Optional<Path> binaries = postgresBinaries();
    if (binaries.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path directory = Files.createTempDirectory("peer-postgres");
      int port = freePort();
      run(asPostgres(List.of("chown", "-R", USER, directory.toString()), false));
      run(
          asPostgres(
              List.of(
                  binaries.get().resolve("initdb").toString(),
                  "-D",
                  directory.resolve("db").toString(),
                  "-U",
                  "peer",
                  "--auth=trust",
                  "-E",
                  "UTF8"),
              true));
      Process postgres =
          new ProcessBuilder(
                  asPostgres(
                      List.of(
                          binaries.get().resolve("postgres").toString(),
                          "-D",
                          directory.resolve("db").toString(),
                          "-p",
                          Integer.toString(port),
                          "-c",
                          "listen_addresses=127.0.0.1",
                          "-c",
                          "unix_socket_directories=",
                          "-c",
                          "shared_buffers=256MB"),
                      true))
              .redirectErrorStream(true)
              .redirectOutput(data.resolve("peer-postgres.log").toFile())
              .start();
      String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=peer";
      awaitDatabase(url);
      int httpPort = freePort();
      List<String> command = new ArrayList<>(List.of(java.toString()));
      command.addAll(flags);
      command.addAll(
          List.of(
              "-jar",
              root.resolve("infra/peer/target/infra-peer-0.1.0-SNAPSHOT-app.jar").toString()));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder
          .environment()
          .putAll(
              Map.of(
                  "SERVER_PORT",
                  Integer.toString(httpPort),
                  "PEER_DATABASE_URL",
                  url,
                  "PEER_DATABASE_USER",
                  "peer"));
      Process application =
          builder
              .redirectErrorStream(true)
              .redirectOutput(data.resolve("peer.log").toFile())
              .start();
      URI base = URI.create("http://127.0.0.1:" + httpPort);
      awaitHttp(base);
      return Optional.of(
          new PeerSubject(directory, binaries.get(), postgres, application, base, url));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> postgresBinaries() {
    if (!Files.isDirectory(POSTGRES)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(POSTGRES)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Path::compareTo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Postgres refuses to run as root, so root lends it Debian's user for it. */
  private static List<String> asPostgres(List<String> command, boolean asUser) {
    if (!asUser || !"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> lent = new ArrayList<>(List.of("setpriv", "--reuid", USER, "--regid", USER));
    lent.add("--clear-groups");
    lent.addAll(command);
    return lent;
  }

  private static void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command.getFirst() + " has failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitDatabase(String url) {
    for (int tries = 0; ; tries++) {
      try (Connection _ = DriverManager.getConnection(url)) {
        return;
      } catch (SQLException e) {
        if (tries == 300) {
          throw new IllegalStateException("Postgres does not start", e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  private static void awaitHttp(URI base) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int tries = 0; ; tries++) {
        try {
          client.send(
              HttpRequest.newBuilder(base.resolve("/")).build(),
              HttpResponse.BodyHandlers.discarding());
          return;
        } catch (IOException e) {
          if (tries == 600) {
            throw new IllegalStateException("The peer does not start", e);
          }
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("Interrupted", e);
        }
      }
    }
  }

  @Override
  public String name() {
    return "peer (Postgres, SKIP LOCKED)";
  }

  @Override
  public List<String> prepare(int count) {
    return IntStream.range(0, count).mapToObj(i -> UUID.randomUUID().toString()).toList();
  }

  @Override
  public HttpRequest submission(String id) {
    return HttpRequest.newBuilder(base.resolve("/api/intakes"))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", id)
        .POST(HttpRequest.BodyPublishers.ofString(Samples.filledIn(id)))
        .build();
  }

  @Override
  public void store(int patients) {
    try (Connection connection = DriverManager.getConnection(databaseUrl);
        PreparedStatement fill =
            connection.prepareStatement(
                """
                with added as (
                  insert into intake (id, request_key, body, phq9, gad7, submitted_at)
                  select gen_random_uuid(), 'stored', ?::jsonb, 15, 10, now()
                  from generate_series((select count(*) from intake) + 1, ?) returning id)
                insert into review (intake_id, status, opened_at)
                select id, 'WAITING', now() from added\
                """)) {
      fill.setString(1, Samples.filledIn("00000000-0000-0000-0000-000000000000"));
      fill.setInt(2, patients);
      fill.executeUpdate();
      try (var analyze = connection.createStatement()) {
        analyze.execute("analyze");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Postgres does not take the stored patients", e);
    }
  }

  @Override
  public Arrivals arrivals() {
    return arrivals;
  }

  /**
   * Sees reviews as soon as they are committed. Numbers are drawn before the commit, so the last
   * thousand are looked at again.
   */
  private void watch() {
    Set<String> seen = new HashSet<>();
    try (Connection connection = DriverManager.getConnection(databaseUrl);
        PreparedStatement query =
            connection.prepareStatement(
                "select seq, intake_id::text from review where seq > ? order by seq")) {
      long highest = 0;
      while (!closed) {
        query.setLong(1, highest - 1_000);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            highest = Math.max(highest, rows.getLong(1));
            String id = rows.getString(2);
            if (seen.add(id)) {
              arrivals.arrived(id);
            }
          }
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
    } catch (SQLException e) {
      if (!closed) {
        throw new IllegalStateException("Postgres does not answer", e);
      }
    }
  }

  @Override
  public boolean hasExactlyOneReviewEach(List<String> ids) {
    try (Connection connection = DriverManager.getConnection(databaseUrl);
        PreparedStatement query =
            connection.prepareStatement(
                "select count(*), count(distinct intake_id) from review where intake_id = any"
                    + " (?::uuid[])")) {
      query.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet counts = query.executeQuery()) {
        counts.next();
        return counts.getInt(1) == ids.size() && counts.getInt(2) == ids.size();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Postgres does not answer", e);
    }
  }

  @Override
  public Duration cpu() {
    return Cpu.of(List.of(application.pid(), postgres.pid()));
  }

  @Override
  public void close() {
    closed = true;
    try {
      watcher.join(Duration.ofSeconds(2));
      application.destroy();
      postgres.destroy();
      if (!postgres.waitFor(20, TimeUnit.SECONDS)) {
        postgres.destroyForcibly();
      }
      run(List.of("rm", "-rf", directory.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name() + " from " + binaries;
  }
}
