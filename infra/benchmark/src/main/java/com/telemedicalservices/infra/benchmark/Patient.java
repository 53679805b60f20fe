package com.telemedicalservices.infra.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who goes the whole way over HTTP, and the people they meet on it. */
final class Patient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ACTOR = "prov-1";
  private static final String SIGNED = "{\"version\":\"2026-11-01\",\"name\":\"Bench Mark\"}";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String[] PHQ_9 = {
    "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3",
    "44260-8"
  };
  private static final String[] GAD_7 = {
    "69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"
  };

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI intake;
  private final Map<String, String> versions = new HashMap<>();

  Patient(URI intake) {
    this.intake = intake;
  }

  /** Puts something there that is not there yet. */
  void create(URI target, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(PATIENCE);
    send(
        request
            .header("Content-Type", "application/json")
            .header("X-Actor-Id", ACTOR)
            .header("If-None-Match", "*")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Has something done; whatever the answer is. */
  HttpResponse<String> ask(URI target, String body) {
    return answer(post(target, body));
  }

  /** Looks at something; whatever the answer is. */
  HttpResponse<String> look(URI target) {
    return answer(
        HttpRequest.newBuilder(target).timeout(PATIENCE).header("X-Actor-Id", ACTOR).build());
  }

  /** Signs the consent to be treated. */
  void consentToTreatment(String episodeId) {
    String path = "/api/intakes/" + episodeId;
    String version =
        send(HttpRequest.newBuilder(intake.resolve(path)).timeout(PATIENCE).build())
            .headers()
            .firstValue("ETag")
            .orElseThrow();
    put(path + "/consents/treatment", version, SIGNED);
  }

  /** Does everything up to submitting; returns the episode. */
  String fillIn() {
    HttpResponse<String> opened =
        send(
            post(
                "/api/intakes",
                """
                {"clinicId":"benchmark","stateOfResidence":"AZ","language":"en",
                 "consentToEmail":false,
                 "contact":{"name":"Bench Mark","email":"bench@example.org",
                            "phone":"+16025550100","zone":"America/Phoenix"}}\
                """));
    String episodeId = JSON.readTree(opened.body()).get("episodeId").asString();
    String path = "/api/intakes/" + episodeId;
    String version = opened.headers().firstValue("ETag").orElseThrow();
    for (Map.Entry<String, JsonNode> form : histories()) {
      version =
          put(path + "/forms/" + form.getKey(), version, form(form.getKey(), form.getValue()));
    }
    version = put(path + "/forms/audit-c", version, form("audit-c", rarelyDrinks()));
    version =
        put(path + "/forms/phq-9", version, form("phq-9", scale(PHQ_9, "LA6570-1", "LA6568-5")));
    version =
        put(path + "/forms/gad-7", version, form("gad-7", scale(GAD_7, "LA6569-3", "LA6569-3")));
    version = put(path + "/forms/c-ssrs-screener", version, form("c-ssrs-screener", screener()));
    put(path + "/consents/telehealth", version, SIGNED);
    return episodeId;
  }

  /** The versions of the forms, read once. */
  private synchronized Map<String, String> versions() {
    if (versions.isEmpty()) {
      String forms =
          send(HttpRequest.newBuilder(intake.resolve("/api/forms")).timeout(PATIENCE).build())
              .body();
      for (JsonNode form : JSON.readTree(forms).path("forms")) {
        versions.put(form.path("form").asString(), form.path("version").asString());
      }
    }
    return versions;
  }

  /** The answers of somebody nothing stands in the way of, by form. */
  private static Set<Map.Entry<String, JsonNode>> histories() {
    try (InputStream in = Patient.class.getResourceAsStream("/candidacy-cases.json")) {
      if (in == null) {
        throw new IllegalStateException("The resource candidacy-cases.json is missing");
      }
      return JSON.readTree(in.readAllBytes()).path("harmless").path("answers").properties();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode rarelyDrinks() {
    return JSON.createObjectNode()
        .put("68518-0", "LA18926-8")
        .put("68519-8", "LA15694-5")
        .put("68520-6", "LA6270-8");
  }

  private static ObjectNode scale(String[] items, String answer, String lastAnswer) {
    ObjectNode answers = JSON.createObjectNode();
    for (String item : items) {
      answers.put(item, answer);
    }
    return answers.put(items[items.length - 1], lastAnswer);
  }

  private static ObjectNode screener() {
    return JSON.createObjectNode()
        .put("93246-7", "LA32-8")
        .put("93247-5", "LA32-8")
        .put("93267-3", "LA32-8");
  }

  private String form(String code, JsonNode answers) {
    ObjectNode form = JSON.createObjectNode().put("version", versions().get(code));
    form.set("answers", answers);
    return form.toString();
  }

  /** The request that hands the intake in. */
  HttpRequest submission(String episodeId) {
    return post("/api/intakes/" + episodeId + "/submit", "");
  }

  private HttpRequest post(String path, String body) {
    return post(intake.resolve(path), body);
  }

  private static HttpRequest post(URI target, String body) {
    return HttpRequest.newBuilder(target)
        .timeout(PATIENCE)
        .header("X-Actor-Id", ACTOR)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private String put(String path, String version, String body) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(intake.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("If-Match", version)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    return response.headers().firstValue("ETag").orElseThrow();
  }

  /** Sends a request that must succeed. */
  HttpResponse<String> send(HttpRequest request) {
    HttpResponse<String> response = answer(request);
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "%s %s was answered %d %s"
              .formatted(
                  request.method(),
                  request.uri().getPath(),
                  response.statusCode(),
                  code(response)));
    }
    return response;
  }

  private static String code(HttpResponse<String> response) {
    return JSON.readTree(response.body()).path("code").asString("");
  }

  private HttpResponse<String> answer(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("A service does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
