package com.telemedicalservices.infra.redrive;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Publishes dead letters to the topic they came from. */
@Command(
    name = "redrive",
    description = {
      "Publishes dead letters to the topic and partition they came from, for every consumer.",
      "Of one patient on one topic, none goes before an earlier one that waits. A letter that is"
          + " named goes though it was parked. Whoever has applied an event passes over it."
    })
final class RedriveCommand extends ActCommand {

  private static final int MOST_PER_SECOND = 10_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "The most in a second; 20 when not said.")
  private double rate;

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  RedriveCommand(Tool tool) {
    super(tool);
  }

  @Override
  void check(Selection selected) {
    super.check(selected);
    // Also refuses what is no number.
    if (!(rate >= 0.01 && rate <= MOST_PER_SECOND)) {
      throw new Selection.UsageException(
          "--rate is from 0.01 to %d in a second.".formatted(MOST_PER_SECOND));
    }
  }

  @Override
  int run(Bookkeeper bookkeeper, Shelf shelf, Selection.Wanted wanted) throws InterruptedException {
    List<Shelf.Entry> chosen = new ArrayList<>();
    int past = 0;
    for (var entry : wanted.of(shelf, false)) {
      if (entry.state() == Shelf.State.REDRIVEN) {
        past++;
        refuse(entry.id(), "it was " + Printed.state(entry));
      } else {
        chosen.add(entry);
      }
    }
    var plan = RedrivePlan.of(shelf, chosen);
    if (plan.steps().isEmpty()) {
      if (past == 0) {
        out().println("No such dead letter waits.");
      }
      return past == 0 ? 0 : 1;
    }
    int refused = past + (dryRun ? describe(plan) : redrive(bookkeeper, plan));
    return refused == 0 ? 0 : 1;
  }

  /** How many are refused. */
  private int describe(RedrivePlan plan) {
    int refused = 0;
    for (var step : plan.steps()) {
      if (step.refused()) {
        refused++;
        refuse(step.letter().id(), step.refusal());
      } else {
        say("Would redrive", step);
      }
    }
    return refused;
  }

  /** How many were refused. */
  private int redrive(Bookkeeper bookkeeper, RedrivePlan plan) throws InterruptedException {
    var outcome =
        new Redriver(
                bookkeeper,
                new Pace(rate, tool.nanoTime(), tool.pauser()),
                tool.clock(),
                by(),
                new Teller())
            .run(plan);
    out()
        .printf(
            "%s redriven, which settles %s%s%n",
            Printed.count(outcome.events(), "event"),
            Printed.count(outcome.letters(), "letter"),
            outcome.refused() == 0 ? "" : "; %d refused".formatted(outcome.refused()));
    return outcome.refused();
  }

  private void say(String what, RedrivePlan.Step step) {
    var others = Redriver.together(step);
    out()
        .printf(
            "%s %s to partition %d%s%n",
            what,
            step.letter().id(),
            step.partition(),
            others.isEmpty() ? "" : ", the same event as " + others);
  }

  private void refuse(LetterId id, String why) {
    err().printf("Refused %s: %s%n", id, why);
    err().flush();
  }

  private final class Teller implements Redriver.Told {

    @Override
    public void redriven(RedrivePlan.Step step) {
      say("Redrove", step);
      out().flush();
    }

    @Override
    public void refused(RedrivePlan.Step step, String why) {
      refuse(step.letter().id(), why);
    }

    @Override
    public void progress(int done, int all) {
      out().printf("  %d of %d%n", done, all);
      out().flush();
    }
  }
}
