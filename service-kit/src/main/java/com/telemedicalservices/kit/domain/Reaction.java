package com.telemedicalservices.kit.domain;

/**
 * What an event from another service means for one aggregate of this one.
 *
 * @param aggregate the kind of aggregate
 * @param id which one; it need not exist yet
 * @param command what the event means for it. An aggregate never refuses a fact: one that does not
 *     concern its state is accepted without change
 * @param <C> the aggregate's commands
 */
public record Reaction<C>(Aggregate<?, C, ?> aggregate, String id, C command) {}
