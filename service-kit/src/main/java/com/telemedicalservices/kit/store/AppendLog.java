package com.telemedicalservices.kit.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Keeps entries that are added and never changed, each in a document of its own: what is known
 * about an aggregate without being part of it. Many that come at once share one call, as writes of
 * aggregates do (ADR 0004).
 *
 * @param <E> an entry: a record whose component {@code id} is its identity
 */
public final class AppendLog<E> implements AutoCloseable {

  private static final int LANES = 2;
  private static final int MAX_BATCH = 200;
  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

  private final MongoCollection<Document> collection;
  private final StateCodec<E> codec;
  private final Bson order;
  private final Batcher<Document, Boolean> writes;

  AppendLog(
      MongoCollection<Document> collection, StateCodec<E> codec, Bson order, Duration patience) {
    this.collection = collection;
    this.codec = codec;
    this.order = order;
    String name = collection.getNamespace().getCollectionName() + "-append";
    this.writes = new Batcher<>(name, LANES, MAX_BATCH, patience, this::insert);
  }

  void createIndex() {
    collection.createIndex(order, new IndexOptions().name("order"));
  }

  /**
   * Adds an entry; when this returns it is on the disks of a majority.
   *
   * @throws StoreUnavailableException when that is not known in time, or the database refuses it
   */
  public void append(E entry) {
    if (!writes.ask(codec.write(entry))) {
      throw new StoreUnavailableException("The database refuses to keep an entry", null);
    }
  }

  /** Each succeeds or fails alone. */
  private List<Boolean> insert(List<Document> entries) {
    Boolean[] kept = new Boolean[entries.size()];
    Arrays.fill(kept, true);
    try {
      collection.insertMany(entries, UNORDERED);
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() != null) {
        throw e;
      }
      for (BulkWriteError error : e.getWriteErrors()) {
        kept[error.getIndex()] = false;
      }
    }
    return List.of(kept);
  }

  /** Entries that match a filter, in the order of the log. */
  public List<E> query(Bson filter, int limit) {
    List<E> found = new ArrayList<>();
    try {
      for (Document entry : collection.find(filter).sort(order).limit(limit)) {
        found.add(codec.read(entry));
      }
    } catch (MongoException e) {
      throw new StoreUnavailableException("The database has not answered a query", e);
    }
    return found;
  }

  @Override
  public void close() {
    writes.close();
  }
}
