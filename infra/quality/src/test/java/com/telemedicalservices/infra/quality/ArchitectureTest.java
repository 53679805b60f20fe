package com.telemedicalservices.infra.quality;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house is built as its rules say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

  private final Map<String, ArchRule> rules = new HouseRules("com.telemedicalservices").all();

  private JavaClasses mainClasses;

  @BeforeAll
  void import_the_main_code_of_all_modules() {
    mainClasses = Repository.here().mainClasses();
  }

  @ParameterizedTest
  @MethodSource("names")
  void main_code_keeps(String rule) {
    rules.get(rule).check(mainClasses);
  }

  Stream<String> names() {
    return rules.keySet().stream();
  }
}
