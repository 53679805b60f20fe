package com.telemedicalservices.infra.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every Java file is laid out by the one formatter. */
class SourceFormatTest {

  private final Repository repository = Repository.here();

  @Test
  void every_java_file_is_formatted() {
    assertThat(SourceFormat.unformatted(repository.javaFiles()).stream().map(repository::name))
        .as("These files are not formatted. Run  infra/format  and commit what it changes.")
        .isEmpty();
  }

  @Test
  void a_formatted_file_is_accepted() {
    assertThat(
            SourceFormat.isFormatted(
                """
                import java.util.List;

                record Series(List<String> sessions) {}
                """))
        .isTrue();
  }

  @Test
  void other_indentation_is_caught() {
    assertThat(SourceFormat.isFormatted("class Series {\n    int count;\n}\n")).isFalse();
  }

  @Test
  void imports_in_another_order_are_caught() {
    assertThat(
            SourceFormat.isFormatted(
                """
                import java.util.List;
                import java.time.Instant;

                record Series(List<Instant> starts) {}
                """))
        .isFalse();
  }

  @Test
  void an_import_nobody_uses_is_caught() {
    assertThat(SourceFormat.isFormatted("import java.util.List;\n\nclass Series {}\n")).isFalse();
  }

  @Test
  void a_file_that_is_no_java_is_caught() {
    assertThat(SourceFormat.isFormatted("class {")).isFalse();
  }
}
