package com.telemedicalservices.review;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** The intake service as far as a review asks it: dossiers over HTTP, or none. */
final class IntakeOverHttp implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> dossiers = new ConcurrentHashMap<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

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

  /** From now on it has the dossier of somebody nothing stands in the way of. */
  void has(String episodeId, int revision) {
    has(episodeId, revision, CandidacyCase.harmless());
  }

  /** From now on it has the dossier of this patient. */
  void has(String episodeId, int revision, CandidacyCase patient) {
    List<Map<String, Object>> forms = new ArrayList<>();
    patient.answers().forEach((form, answers) -> forms.add(answered(form, answers, Map.of())));
    patient
        .scores()
        .forEach(
            (form, total) ->
                forms.add(
                    answered(
                        form,
                        Map.of("item", "option"),
                        Map.of("total", total, "band", "MODERATE"))));
    forms.add(answered("c-ssrs-screener", Map.of(), Map.of("tier", "LOW")));
    Map<String, Object> dossier = new HashMap<>();
    dossier.put("episodeId", episodeId);
    dossier.put("patientId", "patient-of-" + episodeId);
    dossier.put("clinicId", "phoenix");
    dossier.put("stateOfResidence", patient.residence());
    dossier.put("status", "SUBMITTED");
    dossier.put("revision", revision);
    dossier.put("policyVersion", "intake/2");
    dossier.put("riskTier", "LOW");
    dossier.put("forms", forms);
    dossiers.put(
        "/api/intakes/" + episodeId + "/dossier?revision=" + revision,
        JsonMapper.shared().writeValueAsString(dossier));
  }

  /** From now on it cannot answer about this episode. */
  void failsFor(String episodeId) {
    failing.add(episodeId);
  }

  private static Map<String, Object> answered(
      String form, Map<String, Object> answers, Map<String, Object> result) {
    Map<String, Object> answered = new HashMap<>();
    answered.put("form", form);
    answered.put("version", "1.0.0");
    answered.put("language", "en");
    answered.put("answeredAt", "2026-12-01T14:00:00Z");
    answered.put("answers", answers);
    if (!result.isEmpty()) {
      Map<String, Object> score = new HashMap<>(result);
      score.put("scorer", form);
      score.put("scorerVersion", form + "/1");
      answered.put("score", score);
    }
    return answered;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String dossier = dossiers.get(exchange.getRequestURI().toString());
    byte[] body = (dossier == null ? "{}" : dossier).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    boolean fails = failing.contains(exchange.getRequestURI().getPath().split("/")[3]);
    exchange.sendResponseHeaders(fails ? 500 : dossier == null ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
