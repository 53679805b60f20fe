package com.telemedicalservices.infra.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No file is unfinished or only right on one machine. */
class TextRulesTest {

  @Test
  void no_file_breaks_a_rule() {
    assertThat(TextRules.violations(Repository.here())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/work" + "/main", "/root" + "/.m2", "/tmp" + "/x", "/home/ada" + "/x"})
  void a_folder_of_one_machine_is_caught(String path) {
    assertThat(TextRules.violations("docs/a.md", "see\n" + path + " for more"))
        .containsExactly("docs/a.md:2 names a folder of one machine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"src/work" + "/a", "${TMPDIR:-/tmp}/x", "${root}/tmp" + "/x", "/worklist/"})
  void a_path_that_only_looks_like_one_is_allowed(String path) {
    assertThat(TextRules.violations("docs/a.md", path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"// TO" + "DO later", "# FIX" + "ME", "XX" + "X"})
  void an_unfinished_place_is_caught(String text) {
    assertThat(TextRules.violations("infra/up", text)).hasSize(1);
  }

  @Test
  void a_test_that_is_switched_off_is_caught() {
    assertThat(TextRules.violations("src/test/java/ATest.java", "  @Dis" + "abled(\"flaky\")"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Thread.slee" + "p(100);", "TimeUnit.SECONDS.slee" + "p(1);"})
  void a_sleep_in_a_test_is_caught(String code) {
    assertThat(TextRules.violations("a/src/test/java/ATest.java", code)).hasSize(1);
  }

  @Test
  void words_that_contain_such_a_word_are_allowed() {
    assertThat(TextRules.violations("A.java", "mastodons, @DisabledOnOs, methodOLOGY")).isEmpty();
  }
}
