package com.telemedicalservices.infra.traffic;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the person in front of the terminal sees: lines that stay, and below them, on a terminal,
 * one line that tells how things stand now. Without a terminal that line is said every few seconds.
 */
public final class Screen {

  private static final Duration ON_TERMINAL = Duration.ofMillis(250);
  private static final Duration IN_LOG = Duration.ofSeconds(10);
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final PrintStream out;
  private final boolean terminal;
  private final boolean colours;
  private boolean live;

  Screen(PrintStream out, boolean terminal, boolean colours) {
    this.out = out;
    this.terminal = terminal;
    this.colours = colours;
  }

  /** The screen of this process. */
  public static Screen ofThisProcess() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new Screen(System.out, terminal, terminal && System.getenv("NO_COLOR") == null);
  }

  /** A line that stays. */
  public synchronized void line(String text) {
    endLive();
    out.println(text);
    out.flush();
  }

  /** A line that stays and needs attention. */
  public void note(String text) {
    line("  " + yellow("! " + text));
  }

  /** How things stand now. */
  private synchronized void now(String text) {
    if (terminal) {
      out.print(CLEAR_LINE + text);
      live = true;
    } else {
      out.println(text);
    }
    out.flush();
  }

  private void endLive() {
    if (live) {
      out.print(CLEAR_LINE);
      live = false;
    }
  }

  /** Tells how things stand until it is closed. */
  Live live(Supplier<String> standing) {
    return new Live(standing);
  }

  /** What matters most. */
  public String bold(String text) {
    return paint("1", text);
  }

  /** What is as it should be. */
  public String green(String text) {
    return paint("32", text);
  }

  /** What is not. */
  public String red(String text) {
    return paint("31", text);
  }

  String yellow(String text) {
    return paint("33", text);
  }

  private String paint(String colour, String text) {
    return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }

  /** A line that is kept up to date. */
  final class Live implements AutoCloseable {

    private final Thread thread;

    private Live(Supplier<String> standing) {
      this.thread =
          Thread.ofPlatform()
              .daemon()
              .name("live-line")
              .start(
                  () -> {
                    try {
                      while (true) {
                        Thread.sleep(terminal ? ON_TERMINAL : IN_LOG);
                        now(standing.get());
                      }
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
    }

    @Override
    public void close() {
      thread.interrupt();
      synchronized (Screen.this) {
        endLive();
      }
    }
  }
}
