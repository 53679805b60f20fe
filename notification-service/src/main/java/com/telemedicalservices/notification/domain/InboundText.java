package com.telemedicalservices.notification.domain;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a text that a patient sent back means. The keywords are the FCC's, with plain words in the
 * two languages we write in; they are read here, not by the vendor (DOMAIN §6).
 */
public enum InboundText {
  /** Stop writing to me. */
  STOP,
  /**
   * Something a human has to read. Whatever says more than a plain stop is, since "stop this pain"
   * may be a cry for help; the crisis lexicon (SI_TEXT, DOMAIN §8.5) is not read here yet.
   */
  OTHER;

  private static final Set<String> KEYWORDS =
      Set.of(
          "stop",
          "stopall",
          "stop all",
          "stop it",
          "stop texts",
          "stop messages",
          "stop all texts",
          "stop all messages",
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

  /** Words a phrase may stand among; any other word may mean something else. */
  private static final Set<String> AROUND =
      Stream.of(
              PHRASES.stream().flatMap(phrase -> Stream.of(phrase.split(" "))),
              COURTESY.stream(),
              Stream.of(
                  "i", "want", "to", "like", "would", "this", "these", "those", "your", "the",
                  "from", "of", "list", "again", "any", "quiero", "a", "este", "numero", "número"))
          .flatMap(words -> words)
          .collect(Collectors.toUnmodifiableSet());

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
    if (KEYWORDS.contains(bare)) {
      return STOP;
    }
    String padded = " " + plain + " ";
    return AROUND.containsAll(words)
            && PHRASES.stream().anyMatch(phrase -> padded.contains(" " + phrase + " "))
        ? STOP
        : OTHER;
  }
}
