package com.telemedicalservices.kit.web;

import com.telemedicalservices.kit.domain.Rejection;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** A refusal found outside an aggregate; answered as a problem. */
public final class RejectedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;
  private final HttpStatus status;

  /** Answered with the status that belongs to the kind of refusal. */
  public RejectedException(Rejection rejection) {
    this(rejection, Problems.statusOf(rejection.kind()));
  }

  /** The same for a refusal that needs no facts to act on it. */
  public RejectedException(Rejection.Kind kind, String code, String detail) {
    this(new Rejection(kind, code, detail, Map.of()));
  }

  RejectedException(Rejection rejection, HttpStatus status) {
    super(rejection.code());
    this.rejection = rejection;
    this.status = status;
  }

  Rejection rejection() {
    return rejection;
  }

  HttpStatus status() {
    return status;
  }
}
