package com.telemedicalservices.infra.local;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What the stack tells the person in front of it: one line per event, colours only on a terminal.
 */
public final class Terminal implements Progress {

  private final PrintStream out;
  private final boolean colours;
  private boolean midLine;

  /** Writes there, with colours or without. */
  public Terminal(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** The terminal of this process, with colours if it is one and {@code NO_COLOR} is not set. */
  public static Terminal ofThisProcess() {
    return new Terminal(System.out, hasPerson() && System.getenv("NO_COLOR") == null);
  }

  /** Whether somebody sits in front of this process. */
  static boolean hasPerson() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /** A line as it is. */
  public synchronized void line(String text) {
    endLine();
    out.println(text);
    out.flush();
  }

  @Override
  public synchronized void doing(String what) {
    endLine();
    out.print("  " + dim("· " + what));
    out.flush();
    midLine = true;
  }

  @Override
  public synchronized void done(Duration took) {
    if (midLine) {
      out.println(dim("  " + seconds(took)));
      out.flush();
      midLine = false;
    }
  }

  @Override
  public synchronized void ready(String name, Duration after, String address, boolean again) {
    var what = again ? "ready again" : "ready";
    line("  %s %-26s %-11s %7s   %s".formatted(green("✔"), name, what, seconds(after), address));
  }

  @Override
  public synchronized void died(String name, String how, Duration pause) {
    line(
        "  %s %-26s died (%s), starts again in %s"
            .formatted(red("✘"), name, how, seconds(pause).strip()));
  }

  @Override
  public synchronized void note(String text) {
    line("  " + yellow("! " + text));
  }

  /** A bold text, where the terminal can. */
  public String bold(String text) {
    return paint("1", text);
  }

  /** A text in the background, where the terminal can. */
  public String dim(String text) {
    return paint("2", text);
  }

  String green(String text) {
    return paint("32", text);
  }

  String red(String text) {
    return paint("31", text);
  }

  String yellow(String text) {
    return paint("33", text);
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private String paint(String colour, String text) {
    return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }

  private void endLine() {
    if (midLine) {
      out.println();
      midLine = false;
    }
  }
}
