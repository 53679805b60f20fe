package com.telemedicalservices.infra.quality;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What may not stand in any text file of the repository, whatever its language. */
final class TextRules {

  private static final Set<String> TEXT_ENDINGS =
      Set.of(
          ".java",
          ".md",
          ".xml",
          ".yml",
          ".yaml",
          ".json",
          ".properties",
          ".sh",
          ".js",
          ".css",
          ".html",
          ".txt",
          ".sql",
          ".toml");

  /** The Maven wrapper, which is not ours. */
  private static final Set<String> NOT_OURS = Set.of("mvnw", "mvnw.cmd");

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "names a folder of one machine",
              Pattern.compile("(?<![\\w.$}-])/(?:work|root|home/\\w+|tmp)/"),
              name -> true),
          new Rule(
              "is unfinished: do it, or write down where it stands in docs",
              Pattern.compile("\\b(?:T[O]DO|FIXM[E]|XX[X])\\b"),
              name -> true),
          new Rule(
              "switches a test off: mend it or delete it",
              Pattern.compile("@D[i]sabled(?!\\w)"),
              name -> name.endsWith(".java")),
          new Rule(
              "sleeps in a test: wait for a condition with Awaitility",
              Pattern.compile("\\b(?:Thread|SECONDS|MILLISECONDS)\\.slee[p]\\("),
              TextRules::isTestOfOurs));

  private record Rule(String reason, Pattern pattern, Predicate<String> concerns) {}

  private TextRules() {}

  /** One sentence for every line that breaks a rule. */
  static List<String> violations(Repository repository) {
    return repository.files().stream()
        .filter(TextRules::isText)
        .flatMap(file -> violations(repository.name(file), Repository.read(file)))
        .toList();
  }

  static Stream<String> violations(String name, String text) {
    List<String> lines = text.lines().toList();
    return RULES.stream()
        .filter(rule -> rule.concerns().test(name))
        .flatMap(
            rule ->
                IntStream.range(0, lines.size())
                    .filter(line -> rule.pattern().matcher(lines.get(line)).find())
                    .mapToObj(line -> "%s:%d %s".formatted(name, line + 1, rule.reason())));
  }

  /** A sleep is planted for the architecture rules. */
  private static boolean isTestOfOurs(String name) {
    return name.endsWith(".java") && name.contains("src/test/") && !name.contains("/planted/");
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return !NOT_OURS.contains(name) && (dot < 0 || TEXT_ENDINGS.contains(name.substring(dot)));
  }
}
