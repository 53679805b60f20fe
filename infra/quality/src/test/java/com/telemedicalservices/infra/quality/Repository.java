package com.telemedicalservices.infra.quality;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A tree of modules and their files, found on disk rather than on the class path, so that the rules
 * also see what no module depends on.
 *
 * @param root the folder that holds everything
 */
record Repository(Path root) {

  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", ".data", ".idea", ".vscode", ".settings", "node_modules");

  /** The repository these tests stand in. */
  static Repository here() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .takeWhile(folder -> folder != null)
        .filter(folder -> Files.exists(folder.resolve("mvnw")))
        .findFirst()
        .map(Repository::new)
        .orElseThrow(() -> new IllegalStateException("No mvnw in any folder above this one"));
  }

  /** All files but those a build or a tool has made, in order. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.stream().sorted().toList();
  }

  List<Path> javaFiles() {
    return files().stream().filter(file -> file.toString().endsWith(".java")).toList();
  }

  /** The folders of the modules that have main code. */
  List<Path> modules() {
    return files().stream()
        .filter(file -> file.endsWith("pom.xml"))
        .map(Path::getParent)
        .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
        .toList();
  }

  /** The compiled main code of all modules. */
  JavaClasses mainClasses() {
    return new ClassFileImporter()
        .importPaths(modules().stream().map(module -> module.resolve("target/classes")).toList());
  }

  /**
   * The compiled tests of all modules but this one, whose planted classes break rules on purpose.
   */
  JavaClasses testClasses() {
    return new ClassFileImporter()
        .importPaths(
            modules().stream()
                .map(module -> module.resolve("target/test-classes"))
                .filter(Files::isDirectory)
                .toList());
  }

  /** A file's path as a person writes it. */
  String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
