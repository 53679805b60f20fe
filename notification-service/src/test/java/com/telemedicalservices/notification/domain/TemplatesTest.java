package com.telemedicalservices.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.contracts.AlertLevel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {

  private static final Instant STARTS = Instant.parse("2026-12-10T16:00:00Z");
  private static final ZoneId PHOENIX = ZoneId.of("America/Phoenix");

  /** Words that would give away what the patient is treated for, with what, or how it goes. */
  private static final List<String> FORBIDDEN =
      List.of(
          "ketamin",
          "infusion",
          "infusión",
          "dose",
          "dosis",
          "depress",
          "depres",
          "anxi",
          "ansied",
          "ptsd",
          "bipolar",
          "suicid",
          "psych",
          "psiqu",
          "mental",
          "phq",
          "gad",
          "ssrs",
          "score",
          "puntaje",
          "approved",
          "declined",
          "aprobad",
          "rechazad",
          "candidat");

  private final Templates templates =
      new Templates(MessagePolicy.defaults(), "TelemedicalServices", "http://portal.example");

  static Stream<Content> contents() {
    return Stream.of(
            Arrays.stream(MessageKind.values())
                .filter(
                    kind ->
                        Set.of(
                                MessageKind.INTAKE_INVITATION,
                                MessageKind.INTAKE_REMINDER,
                                MessageKind.INTAKE_RECEIVED,
                                MessageKind.INFORMATION_REQUESTED,
                                MessageKind.DECISION_READY,
                                MessageKind.SERIES_STOPPED)
                            .contains(kind))
                .map(Content.Notice::new),
            Arrays.stream(Rung.values()).map(rung -> new Content.SessionNear(rung, STARTS)),
            Stream.of(
                new Content.SeriesDates(List.of(STARTS, STARTS.plusSeconds(259_200))),
                new Content.NewTime(STARTS, STARTS.plusSeconds(86_400)),
                new Content.Questions("check-in-1", STARTS),
                new Content.Page("alert-1", "episode-1", 0, AlertLevel.P1, STARTS),
                new Content.Page("alert-1", "episode-1", 2, null, null)))
        .<Content>flatMap(each -> each);
  }

  static Stream<Arguments> contentsInBothLanguages() {
    return contents()
        .flatMap(content -> Stream.of("en", "es").map(language -> Arguments.of(content, language)));
  }

  @Test
  void every_kind_of_message_is_tried_here() {
    assertThat(contents().map(Content::kind).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(MessageKind.values());
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("contentsInBothLanguages")
  void says_nothing_that_is_nobody_elses_business(Content content, String language) {
    Wording wording = templates.write(content, language, PHOENIX);

    assertThat((wording.subject() + wording.body()).toLowerCase())
        .doesNotContain(FORBIDDEN)
        .doesNotContain("{", "}", "null");
    assertThat(wording.subject()).isNotBlank().doesNotContain("\n");
    assertThat(wording.body()).contains("http://portal.example");
  }

  @Test
  void writes_times_as_the_patients_clock_shows_them_and_names_its_zone() {
    Content near = new Content.SessionNear(Rung.HOURS_8, STARTS);

    assertThat(templates.write(near, "en", PHOENIX).body())
        .contains("Thursday, December 10, 2026, 9:00 AM (Mountain Standard Time)")
        .contains("No solid food after Thursday, December 10, 2026, 3:00 AM (Mountain Standard")
        .contains("No clear liquids after Thursday, December 10, 2026, 7:00 AM (Mountain");
    assertThat(templates.write(near, "es", PHOENIX).body())
        .contains("jueves, 10 de diciembre de 2026, 9:00")
        .contains("3:00");
    assertThat(templates.write(near, "en", ZoneId.of("America/New_York")).body())
        .contains("11:00 AM (Eastern Standard Time)");
  }

  @Test
  void knows_when_a_zone_keeps_summer_time() {
    Content near = new Content.SessionNear(Rung.HOURS_2, Instant.parse("2026-07-10T16:00:00Z"));

    assertThat(templates.write(near, "en", ZoneId.of("America/Denver")).body())
        .contains("10:00 AM (Mountain Daylight Time)");
    assertThat(templates.write(near, "en", PHOENIX).body())
        .contains("9:00 AM (Mountain Standard Time)");
  }

  @Test
  void a_confirmation_lists_every_date() {
    Content dates = new Content.SeriesDates(List.of(STARTS, STARTS.plusSeconds(259_200)));

    assertThat(templates.write(dates, "en", PHOENIX).body())
        .contains("December 10, 2026", "December 13, 2026");
  }

  @Test
  void a_page_to_staff_holds_ids_only() {
    Content page = new Content.Page("alert-1", "episode-1", 0, AlertLevel.P1, STARTS);

    assertThat(templates.write(page, "en", PHOENIX).subject())
        .isEqualTo("Alert alert-1 needs you (level P1, passed on 0 times)");
  }

  @Test
  void a_language_we_do_not_write_is_answered_in_english() {
    assertThat(
            templates
                .write(new Content.Notice(MessageKind.DECISION_READY), "fr", PHOENIX)
                .subject())
        .isEqualTo("Your provider has answered");
  }
}
