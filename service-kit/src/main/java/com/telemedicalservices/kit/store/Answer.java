package com.telemedicalservices.kit.store;

/**
 * What a caller was told about a change, kept with the change so that a repeated request can be
 * told the same.
 *
 * @param version the aggregate's version after the change
 * @param body JSON; empty when there was nothing to say
 */
public record Answer(long version, String body) {}
