package com.telemedicalservices.infra.quality;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What points to a file of the repository points to one that is there. */
final class LinkRules {

  private static final Pattern MARKDOWN_LINK = Pattern.compile("]\\(([^)\\s#]+)(?:#[^)]*)?\\)");

  private static final Pattern DECISION = Pattern.compile("\\bADRs? (\\d{4})");

  private LinkRules() {}

  /** One sentence for every relative link in a document that leads nowhere. */
  static List<String> brokenLinks(Repository repository) {
    return repository.files().stream()
        .filter(file -> file.toString().endsWith(".md"))
        .flatMap(file -> brokenLinks(repository, file))
        .toList();
  }

  private static Stream<String> brokenLinks(Repository repository, Path document) {
    return found(MARKDOWN_LINK, document)
        .filter(target -> !target.matches("[a-z]+:.*"))
        .filter(target -> !Files.exists(document.resolveSibling(target)))
        .map(target -> "%s links to %s".formatted(repository.name(document), target));
  }

  /** One sentence for every decision that is named somewhere and not written down. */
  static List<String> unknownDecisions(Repository repository) {
    List<String> decisions =
        repository.files().stream()
            .filter(file -> file.getParent().endsWith("docs/adr"))
            .map(file -> file.getFileName().toString().substring(0, 4))
            .toList();
    return repository.files().stream()
        .filter(file -> file.toString().endsWith(".md") || file.toString().endsWith(".java"))
        .flatMap(
            file ->
                found(DECISION, file)
                    .filter(number -> !decisions.contains(number))
                    .map(number -> "%s names ADR %s".formatted(repository.name(file), number)))
        .toList();
  }

  private static Stream<String> found(Pattern pattern, Path file) {
    List<MatchResult> matches = pattern.matcher(Repository.read(file)).results().toList();
    return matches.stream().map(match -> match.group(1)).distinct();
  }
}
