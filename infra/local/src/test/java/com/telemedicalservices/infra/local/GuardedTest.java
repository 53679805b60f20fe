package com.telemedicalservices.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GuardedTest {

  @Test
  void ends_in_order_when_its_starter_is_gone() throws Exception {
    var process = start("waits");
    try (var output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("waits");
      assertThat(process.isAlive()).isTrue();

      process.getOutputStream().close();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(output.readLine()).isEqualTo("stopped in order");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void ends_as_what_it_runs_ends() throws Exception {
    var process = start("fails");
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(String what) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Guarded.class.getName(),
            Helper.class.getName(),
            what)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** What is run under guard. */
  static class Helper {
    public static void main(String[] arguments) throws InterruptedException {
      if (arguments[0].equals("fails")) {
        throw new IllegalStateException("as asked");
      }
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> System.out.println("stopped in order")));
      System.out.println(arguments[0]);
      new CountDownLatch(1).await();
    }
  }
}
