package com.telemedicalservices.review;

import com.telemedicalservices.review.domain.Status;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What patients are told about where their review stands, and why: words a clinician has signed,
 * not a provider in a hurry (DOMAIN §8.1).
 *
 * @param version what this set of letters is called
 * @param standing what every status means for the patient, by language
 * @param reasons why a review may be declined or ended, by code
 * @param alternatives what else may help, by language (DOMAIN §2.5)
 * @param resources where there is help at any time, by language (DOMAIN §5.4)
 */
public record Letters(
    String version,
    Map<Status, Map<String, String>> standing,
    Map<String, Reason> reasons,
    Map<String, List<String>> alternatives,
    Map<String, List<String>> resources) {

  /**
   * A reason to decline.
   *
   * @param forProvider when it is given
   * @param forPatient what it says to the patient, by language
   */
  public record Reason(String forProvider, Map<String, String> forPatient) {
    public Reason {
      forPatient = Map.copyOf(forPatient);
    }
  }

  /** The languages letters are written in. */
  public static final Set<String> LANGUAGES = Set.of("en", "es");

  public Letters {
    standing = Map.copyOf(standing);
    reasons = Map.copyOf(reasons);
    alternatives = Map.copyOf(alternatives);
    resources = Map.copyOf(resources);
  }

  /** The letters this release ships. */
  public static Letters shipped() {
    JsonNode file = SignedFile.read("/letters/1.json");
    Map<Status, Map<String, String>> standing = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      standing.put(status, words(file.path("standing").path(status.name())));
    }
    Map<String, Reason> reasons = new HashMap<>();
    for (JsonNode reason : file.path("reasons")) {
      reasons.put(
          SignedFile.text(reason, "code"),
          new Reason(SignedFile.text(reason, "provider"), words(reason.path("patient"))));
    }
    return new Letters(
        SignedFile.text(file, "version"),
        standing,
        reasons,
        lists(file.path("alternatives")),
        lists(file.path("resources")));
  }

  private static Map<String, String> words(JsonNode byLanguage) {
    return LANGUAGES.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                language -> language, language -> SignedFile.text(byLanguage, language)));
  }

  private static Map<String, List<String>> lists(JsonNode byLanguage) {
    return LANGUAGES.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                language -> language,
                language ->
                    byLanguage.path(language).valueStream().map(JsonNode::asString).toList()));
  }

  /** What a status means for the patient. */
  public String standing(Status status, String language) {
    return standing.getOrDefault(status, Map.of()).getOrDefault(language, "");
  }

  /** The reasons there are, and when each is given. */
  public SortedMap<String, String> forProviders() {
    SortedMap<String, String> told = new TreeMap<>();
    reasons.forEach((code, reason) -> told.put(code, reason.forProvider()));
    return told;
  }

  /** What a reason means for the patient; empty for one that is not told. */
  public Optional<String> reason(String code, String language) {
    return Optional.ofNullable(reasons.get(code)).map(reason -> reason.forPatient().get(language));
  }
}
