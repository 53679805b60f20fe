package com.telemedicalservices.kit.store;

/**
 * An aggregate as it stands in the database.
 *
 * @param id its identity
 * @param version how many times it has been written; the entity tag of its HTTP resource
 * @param state its state
 * @param <S> the type of its state
 */
public record Stored<S>(String id, long version, S state) {}
