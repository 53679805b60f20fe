package com.telemedicalservices.infra.havoc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of lines that services log as errors while something is away: the first column of
 * the first table in {@code docs/runbooks/errors.md}. A line that holds none of these phrases is
 * one that no outage explains.
 *
 * @param phrases what an explained line contains
 */
record Runbook(List<String> phrases) {

  private static final String HEADING = "## What an outage explains";
  private static final Pattern FIRST_CELL = Pattern.compile("^\\|([^|]+)\\|");
  private static final Pattern PHRASE = Pattern.compile("`([^`]+)`");
  private static final Pattern ERROR = Pattern.compile("\\| \\d\\d:\\d\\d:\\d\\d\\.\\d+ ERROR ");

  /** Reads the runbook of a repository. */
  static Runbook of(Path root) {
    var lines = read(root.resolve("docs/runbooks/errors.md"));
    return new Runbook(
        lines.stream()
            .dropWhile(line -> !line.equals(HEADING))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .map(FIRST_CELL::matcher)
            .filter(Matcher::find)
            .flatMap(row -> PHRASE.matcher(row.group(1)).results())
            .map(phrase -> phrase.group(1))
            .toList());
  }

  /**
   * How many errors each phrase explains in a log, and under the line itself those that none does.
   */
  Map<String, Long> explain(Path log) {
    var counts = new TreeMap<String, Long>();
    for (var line : read(log)) {
      if (ERROR.matcher(line).find()) {
        counts.merge(explanation(line), 1L, Long::sum);
      }
    }
    return counts;
  }

  private String explanation(String line) {
    return phrases.stream().filter(line::contains).findFirst().orElse(line);
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
