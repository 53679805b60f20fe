package com.telemedicalservices.testkit.servers;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB-compatible server in pure Java that speaks the real wire protocol on loopback.
 *
 * <p>It keeps its data in one store for as long as this object lives, in memory or in a file:
 * {@link #stop()} takes only the network away, and {@link #start()} brings the same data back on
 * the same port. That is how a test takes the database from a service, and gives it back. {@link
 * #close()} ends it.
 */
public final class MongoDbServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final MVStore store;
  private int port;
  private @Nullable MongoServer server;

  private MongoDbServer(MVStore store, int port) {
    this.store = store;
    this.port = port;
  }

  /** A started server that forgets everything when it is closed, on a free port. */
  public static MongoDbServer inMemory() {
    return inMemory(0);
  }

  /** A started server that forgets everything when it is closed; port 0 takes a free one. */
  public static MongoDbServer inMemory(int port) {
    return new MongoDbServer(new MVStore.Builder().open(), port).start();
  }

  /** A started server that keeps its data in one file of the directory; port 0 takes a free one. */
  public static MongoDbServer onDisk(Path directory, int port) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var file = directory.resolve("mongodb.h2").toAbsolutePath().toString();
    var store = new MVStore.Builder().fileName(file).open();
    // Space is used again at once: waiting would only help against the loss of the whole machine.
    store.setRetentionTime(0);
    return new MongoDbServer(store, port).start();
  }

  /** Takes connections again, on the port it had before; does nothing when it already does. */
  public synchronized MongoDbServer start() {
    if (server == null) {
      var starting = new MongoServer(new Backend(store));
      starting.bind(HOST, port);
      port = starting.getLocalAddress().getPort();
      server = starting;
    }
    return this;
  }

  /** Drops every connection and takes no new one until {@link #start()}; keeps the data. */
  public synchronized void stop() {
    if (server != null) {
      server.shutdownNow();
      server = null;
      store.commit();
    }
  }

  @Override
  public synchronized void close() {
    stop();
    store.close();
  }

  /** The port it listens on, or will listen on again. */
  public synchronized int port() {
    return port;
  }

  /**
   * The connection string for this server.
   *
   * <p>It turns the driver's retries off: they need sessions, which this server does not have.
   */
  public synchronized String uri() {
    return uri(port);
  }

  /** The connection string for such a server on this port. */
  public static String uri(int port) {
    return "mongodb://" + HOST + ":" + port + "/?retryWrites=false&retryReads=false";
  }

  /** The H2 backend, taught what the services rely on and it lacks. */
  private static final class Backend extends H2Backend {

    private final MVStore store;
    private final AtomicLong written = new AtomicLong();
    private final boolean inFile;
    private long journaled;

    Backend(MVStore store) {
      super(store);
      this.store = store;
      this.inFile = store.getFileStore() != null;
      version(ServerVersion.MONGO_5_0);
    }

    @Override
    public Document handleCommand(
        Channel channel, String database, String command, Document query) {
      if (command.equalsIgnoreCase("hello")) {
        return hello(super.handleCommand(channel, database, "ismaster", query));
      }
      var answer = super.handleCommand(channel, database, command, query);
      if (inFile
          && query.get("writeConcern") instanceof Document concern
          && Boolean.TRUE.equals(concern.get("j"))) {
        journal();
      }
      return answer;
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
      // Also called while the superclass opens what a file holds, so before this class has its
      // fields.
      return new Database(name, getMvStore(), getCursorRegistry());
    }

    /** The question a health check asks, answered from the older one. */
    private static Document hello(Document isMaster) {
      isMaster.remove("ismaster");
      isMaster.put("isWritablePrimary", true);
      isMaster.put("helloOk", true);
      return isMaster;
    }

    /**
     * Returns when everything written before is in the file, so that a journaled write survives the
     * death of this process. By itself the store writes about once a second.
     */
    private void journal() {
      var mine = written.incrementAndGet();
      synchronized (this) {
        // Who waited here while another commit ran is often served by it.
        if (journaled < mine) {
          var all = written.get();
          store.commit();
          journaled = all;
        }
      }
    }

    @Override
    public void close() {
      // The store outlives the network; MongoDbServer.close ends it.
    }
  }

  /** An H2 database with indexes of our own. */
  private static final class Database extends H2Database {

    Database(String name, MVStore store, CursorRegistry cursors) {
      super(name, store, cursors);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
        String collection, String index, List<IndexKey> keys, boolean sparse) {
      return new RangeIndex(index, keys);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
        String collection, String index, List<IndexKey> keys, boolean sparse) {
      return new UniqueIndex(index, keys, sparse);
    }
  }
}
