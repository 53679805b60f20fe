package com.telemedicalservices.infra.redrive;

import picocli.CommandLine.Command;

/** Shows everything that is known of dead letters but what is in them. */
@Command(
    name = "show",
    description = {
      "Shows all that is known of dead letters, and never a value out of a body.",
      "Filters find those that wait; a letter that is named is shown whatever was done with it."
    })
final class ShowCommand extends ToolCommand {

  ShowCommand(Tool tool) {
    super(tool);
  }

  @Override
  void check(Selection selected) {
    if (selected.isEmpty()) {
      throw new Selection.UsageException("Name a letter or give a filter.");
    }
  }

  @Override
  int run(Bookkeeper bookkeeper, Shelf shelf, Selection.Wanted wanted) {
    var entries = wanted.of(shelf, false);
    if (entries.isEmpty()) {
      out().println("No such dead letter waits.");
    }
    entries.forEach(entry -> show(bookkeeper, entry));
    return 0;
  }

  private void show(Bookkeeper bookkeeper, Shelf.Entry entry) {
    var letter = entry.letter();
    out().println(letter.id());
    line("state", Printed.state(entry));
    line("put aside", Printed.time(letter.at()));
    line("by", Printed.code(letter.header(Names.CONSUMER)));
    line("code", Printed.code(letter.header(Names.CODE)));
    line(
        "came from",
        letter
            .origin()
            .map(
                origin ->
                    "%s, partition %d, offset %d"
                        .formatted(
                            letter.id().topic().topicName(), origin.partition(), origin.offset()))
            .orElse(Printed.UNKNOWN));
    letter.redrivenFrom().ifPresent(earlier -> line("was before", earlier.toString()));
    line("patient", Printed.code(letter.key()));
    for (var name : Names.OF_EVENTS) {
      if (letter.headers().containsKey(name)) {
        line(name, Printed.code(letter.header(name)));
      }
    }
    if (letter.otherHeaders() > 0) {
      line("others", Printed.count(letter.otherHeaders(), "header"));
    }
    var body = Body.describe(bookkeeper.fetch(letter.id()).value(), letter.header(Names.TYPE));
    body.forEach(each -> line(each.equals(body.getFirst()) ? "body" : "", each));
    entry.acts().forEach(act -> line("done", Printed.act(act)));
    out().println();
  }

  private void line(String name, String value) {
    out().printf("  %-16s %s%n", name, value);
  }
}
