package com.telemedicalservices.infra.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what is being measured, and at the end what came out, as ratios where there is a peer. */
final class Report {

  private static final String AGE_GROWTH = "last quarter : first";
  private static final String REFUSED = "refused";

  private final PrintStream out;
  private final Map<String, Map<String, List<Double>>> measured = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private double mongoSingle = Double.NaN;
  private double kafka = Double.NaN;
  private boolean embedded;

  Report(PrintStream out) {
    this.out = out;
  }

  void begin(boolean embeddedServer) {
    embedded = embeddedServer;
    if (embedded) {
      note(
          "MongoDB here is the embedded server, which keeps documents as text in H2 and lets one"
              + " writer in at a time: these figures are not to be quoted. MONGODB_URI points to a"
              + " real one.");
    }
  }

  void say(String what) {
    out.println("  … " + what);
  }

  void note(String text) {
    lines.add("  ! " + text);
    out.println("  ! " + text);
  }

  void refuse(String why) {
    out.println();
    out.println("No numbers: " + why);
  }

  void limits(double[] syncMillis, double kafkaPerSecond, double[] mongoPerSecond) {
    kafka = kafkaPerSecond;
    mongoSingle = mongoPerSecond[0];
    add("This machine");
    add(
        "  fsync of 4 KB                 %8.2f ms median, %.2f ms p99"
            .formatted(syncMillis[0], syncMillis[1]));
    add("  Kafka, end to end, acks=all   %,8.0f messages a second".formatted(kafkaPerSecond));
    add("  MongoDB, 32 writers, journal  %,8.0f documents a second".formatted(mongoPerSecond[0]));
    add("  MongoDB, bulks of 200         %,8.0f documents a second".formatted(mongoPerSecond[1]));
  }

  void through(int patients, Subject subject, Load.Through result) {
    record(patients, "submits through to the queue, a second", subject, result.perSecond());
    record(patients, "CPU for each, ms", subject, result.cpuMillis());
  }

  void visible(int patients, Subject subject, int rate, Load.Visible result) {
    String at = "visible at %d/s, ms, ".formatted(rate);
    record(patients, at + "p50", subject, result.p50());
    record(patients, at + "p99", subject, result.p99());
    record(patients, at + AGE_GROWTH, subject, result.ageGrowth());
    record(
        patients, (REFUSED + " at %d/s, of a hundred").formatted(rate), subject, result.refused());
  }

  private void record(int patients, String what, Subject subject, double value) {
    measured
        .computeIfAbsent(key(patients, what), key -> new LinkedHashMap<>())
        .computeIfAbsent(subject.name(), name -> new ArrayList<>())
        .add(value);
  }

  private static String key(int patients, String what) {
    return patients + "|" + what;
  }

  void compared(int patients) {
    add("");
    add("With %,d patients stored".formatted(patients));
    measured.forEach(
        (key, bySubject) -> {
          if (key.startsWith(patients + "|")) {
            row(key.substring(key.indexOf('|') + 1), bySubject);
          }
        });
  }

  /** How what was measured with one number of patients stored compares to another. */
  void grown(int few, int many) {
    add("");
    add("With %,d stored, as a ratio to %,d".formatted(many, few));
    for (String key : measured.keySet()) {
      String what = key.substring(key.indexOf('|') + 1);
      if (!key.equals(key(many, what)) || what.contains(AGE_GROWTH) || what.contains(REFUSED)) {
        continue; // of another size, or a share already
      }
      Map<String, List<Double>> before = measured.getOrDefault(key(few, what), Map.of());
      before.forEach(
          (subject, then) -> {
            List<Double> now = measured.getOrDefault(key, Map.of()).getOrDefault(subject, then);
            add("  %-42s %10.2f   %s".formatted(what, median(now) / median(then), subject));
          });
    }
  }

  private void row(String what, Map<String, List<Double>> bySubject) {
    List<Double> medians = bySubject.values().stream().map(Report::median).toList();
    double quotient = medians.size() < 2 ? Double.NaN : medians.get(0) / medians.get(1);
    String ratio = Double.isFinite(quotient) ? "   ratio %.2f".formatted(quotient) : "";
    String peer = medians.size() < 2 ? "" : "   peer " + figure(medians.get(1));
    add("  %-42s %s%s%s".formatted(what, figure(medians.getFirst()), peer, ratio));
    if (what.startsWith("submits through")) {
      add(
          "  %-42s %10.2f of MongoDB's single writes"
              .formatted("", medians.getFirst() / mongoSingle));
      add("  %-42s %10.3f of Kafka's messages".formatted("", medians.getFirst() / kafka));
    }
  }

  /** Nothing where there was nothing to measure. */
  private static String figure(double value) {
    return Double.isNaN(value) ? " ".repeat(9) + "-" : "%,10.2f".formatted(value);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  void single(String what, double value) {
    if (lines.stream().noneMatch("Alone"::equals)) {
      add("");
      add("Alone");
    }
    add("  %-42s %s".formatted(what, figure(value)));
  }

  void end() {
    out.println();
    lines.forEach(out::println);
    out.println();
    out.println("  Every accepted id has arrived exactly once.");
    if (embedded) {
      out.println("  Embedded MongoDB: not to be quoted.");
    }
  }

  private void add(String line) {
    lines.add(line);
  }
}
