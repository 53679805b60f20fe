package com.telemedicalservices.infra.quality;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.lang.ArchRule;

/** How tests are written. */
final class TestRules {

  private TestRules() {}

  static ArchRule namesAreSentences() {
    return methods()
        .that()
        .areMetaAnnotatedWith("org.junit.platform.commons.annotation.Testable")
        .should()
        .haveNameMatching("[a-z][a-z0-9]*(_[a-z0-9]+)+")
        .because("a report of the tests reads as what the house promises");
  }
}
