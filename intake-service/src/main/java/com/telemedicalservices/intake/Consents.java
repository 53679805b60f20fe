package com.telemedicalservices.intake;

import com.telemedicalservices.intake.domain.ConsentText;
import com.telemedicalservices.intake.domain.Language;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The texts of the consents, one resource file each. What is signed is their hash. */
public final class Consents {

  private static final List<String> KINDS =
      List.of("telehealth", "treatment", "privacy", "email", "sms");

  private final List<Text> texts;

  private Consents(List<Text> texts) {
    this.texts = List.copyOf(texts);
  }

  /**
   * The text of a consent.
   *
   * @param consent which consent
   * @param version version of the text
   * @param title what it is called, by language
   * @param text what is signed, by language
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
    return new Consents(KINDS.stream().map(Consents::read).toList());
  }

  private static Text read(String consent) {
    JsonNode resource = Questionnaires.read(JsonMapper.shared(), "/consents/" + consent + ".json");
    Map<Language, String> title = new EnumMap<>(Language.class);
    Map<Language, String> text = new EnumMap<>(Language.class);
    Map<Language, String> textHash = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      String words = resource.path("text").path(language.tag()).asString();
      title.put(language, resource.path("title").path(language.tag()).asString());
      text.put(language, words);
      textHash.put(language, sha256(words));
    }
    return new Text(consent, resource.path("version").asString(), title, text, textHash);
  }

  private static String sha256(String words) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(words.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** All texts. */
  public List<Text> texts() {
    return texts;
  }

  /** The texts as the rules know them. */
  public List<ConsentText> forRules() {
    return texts.stream()
        .map(text -> new ConsentText(text.consent(), text.version(), text.textHash()))
        .toList();
  }
}
