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
        "STOP ALL",
        "stop sending me these messages now, thank you",
        "no me escriban más",
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
        "I am nonstop tired",
        "Stop this pain, I want to die",
        "stop pretending you care",
        "Please stop sending me away, I cannot go on",
        "don't text me, it is over",
        "remove me from this world",
        "take me off this earth",
        "end it",
        "no more messages, this is goodbye",
        "no me escriban, ya no quiero vivir"
      })
  void is_something_a_human_has_to_read(String text) {
    assertThat(InboundText.of(text)).isEqualTo(InboundText.OTHER);
  }
}
