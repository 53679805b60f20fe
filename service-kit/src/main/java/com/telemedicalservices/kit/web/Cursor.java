package com.telemedicalservices.kit.web;

import com.telemedicalservices.kit.domain.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A place in a list, opaque to callers: what the next page comes after. */
public final class Cursor {

  private static final String SEPARATOR = "\n";

  private Cursor() {}

  /** The cursor for these sort values. */
  public static String encode(String... values) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The sort values in a cursor.
   *
   * @throws RejectedException when it is none of ours
   */
  public static List<String> decode(String cursor, int count) {
    try {
      List<String> values =
          List.of(
              new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                  .split(SEPARATOR, -1));
      if (values.size() == count) {
        return values;
      }
    } catch (IllegalArgumentException e) {
      // Not base64, so not one of ours.
    }
    throw new RejectedException(
        new Rejection(
            Rejection.Kind.INVALID,
            "invalid-cursor",
            "Take the cursor from nextCursor of the page before, or leave it out.",
            Map.of()));
  }
}
