package com.telemedicalservices.infra.traffic.http;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a service answered.
 *
 * @param status the HTTP status
 * @param entityTag the version answered, quotes and all; null when there is none
 * @param replayed whether the service says that it had carried out this very request before
 * @param tries how often it was asked until it answered
 * @param body the body; a missing node when there is none
 */
public record Answer(
    int status, @Nullable String entityTag, boolean replayed, int tries, JsonNode body) {

  /** Whether the service did what was asked. */
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /** The stable code of a refusal; empty when it did not refuse. */
  public String code() {
    return ok() ? "" : body.path("code").asString("http-" + status);
  }

  /** Whether it was refused with this code. */
  public boolean refusedWith(String code) {
    return !ok() && code().equals(code);
  }

  /** A text of the body by its name; empty when there is none. */
  public String text(String field) {
    return body.path(field).asString("");
  }
}
