package com.telemedicalservices.intake;

import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.CrisisLexicon;
import com.telemedicalservices.intake.domain.Form;
import com.telemedicalservices.intake.domain.Instrument;
import com.telemedicalservices.intake.domain.Item;
import com.telemedicalservices.intake.domain.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The forms as FHIR R4 Questionnaires, one resource file each. The file is the form: what is shown
 * to a patient and what the rules check come from the same text.
 */
public final class Questionnaires {

  private static final List<String> CODES =
      List.of(
          "eligibility",
          "medical-history",
          "medications",
          "psychiatric-history",
          "substance-use",
          "audit-c",
          "phq-9",
          "gad-7",
          "pcl-5",
          "c-ssrs-screener");
  private static final List<String> INSTRUMENTS = List.of("audit-c", "phq-9", "gad-7", "pcl-5");
  private static final String EXTENSION = "http://hl7.org/fhir/StructureDefinition/";
  private static final int DEFAULT_MAX_LENGTH = 1000;

  private final Map<String, JsonNode> resources;
  private final Map<String, JsonNode> scorings;
  private final List<Form> forms;

  private Questionnaires(Map<String, JsonNode> resources, Map<String, JsonNode> scorings) {
    this.resources = resources;
    this.scorings = scorings;
    this.forms =
        resources.entrySet().stream()
            .map(resource -> form(resource.getKey(), resource.getValue()))
            .toList();
  }

  /** The forms this release ships. */
  public static Questionnaires shipped() {
    JsonMapper json = JsonMapper.shared();
    Map<String, JsonNode> resources = new LinkedHashMap<>();
    for (String code : CODES) {
      resources.put(code, read(json, "/forms/" + code + ".json"));
    }
    Map<String, JsonNode> scorings = new LinkedHashMap<>();
    for (String code : INSTRUMENTS) {
      JsonNode scoring = read(json, "/instruments/" + code + ".json");
      if (scoring.path("scoreCode").asString("").isBlank()) {
        throw new IllegalStateException(code + ": its score has no code");
      }
      scorings.put(code, scoring);
    }
    return new Questionnaires(resources, scorings);
  }

  static JsonNode read(JsonMapper json, String resource) {
    try (InputStream in = Questionnaires.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + resource + " is missing");
      }
      return json.readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The codes of the forms, in the order they are filled in. */
  public List<String> codes() {
    return List.copyOf(resources.keySet());
  }

  /** A form as a FHIR resource. */
  public Optional<JsonNode> resource(String code) {
    return Optional.ofNullable(resources.get(code));
  }

  /** A form's title. */
  public String title(String code, Language language) {
    return written(resourceOrNothing(code), "title", language);
  }

  /** What an item asks; empty when the form does not have it. */
  public Optional<String> text(String code, String linkId, Language language) {
    return itemOf(code, linkId).map(item -> written(item, "text", language));
  }

  /** What one of an item's options says; empty when the item does not have it. */
  public Optional<String> optionText(String code, String linkId, String option, Language language) {
    return itemOf(code, linkId).stream()
        .flatMap(Questionnaires::optionsOf)
        .map(each -> each.path("valueCoding"))
        .filter(coding -> coding.path("code").asString().equals(option))
        .map(coding -> written(coding, "display", language))
        .findFirst();
  }

  private Optional<JsonNode> itemOf(String code, String linkId) {
    return resourceOrNothing(code)
        .path("item")
        .valueStream()
        .flatMap(item -> Stream.concat(Stream.of(item), item.path("item").valueStream()))
        .filter(item -> item.path("linkId").asString().equals(linkId))
        .findFirst();
  }

  private JsonNode resourceOrNothing(String code) {
    return resources.getOrDefault(code, JsonMapper.shared().missingNode());
  }

  /** A text of an element; in the language it was written in when nobody has translated it. */
  static String written(JsonNode element, String field, Language language) {
    String original = element.path(field).asString("");
    return language == Language.EN
        ? original
        : translation(element.path("_" + field), language).orElse(original);
  }

  private static Optional<String> translation(JsonNode element, Language language) {
    for (JsonNode extension : element.path("extension")) {
      boolean spoken = false;
      String content = null;
      for (JsonNode part : extension.path("extension")) {
        switch (part.path("url").asString("")) {
          case "lang" -> spoken = part.path("valueCode").asString("").equals(language.tag());
          case "content" -> content = part.path("valueString").asString("");
          default -> {}
        }
      }
      if (spoken && content != null) {
        return Optional.of(content);
      }
    }
    return Optional.empty();
  }

  /** The forms as the rules know them. */
  public List<Form> forms() {
    return forms;
  }

  private static Form form(String code, JsonNode resource) {
    return new Form(
        code,
        resource.path("version").asString(),
        resource.path("item").valueStream().map(Questionnaires::item).toList());
  }

  private static Item item(JsonNode item) {
    String linkId = item.path("linkId").asString();
    boolean required = item.path("required").asBoolean(false);
    Item.Condition askedWhen = askedWhen(item.path("enableWhen"));
    String type = item.path("type").asString();
    return switch (type) {
      case "choice" -> new Item.Choice(linkId, required, askedWhen, codes(item));
      case "integer" ->
          new Item.Count(
              linkId,
              required,
              askedWhen,
              limit(item, "minValue", Integer.MIN_VALUE),
              limit(item, "maxValue", Integer.MAX_VALUE));
      case "decimal" ->
          new Item.Quantity(
              linkId,
              required,
              askedWhen,
              BigDecimal.valueOf(limit(item, "minValue", Integer.MIN_VALUE)),
              BigDecimal.valueOf(limit(item, "maxValue", Integer.MAX_VALUE)));
      case "boolean" -> new Item.YesNo(linkId, required, askedWhen);
      case "string", "text" ->
          new Item.Words(
              linkId, required, askedWhen, item.path("maxLength").asInt(DEFAULT_MAX_LENGTH));
      case "group" ->
          new Item.Block(
              linkId,
              askedWhen,
              item.path("item").valueStream().map(Questionnaires::item).toList());
      default ->
          throw new IllegalStateException(linkId + ": items of type " + type + " are unknown");
    };
  }

  private static Item.@Nullable Condition askedWhen(JsonNode enableWhen) {
    if (enableWhen.isEmpty()) {
      return null;
    }
    if (enableWhen.size() > 1 || !enableWhen.path(0).path("operator").asString().equals("=")) {
      throw new IllegalStateException("Items may depend on one answer of one other item");
    }
    JsonNode condition = enableWhen.path(0);
    Answer answer =
        condition.has("answerBoolean")
            ? new Answer.YesNo(condition.path("answerBoolean").asBoolean())
            : new Answer.Text(condition.path("answerCoding").path("code").asString());
    return new Item.Condition(condition.path("question").asString(), answer);
  }

  private static List<String> codes(JsonNode item) {
    return optionsOf(item)
        .map(option -> option.path("valueCoding").path("code").asString())
        .toList();
  }

  private static Stream<JsonNode> optionsOf(JsonNode item) {
    return item.path("answerOption").valueStream();
  }

  private static int limit(JsonNode item, String name, int otherwise) {
    for (JsonNode extension : item.path("extension")) {
      if (extension.path("url").asString().equals(EXTENSION + name)) {
        return extension.has("valueDecimal")
            ? extension.path("valueDecimal").asInt()
            : extension.path("valueInteger").asInt();
      }
    }
    return otherwise;
  }

  /** How the forms that are instruments are scored; the points are those of the forms' options. */
  public List<Instrument> instruments() {
    return scorings.entrySet().stream()
        .map(scoring -> instrument(scoring.getKey(), scoring.getValue()))
        .toList();
  }

  private Instrument instrument(String code, JsonNode scoring) {
    JsonNode form = resourceOrNothing(code);
    return new Instrument(
        code,
        scoring.path("scorerVersion").asString(),
        form.path("item")
            .valueStream()
            .filter(item -> item.path("required").asBoolean(false))
            .map(
                item ->
                    new Instrument.ScoredItem(item.path("linkId").asString(), pointsOf(code, item)))
            .toList(),
        scoring
            .path("bands")
            .valueStream()
            .map(
                band ->
                    new Instrument.Band(band.path("from").asInt(), band.path("name").asString()))
            .toList(),
        scoring
            .path("clusters")
            .valueStream()
            .map(
                cluster ->
                    new Instrument.Cluster(
                        cluster.path("items").valueStream().map(JsonNode::asString).toList(),
                        cluster.path("pointsFrom").asInt(),
                        cluster.path("atLeast").asInt()))
            .toList());
  }

  /**
   * The LOINC code of an instrument's score, which is not that of its panel of questions (DOMAIN
   * §0); empty for a form that has none.
   */
  Optional<String> scoreCode(String code) {
    return Optional.ofNullable(scorings.get(code))
        .map(scoring -> scoring.path("scoreCode").asString());
  }

  private static Map<String, Integer> pointsOf(String code, JsonNode item) {
    Map<String, Integer> points = new LinkedHashMap<>();
    optionsOf(item)
        .forEach(
            option -> {
              JsonNode weight = option.path("extension").path(0);
              if (!weight.path("url").asString("").equals(EXTENSION + "ordinalValue")) {
                throw new IllegalStateException(
                    code + ": an option of " + item.path("linkId").asString() + " has no points");
              }
              points.put(
                  option.path("valueCoding").path("code").asString(),
                  weight.path("valueDecimal").asInt());
            });
    return points;
  }

  /** What is listened for in free text. */
  public CrisisLexicon crisisLexicon() {
    JsonNode lexicon = read(JsonMapper.shared(), "/crisis-lexicon.json");
    return new CrisisLexicon(
        lexicon.path("version").asString(),
        lexicon
            .path("phrases")
            .valueStream()
            .flatMap(language -> language.valueStream().map(JsonNode::asString))
            .toList());
  }
}
