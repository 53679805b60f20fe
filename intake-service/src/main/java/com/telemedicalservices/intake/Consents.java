package com.telemedicalservices.intake;

import com.telemedicalservices.intake.domain.ConsentText;
import com.telemedicalservices.intake.domain.Language;
import com.telemedicalservices.intake.domain.SignedConsent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The texts of the consents, one resource file for each version there ever was. What is signed is
 * their hash; so that a copy can be printed in the words signed, a version that was offered once is
 * never changed and never removed.
 */
public final class Consents {

  /** Those of one consent from the oldest to the newest, which is the one that is offered. */
  private static final List<String> VERSIONS =
      List.of(
          "telehealth/2026-11-01",
          "treatment/2026-11-01",
          "privacy/2026-11-01",
          "release/2026-11-27",
          "email/2026-11-01",
          "sms/2026-11-01");

  private final List<Text> everOffered;
  private final List<Text> offered;

  private Consents(List<Text> everOffered) {
    this.everOffered = List.copyOf(everOffered);
    Map<String, Text> newest = new LinkedHashMap<>();
    everOffered.forEach(text -> newest.put(text.consent(), text));
    this.offered = List.copyOf(newest.values());
  }

  /**
   * The text of a consent.
   *
   * @param consent which consent
   * @param version version of the text
   * @param title what it is called, by language
   * @param text what is signed, by language; paragraphs have an empty line between them
   * @param textHash SHA-256 of the text, by language
   */
  public record Text(
      String consent,
      String version,
      Map<Language, String> title,
      Map<Language, String> text,
      Map<Language, String> textHash) {}

  /** The consents this release ships. */
  public static Consents shipped() {
    return new Consents(VERSIONS.stream().map(Consents::read).toList());
  }

  private static Text read(String version) {
    JsonNode resource = Questionnaires.read(JsonMapper.shared(), "/consents/" + version + ".json");
    Map<Language, String> title = new EnumMap<>(Language.class);
    Map<Language, String> text = new EnumMap<>(Language.class);
    Map<Language, String> textHash = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      String words = resource.path("text").path(language.tag()).asString();
      title.put(language, resource.path("title").path(language.tag()).asString());
      text.put(language, words);
      textHash.put(language, sha256(words));
    }
    return new Text(
        resource.path("consent").asString(),
        resource.path("version").asString(),
        title,
        text,
        textHash);
  }

  private static String sha256(String words) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(words.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** The texts that are offered for signing. */
  public List<Text> texts() {
    return offered;
  }

  /** Every text that was ever offered. */
  public List<Text> everOffered() {
    return everOffered;
  }

  /** The text somebody has signed; empty when no text here has the hash that was signed. */
  public Optional<Text> signedWith(SignedConsent signed) {
    return everOffered.stream()
        .filter(text -> text.consent().equals(signed.consent()))
        .filter(text -> text.version().equals(signed.version()))
        .filter(text -> signed.textHash().equals(text.textHash().get(signed.language())))
        .findFirst();
  }

  /** The texts as the rules know them. */
  public List<ConsentText> forRules() {
    return offered.stream()
        .map(text -> new ConsentText(text.consent(), text.version(), text.textHash()))
        .toList();
  }
}
