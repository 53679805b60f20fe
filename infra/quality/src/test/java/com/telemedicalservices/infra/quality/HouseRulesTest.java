package com.telemedicalservices.infra.quality;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule of the house can fail: it catches what was planted, and leaves alone what is right.
 */
class HouseRulesTest {

  private static final String PLANTED = HouseRulesTest.class.getPackageName() + ".planted";

  private static final JavaClasses PLANTED_CLASSES =
      new ClassFileImporter().importPackages(PLANTED);

  private static final Map<String, ArchRule> RULES = new HouseRules(PLANTED).all();

  /** What each rule must name in its report. */
  private static final Map<String, List<String>> CAUGHT =
      Map.ofEntries(
          entry(
              "domain is pure Java",
              List.of(
                  "org.bson.Document",
                  "org.apache.kafka.clients.producer.Producer",
                  "tools.jackson.databind.JsonNode",
                  "org.slf4j.Logger",
                  "org.springframework.stereotype.Component",
                  "kit.store.Store",
                  "alpha.web.Page")),
          entry("services do not see each other", List.of("KnowsOthers.anotherService")),
          entry("contracts know nobody", List.of("KnowsTheKit.decided")),
          entry("the kit knows no service", List.of("KnowsAService.beta")),
          entry(
              "nobody knows infra or the test kit",
              List.of("KnowsOthers.infra", "KnowsOthers.testKit")),
          entry("a service has four rooms", List.of("FifthRoom")),
          entry(
              "web and stream do not see each other",
              List.of("KnowsTheStream.listener", "KnowsTheWeb.page")),
          entry("no cycles between packages", List.of("Slice alpha.stream", "Slice alpha.web")),
          entry(
              "no machine time",
              List.of(
                  "readsNow()",
                  "readsNowByReference()",
                  "readsToday()",
                  "makesAClock()",
                  "makesAnInstantSource()",
                  "readsMillis()")),
          entry("no ids drawn outside", List.of("drawsAnId()")),
          entry("no printing", List.of("prints()", "printsErrors()", "printsAStackTrace(")),
          entry("no sleeping", List.of("sleeps()", "sleepsByUnit()")),
          entry("no old time types", List.of("usesAnOldTimeType(")),
          entry("no field injection", List.of("Banned.injected")),
          entry("no transactions", List.of("opensATransaction()")),
          entry("no stream bridge", List.of("Banned.injected")),
          entry("no Jackson 2", List.of("Banned.jackson2")),
          entry("no whole document is saved", List.of("savesByOperations(", "savesByTemplate(")));

  /** What no rule may name: it stands among the planted classes and is right. */
  private static final List<String> RIGHT =
      List.of(
          "PureState",
          "MayReadTheMachineTime",
          "MayDrawIds",
          "mayKnow",
          "mayReadAGivenClock",
          "mayMeasureDurations",
          "mayParseAnId",
          "mayInsert");

  @Test
  void every_rule_has_a_planted_violation() {
    assertThat(CAUGHT).containsOnlyKeys(RULES.keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_rule_catches_what_is_planted(String rule) {
    assertThat(violationsOf(rule)).contains(CAUGHT.get(rule));
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_rule_leaves_alone_what_is_right(String rule) {
    assertThat(violationsOf(rule)).doesNotContain(RIGHT);
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_rule_says_why(String rule) {
    assertThat(RULES.get(rule).getDescription()).contains("because ");
  }

  private static String violationsOf(String rule) {
    return String.join(
        "\n", RULES.get(rule).evaluate(PLANTED_CLASSES).getFailureReport().getDetails());
  }

  static Stream<String> names() {
    return RULES.keySet().stream();
  }
}
