package com.telemedicalservices.kit.web;

import com.telemedicalservices.kit.ids.Ids;
import com.telemedicalservices.kit.store.RequestKey;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a changing request say: the {@code Idempotency-Key} that makes it harmless to
 * repeat, and the version it is meant for ({@code If-Match}). A controller method takes it as an
 * argument; the kit has checked it by then.
 *
 * @param path of the resource asked for
 * @param requestKey null for a method that is idempotent by itself
 * @param expectedVersion null when any version will do
 */
public record ChangeRequest(
    String path, @Nullable RequestKey requestKey, @Nullable Long expectedVersion) {

  /**
   * The identity of what this request creates. The same request sent twice names the same thing.
   *
   * @param kind what is created; different kinds get different identities
   */
  public String derivedId(String kind) {
    RequestKey key = requestKey;
    if (key == null) {
      throw new IllegalStateException("Only a request with an Idempotency-Key can create");
    }
    return Ids.derived(kind, key.key());
  }
}
