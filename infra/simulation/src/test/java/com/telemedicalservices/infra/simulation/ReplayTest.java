package com.telemedicalservices.infra.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A seed tells the same story in another process, where immutable sets have another order and every
 * hash that is not of the text another value.
 */
@Timeout(120)
class ReplayTest {

  private static final String SEED = "7";

  @Test
  void another_process_tells_the_same_story() throws IOException, InterruptedException {
    var first = story();
    var second = story();

    assertThat(first).contains("Seed " + SEED + " keeps every promise");
    assertThat(second).isEqualTo(first);
  }

  private static String story() throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Simulate.class.getName(),
                    "--seed",
                    SEED))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      return told;
    } finally {
      process.destroyForcibly();
    }
  }
}
