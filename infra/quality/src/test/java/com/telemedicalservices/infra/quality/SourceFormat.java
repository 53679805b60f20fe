package com.telemedicalservices.infra.quality;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** The one way Java is laid out here: google-java-format, imports included. */
final class SourceFormat {

  private SourceFormat() {}

  static boolean isFormatted(String source) {
    try {
      return new Formatter().formatSourceAndFixImports(source).equals(source);
    } catch (FormatterException e) {
      return false;
    }
  }

  /** The files that are laid out otherwise, or are no Java at all. */
  static List<Path> unformatted(Collection<Path> files) {
    return files.parallelStream()
        .filter(file -> !isFormatted(Repository.read(file)))
        .sorted()
        .toList();
  }
}
