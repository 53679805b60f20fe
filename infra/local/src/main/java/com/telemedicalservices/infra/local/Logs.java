package com.telemedicalservices.infra.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the processes say: a file for each, and one with all of it in the order it was said. */
final class Logs implements AutoCloseable {

  private static final int LAST_LINES = 15;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final Writer all;
  private final Map<String, Writer> each = new HashMap<>();
  private final Map<String, Deque<String>> last = new HashMap<>();

  Logs(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
      this.all = Files.newBufferedWriter(directory.resolve("all.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  synchronized void say(String name, String line) {
    try {
      var own = each.get(name);
      if (own == null) {
        own = Files.newBufferedWriter(directory.resolve(name + ".log"));
        each.put(name, own);
      }
      own.write(line + "\n");
      own.flush();
      all.write("%s %-25s| %s%n".formatted(TIME.format(Instant.now()), name, line));
      all.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var lines = last.computeIfAbsent(name, _ -> new ArrayDeque<>());
    lines.addLast(line);
    if (lines.size() > LAST_LINES) {
      lines.removeFirst();
    }
  }

  /** The newest lines of a process, for a message about its death. */
  synchronized List<String> last(String name) {
    return List.copyOf(last.getOrDefault(name, new ArrayDeque<>()));
  }

  @Override
  public synchronized void close() {
    try {
      all.close();
      for (var writer : each.values()) {
        writer.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
