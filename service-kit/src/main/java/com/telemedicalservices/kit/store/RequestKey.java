package com.telemedicalservices.kit.store;

/**
 * What tells one request from another, so that one sent twice is carried out once.
 *
 * @param key the caller's idempotency key
 * @param fingerprint hash over actor, method, path and body; the same key with another one is a
 *     mistake of the caller
 */
public record RequestKey(String key, String fingerprint) {}
