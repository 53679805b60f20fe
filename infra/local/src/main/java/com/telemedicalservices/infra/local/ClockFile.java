package com.telemedicalservices.infra.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The file that says how far the clinic's clock is ahead of the real one: eight bytes, milliseconds
 * as a big-endian number.
 *
 * <p>The services map it into memory, so that a move is seen by all of them at once, and by one
 * that is started again. Movers exclude each other by a lock on the file.
 */
public final class ClockFile {

  private final Path file;

  private ClockFile(Path file) {
    this.file = file;
  }

  /**
   * The clock file at this place, made with the clinic's clock at the real time if it is absent.
   */
  public static ClockFile at(Path file) {
    try {
      if (!Files.exists(file) || Files.size(file) != Long.BYTES) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, new byte[Long.BYTES]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClockFile(file);
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /** How far the clinic's clock is ahead. */
  public Duration ahead() {
    try {
      return Duration.ofMillis(ByteBuffer.wrap(Files.readAllBytes(file)).getLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the clinic's clock shows when the real one shows this. */
  public Instant now(InstantSource real) {
    return real.instant().plus(ahead());
  }

  /** Moves the clinic's clock on, and says how far ahead it is then. It never goes back. */
  public Duration advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("The clinic's clock does not go back");
    }
    // The lock on the file is between processes; within one, threads exclude each other first.
    synchronized (ClockFile.class) {
      return add(by.toMillis());
    }
  }

  private Duration add(long millis) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      // One aligned store of eight bytes: a reader sees the old time or the new, never half of
      // each.
      var clock = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
      var ahead = clock.getLong(0) + millis;
      clock.putLong(0, ahead);
      return Duration.ofMillis(ahead);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
