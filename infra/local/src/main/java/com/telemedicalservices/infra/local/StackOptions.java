package com.telemedicalservices.infra.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How the local stack is wanted.
 *
 * @param root the repository
 * @param instances how many of each service
 * @param only the services wanted, empty for all that are built
 * @param fresh whether data of earlier runs is thrown away first
 * @param trained whether AOT caches are made where there are none; existing ones are always used
 * @param kafkaBrokers a Kafka to use instead of starting one
 * @param mongodbUri a MongoDB to use instead of starting one
 * @param mongodbHeap the most the embedded MongoDB may take for objects, as the JVM writes it: its
 *     indexes are among them
 * @param detours whether every instance reaches Kafka and MongoDB by its own {@link Detour}
 * @param older a second repository, with an older build of the services that an instance may be
 *     told to run for a while
 */
public record StackOptions(
    Path root,
    int instances,
    Set<Service> only,
    boolean fresh,
    boolean trained,
    Optional<String> kafkaBrokers,
    Optional<String> mongodbUri,
    String mongodbHeap,
    boolean detours,
    Optional<Path> older) {

  /** Enough for the patients of a demo. */
  private static final String MONGODB_HEAP = "256m";

  private static final int MOST_INSTANCES = 9;

  public StackOptions {
    if (instances < 1 || instances > MOST_INSTANCES) {
      throw new CannotStartException(
          "%d instances are not possible: 1 to %d are.".formatted(instances, MOST_INSTANCES));
    }
  }

  /** One instance of everything, with the Kafka and the MongoDB that the environment names. */
  public static StackOptions defaults(Path root) {
    return new StackOptions(
        root,
        1,
        EnumSet.noneOf(Service.class),
        false,
        true,
        environment("KAFKA_BROKERS"),
        environment("MONGODB_URI"),
        MONGODB_HEAP,
        false,
        Optional.empty());
  }

  /** The same with this many instances of each service. */
  public StackOptions withInstances(int wanted) {
    return new StackOptions(
        root, wanted, only, fresh, trained, kafkaBrokers, mongodbUri, mongodbHeap, detours, older);
  }

  /** The same, throwing the data of earlier runs away or not. */
  public StackOptions withFresh(boolean wanted) {
    return new StackOptions(
        root,
        instances,
        only,
        wanted,
        trained,
        kafkaBrokers,
        mongodbUri,
        mongodbHeap,
        detours,
        older);
  }

  /** The same with only these services, or all when there are none. */
  public StackOptions withOnly(Set<Service> wanted) {
    return new StackOptions(
        root,
        instances,
        wanted,
        fresh,
        trained,
        kafkaBrokers,
        mongodbUri,
        mongodbHeap,
        detours,
        older);
  }

  /** The same, making missing AOT caches or not. */
  public StackOptions withTrained(boolean wanted) {
    return new StackOptions(
        root,
        instances,
        only,
        fresh,
        wanted,
        kafkaBrokers,
        mongodbUri,
        mongodbHeap,
        detours,
        older);
  }

  /** The same with so much memory for the embedded MongoDB. */
  public StackOptions withMongodbHeap(String wanted) {
    return new StackOptions(
        root, instances, only, fresh, trained, kafkaBrokers, mongodbUri, wanted, detours, older);
  }

  /** The same, with a detour for every instance. */
  public StackOptions withDetours() {
    return new StackOptions(
        root, instances, only, fresh, trained, kafkaBrokers, mongodbUri, mongodbHeap, true, older);
  }

  /** The same, with an older build at hand. */
  public StackOptions withOlder(Path repository) {
    return new StackOptions(
        root,
        instances,
        only,
        fresh,
        trained,
        kafkaBrokers,
        mongodbUri,
        mongodbHeap,
        detours,
        Optional.of(repository));
  }

  /** The repository this process works in: the one whose {@code infra/up} started it, or above. */
  public static Path findRoot() {
    var given = System.getProperty("telemedical.root");
    var start = Path.of(given == null ? "" : given).toAbsolutePath();
    for (var place = start; place != null; place = place.getParent()) {
      if (Files.isRegularFile(place.resolve("infra/up"))) {
        return place;
      }
    }
    throw new CannotStartException(
        "%s is not inside the repository: there is no infra/up in it or above.".formatted(start));
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
