package com.telemedicalservices.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/** Removes directories with everything in them. */
public final class Directories {

  private Directories() {}

  /** Deletes the directory and all it holds; one that does not exist is already deleted. */
  public static void delete(Path directory) {
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      // Already gone, which is what was asked for.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
