package com.telemedicalservices.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.intake.domain.Language;
import com.telemedicalservices.intake.domain.SignedConsent;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsentCopyTest {

  private static final ZoneId PHOENIX = ZoneId.of("America/Phoenix");
  private static final Instant SIGNED = Instant.parse("2026-12-01T16:00:00.123Z");
  private static final Consents CONSENTS = Consents.shipped();

  private static Consents.Text text(String consent) {
    return CONSENTS.texts().stream()
        .filter(text -> text.consent().equals(consent))
        .findFirst()
        .orElseThrow();
  }

  private static SignedConsent signed(
      Consents.Text text, Language language, String name, Instant withdrawnAt) {
    return new SignedConsent(
        "episode-1.consent.1",
        text.consent(),
        text.version(),
        language,
        text.textHash().get(language),
        name,
        SIGNED,
        withdrawnAt);
  }

  private static byte[] copy(String consent, Language language, String name) {
    Consents.Text text = text(consent);
    return new ConsentCopy(text, signed(text, language, name, null), PHOENIX).pdf();
  }

  private static String read(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void a_copy_has_every_word_that_was_signed(Language language) throws IOException {
    for (Consents.Text text : CONSENTS.everOffered()) {
      assertThat(read(new ConsentCopy(text, signed(text, language, "A", null), PHOENIX).pdf()))
          .contains(text.text().get(language).replaceAll("\\s+", " "))
          .contains(text.title().get(language), text.version(), text.textHash().get(language));
    }
  }

  @Test
  void a_copy_tells_when_in_the_language_and_by_the_clock_of_the_patient() throws IOException {
    Consents.Text text = text("release");
    SignedConsent signed = signed(text, Language.ES, "José Ñáñez", SIGNED.plusSeconds(86_400));

    assertThat(read(new ConsentCopy(text, signed, PHOENIX).pdf()))
        .contains("Nombre, como se escribió José Ñáñez")
        .contains("Firmado el martes, 1 de diciembre de 2026")
        .contains("9:00:00", "(America/Phoenix)", "2026-12-01T16:00:00.123Z")
        .contains("Retirado el miércoles, 2 de diciembre de 2026")
        .contains("Página 1 de 1");
    assertThat(read(copy("release", Language.EN, "Sample Q. Person")))
        .contains("Signed on Tuesday, December 1, 2026")
        .contains("9:00:00 AM Mountain Standard Time (America/Phoenix)")
        .doesNotContain("Withdrawn");
  }

  @Test
  void a_name_is_there_whatever_letters_it_has() throws IOException {
    assertThat(read(copy("sms", Language.EN, "Nguyễn Thị Łucja Ωmega Юлия")))
        .contains("Nguyễn Thị Łucja Ωmega Юлия");
    assertThat(read(copy("sms", Language.EN, "Jose\u0301 office"))).contains("José office");
    assertThat(read(copy("sms", Language.EN, "王 Li"))).contains("U+738B Li");
    assertThat(read(copy("sms", Language.EN, "x".repeat(200))).replace(" ", ""))
        .contains("x".repeat(200));
    assertThat(read(copy("sms", Language.EN, null))).contains("none was asked for");
  }

  @Test
  void a_long_text_goes_on_on_the_next_page_and_pages_are_numbered() throws IOException {
    String words = "Every word of it counts. ".repeat(400).strip();
    Consents.Text text =
        new Consents.Text(
            "long",
            "1",
            Map.of(Language.EN, "A long consent"),
            Map.of(Language.EN, words),
            Map.of(Language.EN, "0".repeat(64)));
    byte[] pdf =
        new ConsentCopy(text, signed(text, Language.EN, "Sample Q. Person", null), PHOENIX).pdf();

    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(3);
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("A long consent");
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
    }
    assertThat(read(pdf)).contains("Page 1 of 3", "Page 3 of 3");
    assertThat(read(pdf).split("Every word of it", -1)).hasSize(401);
  }

  @Test
  void the_same_signature_makes_the_same_copy() {
    Supplier<byte[]> copy = () -> copy("treatment", Language.ES, "Sample Q. Person");

    assertThat(copy.get()).isEqualTo(copy.get());
  }

  @Test
  void what_was_signed_is_known_by_its_hash() {
    Consents.Text text = text("sms");
    SignedConsent signed = signed(text, Language.EN, "A", null);
    assertThat(CONSENTS.signedWith(signed)).contains(text);

    assertThat(CONSENTS.signedWith(signed(text("email"), Language.EN, "A", null)))
        .contains(text("email"));
    assertThat(
            CONSENTS.signedWith(
                new SignedConsent(
                    "1", "sms", text.version(), Language.ES, signed.textHash(), "A", SIGNED, null)))
        .isEmpty();
  }
}
