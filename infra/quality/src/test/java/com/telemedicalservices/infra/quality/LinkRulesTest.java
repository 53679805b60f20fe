package com.telemedicalservices.infra.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents point to files and decisions that exist. */
class LinkRulesTest {

  @TempDir Path root;

  @Test
  void every_link_leads_to_a_file() {
    assertThat(LinkRules.brokenLinks(Repository.here())).isEmpty();
  }

  @Test
  void every_decision_that_is_named_is_written_down() {
    assertThat(LinkRules.unknownDecisions(Repository.here())).isEmpty();
  }

  @Test
  void a_link_that_leads_nowhere_is_caught() throws IOException {
    write("docs/a.md", "[here](b.md#part), [web](https://example.org/x.md), [gone](../c/d.md)");
    write("docs/b.md", "b");

    assertThat(LinkRules.brokenLinks(new Repository(root)))
        .containsExactly("docs/a.md links to ../c/d.md");
  }

  @Test
  void a_decision_that_is_not_written_down_is_caught() throws IOException {
    String unknown = "ADR " + 9999;
    write("docs/adr/0001-first.md", "# 0001 First");
    write("src/A.java", "/** See ADR 0001 and " + unknown + ". */");

    assertThat(LinkRules.unknownDecisions(new Repository(root)))
        .containsExactly("src/A.java names " + unknown);
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
