package com.telemedicalservices.kit.store;

import org.jspecify.annotations.Nullable;

/**
 * The database did not answer in time, or too many writers met. Whether the change was made is not
 * known: repeat the request with the same idempotency key.
 */
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
