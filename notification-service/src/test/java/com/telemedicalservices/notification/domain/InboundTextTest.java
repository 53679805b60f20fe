package com.telemedicalservices.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOP",
        "stop",
        " Stop. ",
        "STOP!!!",
        "QUIT",
        "end",
        "Revoke",
        "OPT OUT",
        "opt-out",
        "OptOut",
        "cancel",
        "Unsubscribe",
        "please stop",
        "Stop texting me",
        "stop it now",
        "Please unsubscribe me",
        "I want to opt out of this",
        "Don't text me again",
        "no more messages please",
        "ALTO",
        "baja",
        "no más mensajes por favor"
      })
  void is_a_stop(String text) {
    assertThat(InboundText.of(text)).isEqualTo(InboundText.STOP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "...",
        "YES",
        "Can I cancel my visit on Tuesday?",
        "When does it end?",
        "I will not quit",
        "the bus stop is closed",
        "I am nonstop tired"
      })
  void is_something_a_human_has_to_read(String text) {
    assertThat(InboundText.of(text)).isEqualTo(InboundText.OTHER);
  }
}
