package com.telemedicalservices.infra.local;

/** The local stack cannot start; the message says why, and what to do, in one sentence. */
public final class CannotStartException extends RuntimeException {

  CannotStartException(String message) {
    super(message);
  }

  CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
