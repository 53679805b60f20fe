package com.telemedicalservices.infra.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every package says what it is and is null-checked. */
class PackageRuleTest {

  @TempDir Path root;

  @BeforeEach
  void a_module_with_a_class() throws IOException {
    write("module/pom.xml", "<project/>");
    write("module/src/main/java/clinic/Clinic.java", "package clinic; class Clinic {}");
  }

  @Test
  void every_package_of_main_code_is_described_and_null_marked() {
    assertThat(PackageRule.violations(Repository.here())).isEmpty();
  }

  @Test
  void a_described_and_marked_package_is_right() throws IOException {
    write(
        "module/src/main/java/clinic/package-info.java",
        "/** Where patients come. */\n@NullMarked\npackage clinic;");

    assertThat(PackageRule.violations(new Repository(root))).isEmpty();
  }

  @Test
  void a_package_without_package_info_is_caught() {
    assertThat(PackageRule.violations(new Repository(root)))
        .containsExactly("module/src/main/java/clinic has no package-info.java");
  }

  @Test
  void a_package_that_is_not_null_marked_is_caught() throws IOException {
    write(
        "module/src/main/java/clinic/package-info.java",
        "/** Where patients come. */\npackage clinic;");

    assertThat(PackageRule.violations(new Repository(root))).hasSize(1);
  }

  @Test
  void a_package_that_does_not_say_what_it_is_is_caught() throws IOException {
    write("module/src/main/java/clinic/package-info.java", "@NullMarked\npackage clinic;");

    assertThat(PackageRule.violations(new Repository(root))).hasSize(1);
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
