package com.telemedicalservices.infra.havoc;

import com.telemedicalservices.infra.local.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * What the processes hold while they rest: threads, what is left on the heap after everything
 * unused was thrown away, and all the memory they take from the machine. Comparing two of them
 * shows what grows.
 *
 * @param processes by their names
 */
record Vitals(Map<String, Vital> processes) {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

  /** Both generations of the serial collector, each on a line of its own. */
  private static final Pattern USED = Pattern.compile("(?m)^ *(?:DefNew|Tenured) .* used (\\d+)K");

  private static final int MORE_THREADS = 12;
  private static final double HEAP_FACTOR = 1.3;
  private static final long MORE_HEAP_KILOBYTES = 8 << 10;

  // A service that has lived for a quarter of an hour has 20 MB more than one of a minute.
  private static final double RESIDENT_FACTOR = 1.2;
  private static final long MORE_RESIDENT_KILOBYTES = 32 << 10;

  /**
   * Of one process.
   *
   * @param threads how many it has
   * @param heapKilobytes what it needs on its heap
   * @param residentKilobytes what it takes of the machine's memory
   */
  record Vital(int threads, long heapKilobytes, long residentKilobytes) {

    /** As much as either: one that has just started has not all its threads yet. */
    Vital atMost(Vital other) {
      return new Vital(
          Math.max(threads, other.threads),
          Math.max(heapKilobytes, other.heapKilobytes),
          Math.max(residentKilobytes, other.residentKilobytes));
    }
  }

  Vitals {
    processes = Map.copyOf(processes);
  }

  /** Of nobody yet. */
  static Vitals none() {
    return new Vitals(Map.of());
  }

  /**
   * The most that each of the stack's services has held, these vitals and those of now taken
   * together; one that is dead or stands still does not say what it holds.
   */
  Vitals and(StackState stack) throws InterruptedException {
    var found = new TreeMap<>(processes);
    for (var each : stack.processes()) {
      var pid = each.pid();
      if (each.service() != null && pid != null) {
        of(pid).ifPresent(vital -> found.merge(each.name(), vital, Vital::atMost));
      }
    }
    return new Vitals(found);
  }

  private static Optional<Vital> of(long pid) throws InterruptedException {
    try {
      return Optional.of(ask(pid));
    } catch (IOException e) {
      // Asked again later; whoever compares two of them sees who is missing.
      return Optional.empty();
    }
  }

  private static Vital ask(long pid) throws IOException, InterruptedException {
    ask(pid, "GC.run");
    var heap =
        USED.matcher(ask(pid, "GC.heap_info"))
            .results()
            .mapToLong(found -> Long.parseLong(found.group(1)))
            .sum();
    var status = Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
    var threads = number(THREADS, status);
    var resident = number(RESIDENT, status);
    if (heap == 0 || threads == 0 || resident == 0) {
      throw new IOException("The JVM or the machine says it in other words than expected");
    }
    return new Vital((int) threads, heap, resident);
  }

  private static long number(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  private static String ask(long pid, String question) throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    var output = Files.createTempFile("jcmd", ".txt");
    try {
      var asking =
          new ProcessBuilder(jcmd.toString(), String.valueOf(pid), question)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!asking.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        asking.destroyForcibly();
        throw new IOException("jcmd was not answered");
      }
      return Files.readString(output);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** What has grown since then by more than the measuring is worth, in words. */
  List<String> grownSince(Vitals earlier) {
    var grown = new ArrayList<String>();
    new TreeMap<>(processes)
        .forEach(
            (name, now) -> {
              var then = earlier.processes.get(name);
              if (then == null) {
                grown.add(name + ": there is nothing to compare with");
                return;
              }
              if (now.threads > then.threads + MORE_THREADS) {
                grown.add("%s: %d threads, then %d".formatted(name, then.threads, now.threads));
              }
              if (now.heapKilobytes > then.heapKilobytes * HEAP_FACTOR + MORE_HEAP_KILOBYTES) {
                grown.add(
                    "%s: %,d KB on the heap, then %,d"
                        .formatted(name, then.heapKilobytes, now.heapKilobytes));
              }
              if (now.residentKilobytes
                  > then.residentKilobytes * RESIDENT_FACTOR + MORE_RESIDENT_KILOBYTES) {
                grown.add(
                    "%s: %,d KB of the machine's memory, then %,d"
                        .formatted(name, then.residentKilobytes, now.residentKilobytes));
              }
            });
    return grown;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s threads, %s MB on the heap and %s MB of the machine's memory for each service",
        range(Vital::threads),
        range(vital -> vital.heapKilobytes >> 10),
        range(vital -> vital.residentKilobytes >> 10));
  }

  private String range(ToLongFunction<Vital> of) {
    var values = processes.values().stream().mapToLong(of).summaryStatistics();
    return values.getCount() == 0 ? "no" : values.getMin() + " to " + values.getMax();
  }
}
