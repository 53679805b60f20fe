package com.telemedicalservices.infra.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules see every module, compiled. A rule that sees nothing cannot fail. */
class RepositoryTest {

  private static final Pattern ARTIFACT_ID =
      Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>");

  private static final Pattern PORT =
      Pattern.compile("(?m)^server:\\R(?:\\s+.*\\R)*?\\s+port:\\s*(?:\\$\\{[^:}]+:)?(\\d+)");

  private final Repository repository = Repository.here();

  @Test
  void there_are_modules() {
    assertThat(repository.modules())
        .extracting(repository::name)
        .contains("contracts", "service-kit", "intake-service");
  }

  @Test
  void every_module_with_main_code_is_compiled() {
    assertThat(repository.modules())
        .as("Run the whole build, ./mvnw verify, so that there are classes to examine")
        .allMatch(module -> Files.isDirectory(module.resolve("target/classes/com")));
  }

  @Test
  void every_module_with_main_code_is_built_before_this_one() {
    String pom = Repository.read(repository.root().resolve("infra/quality/pom.xml"));

    assertThat(repository.modules().stream().map(RepositoryTest::artifactId))
        .as("infra/quality/pom.xml names every module, or a parallel build may examine old classes")
        .filteredOn(artifactId -> !artifactId.equals("contracts"))
        .allMatch(artifactId -> pom.contains("<artifactId>" + artifactId + "</artifactId>"));
  }

  @Test
  void no_two_services_listen_on_the_same_port() {
    List<String> ports =
        repository.modules().stream()
            .map(module -> module.resolve("src/main/resources/application.yml"))
            .filter(Files::exists)
            .map(Repository::read)
            .map(PORT::matcher)
            .filter(Matcher::find)
            .map(found -> found.group(1))
            .toList();

    assertThat(ports).isNotEmpty().doesNotHaveDuplicates();
  }

  private static String artifactId(Path module) {
    Matcher pom = ARTIFACT_ID.matcher(Repository.read(module.resolve("pom.xml")));
    assertThat(pom.find()).as("%s/pom.xml has a parent and an artifactId", module).isTrue();
    return pom.group(1);
  }
}
