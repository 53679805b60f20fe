package com.telemedicalservices.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A generated file that stands in git, so that a change of what goes over the wire is seen in a
 * review. With {@code -Dcontracts.update=true} it is written again instead of compared.
 */
record CommittedFile(Path path) {

  static final Path RESOURCES = Path.of("src/main/resources");

  private static final boolean UPDATE = Boolean.getBoolean("contracts.update");

  static CommittedFile of(String name) {
    return new CommittedFile(RESOURCES.resolve(name));
  }

  Optional<String> text() {
    try {
      return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void shouldBe(String generated) {
    if (UPDATE) {
      write(generated);
    }
    assertThat(text())
        .as(
            """
            %s should be what its source generates.
            If the change is meant, run  ./mvnw -pl contracts test -Dcontracts.update=true  \
            and commit the file.\
            """,
            path)
        .hasValue(generated);
  }

  private void write(String generated) {
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, generated);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
