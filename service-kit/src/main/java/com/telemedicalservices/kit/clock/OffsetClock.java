package com.telemedicalservices.kit.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock that runs ahead of another by as many milliseconds as a file says: eight bytes, big
 * endian. The file is mapped, so every process on the machine sees a move at once and a process
 * that was started again goes on in the same time.
 */
public final class OffsetClock extends Clock {

  private final Clock base;
  private final MappedByteBuffer offset;

  private OffsetClock(Clock base, MappedByteBuffer offset) {
    this.base = base;
    this.offset = offset;
  }

  /** The clock that the file at this path moves. */
  public static OffsetClock mappedFrom(Path file, Clock base) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new OffsetClock(base, channel.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the clock file; infra/up creates it", e);
    }
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new OffsetClock(base.withZone(zone), offset);
  }

  @Override
  public Instant instant() {
    return base.instant().plusMillis(offset.getLong(0));
  }
}
