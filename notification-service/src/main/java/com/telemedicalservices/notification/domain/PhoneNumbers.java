package com.telemedicalservices.notification.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Finds the owner of a phone number without the number standing in a query or an index. */
public final class PhoneNumbers {

  private static final int US_DIGITS = 10;

  private PhoneNumbers() {}

  /**
   * The same key for every way to write a number: {@code +1 602 555 0143}, {@code 602-555-0143}. A
   * number of ten digits is taken as one of the United States.
   */
  public static String key(String number) {
    String digits =
        number
            .chars()
            .filter(c -> c >= '0' && c <= '9')
            .collect(
                StringBuilder::new, (all, digit) -> all.append((char) digit), StringBuilder::append)
            .toString();
    String international = digits.length() == US_DIGITS ? "1" + digits : digits;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(international.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
