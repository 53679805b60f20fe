package com.telemedicalservices.testkit;

import com.mongodb.client.MongoClients;
import com.telemedicalservices.testkit.servers.KafkaBroker;
import com.telemedicalservices.testkit.servers.MongoDbServer;
import java.lang.reflect.Modifier;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What one test class got: its part of the shared servers, or servers of its own. */
final class ServersOfClass implements AutoCloseable {

  private static final Map<Class<?>, ServersOfClass> GIVEN = new ConcurrentHashMap<>();

  private final Class<?> testClass;
  private final TestServers servers;
  private final @Nullable KafkaBroker broker;
  private final @Nullable MongoDbServer mongo;

  private ServersOfClass(Class<?> testClass, boolean owned) {
    this.testClass = testClass;
    var database = databaseName(testClass);
    if (owned) {
      broker = KafkaBroker.temporary();
      mongo = MongoDbServer.inMemory();
      servers = new TestServers(broker.bootstrapServers(), mongo.uri(), database);
    } else {
      broker = null;
      mongo = null;
      var shared = SharedServers.get();
      if (GIVEN.isEmpty()) {
        shared.emptyKafka();
      }
      servers = new TestServers(shared.kafkaBrokers(), shared.mongoUri(), database);
    }
  }

  /**
   * The servers of the class, the same for its nested classes; made when first asked for, which is
   * by Spring before the application context or by JUnit before the first test.
   */
  static ServersOfClass of(Class<?> testClass) {
    var outermost = outermost(testClass);
    var annotation = outermost.getAnnotation(WithServers.class);
    var owned = annotation != null && annotation.owned();
    return GIVEN.computeIfAbsent(outermost, type -> new ServersOfClass(type, owned));
  }

  /** The class itself, or the one around it when it is an inner class, as nested tests are. */
  static Class<?> outermost(Class<?> testClass) {
    var outer = testClass.getEnclosingClass();
    return outer == null || Modifier.isStatic(testClass.getModifiers())
        ? testClass
        : outermost(outer);
  }

  TestServers servers() {
    return servers;
  }

  @Nullable KafkaBroker broker() {
    return broker;
  }

  @Nullable MongoDbServer mongo() {
    return mongo;
  }

  /** Called when the class and its application context are done. */
  @Override
  public void close() {
    GIVEN.remove(testClass);
    if (broker != null) {
      broker.close();
    }
    if (mongo != null) {
      mongo.close();
    } else {
      try (var client = MongoClients.create(servers.mongoUri())) {
        client.getDatabase(servers.database()).drop();
      }
    }
  }

  /** Unique also among builds that share a server; MongoDB allows 63 bytes. */
  private static String databaseName(Class<?> testClass) {
    var name = testClass.getSimpleName().toLowerCase(Locale.ROOT);
    var random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return "test-" + name.substring(0, Math.min(name.length(), 40)) + "-" + random;
  }
}
