package com.telemedicalservices.kit.store;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.telemedicalservices.contracts.Event;
import com.telemedicalservices.kit.clock.MachineTime;
import com.telemedicalservices.kit.domain.Aggregate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The stores of a service, one for each kind of aggregate, and the logs kept beside them. */
public final class Stores implements AutoCloseable {

  /** Ends the names of collections that are logs, so that they are told from aggregates. */
  private static final String LOG = ".log";

  private final MongoDatabase database;
  private final MachineTime machineTime;
  private final StoreEnvironment environment;
  private final List<Opened> opened = new CopyOnWriteArrayList<>();
  private final List<AppendLog<?>> logs = new CopyOnWriteArrayList<>();
  private final Map<Aggregate<?, ?, ?>, AggregateStore<?, ?, ?>> byAggregate =
      new ConcurrentHashMap<>();

  private record Opened(
      AggregateStore<?, ?, ?> store, Documents documents, Map<String, Bson> indexes) {}

  /**
   * @param database the service's own
   * @param machineTime for leases
   * @param environment what the stores share
   */
  public Stores(MongoDatabase database, MachineTime machineTime, StoreEnvironment environment) {
    this.database = database;
    this.machineTime = machineTime;
    this.environment = environment;
  }

  /** Begins to describe the store of one kind of aggregate. */
  public <S, C, E extends Event> Builder<S, C, E> of(
      String name, Aggregate<S, C, E> aggregate, Class<S> stateType) {
    return new Builder<>(name, aggregate, stateType);
  }

  /**
   * Opens a log that is kept beside the aggregates.
   *
   * @param name what it is called; its collection is named after it
   * @param entryType what an entry is
   * @param order in which it is read, from an index
   */
  public <E> AppendLog<E> log(String name, Class<E> entryType, Bson order) {
    AppendLog<E> log =
        new AppendLog<>(
            database.getCollection(name + LOG),
            new StateCodec<>(entryType),
            order,
            environment.patience());
    logs.add(log);
    return log;
  }

  /** The store that keeps aggregates of this kind. */
  @SuppressWarnings("unchecked")
  public <C> AggregateStore<?, C, ?> of(Aggregate<?, C, ?> aggregate) {
    AggregateStore<?, ?, ?> store = byAggregate.get(aggregate);
    if (store == null) {
      throw new IllegalArgumentException("No store keeps " + aggregate.getClass().getSimpleName());
    }
    return (AggregateStore<?, C, ?>) store;
  }

  /** All of them. */
  public Collection<AggregateStore<?, ?, ?>> all() {
    return opened.stream().<AggregateStore<?, ?, ?>>map(Opened::store).toList();
  }

  /** Declares what indexes are needed; harmless to repeat. Needs the database. */
  public void createIndexes() {
    for (Opened each : opened) {
      each.documents().createIndexes();
      each.indexes()
          .forEach(
              (name, keys) ->
                  each.documents().collection().createIndex(keys, new IndexOptions().name(name)));
    }
    logs.forEach(AppendLog::createIndex);
  }

  @Override
  public void close() {
    opened.forEach(each -> each.store().close());
    logs.forEach(AppendLog::close);
  }

  /**
   * Describes a store.
   *
   * @param <S> the aggregate's state
   * @param <C> the aggregate's commands
   * @param <E> the aggregate's events
   */
  public final class Builder<S, C, E extends Event> {

    private final String name;
    private final Aggregate<S, C, E> aggregate;
    private final Class<S> stateType;
    private final Map<String, Bson> indexes = new LinkedHashMap<>();
    private @Nullable Attempts<S, C> attempts;

    private Builder(String name, Aggregate<S, C, E> aggregate, Class<S> stateType) {
      this.name = name;
      this.aggregate = aggregate;
      this.stateType = stateType;
    }

    /** Has queries over these fields answered from an index. */
    public Builder<S, C, E> index(String indexName, Bson keys) {
      indexes.put(indexName, keys);
      return this;
    }

    /** Makes the attempts that written states announce. */
    public Builder<S, C, E> attempts(Attempts<S, C> toMake) {
      this.attempts = toMake;
      return this;
    }

    /** The store. */
    public AggregateStore<S, C, E> open() {
      Documents documents = new Documents(database.getCollection(name), machineTime);
      AggregateStore<S, C, E> store =
          new AggregateStore<>(
              name, aggregate, documents, new StateCodec<>(stateType), environment, attempts);
      opened.add(new Opened(store, documents, Map.copyOf(indexes)));
      byAggregate.put(aggregate, store);
      return store;
    }
  }
}
