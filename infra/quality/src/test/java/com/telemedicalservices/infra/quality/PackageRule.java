package com.telemedicalservices.infra.quality;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every package of main code has a {@code package-info.java} that makes it null-marked and says in
 * a sentence what it is. Without the mark the null checker is blind there.
 */
final class PackageRule {

  private static final Pattern SENTENCE_THEN_MARK =
      Pattern.compile("/\\*\\*\\s*\\**\\s*\\w.*?\\.\\s.*?\\*/.*?@NullMarked", Pattern.DOTALL);

  private PackageRule() {}

  /** One sentence for every package that breaks the rule. */
  static List<String> violations(Repository repository) {
    return repository.modules().stream()
        .flatMap(module -> packages(repository, module.resolve("src/main/java")))
        .flatMap(folder -> violation(repository, folder).stream())
        .toList();
  }

  private static Stream<Path> packages(Repository repository, Path sources) {
    return repository.javaFiles().stream()
        .filter(file -> file.startsWith(sources))
        .map(Path::getParent)
        .distinct();
  }

  private static Optional<String> violation(Repository repository, Path folder) {
    Path packageInfo = folder.resolve("package-info.java");
    if (!Files.exists(packageInfo)) {
      return Optional.of("%s has no package-info.java".formatted(repository.name(folder)));
    }
    return SENTENCE_THEN_MARK.matcher(Repository.read(packageInfo)).find()
        ? Optional.empty()
        : Optional.of(
            "%s has no sentence or no @NullMarked".formatted(repository.name(packageInfo)));
  }
}
