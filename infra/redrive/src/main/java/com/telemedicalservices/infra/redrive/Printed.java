package com.telemedicalservices.infra.redrive;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How things are shown. Anybody may have written a dead letter, so even what should be an id or a
 * code is shown only if it looks like one: names, addresses and control characters do not.
 */
final class Printed {

  /** What is not there, or not readable. */
  static final String UNKNOWN = "?";

  private static final Pattern ID_OR_CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+-]{0,99}");

  private Printed() {}

  /** An id or a code, or only how long the text is that stands in its place. */
  static String code(String text) {
    if (text.isEmpty()) {
      return UNKNOWN;
    }
    return ID_OR_CODE.matcher(text).matches()
        ? text
        : "<%d characters, not shown>".formatted(text.length());
  }

  /** A point in time, to the second. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A length of time in its two largest units. */
  static String span(Duration span) {
    var length = span.isNegative() ? Duration.ZERO : span;
    if (length.toDays() > 0) {
      return "%d d %d h".formatted(length.toDays(), length.toHoursPart());
    }
    if (length.toHours() > 0) {
      return "%d h %d min".formatted(length.toHours(), length.toMinutesPart());
    }
    return length.toMinutes() > 0
        ? "%d min %d s".formatted(length.toMinutes(), length.toSecondsPart())
        : "%d s".formatted(length.toSeconds());
  }

  /** What was done last with a letter, in a few words. */
  static String state(Shelf.Entry entry) {
    return entry.waits() ? "waits" : act(entry.acts().getLast());
  }

  /** An act in one line. */
  static String act(Act act) {
    var what =
        "%s %s by %s"
            .formatted(act.kind().name().toLowerCase(Locale.ROOT), time(act.at()), line(act.by()));
    var why = act.reason();
    return why == null ? what : what + ": " + line(why);
  }

  /** Words of an operator, without what a terminal would act upon. */
  static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").strip();
  }

  /** Rows in columns as wide as they need; the first row is their names. */
  static List<String> table(List<List<String>> rows) {
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (var row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** A number of things, with an s unless it is one. */
  static String count(int number, String thing) {
    return "%d %s%s".formatted(number, thing, number == 1 ? "" : "s");
  }
}
