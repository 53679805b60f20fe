package com.telemedicalservices.infra.quality.planted.tests;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Test methods as they should not be named, and one that is right. Not run: no *Test class. */
class Naming {

  @Test
  void testSomething() {}

  @ParameterizedTest
  @MethodSource("numbers")
  void shouldCount(int number) {}

  @Test
  void a_sentence_is_right() {}

  static IntStream numbers() {
    return IntStream.empty();
  }
}
