package com.telemedicalservices.intake;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * Words on sheets of US letter, one below the other, and on another sheet when one is full. The
 * typeface is inside the file: it looks the same on every machine, and for as long as it is kept.
 */
final class Paper implements Closeable {

  /** The one typeface the library brings along: Latin, Greek and Cyrillic letters. */
  private static final String TYPEFACE =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final DateTimeFormatter PDF_TIME =
      DateTimeFormatter.ofPattern("'D:'uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final float MARGIN = 72;
  private static final float TOP = PDRectangle.LETTER.getHeight() - MARGIN;
  private static final float BOTTOM = MARGIN + 12;
  private static final float FOOT = 44;
  private static final float WIDTH = PDRectangle.LETTER.getWidth() - 2 * MARGIN;
  private static final float LABELS = 120;
  private static final float LINES = 1.45f;
  private static final float BLACK = 0.1f;
  private static final float GREY = 0.42f;

  /** How letters look: how large, how grey, and whether they are bold. */
  private record Look(float size, float grey, boolean bold) {
    static final Look TITLE = new Look(19, BLACK, true);
    static final Look HEADING = new Look(12, BLACK, true);
    static final Look TEXT = new Look(11, BLACK, false);
    static final Look FACT = new Look(9.5f, BLACK, false);
    static final Look LABEL = new Look(9.5f, GREY, false);
    static final Look FOOT = new Look(8.5f, GREY, false);

    float height() {
      return size * LINES;
    }
  }

  /** A line of words where it belongs. */
  private record Line(String words, float x, float y, Look look) {}

  private final PDDocument document = new PDDocument();
  private final CmapLookup glyphs;
  private final PDFont font;
  private final List<List<Line>> sheets = new ArrayList<>();
  private float y;

  /**
   * @param title what it is
   * @param language its BCP 47 tag
   * @param since when what it tells came about; when it was printed is nowhere in it
   */
  Paper(String title, String language, Instant since) throws IOException {
    try (InputStream typeface =
        Objects.requireNonNull(PDFont.class.getResourceAsStream(TYPEFACE), TYPEFACE)) {
      TrueTypeFont letters = new TTFParser().parse(new RandomAccessReadBuffer(typeface));
      // Joined letters would be read back, and searched for, as letters that nobody has written.
      letters.setEnableGsub(false);
      glyphs = letters.getUnicodeCmapLookup();
      font = PDType0Font.load(document, letters, true);
    }
    document.setDocumentId(since.toEpochMilli());
    COSDictionary about = document.getDocumentInformation().getCOSObject();
    about.setString(COSName.TITLE, title);
    about.setString(COSName.CREATION_DATE, PDF_TIME.format(since));
    PDViewerPreferences shown = new PDViewerPreferences(new COSDictionary());
    shown.setDisplayDocTitle(true);
    document.getDocumentCatalog().setViewerPreferences(shown);
    document.getDocumentCatalog().setLanguage(language);
    turn();
  }

  private void turn() {
    sheets.add(new ArrayList<>());
    y = TOP;
  }

  /** What it is called, below what kind of thing it is. */
  void title(String kind, String title) throws IOException {
    write(kind, MARGIN, WIDTH, Look.LABEL);
    y -= 6;
    write(title, MARGIN, WIDTH, Look.TITLE);
    y -= 14;
  }

  /** Some sentences; an empty paragraph is the distance to the next. */
  void paragraph(String words) throws IOException {
    if (words.isBlank()) {
      y -= 7;
    } else {
      write(words, MARGIN, WIDTH, Look.TEXT);
    }
  }

  /** What is known, beside what it is called; all of it on one sheet. */
  void facts(String heading, Map<String, List<String>> facts) throws IOException {
    float height = 24 + Look.HEADING.height();
    for (List<String> values : facts.values()) {
      for (String value : values) {
        height += 4 + wrap(value, WIDTH - LABELS, Look.FACT).size() * Look.FACT.height();
      }
    }
    if (y - height < BOTTOM) {
      turn();
    }
    y -= 20;
    write(heading, MARGIN, WIDTH, Look.HEADING);
    for (Map.Entry<String, List<String>> fact : facts.entrySet()) {
      y -= 4;
      float beside = y;
      write(fact.getKey(), MARGIN, LABELS, Look.LABEL);
      y = beside;
      for (String value : fact.getValue()) {
        write(value, MARGIN + LABELS, WIDTH - LABELS, Look.FACT);
      }
    }
  }

  private void write(String words, float x, float width, Look look) throws IOException {
    for (String line : wrap(words, width, look)) {
      if (y - look.height() < BOTTOM) {
        turn();
      }
      y -= look.height();
      sheets.getLast().add(new Line(line, x, y, look));
    }
  }

  /** The lines some words take; one that is longer than a line is broken where the line ends. */
  private List<String> wrap(String words, float width, Look look) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : printable(words).split(" ", -1)) {
      String apart = line.isEmpty() ? "" : " ";
      if (width(line + apart + word, look) <= width) {
        line.append(apart).append(word);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      for (int letter : word.codePoints().toArray()) {
        if (width(line + Character.toString(letter), look) > width) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.appendCodePoint(letter);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private float width(String words, Look look) throws IOException {
    return font.getStringWidth(words) / 1000 * look.size();
  }

  /** The words in letters there are; one that the typeface lacks is written as its number. */
  private String printable(String words) {
    StringBuilder printable = new StringBuilder();
    Normalizer.normalize(words, Normalizer.Form.NFC)
        .codePoints()
        .forEach(
            letter -> {
              if (letter == ' ' || glyphs.getGlyphId(letter) != 0) {
                printable.appendCodePoint(letter);
              } else {
                printable.append("U+%04X".formatted(letter));
              }
            });
    return printable.toString();
  }

  /**
   * Everything, with a foot on each sheet.
   *
   * @param foot what the foot says on its left
   * @param number how the sheets are numbered: a format of the number and of how many there are
   */
  byte[] print(String foot, String number) throws IOException {
    for (int i = 0; i < sheets.size(); i++) {
      PDPage page = new PDPage(PDRectangle.LETTER);
      document.addPage(page);
      try (PDPageContentStream ink = new PDPageContentStream(document, page)) {
        for (Line line : sheets.get(i)) {
          draw(line, ink);
        }
        String right = number.formatted(i + 1, sheets.size());
        float x = MARGIN + WIDTH - width(right, Look.FOOT);
        draw(new Line(printable(foot), MARGIN, FOOT, Look.FOOT), ink);
        draw(new Line(right, x, FOOT, Look.FOOT), ink);
        ink.setStrokingColor(0.8f);
        ink.setLineWidth(0.5f);
        ink.moveTo(MARGIN, FOOT + 14);
        ink.lineTo(MARGIN + WIDTH, FOOT + 14);
        ink.stroke();
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  private void draw(Line line, PDPageContentStream ink) throws IOException {
    Look look = line.look();
    ink.beginText();
    ink.setFont(font, look.size());
    ink.setNonStrokingColor(look.grey());
    ink.setStrokingColor(look.grey());
    ink.setLineWidth(look.size() / 30);
    // There is no second, bold typeface: bold letters are drawn with an outline.
    ink.setRenderingMode(look.bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    ink.newLineAtOffset(line.x(), line.y());
    ink.showText(line.words());
    ink.endText();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
