package com.telemedicalservices.infra.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of all modules read as sentences. */
class TestRulesTest {

  @Test
  void every_test_is_named_as_a_sentence() {
    TestRules.namesAreSentences().check(Repository.here().testClasses());
  }

  @Test
  void a_test_named_otherwise_is_caught() {
    List<String> caught =
        TestRules.namesAreSentences()
            .evaluate(
                new ClassFileImporter().importPackages(getClass().getPackageName() + ".planted"))
            .getFailureReport()
            .getDetails();

    assertThat(caught).hasSize(2);
    assertThat(String.join("\n", caught))
        .contains("testSomething()", "shouldCount(int)")
        .doesNotContain("a_sentence_is_right");
  }
}
