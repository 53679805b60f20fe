package com.telemedicalservices.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that says what a test wants it to say, and hangs up where a test wants it to. */
final class SmtpServerStub implements AutoCloseable {

  /** Answer that means: hang up without a word. */
  static final String HANG_UP = "";

  private final ServerSocket socket;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile String onMail = "250 OK";
  private volatile String onRecipient = "250 OK";
  private volatile String onData = "354 go ahead";
  private volatile String onEnd = "250 OK";

  SmtpServerStub() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The commands heard, in order. */
  List<String> heard() {
    return heard;
  }

  SmtpServerStub onMail(String answer) {
    onMail = answer;
    return this;
  }

  SmtpServerStub onRecipient(String answer) {
    onRecipient = answer;
    return this;
  }

  SmtpServerStub onData(String answer) {
    onData = answer;
    return this;
  }

  SmtpServerStub onEnd(String answer) {
    onEnd = answer;
    return this;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket caller = socket.accept();
        Thread.ofVirtual().start(() -> talk(caller));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket caller) {
    try (caller;
        var in =
            new BufferedReader(
                new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = caller.getOutputStream()) {
      say(out, "220 stub");
      boolean inData = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String answer = null;
        if (inData) {
          if (line.equals(".")) {
            inData = false;
            answer = onEnd;
          }
        } else {
          heard.add(line);
          answer = answer(line);
          inData = answer.startsWith("354");
        }
        if (answer != null) {
          if (answer.equals(HANG_UP)) {
            return;
          }
          say(out, answer);
        }
      }
    } catch (IOException e) {
      // The caller is gone.
    }
  }

  private String answer(String line) {
    String command = line.split("[ :]")[0];
    return switch (command) {
      case "MAIL" -> onMail;
      case "RCPT" -> onRecipient;
      case "DATA" -> onData;
      case "QUIT" -> "221 bye";
      default -> "250 OK";
    };
  }

  private static void say(OutputStream out, String answer) throws IOException {
    out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
