package com.telemedicalservices.infra.traffic.http;

/** A service has not answered within all patience. */
public final class NoAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoAnswerException(String message) {
    super(message);
  }
}
