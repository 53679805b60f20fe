package com.telemedicalservices.kit.store;

import org.jspecify.annotations.Nullable;

/**
 * What an event from another service means for one aggregate.
 *
 * @param eventId the event; applied to an aggregate once
 * @param id the aggregate
 * @param command what it means
 * @param traceparent the trace the event belongs to
 * @param <C> the aggregate's commands
 */
public record Fact<C>(String eventId, String id, C command, @Nullable String traceparent) {}
