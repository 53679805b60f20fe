package com.telemedicalservices.notification.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Turns the facts of a message into words, in English or Spanish. The texts stand in {@code
 * mail/<language>/<template>.txt}: the subject, an empty line, the body. Times are clock times of a
 * zone and always come with its name.
 */
public final class Templates {

  private static final Locale ENGLISH = Locale.forLanguageTag("en-US");
  private static final Locale SPANISH = Locale.forLanguageTag("es-US");

  private final MessagePolicy policy;
  private final String clinic;
  private final String portalUrl;
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  /**
   * @param policy says how long before a session to stop eating and drinking
   * @param clinic how the clinic calls itself
   * @param portalUrl where patients and staff sign in
   */
  public Templates(MessagePolicy policy, String clinic, String portalUrl) {
    this.policy = policy;
    this.clinic = clinic;
    this.portalUrl = portalUrl;
  }

  /**
   * Writes a message.
   *
   * @param language a BCP 47 tag; every language but Spanish is answered in English
   * @param zone the zone of the reader
   */
  public Wording write(Content content, String language, ZoneId zone) {
    boolean spanish = Locale.forLanguageTag(language).getLanguage().equals("es");
    Clock clock = new Clock(spanish ? SPANISH : ENGLISH, zone);
    Map<String, String> facts = new LinkedHashMap<>(facts(content, clock));
    facts.put("clinic", clinic);
    facts.put("portal", portalUrl);
    String folder = spanish ? "es" : "en";
    String footer = content.kind() == MessageKind.STAFF_PAGE ? "footer-staff" : "footer";
    String text = fill(text(folder, content.template()), facts);
    int end = text.indexOf("\n\n");
    return new Wording(
        text.substring(0, end),
        text.substring(end + 2) + "\n--\n" + fill(text(folder, footer), facts));
  }

  private Map<String, String> facts(Content content, Clock clock) {
    return switch (content) {
      case Content.Notice _ -> Map.of();
      case Content.SeriesDates dates ->
          Map.of(
              "dates",
              dates.startsAt().stream()
                  .map(startsAt -> "  " + clock.write(startsAt))
                  .collect(Collectors.joining("\n")));
      case Content.SessionNear near ->
          Map.of(
              "starts", clock.write(near.startsAt()),
              "solids", clock.write(near.startsAt().minus(policy.solidsHours(), ChronoUnit.HOURS)),
              "liquids",
                  clock.write(near.startsAt().minus(policy.liquidsHours(), ChronoUnit.HOURS)));
      case Content.NewTime moved ->
          Map.of(
              "previous", clock.write(moved.previousStartsAt()),
              "starts", clock.write(moved.startsAt()));
      case Content.Questions questions ->
          Map.of(
              "link",
              portalUrl + "/check-ins/" + questions.checkInId(),
              "answerBy",
              clock.write(questions.answerBy()));
      case Content.Page page ->
          Map.of(
              "alert",
              page.alertId(),
              "episode",
              page.episodeId(),
              "rung",
              Integer.toString(page.rung()),
              "level",
              page.level() == null ? "-" : page.level().name(),
              "acknowledgeBy",
              page.acknowledgeBy() == null ? "-" : clock.write(page.acknowledgeBy()),
              "link",
              portalUrl + "/alerts/" + page.alertId());
    };
  }

  private static String fill(String text, Map<String, String> facts) {
    String filled = text;
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      filled = filled.replace("{" + fact.getKey() + "}", fact.getValue());
    }
    return filled;
  }

  private String text(String folder, String name) {
    return texts.computeIfAbsent("/mail/" + folder + "/" + name + ".txt", Templates::read);
  }

  private static String read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Templates.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes times as a reader's clock shows them. */
  private record Clock(Locale locale, ZoneId zone) {

    String write(Instant instant) {
      String written =
          DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                  .withLocale(locale)
                  .format(instant.atZone(zone))
              + ", "
              + DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                  .withLocale(locale)
                  .format(instant.atZone(zone))
              + " ("
              + DateTimeFormatter.ofPattern("zzzz", locale).format(instant.atZone(zone))
              + ")";
      // Some locales part hour and half of the day by spaces that old mail programs do not know.
      return written.replaceAll("\\h", " ");
    }
  }
}
