package com.telemedicalservices.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TerminalTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void lines_up_what_is_ready() {
    var terminal = new Terminal(out, false);

    terminal.ready("kafka", Duration.ofMillis(1_240), "127.0.0.1:9092", false);
    terminal.ready("intake-service", Duration.ofSeconds(13), "http://127.0.0.1:8081", true);

    assertThat(text())
        .isEqualTo(
            """
              ✔ kafka                      ready         1.2 s   127.0.0.1:9092
              ✔ intake-service             ready again  13.0 s   http://127.0.0.1:8081
            """);
  }

  @Test
  void finishes_a_line_that_something_else_breaks_into() {
    var terminal = new Terminal(out, false);

    terminal.doing("learning");
    terminal.died("kafka", "exit code 1", Duration.ofMillis(500));
    terminal.doing("learning more");
    terminal.done(Duration.ofSeconds(2));

    assertThat(text())
        .isEqualTo(
            """
              · learning
              ✘ kafka                      died (exit code 1), starts again in 0.5 s
              · learning more  2.0 s
            """);
  }

  @Test
  void has_colours_only_where_it_is_told_to() {
    new Terminal(out, false).note("plain");
    new Terminal(out, true).note("yellow");

    assertThat(text()).isEqualTo("  ! plain\n  \u001b[33m! yellow\u001b[0m\n");
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
