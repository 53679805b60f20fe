package com.telemedicalservices.kit.ids;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Draws identities. */
@FunctionalInterface
public interface Ids {

  /** A new identity, later ones sorting after earlier ones (UUID version 7). */
  String next();

  /** Identities as a running service draws them. */
  static Ids timeOrdered() {
    return () -> UuidCreator.getTimeOrderedEpochFast().toString();
  }

  /**
   * The identity that belongs to a key: the same key always gives the same one (UUID version 8 over
   * SHA-256). What a request creates is named after its idempotency key, so that a repeated request
   * finds what the first one made.
   */
  static String derived(String kind, String key) {
    ByteBuffer hash =
        ByteBuffer.wrap(sha256().digest((kind + '\n' + key).getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
