package com.telemedicalservices.infra.redrive;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody did with a dead letter.
 *
 * @param letter which, as {@code intake.events:17}
 * @param putAside when that letter was put aside: a topic that was deleted and made again counts
 *     its offsets from 0, and what was done before is not said of the new letters
 * @param kind what was done
 * @param by who did it
 * @param at when
 * @param reason why; always there for a letter that was parked
 * @param partition where a redriven one was published
 * @param offset and at which offset
 */
record Act(
    String letter,
    Instant putAside,
    Kind kind,
    String by,
    Instant at,
    @Nullable String reason,
    @Nullable Integer partition,
    @Nullable Long offset) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  /** What can be done. */
  enum Kind {
    REDRIVEN,
    PARKED
  }

  static Act redriven(Letter letter, String by, Instant at, int partition, long offset) {
    return new Act(
        letter.id().toString(), letter.at(), Kind.REDRIVEN, by, at, null, partition, offset);
  }

  static Act parked(Letter letter, String by, Instant at, String reason) {
    return new Act(letter.id().toString(), letter.at(), Kind.PARKED, by, at, reason, null, null);
  }

  boolean isOf(Letter other) {
    return letter.equals(other.id().toString()) && putAside.equals(other.at());
  }

  byte[] write() {
    return JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
  }

  /** Reads one; what is none counts as never done, and doing it again changes nothing. */
  static Optional<Act> read(byte @Nullable [] written) {
    if (written == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(written, Act.class)).filter(Act::isWhole);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The parser leaves null what was not written. */
  @SuppressWarnings("ConstantValue")
  private boolean isWhole() {
    return letter != null && putAside != null && kind != null && by != null && at != null;
  }
}
