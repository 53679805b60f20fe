package com.telemedicalservices.kit.web;

/** Another service did not answer a question in time. */
public final class ServiceUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServiceUnavailableException(String service, Throwable cause) {
    super(service + " does not answer", cause);
  }
}
