package com.telemedicalservices.infra.havoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Somebody who is well again is told from somebody who never will be. */
class RecoveryTest {

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  @Test
  void one_who_is_well_after_some_looks_has_recovered() throws InterruptedException {
    var looks = new AtomicInteger();

    new Recovery(Duration.ofMinutes(1), AT_ONCE).await(() -> looks.incrementAndGet() == 3);

    assertThat(looks).hasValue(3);
  }

  @Test
  void one_who_is_not_well_within_the_limit_has_not() {
    assertThatThrownBy(() -> new Recovery(Duration.ofMillis(20), AT_ONCE).await(() -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not well again after");
  }
}
