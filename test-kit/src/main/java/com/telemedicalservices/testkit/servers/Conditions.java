package com.telemedicalservices.testkit.servers;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a query asks of single fields that all of its matches must satisfy. */
final class Conditions {

  private Conditions() {}

  /** What it asks of this field, at its top or inside its {@code $and}; null when nothing. */
  static @Nullable Object of(Document query, String field) {
    Object own = query.get(field);
    if (own != null || !(query.get("$and") instanceof Collection<?> parts)) {
      return own;
    }
    for (Object part : parts) {
      Object inner = part instanceof Document document ? of(document, field) : null;
      if (inner != null) {
        return inner;
      }
    }
    return null;
  }
}
