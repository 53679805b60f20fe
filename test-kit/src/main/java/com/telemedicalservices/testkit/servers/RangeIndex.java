package com.telemedicalservices.testkit.servers;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An index that is not unique, which the embedded server lacks: without it every question for what
 * is due, or for what waits for Kafka, reads the whole collection.
 *
 * <p>It orders documents by the first of its fields and answers equality, {@code $in} and ranges on
 * it. What it finds may be too much, never too little: the server still compares each document with
 * the whole query. It lives in memory and is made again from the documents when a file is opened.
 */
final class RangeIndex extends Index<Object> {

  private static final Pattern POSITION = Pattern.compile("\\d{1,6}");

  private final String field;
  private final List<String> path;
  private final NavigableSet<Entry> entries = new TreeSet<>();
  private int lists;

  RangeIndex(String name, List<IndexKey> keys) {
    // Sparse for the server means that a document may be absent; here one without a value is.
    super(name, keys, true);
    this.field = keys.getFirst().getKey();
    this.path = List.of(field.split("\\."));
  }

  @Override
  public synchronized @Nullable Object getPosition(Document document) {
    Object value = value(document);
    Object position = positionOf(document);
    return value != null && entries.contains(new Entry(value, Edge.NONE, position))
        ? position
        : null;
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Object> collection) {
    // Any value may be there any number of times.
  }

  @Override
  public synchronized void add(
      Document document, Object position, MongoCollection<Object> collection) {
    Object value = value(document);
    if (value instanceof Collection<?>) {
      lists++;
    } else if (value != null) {
      entries.add(new Entry(value, Edge.NONE, position));
    }
  }

  @Override
  public synchronized @Nullable Object remove(Document document) {
    Object value = value(document);
    if (value instanceof Collection<?>) {
      lists--;
      return null;
    }
    Object position = positionOf(document);
    return value != null && entries.remove(new Entry(value, Edge.NONE, position)) ? position : null;
  }

  @Override
  public void checkUpdate(
      Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
    // Any value may be there any number of times.
  }

  @Override
  public synchronized void updateInPlace(
      Document oldDocument,
      Document newDocument,
      Object position,
      MongoCollection<Object> collection) {
    remove(oldDocument);
    add(newDocument, position, collection);
  }

  @Override
  public synchronized boolean canHandle(Document query) {
    // Two bounds may be met by two elements of one list, which an order of single values hides.
    return lists == 0 && condition(query).isPresent();
  }

  @Override
  public synchronized Iterable<Object> getPositions(Document query) {
    List<Object> found = new ArrayList<>();
    condition(query)
        .ifPresent(
            condition -> condition.within(entries).forEach(entry -> found.add(entry.position())));
    return found;
  }

  @Override
  public synchronized long getCount() {
    return entries.size();
  }

  @Override
  public long getDataSize() {
    return 0;
  }

  @Override
  public synchronized void drop() {
    entries.clear();
    lists = 0;
  }

  /** The server's H2 collections keep each document at its id. */
  private static Object positionOf(Document document) {
    return Missing.ofNullable(document.get("_id"));
  }

  /** What the document has there; a list when there may be several values, null when none. */
  private @Nullable Object value(Document document) {
    Object value = document;
    for (String step : path) {
      if (value instanceof Document inner) {
        value = inner.get(step);
      } else if (value instanceof List<?> list && POSITION.matcher(step).matches()) {
        int position = Integer.parseInt(step);
        value = position < list.size() ? list.get(position) : null;
      } else {
        return value instanceof Collection<?> ? value : null;
      }
    }
    return value;
  }

  private Optional<Condition> condition(Document query) {
    return Condition.of(Conditions.of(query, field));
  }

  /** What a query asks of the field, as far as an order of values can answer it. */
  private record Condition(
      @Nullable Collection<?> anyOf, @Nullable Object from, @Nullable Object to) {

    static Optional<Condition> of(@Nullable Object asked) {
      if (asked == null || BsonRegularExpression.isRegularExpression(asked)) {
        return Optional.empty();
      }
      if (!(asked instanceof Document operators)) {
        return asked instanceof Collection<?>
            ? Optional.empty()
            : Optional.of(new Condition(List.of(asked), null, null));
      }
      if (operators.get("$eq") != null) {
        return of(operators.get("$eq"));
      }
      if (operators.get("$in") instanceof Collection<?> values) {
        return values.stream().allMatch(value -> value != null && !(value instanceof Collection<?>))
            ? Optional.of(new Condition(values, null, null))
            : Optional.empty();
      }
      Object from = either(operators, "$gte", "$gt");
      Object to = either(operators, "$lte", "$lt");
      return from == null && to == null
          ? Optional.empty()
          : Optional.of(new Condition(null, from, to));
    }

    private static @Nullable Object either(Document operators, String one, String other) {
      return operators.get(one) != null ? operators.get(one) : operators.get(other);
    }

    /** Bounds count as included: the server compares again. */
    Set<Entry> within(NavigableSet<Entry> entries) {
      if (anyOf == null) {
        return between(entries, from, to);
      }
      Set<Entry> found = new LinkedHashSet<>();
      anyOf.forEach(value -> found.addAll(between(entries, value, value)));
      return found;
    }

    private static NavigableSet<Entry> between(
        NavigableSet<Entry> entries, @Nullable Object from, @Nullable Object to) {
      if (from != null && to != null && ValueComparator.asc().compare(from, to) > 0) {
        return Collections.emptyNavigableSet();
      }
      NavigableSet<Entry> above =
          from == null ? entries : entries.tailSet(new Entry(from, Edge.BEFORE, from), true);
      return to == null ? above : above.headSet(new Entry(to, Edge.AFTER, to), true);
    }
  }

  /** Where a question ends, beside every document with the same value. */
  private enum Edge {
    BEFORE,
    NONE,
    AFTER
  }

  /** A value and a document that has it. */
  private record Entry(Object value, Edge edge, Object position) implements Comparable<Entry> {

    @Override
    public int compareTo(Entry other) {
      int byValue = ValueComparator.asc().compare(value, other.value);
      int byEdge = byValue != 0 ? byValue : edge.compareTo(other.edge);
      return byEdge != 0 || edge != Edge.NONE
          ? byEdge
          : ValueComparator.asc().compare(position, other.position);
    }
  }
}
