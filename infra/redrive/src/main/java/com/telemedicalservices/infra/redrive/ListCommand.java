package com.telemedicalservices.infra.redrive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows dead letters, one in a line. */
@Command(name = "list", description = "Shows the dead letters that wait, one in a line.")
final class ListCommand extends ToolCommand {

  @Option(
      names = "--all",
      description = "Also those that were redriven or parked, with what was done.")
  private boolean all;

  ListCommand(Tool tool) {
    super(tool);
  }

  @Override
  void check(Selection selected) {}

  @Override
  int run(Bookkeeper bookkeeper, Shelf shelf, Selection.Wanted wanted) {
    var entries = wanted.of(shelf, all);
    if (entries.isEmpty()) {
      out().println(all ? "There is no such dead letter." : "No such dead letter waits.");
      return 0;
    }
    Printed.table(rows(entries)).forEach(out()::println);
    out().println();
    Printed.table(groups(entries)).forEach(out()::println);
    return 0;
  }

  private List<List<String>> rows(List<Shelf.Entry> entries) {
    var now = tool.clock().instant();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "LETTER",
            "PUT ASIDE",
            "BY",
            "CODE",
            "TYPE",
            "EVENT",
            "PATIENT",
            all ? "WHAT WAS DONE" : "WAITS"));
    for (var entry : entries) {
      var letter = entry.letter();
      rows.add(
          List.of(
              letter.id().toString(),
              Printed.time(letter.at()),
              Printed.code(letter.header(Names.CONSUMER)),
              Printed.code(letter.header(Names.CODE)),
              Printed.code(letter.header(Names.TYPE)),
              Printed.code(letter.header(Names.EVENT_ID)),
              Printed.code(letter.key()),
              all ? Printed.state(entry) : Printed.span(Duration.between(letter.at(), now))));
    }
    return rows;
  }

  private static List<List<String>> groups(List<Shelf.Entry> entries) {
    var counts = new TreeMap<String, Integer>();
    var keys = new TreeMap<String, List<String>>();
    for (var entry : entries) {
      var letter = entry.letter();
      var group =
          List.of(
              letter.id().topic().topicName(),
              Printed.code(letter.header(Names.CONSUMER)),
              Printed.code(letter.header(Names.CODE)),
              Printed.code(letter.header(Names.TYPE)));
      var key = String.join("\n", group);
      keys.put(key, group);
      counts.merge(key, 1, Integer::sum);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("LETTERS", "TOPIC", "BY", "CODE", "TYPE"));
    keys.forEach(
        (key, group) -> {
          List<String> row = new ArrayList<>();
          row.add(String.valueOf(counts.get(key)));
          row.addAll(group);
          rows.add(row);
        });
    return rows;
  }
}
