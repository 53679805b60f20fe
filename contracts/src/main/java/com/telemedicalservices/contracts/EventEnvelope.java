package com.telemedicalservices.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event together with what CloudEvents 1.0 says about it.
 *
 * @param id identity of this fact, a UUID version 7; a second delivery carries the same one
 * @param source the service that says so, for example {@code /intake-service}
 * @param subject the aggregate it happened to, mostly an episode id
 * @param sequence its place among all events of that aggregate, from 1, without gaps
 * @param time when it happened, by the clinic's clock
 * @param traceparent the W3C trace it belongs to
 * @param data the fact itself
 * @param <E> the family of the fact
 */
public record EventEnvelope<E extends Event>(
    String id,
    String source,
    String subject,
    long sequence,
    Instant time,
    @Nullable String traceparent,
    E data) {}
