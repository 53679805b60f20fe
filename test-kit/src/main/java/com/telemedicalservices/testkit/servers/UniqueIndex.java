package com.telemedicalservices.testkit.servers;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A unique index in memory, made again from the documents when a file is opened. The server's own
 * serializes two keys for every comparison, which makes most of the cost of a write, and passes
 * over queries that ask for more than its fields.
 */
final class UniqueIndex extends AbstractUniqueIndex<Object> {

  private final Map<KeyValue, Object> positions = new HashMap<>();

  UniqueIndex(String name, List<IndexKey> keys, boolean sparse) {
    super(name, keys, sparse);
  }

  @Override
  public synchronized boolean canHandle(Document query) {
    Document own = own(query);
    return own != null && super.canHandle(own);
  }

  @Override
  public synchronized Iterable<Object> getPositions(Document query) {
    Document own = own(query);
    return own == null ? List.of() : super.getPositions(own);
  }

  /** The part of a query that is about the fields of this index; null when one is not asked for. */
  private @Nullable Document own(Document query) {
    Document own = new Document();
    for (IndexKey key : getKeys()) {
      Object condition = Conditions.of(query, key.getKey());
      if (condition == null) {
        return null;
      }
      own.put(key.getKey(), condition);
    }
    return own;
  }

  @Override
  protected @Nullable Object removeDocument(KeyValue key) {
    return positions.remove(key);
  }

  @Override
  protected boolean putKeyPosition(KeyValue key, Object position) {
    return positions.putIfAbsent(key, position) == null;
  }

  @Override
  protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
    return positions.entrySet();
  }

  @Override
  protected @Nullable Object getPosition(KeyValue key) {
    return positions.get(key);
  }

  @Override
  public synchronized long getCount() {
    return positions.size();
  }

  @Override
  public long getDataSize() {
    return 0;
  }
}
