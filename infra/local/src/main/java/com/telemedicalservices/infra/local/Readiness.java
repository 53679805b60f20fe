package com.telemedicalservices.infra.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** How one sees that a process is ready for work. */
sealed interface Readiness {

  /** The process says so by a line of its log that contains this text. */
  record Announced(String text) implements Readiness {}

  /** The process answers this address with status 200. */
  record Answers(URI address) implements Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    boolean now() throws InterruptedException {
      return isOpen() && isReady();
    }

    /** Asked for long before anybody listens, so this is the cheap question. */
    private boolean isOpen() {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 500);
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    private boolean isReady() throws InterruptedException {
      var question = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      try {
        return CLIENT.send(question, BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
