package com.telemedicalservices.notification.domain;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a text that a patient sent back means. The keywords are the FCC's, with plain words in the
 * two languages we write in; they are read here, not by the vendor (DOMAIN §6).
 */
public enum InboundText {
  /** Stop writing to me. */
  STOP,
  /**
   * Something a human has to read. The crisis lexicon (SI_TEXT, DOMAIN §8.5) will be read before
   * everything else and become a meaning of its own, so that nothing is treated as a mere stop that
   * is a cry for help.
   */
  OTHER;

  private static final Set<String> KEYWORDS =
      Set.of(
          "stop",
          "stopall",
          "quit",
          "end",
          "revoke",
          "opt out",
          "optout",
          "cancel",
          "unsubscribe",
          "alto",
          "parar",
          "baja",
          "cancelar",
          "salir");

  /** Words around a keyword that do not change it. */
  private static final Set<String> COURTESY =
      Set.of("please", "pls", "thanks", "thank", "you", "now", "por", "favor", "gracias");

  private static final List<String> PHRASES =
      List.of(
          "opt out",
          "opt me out",
          "unsubscribe",
          "stop texting",
          "stop messaging",
          "stop sending",
          "stop contacting",
          "stop all",
          "do not text",
          "dont text",
          "do not message",
          "dont message",
          "no more texts",
          "no more messages",
          "take me off",
          "remove me",
          "no mas mensajes",
          "no más mensajes",
          "no me escriban",
          "dejen de escribir");

  /** Reads a text. */
  public static InboundText of(String text) {
    String plain =
        text.toLowerCase(Locale.ROOT)
            .replaceAll("['’]", "")
            .replaceAll("[^\\p{L}\\p{Nd}]+", " ")
            .strip();
    List<String> words =
        List.of(plain.split(" ")).stream().filter(word -> !COURTESY.contains(word)).toList();
    String bare = String.join(" ", words);
    if (KEYWORDS.contains(bare) || bare.startsWith("stop ")) {
      return STOP;
    }
    String padded = " " + plain + " ";
    return PHRASES.stream().anyMatch(phrase -> padded.contains(" " + phrase + " ")) ? STOP : OTHER;
  }
}
