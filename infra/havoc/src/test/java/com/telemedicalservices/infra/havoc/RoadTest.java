package com.telemedicalservices.infra.havoc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A road that is open, cut, silent or slow, seen from both of its ends. */
@Timeout(30)
class RoadTest {

  private static final int A_MOMENT_MILLIS = 200;

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private ServerSocket echo;
  private int port;
  private Road road;

  @BeforeEach
  void build() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::serve);
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    road = new Road(loops.next(), port, echo.getLocalPort());
  }

  @AfterEach
  void tearDown() throws IOException {
    road.close();
    loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    echo.close();
  }

  @Test
  void an_open_road_carries_both_ways() throws IOException {
    try (var traveller = new Traveller(port)) {
      assertThat(traveller.says("one")).isEqualTo("one");
      assertThat(traveller.says("two")).isEqualTo("two");
    }
  }

  @Test
  void a_road_that_is_cut_breaks_what_was_under_way_and_refuses_what_is_new() throws IOException {
    try (var traveller = new Traveller(port)) {
      assertThat(traveller.says("one")).isEqualTo("one");

      road.cut();

      assertThat(traveller.hears()).isNull();
      try (var late = new Traveller(port)) {
        assertThat(late.hears()).isNull();
      }
    }
    road.open();
    try (var again = new Traveller(port)) {
      assertThat(again.says("two")).isEqualTo("two");
    }
  }

  @Test
  void on_a_silent_road_nothing_arrives_until_it_is_open_again() throws IOException {
    try (var traveller = new Traveller(port)) {
      assertThat(traveller.says("one")).isEqualTo("one");

      road.silence();
      traveller.write("two");

      assertThatThrownBy(traveller::hears).isInstanceOf(SocketTimeoutException.class);
      road.open();
      traveller.waitLonger();
      assertThat(traveller.hears()).isEqualTo("two");
    }
  }

  @Test
  void on_a_slow_road_everything_arrives_later_and_in_order() throws IOException {
    try (var traveller = new Traveller(port)) {
      assertThat(traveller.says("one")).isEqualTo("one");
      traveller.waitLonger();

      road.slow(Duration.ofMillis(A_MOMENT_MILLIS));
      var sent = System.nanoTime();
      assertThat(traveller.says("two")).isEqualTo("two");
      assertThat(Duration.ofNanos(System.nanoTime() - sent))
          .as("both ways")
          .isGreaterThanOrEqualTo(Duration.ofMillis(2 * A_MOMENT_MILLIS));

      traveller.waitLonger();
      traveller.write("three");
      road.open();
      traveller.write("four");
      assertThat(traveller.hears()).isEqualTo("three");
      assertThat(traveller.hears()).isEqualTo("four");
    }
  }

  private void serve() {
    try {
      while (true) {
        var guest = echo.accept();
        Thread.ofVirtual().start(() -> repeat(guest));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static void repeat(Socket guest) {
    try (guest) {
      guest.getInputStream().transferTo(guest.getOutputStream());
    } catch (IOException e) {
      // Its road was cut.
    }
  }

  /** Somebody at the near end. */
  private static final class Traveller implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    private Traveller(int port) throws IOException {
      this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(A_MOMENT_MILLIS);
      this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    void waitLonger() throws IOException {
      socket.setSoTimeout(50 * A_MOMENT_MILLIS);
    }

    void write(String text) throws IOException {
      socket.getOutputStream().write((text + "\n").getBytes(UTF_8));
    }

    /** The next line; null when the road has ended. */
    String hears() throws IOException {
      try {
        return in.readLine();
      } catch (java.net.SocketException e) {
        return null;
      }
    }

    String says(String text) throws IOException {
      waitLonger();
      write(text);
      var heard = hears();
      socket.setSoTimeout(A_MOMENT_MILLIS);
      return heard;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
