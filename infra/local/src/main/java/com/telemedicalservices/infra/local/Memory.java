package com.telemedicalservices.infra.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory processes hold, where the system tells: Linux does. */
final class Memory {

  private static final String RESIDENT = "VmRSS:";

  private Memory() {}

  /** What the process holds in memory now, in megabytes. */
  static OptionalLong residentMegabytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
