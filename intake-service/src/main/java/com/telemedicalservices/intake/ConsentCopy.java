package com.telemedicalservices.intake;

import com.telemedicalservices.intake.domain.Language;
import com.telemedicalservices.intake.domain.SignedConsent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A patient's copy of what they have signed, as a PDF: the whole text in the language it was signed
 * in, and all that is known of the signature. The same signature and zone make the same bytes.
 *
 * <p>Nothing of the library that writes PDF is touched before the first copy is printed, so that it
 * costs no service its start.
 *
 * @param text the text that was signed
 * @param signed the signature
 * @param zone where the patient reads the clock
 */
public record ConsentCopy(Consents.Text text, SignedConsent signed, ZoneId zone) {

  private static final Words ENGLISH =
      new Words(
          Locale.forLanguageTag("en-US"),
          "Your copy of what you have signed",
          "Signature",
          "Name, as typed",
          "none was asked for",
          "Signed on",
          "Withdrawn on",
          "Version",
          "Language",
          "English",
          "SHA-256 of the text",
          "Signature id",
          "Page %d of %d");
  private static final Words SPANISH =
      new Words(
          Locale.forLanguageTag("es-US"),
          "Su copia de lo que ha firmado",
          "Firma",
          "Nombre, como se escribió",
          "no se pidió ninguno",
          "Firmado el",
          "Retirado el",
          "Versión",
          "Idioma",
          "Español",
          "SHA-256 del texto",
          "Clave de la firma",
          "Página %d de %d");

  /** What a copy says besides the text that was signed. */
  private record Words(
      Locale locale,
      String heading,
      String signature,
      String name,
      String noName,
      String signedOn,
      String withdrawnOn,
      String version,
      String language,
      String thisLanguage,
      String textHash,
      String signatureId,
      String page) {

    static Words in(Language language) {
      return switch (language) {
        case EN -> ENGLISH;
        case ES -> SPANISH;
      };
    }

    /** What the patient's clock showed, in which zone, and the instant itself. */
    List<String> time(Instant instant, ZoneId zone) {
      ZonedDateTime time = instant.atZone(zone);
      String written =
          DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM)
              .withLocale(locale)
              .format(time);
      String zoneName = DateTimeFormatter.ofPattern("zzzz", locale).format(time);
      return List.of(
          written.replaceAll("\\h", " "), zoneName + " (" + zone + ")", instant.toString());
    }
  }

  /** The copy, to be sent as {@code application/pdf}. */
  public byte[] pdf() {
    Language language = signed.language();
    Words words = Words.in(language);
    String title = text.title().getOrDefault(language, text.consent());
    String name = signed.name();
    Map<String, List<String>> facts = new LinkedHashMap<>();
    facts.put(words.name(), List.of(name == null ? words.noName() : name));
    facts.put(words.signedOn(), words.time(signed.signedAt(), zone));
    Instant withdrawnAt = signed.withdrawnAt();
    if (withdrawnAt != null) {
      facts.put(words.withdrawnOn(), words.time(withdrawnAt, zone));
    }
    facts.put(words.version(), List.of(signed.version()));
    facts.put(words.language(), List.of(words.thisLanguage()));
    facts.put(words.textHash(), List.of(signed.textHash()));
    facts.put(words.signatureId(), List.of(signed.signatureId()));
    try (Paper paper = new Paper(title, language.tag(), signed.signedAt())) {
      paper.title(words.heading(), title);
      for (String paragraph : text.text().getOrDefault(language, "").split("\n", -1)) {
        paper.paragraph(paragraph);
      }
      paper.facts(words.signature(), facts);
      return paper.print(title + ", " + signed.version(), words.page());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
