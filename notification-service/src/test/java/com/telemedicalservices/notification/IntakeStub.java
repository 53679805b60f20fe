package com.telemedicalservices.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The one question of the intake service that is asked here: how to reach a patient. */
final class IntakeStub implements AutoCloseable {

  private final Map<String, Map<String, Object>> contacts = new ConcurrentHashMap<>();
  private final HttpServer server;
  private volatile boolean away;

  IntakeStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/patients/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void knows(String patientId, String email, String phone, String language, long version) {
    contacts.put(
        patientId,
        Map.of(
            "patientId", patientId,
            "name", "Sample Person",
            "email", email,
            "phone", phone,
            "language", language,
            "zone", "America/Phoenix",
            "contactVersion", version));
  }

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String patientId = exchange.getRequestURI().getPath().split("/")[3];
      Map<String, Object> contact = contacts.get(patientId);
      if (away || contact == null) {
        exchange.sendResponseHeaders(away ? 503 : 404, -1);
        return;
      }
      byte[] body =
          JsonMapper.shared().writeValueAsString(contact).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
