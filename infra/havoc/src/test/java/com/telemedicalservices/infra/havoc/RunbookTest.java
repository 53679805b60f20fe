package com.telemedicalservices.infra.havoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors are explained by the runbook, or stand out. */
class RunbookTest {

  @Test
  void errors_are_counted_by_what_explains_them(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("docs/runbooks"));
    Files.writeString(
        root.resolve("docs/runbooks/errors.md"),
        """
        ## What an outage explains

        | what the line says | what it means | what to do |
        |---|---|---|
        | `is away`, `is gone` | a `server` | wait |

        ## What needs a person

        | what the line says | what it means | what to do |
        |---|---|---|
        | `Put aside` | a record | mend it |
        """);
    var log = root.resolve("all.log");
    Files.writeString(
        log,
        """
        10:00:00.000 intake-service | 10:00:00.000 INFO  Driver - nobody is away
        10:00:00.000 intake-service | 10:00:00.000 ERROR Driver abc12 Kafka is away
        10:00:00.000 intake-service | 10:00:00.000 ERROR Driver - MongoDB is away
        10:00:00.000 intake-service | 10:00:00.000 ERROR Driver - the leader is gone
        10:00:00.000 intake-service | 10:00:00.000 ERROR DeadLetters - Put aside
        """);

    var runbook = Runbook.of(root);

    assertThat(runbook.phrases()).containsExactly("is away", "is gone");
    assertThat(runbook.explain(log))
        .containsEntry("is away", 2L)
        .containsEntry("is gone", 1L)
        .hasSize(3)
        .hasEntrySatisfying(
            "10:00:00.000 intake-service | 10:00:00.000 ERROR DeadLetters - Put aside",
            times -> assertThat(times).isOne());
  }
}
