package com.telemedicalservices.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortsTest {

  @Test
  void a_free_port_is_no_problem() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThatCode(() -> Ports.requireFree(port, "somebody")).doesNotThrowAnyException();
  }

  @Test
  void a_taken_port_is_one_sentence_that_names_it_and_who_needs_it() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.requireFree(socket.getLocalPort(), "intake-service"))
          .isInstanceOf(CannotStartException.class)
          .message()
          .startsWith("Port " + socket.getLocalPort() + ", which intake-service needs, is taken")
          .doesNotContain("\n");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_taken_port_names_the_process_that_has_it() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.owner(socket.getLocalPort())).contains(ProcessHandle.current());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_port_that_is_taken_on_all_addresses_is_taken() throws Exception {
    try (var socket = new ServerSocket(0)) {
      assertThat(Ports.isFree(socket.getLocalPort())).isFalse();
      assertThat(Ports.owner(socket.getLocalPort())).contains(ProcessHandle.current());
    }
  }
}
