package com.telemedicalservices.review;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The intake service as far as a review asks it: dossiers over HTTP, or none. */
final class IntakeOverHttp implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> dossiers = new ConcurrentHashMap<>();

  IntakeOverHttp() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/intakes/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on it has this dossier. */
  void has(String episodeId, int revision) {
    dossiers.put(
        "/api/intakes/" + episodeId + "/dossier?revision=" + revision,
        """
        {"episodeId":"%s","patientId":"patient-of-%s","clinicId":"phoenix","stateOfResidence":"AZ",
         "language":"en","status":"SUBMITTED","revision":%d,"submittedAt":"2026-12-01T15:00:00Z",
         "policyVersion":"intake/1","riskTier":"LOW","consents":[],"crisisSignals":[],
         "dispositions":[],"changes":[],
         "forms":[
          {"form":"eligibility","version":"1.0.0","language":"en",
           "answeredAt":"2026-12-01T14:00:00Z",
           "answers":{"age":34,"state":"AZ","escort-available":true,"pregnancy":"no"}},
          {"form":"phq-9","version":"1.0.0","language":"en","answeredAt":"2026-12-01T14:00:00Z",
           "answers":{"44250-9":"LA6569-3"},
           "score":{"scorer":"phq-9","scorerVersion":"phq-9/1","total":14,"band":"MODERATE"}},
          {"form":"c-ssrs-screener","version":"1.0.0","language":"en",
           "answeredAt":"2026-12-01T14:00:00Z","answers":{},
           "score":{"scorer":"c-ssrs-screener","scorerVersion":"c-ssrs-screener/1","tier":"LOW"}}]}
        """
            .formatted(episodeId, episodeId, revision));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String dossier = dossiers.get(exchange.getRequestURI().toString());
    byte[] body = (dossier == null ? "{}" : dossier).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(dossier == null ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
