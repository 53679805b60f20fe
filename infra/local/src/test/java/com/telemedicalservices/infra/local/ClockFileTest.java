package com.telemedicalservices.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockFileTest {

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void in_a_directory_that_is_not_there_yet() {
    file = directory.resolve("data/clock");
  }

  @Test
  void shows_the_real_time_at_first() {
    var clock = ClockFile.at(file);

    assertThat(clock.ahead()).isZero();
    assertThat(clock.now(() -> Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    assertThat(file).hasBinaryContent(new byte[8]);
  }

  @Test
  void moves_on_and_stays_moved() {
    ClockFile.at(file).advance(Duration.ofHours(1));
    var ahead = ClockFile.at(file).advance(Duration.ofMinutes(30));

    assertThat(ahead).isEqualTo(Duration.ofMinutes(90));
    assertThat(ClockFile.at(file).now(() -> Instant.EPOCH)).isEqualTo("1970-01-01T01:30:00Z");
  }

  @Test
  void is_eight_bytes_with_the_greatest_first() throws Exception {
    ClockFile.at(file).advance(Duration.ofMillis(0x01020304L));

    assertThat(Files.readAllBytes(file)).containsExactly(0, 0, 0, 0, 1, 2, 3, 4);
  }

  @Test
  void is_seen_at_once_by_who_mapped_it_before() throws Exception {
    var clock = ClockFile.at(file);
    try (var channel = FileChannel.open(file)) {
      var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES);

      clock.advance(Duration.ofDays(1));

      assertThat(mapped.getLong(0)).isEqualTo(Duration.ofDays(1).toMillis());
    }
  }

  @Test
  void loses_no_move_when_many_move_it_at_once() {
    var clock = ClockFile.at(file);

    IntStream.range(0, 200).parallel().forEach(_ -> clock.advance(Duration.ofSeconds(1)));

    assertThat(clock.ahead()).isEqualTo(Duration.ofSeconds(200));
  }

  @Test
  void does_not_go_back() {
    var clock = ClockFile.at(file);

    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
