package com.telemedicalservices.infra.redrive;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes dead letters out of those that wait, with a reason. */
@Command(
    name = "park",
    description = {
      "Takes dead letters out of those that wait, because nothing is to be done with them.",
      "They stay where they are, and go when they are named to redrive."
    })
final class ParkCommand extends ActCommand {

  private static final int LONGEST_REASON = 300;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = {
        "Why. It is kept and shown for ever: no names, nothing of a body, nothing about a patient."
      })
  private String reason = "";

  ParkCommand(Tool tool) {
    super(tool);
  }

  @Override
  void check(Selection selected) {
    super.check(selected);
    if (Printed.line(reason).isEmpty() || reason.length() > LONGEST_REASON) {
      throw new Selection.UsageException(
          "--reason says why, in 1 to %d characters.".formatted(LONGEST_REASON));
    }
  }

  @Override
  int run(Bookkeeper bookkeeper, Shelf shelf, Selection.Wanted wanted) {
    int refused = 0;
    int parked = 0;
    var entries = wanted.of(shelf, false);
    for (var entry : entries) {
      if (entry.waits()) {
        bookkeeper.prepareToRecord();
        bookkeeper.write(
            Act.parked(entry.letter(), by(), tool.clock().instant(), Printed.line(reason)));
        out().printf("Parked %s%n", entry.id());
        parked++;
      } else {
        err().printf("Refused %s: it was %s%n", entry.id(), Printed.state(entry));
        refused++;
      }
    }
    out()
        .println(
            entries.isEmpty()
                ? "No such dead letter waits."
                : Printed.count(parked, "letter") + " parked");
    return refused == 0 ? 0 : 1;
  }
}
