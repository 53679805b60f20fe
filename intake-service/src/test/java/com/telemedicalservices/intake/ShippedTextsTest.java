package com.telemedicalservices.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.telemedicalservices.intake.domain.CssrsScreener;
import com.telemedicalservices.intake.domain.Form;
import com.telemedicalservices.intake.domain.Instrument;
import com.telemedicalservices.intake.domain.Item;
import com.telemedicalservices.intake.domain.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShippedTextsTest {

  private static final Questionnaires QUESTIONNAIRES = Questionnaires.shipped();
  private static final Map<String, Form> FORMS =
      QUESTIONNAIRES.forms().stream().collect(Collectors.toMap(Form::code, Function.identity()));

  static Stream<String> codes() {
    return QUESTIONNAIRES.codes().stream();
  }

  private static JsonNode resource(String code) {
    return QUESTIONNAIRES.resource(code).orElseThrow();
  }

  private static List<String> required(String code) {
    return FORMS.get(code).items().stream().filter(Item::required).map(Item::linkId).toList();
  }

  @Test
  void the_instruments_score_the_items_the_forms_ask() {
    for (Instrument instrument : QUESTIONNAIRES.instruments()) {
      assertThat(required(instrument.code())).isEqualTo(instrument.linkIds());
    }
    assertThat(required("c-ssrs-screener")).isEqualTo(CssrsScreener.items());
  }

  @Test
  void items_carry_the_loinc_codes_of_the_field() {
    for (String code : List.of("audit-c", "phq-9", "gad-7", "c-ssrs-screener")) {
      for (JsonNode item : resource(code).path("item")) {
        assertThat(item.path("code").path(0).path("system").asString())
            .isEqualTo("http://loinc.org");
        assertThat(item.path("code").path(0).path("code").asString())
            .isEqualTo(item.path("linkId").asString());
      }
    }
    assertThat(
            Stream.of("audit-c", "phq-9", "gad-7", "pcl-5", "c-ssrs-screener")
                .map(code -> resource(code).path("code").path(0).path("code").asString()))
        .containsExactly("72109-2", "44249-1", "69737-5", "101697-1", "93373-9");
  }

  @Test
  void the_options_weigh_what_the_scorers_count() {
    for (String code : List.of("phq-9", "gad-7")) {
      for (JsonNode item : resource(code).path("item")) {
        if (item.path("required").asBoolean()) {
          List<String> weights = new ArrayList<>();
          for (JsonNode option : item.path("answerOption")) {
            weights.add(
                option.path("valueCoding").path("code").asString()
                    + "="
                    + option.path("extension").path(0).path("valueDecimal").asInt());
          }
          assertThat(weights)
              .containsExactly("LA6568-5=0", "LA6569-3=1", "LA6570-1=2", "LA6571-9=3");
        }
      }
    }
  }

  @Test
  void the_screener_asks_what_follows_a_yes() {
    Form screener = FORMS.get("c-ssrs-screener");
    Item.Condition afterThoughts =
        new Item.Condition(CssrsScreener.ACTIVE_THOUGHTS, CssrsScreener.YES);
    Item.Condition afterBehaviour = new Item.Condition(CssrsScreener.BEHAVIOUR, CssrsScreener.YES);

    assertThat(screener.items().stream().map(Item::askedWhen))
        .containsExactly(
            null, null, afterThoughts, afterThoughts, afterThoughts, null, afterBehaviour);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void a_form_is_a_questionnaire_in_two_languages(String code) {
    JsonNode form = resource(code);
    assertThat(form.path("resourceType").asString()).isEqualTo("Questionnaire");
    assertThat(form.path("id").asString()).isEqualTo(code);
    assertThat(form.path("status").asString()).isEqualTo("active");
    assertThat(form.path("version").asString()).isEqualTo(FORMS.get(code).version());
    assertThat(QUESTIONNAIRES.title(code, Language.ES))
        .isNotBlank()
        .isNotEqualTo(QUESTIONNAIRES.title(code, Language.EN));
    List<JsonNode> items = new ArrayList<>();
    form.path("item")
        .forEach(
            item -> {
              items.add(item);
              item.path("item").forEach(items::add);
            });
    for (JsonNode item : items) {
      assertThat(spanish(item.path("_text"))).as(item.path("linkId").asString()).isNotBlank();
      for (JsonNode option : item.path("answerOption")) {
        assertThat(spanish(option.path("valueCoding").path("_display"))).isNotBlank();
      }
    }
  }

  private static String spanish(JsonNode element) {
    JsonNode translation = element.path("extension").path(0).path("extension");
    assertThat(translation.path(0).path("valueCode").asString()).isEqualTo("es");
    return translation.path(1).path("valueString").asString();
  }

  @Test
  void link_ids_can_be_field_names_in_the_database() {
    for (Form form : FORMS.values()) {
      assertThat(form.items())
          .allSatisfy(item -> assertThat(item.linkId()).matches("[a-zA-Z0-9-]{1,64}"))
          .filteredOn(Item.Block.class::isInstance)
          .allSatisfy(
              block ->
                  assertThat(((Item.Block) block).items())
                      .allSatisfy(
                          item -> assertThat(item.linkId()).startsWith(block.linkId() + "-")));
    }
  }

  /** A version that was offered may have been signed: the list only grows, and no line changes. */
  @Test
  void no_text_that_was_ever_offered_changes_or_goes_away() {
    JsonNode known = Questionnaires.read(JsonMapper.shared(), "/consent-hashes.json");

    assertThat(Consents.shipped().everOffered())
        .allSatisfy(
            text -> {
              JsonNode signed = known.path(text.consent() + "/" + text.version());
              text.textHash()
                  .forEach(
                      (language, hash) ->
                          assertThat(hash).isEqualTo(signed.path(language.tag()).asString("new")));
            })
        .hasSize(known.size());
  }

  @Test
  void every_consent_is_written_in_every_language() {
    assertThat(Consents.shipped().texts())
        .extracting(Consents.Text::consent)
        .containsExactly("telehealth", "treatment", "privacy", "release", "email", "sms");
    assertThat(Consents.shipped().texts())
        .allSatisfy(
            text -> {
              assertThat(text.text().get(Language.EN)).isNotBlank();
              assertThat(text.text().get(Language.ES)).isNotBlank();
              assertThat(text.textHash().values())
                  .hasSize(2)
                  .doesNotHaveDuplicates()
                  .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
            });
  }
}
