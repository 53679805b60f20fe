package com.telemedicalservices.infra.traffic;

import com.telemedicalservices.infra.traffic.audit.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the demo comes to.
 *
 * @param endings where every patient ended
 * @param mails how many e-mails arrived, by kind
 * @param messages how many messages there are, by what became of them
 * @param toVisible from a submit to its being seen in the review queue
 * @param toBooked from an approval to the booked series
 * @param requests how many requests were answered
 * @param retries how many times a request was sent again
 * @param restarts how often a process of the stack died and was started again
 * @param events how many events are on the topics
 * @param lived how much time passed at the clinic
 * @param took how long that took
 * @param findings what the audit found
 * @param aborted why the demo did not come to its end; empty when it did
 */
record Report(
    List<Ending> endings,
    Map<String, Long> mails,
    Map<String, Long> messages,
    Latencies toVisible,
    Latencies toBooked,
    long requests,
    long retries,
    int restarts,
    int events,
    Duration lived,
    Duration took,
    List<Finding> findings,
    String aborted) {

  private static final int EXAMPLES = 5;

  Report {
    endings = List.copyOf(endings);
    mails = Map.copyOf(mails);
    messages = Map.copyOf(messages);
    findings = List.copyOf(findings);
  }

  /** Whether everything is as it should be. */
  boolean clean() {
    return aborted.isEmpty()
        && endings.stream().allMatch(Ending::asPlanned)
        && findings.stream().allMatch(Finding::clean);
  }

  /** The report, line by line. */
  List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(screen.bold("Where the %d patients ended".formatted(endings.size())));
    lines.addAll(outcomes(screen));
    lines.add("");
    lines.add(
        screen.bold("What %d days at the clinic took: %s".formatted(lived.toDays(), took(took))));
    lines.add(
        "  %,d requests answered, %,d sent again; %,d events; %d processes started again"
            .formatted(requests, retries, events, restarts));
    lines.add("  from submit to visible in the review queue:  " + toVisible);
    lines.add("  from approval to the booked series:          " + toBooked);
    lines.add("  e-mails:  " + counts(mails));
    lines.add("  messages: " + counts(messages));
    lines.add("");
    lines.add(screen.bold("The audit of the books"));
    for (Finding finding : findings) {
      lines.addAll(finding(finding, screen));
    }
    lines.add("");
    lines.add(verdict(screen));
    return lines;
  }

  private List<String> outcomes(Screen screen) {
    Map<Outcome, int[]> counts = new EnumMap<>(Outcome.class);
    for (Ending ending : endings) {
      counts.computeIfAbsent(ending.plan().story().outcome(), _ -> new int[2])[0]++;
      counts.computeIfAbsent(ending.outcome(), _ -> new int[2])[1]++;
    }
    List<String> lines = new ArrayList<>();
    lines.add("  %8s %8s".formatted("planned", "ended"));
    counts.forEach(
        (outcome, count) -> {
          String line = "  %8d %8d  %s".formatted(count[0], count[1], outcome.words());
          lines.add(count[0] == count[1] ? line : screen.red(line));
        });
    List<Ending> others = endings.stream().filter(ending -> !ending.asPlanned()).toList();
    for (Ending ending : others.subList(0, Math.min(others.size(), 4 * EXAMPLES))) {
      lines.add(
          screen.red(
              "  ✘ %s (%s, %s): %s"
                  .formatted(
                      ending.plan().label(),
                      ending.episodeId(),
                      ending.plan().story(),
                      String.join("; ", ending.differences()))));
    }
    if (others.size() > 4 * EXAMPLES) {
      lines.add(screen.red("    and %d more".formatted(others.size() - 4 * EXAMPLES)));
    }
    return lines;
  }

  private static String counts(Map<String, Long> counts) {
    return String.join(
        ", ",
        new TreeMap<>(counts)
            .entrySet().stream()
                .map(count -> "%,d %s".formatted(count.getValue(), count.getKey()))
                .toList());
  }

  private static List<String> finding(Finding finding, Screen screen) {
    List<String> lines = new ArrayList<>();
    String line =
        "%6d  %-47s of %,d".formatted(finding.faults().size(), finding.check(), finding.examined());
    lines.add("  " + (finding.clean() ? screen.green("✔") + line : screen.red("✘" + line)));
    finding.faults().stream()
        .limit(EXAMPLES)
        .forEach(fault -> lines.add(screen.red("            " + fault)));
    if (finding.faults().size() > EXAMPLES) {
      lines.add(
          screen.red("            and %d more".formatted(finding.faults().size() - EXAMPLES)));
    }
    return lines;
  }

  private String verdict(Screen screen) {
    if (clean()) {
      return screen.green(
          "Clean: every patient ended where they should, and nothing is lost, doubled or overdue.");
    }
    List<String> reasons = new ArrayList<>();
    if (!aborted.isEmpty()) {
      reasons.add(aborted);
    }
    long others = endings.stream().filter(ending -> !ending.asPlanned()).count();
    if (others > 0) {
      reasons.add("%d patients did not go the way they were planned to".formatted(others));
    }
    findings.stream()
        .filter(finding -> !finding.clean())
        .forEach(finding -> reasons.add(finding.faults().size() + " " + finding.check()));
    return screen.red("Not clean: " + String.join("; ", reasons) + ".");
  }

  private static String took(Duration duration) {
    return String.format(
        Locale.ROOT, "%d min %d s", duration.toMinutes(), duration.toSecondsPart());
  }
}
