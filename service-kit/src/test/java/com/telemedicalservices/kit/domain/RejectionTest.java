package com.telemedicalservices.kit.domain;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectionTest {

  @ParameterizedTest
  @ValueSource(strings = {"type", "title", "status", "detail", "instance", "code"})
  void no_fact_hides_a_member_of_the_problem_it_stands_in(String member) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Rejection(
                    Rejection.Kind.CONFLICT, "wrong-state", "Read it.", Map.of(member, "X")))
        .withMessageContaining(member);
  }
}
