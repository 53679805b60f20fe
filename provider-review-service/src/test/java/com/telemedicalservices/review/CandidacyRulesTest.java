package com.telemedicalservices.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.telemedicalservices.review.domain.candidacy.Finding;
import com.telemedicalservices.review.domain.candidacy.Ingredient;
import com.telemedicalservices.review.domain.candidacy.Outcome;
import com.telemedicalservices.review.domain.candidacy.Rule;
import com.telemedicalservices.review.domain.candidacy.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules as they are shipped, against the table of cases. */
class CandidacyRulesTest {

  private static final RuleSet RULES = CandidacyRules.shipped();

  static Stream<CandidacyCase> cases() {
    return CandidacyCase.all().stream();
  }

  private static List<Finding> findings(RuleSet rules, CandidacyCase patient) {
    return rules.findings(
        rules.facts(
            patient.answersByItem(), patient.scores(), "LOW", Optional.of(patient.residence())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_same_dossier_and_version_always_give_the_same_findings(CandidacyCase patient) {
    List<Finding> findings = findings(RULES, patient);

    assertThat(findings).extracting(Finding::ruleId).isEqualTo(patient.expect());
    assertThat(findings(CandidacyRules.version("1"), patient)).isEqualTo(findings);
  }

  @Test
  void every_rule_has_a_case_and_there_are_forty_of_them() {
    Set<String> found = new HashSet<>();
    CandidacyCase.all().forEach(patient -> found.addAll(patient.expect()));

    assertThat(RULES.rules()).extracting(Rule::id).allMatch(found::contains);
    assertThat(CandidacyCase.all()).hasSizeGreaterThanOrEqualTo(40);
  }

  @Test
  void every_rule_names_its_source_and_speaks_to_provider_and_patient() {
    assertThat(RULES.version()).isEqualTo("candidacy/1");
    assertThat(RULES.rules())
        .allSatisfy(
            rule -> {
              assertThat(rule.source()).isNotBlank();
              assertThat(rule.section()).matches("\\d\\.\\d");
              assertThat(rule.forProvider()).endsWith(".");
              assertThat(rule.forPatient()).containsOnlyKeys("en", "es");
              assertThat(rule.forPatient().get("en"))
                  .isNotBlank()
                  .isNotEqualTo(rule.forPatient().get("es"));
            });
  }

  /** DOMAIN §2.3: more than 8 mg of diazepam a day separates those who do not respond. */
  @ParameterizedTest(name = "{1} mg of {0} are {2} mg of diazepam")
  @CsvSource({
    "6470, 0.8, 8, false",
    "6470, 0.81, 8.1, true",
    "596, 0.4, 8, false",
    "596, 0.5, 10, true",
    "2598, 0.5, 10, true",
    "3322, 8, 8, false",
    "3322, 8.5, 8.5, true",
  })
  void benzodiazepines_are_counted_in_diazepam(
      String drug, String dose, String equivalent, boolean above) {
    Map<String, String> answers = new HashMap<>(CandidacyCase.harmless().answersByItem());
    answers.put("medications/takes-medications", "true");
    answers.put("medications/medication-drug#1", drug);
    answers.put("medications/medication-mg-per-day#1", dose);

    List<Finding> findings =
        RULES.findings(RULES.facts(answers, Map.of(), "LOW", Optional.of("AZ")));

    Optional<Finding> strong =
        findings.stream()
            .filter(finding -> finding.ruleId().equals("benzodiazepine-above-8-mg"))
            .findFirst();
    assertThat(strong.isPresent()).isEqualTo(above);
    strong.ifPresent(
        finding ->
            assertThat(finding.facts())
                .containsEntry("derived/diazepam-equivalent-mg", equivalent));
  }

  @Test
  void two_benzodiazepines_add_up() {
    Map<String, String> answers = new HashMap<>(CandidacyCase.harmless().answersByItem());
    answers.put("medications/takes-medications", "true");
    answers.put("medications/medication-drug#1", "6470");
    answers.put("medications/medication-mg-per-day#1", "0.5");
    answers.put("medications/medication-drug#2", "3322");
    answers.put("medications/medication-mg-per-day#2", "4");

    assertThat(RULES.findings(RULES.facts(answers, Map.of(), "LOW", Optional.of("AZ"))))
        .anySatisfy(
            finding ->
                assertThat(finding.facts())
                    .containsEntry(
                        "class/BENZODIAZEPINE", "lorazepam 0.5 mg a day, diazepam 4 mg a day"))
        .anySatisfy(
            finding ->
                assertThat(finding.facts()).containsEntry("derived/diazepam-equivalent-mg", "9"));
  }

  @Test
  void what_nobody_has_answered_is_not_taken_for_a_no() {
    assertThat(RULES.findings(RULES.facts(Map.of(), Map.of(), "LOW", Optional.empty())))
        .extracting(Finding::ruleId)
        .contains("history-incomplete");
    assertThat(RULES.rule("history-incomplete").map(Rule::outcome)).contains(Outcome.HOLD);
  }

  /** A decision that was made by a set that is no longer shipped could not be replayed. */
  @Test
  void every_set_of_rules_there_has_been_is_shipped_and_can_be_read() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/candidacy"))) {
      assertThat(
              files.map(file -> "candidacy/" + file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(
              CandidacyRules.all().sets().stream().map(RuleSet::version).toList());
    }
    assertThat(CandidacyRules.all().inForce()).isEqualTo(RULES);
  }

  @Test
  void rules_that_cannot_be_understood_are_refused() {
    assertThatThrownBy(() -> CandidacyRules.version("none"))
        .hasMessageContaining("/candidacy/none.json is missing");
    assertThatThrownBy(() -> CandidacyRules.version("broken"))
        .hasMessageContaining("a-rule-without-bound");
    Rule twice = RULES.rules().getFirst();
    assertThatThrownBy(() -> new RuleSet("x", List.of(), List.of(twice, twice)))
        .hasMessageContaining(twice.id());
    Ingredient one = RULES.ingredients().getFirst();
    assertThatThrownBy(() -> new RuleSet("x", List.of(one, one), List.of()))
        .hasMessageContaining(one.code());
  }
}
