package com.telemedicalservices.intake;

import com.telemedicalservices.intake.domain.Answer;
import com.telemedicalservices.intake.domain.Form;
import com.telemedicalservices.intake.domain.Item;
import com.telemedicalservices.intake.domain.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The forms as FHIR R4 Questionnaires, one resource file each. The file is the form: what is shown
 * to a patient and what the rules check come from the same text.
 */
public final class Questionnaires {

  private static final List<String> CODES =
      List.of("eligibility", "phq-9", "gad-7", "c-ssrs-screener");
  private static final String EXTENSION = "http://hl7.org/fhir/StructureDefinition/";
  private static final int DEFAULT_MAX_LENGTH = 1000;

  private final Map<String, JsonNode> resources;

  private Questionnaires(Map<String, JsonNode> resources) {
    this.resources = resources;
  }

  /** The forms this release ships. */
  public static Questionnaires shipped() {
    JsonMapper json = JsonMapper.shared();
    Map<String, JsonNode> resources = new LinkedHashMap<>();
    for (String code : CODES) {
      resources.put(code, read(json, "/forms/" + code + ".json"));
    }
    return new Questionnaires(resources);
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
    JsonNode resource = resources.getOrDefault(code, JsonMapper.shared().missingNode());
    String original = resource.path("title").asString("");
    return language == Language.EN
        ? original
        : translation(resource.path("_title"), language).orElse(original);
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
    List<Form> forms = new ArrayList<>();
    resources.forEach(
        (code, resource) -> {
          List<Item> items = new ArrayList<>();
          resource.path("item").forEach(item -> items.add(item(item)));
          forms.add(new Form(code, resource.path("version").asString(), items));
        });
    return List.copyOf(forms);
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
      case "boolean" -> new Item.YesNo(linkId, required, askedWhen);
      case "string", "text" ->
          new Item.Words(
              linkId, required, askedWhen, item.path("maxLength").asInt(DEFAULT_MAX_LENGTH));
      default -> throw new IllegalStateException("Items of type " + type + " are not supported");
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
    return new Item.Condition(
        condition.path("question").asString(),
        new Answer.Text(condition.path("answerCoding").path("code").asString()));
  }

  private static Set<String> codes(JsonNode item) {
    Set<String> codes = new LinkedHashSet<>();
    item.path("answerOption")
        .forEach(option -> codes.add(option.path("valueCoding").path("code").asString()));
    return codes;
  }

  private static int limit(JsonNode item, String name, int otherwise) {
    for (JsonNode extension : item.path("extension")) {
      if (extension.path("url").asString().equals(EXTENSION + name)) {
        return extension.path("valueInteger").asInt();
      }
    }
    return otherwise;
  }
}
