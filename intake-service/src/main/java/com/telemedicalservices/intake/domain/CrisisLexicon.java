package com.telemedicalservices.intake.domain;

import com.telemedicalservices.contracts.IntakeEvent;
import com.telemedicalservices.contracts.RiskTier;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds in what a patient writes freely that they may be about to hurt themselves (DOMAIN §5.4). It
 * listens to all languages at once, and would rather call a clinician once too often: what was
 * meant is for a human to find out.
 *
 * @param version version of the phrases, stored with every signal
 * @param phrases plain small letters without accents; a star at the end stands for any ending
 */
public record CrisisLexicon(String version, List<String> phrases) {

  private static final Pattern MARKS = Pattern.compile("[\\p{M}'’]");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

  public CrisisLexicon {
    phrases = List.copyOf(phrases);
    for (String phrase : phrases) {
      if (!phrase.equals(plain(phrase) + (phrase.endsWith("*") ? "*" : ""))) {
        throw new IllegalArgumentException("Write this phrase plainly: " + phrase);
      }
    }
  }

  /** Whether one of the phrases is in these words. */
  public boolean hears(String words) {
    String said = " " + plain(words) + " ";
    return phrases.stream()
        .anyMatch(
            phrase ->
                phrase.endsWith("*")
                    ? said.contains(" " + phrase.substring(0, phrase.length() - 1))
                    : said.contains(" " + phrase + " "));
  }

  /** What it means when it is. */
  RiskReading reading() {
    return new RiskReading(RiskTier.HIGH, IntakeEvent.CrisisFlagged.FREE_TEXT, version);
  }

  private static String plain(String words) {
    String unmarked =
        MARKS.matcher(Normalizer.normalize(words, Normalizer.Form.NFD)).replaceAll("");
    return NO_LETTERS.matcher(unmarked.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }
}
